"""Signing in and out, one's own password."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from math import ceil
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.staff.access import access_of, answer, from_our_page, refuse, requires
from bot.channels.web import body_of
from bot.store.accounts import (
    ROLES,
    AccountError,
    NotSignedIn,
    Staff,
    any_staff,
    check_password,
    set_password,
)
from bot.store.database import now
from bot.store.presence import leave
from bot.store.sign_ins import end_session, start_session

WRONG = "登录名或密码不对。连着错5次，帐号会锁15分钟。"
TOO_OFTEN = "试得太频繁了，请等一分钟再登录。"
NO_ACCOUNTS = "还没有任何帐号。请管理员在服务器上运行 shuhui staff add 登录名 --role 坐席。"


def routes() -> Blueprint:
    """``POST/GET/DELETE session``, ``PUT password``."""
    routes = Blueprint("staff-account")
    routes.add_route(sign_in, "/session", methods=["POST"], name="sign_in")
    routes.add_route(who_am_i, "/session", methods=["GET"], name="who_am_i")
    routes.add_route(sign_out, "/session", methods=["DELETE"], name="sign_out")
    routes.add_route(change_password, "/password", methods=["PUT"], name="change_password")
    return routes


def staff_data(staff: Staff) -> dict[str, Any]:
    """Who is signed in, for the page."""
    return {"login": staff.login, "name": staff.name, "roles": [role for role in ROLES if role in staff.roles]}


async def sign_in(request: Request) -> HTTPResponse:
    """A session for a login and its password."""
    refused = from_our_page(request)
    if refused is not None:
        return refused
    access, body = access_of(request), body_of(request)
    login, password = body.get("login"), body.get("password")
    if not isinstance(login, str) or not isinstance(password, str) or not login.strip():
        return refuse(400, "请填登录名和密码。")
    login = login.strip()
    if not access.may_try(request, login):
        return refuse(429, TOO_OFTEN)
    try:
        staff = await asyncio.to_thread(check_password, access.url, login, password)
    except NotSignedIn as error:
        return _refusal(error, access.url)
    response = answer(staff_data(staff))
    access.set(request, response, start_session(access.url, staff.login))
    return response


def _refusal(error: NotSignedIn, url: str) -> HTTPResponse:
    if error.locked_until is None:
        return refuse(401, WRONG if any_staff(url) else NO_ACCOUNTS)
    minutes = ceil((error.locked_until - now()).total_seconds() / 60)
    until = error.locked_until.replace(tzinfo=timezone.utc)
    return refuse(423, f"密码错得太多，帐号锁住了，请{minutes}分钟以后再试，或者请管理员解锁。", until=_iso(until))


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


@requires(background=True)
async def who_am_i(request: Request, staff: Staff) -> HTTPResponse:
    """Who is signed in."""
    return answer(staff_data(staff))


async def sign_out(request: Request) -> HTTPResponse:
    """Ends the session, whether or not there still is one."""
    refused = from_our_page(request)
    if refused is not None:
        return refused
    access = access_of(request)
    token = access.token(request)
    staff = access.staff(request, seen=False)
    if staff:
        leave(access.url, staff.login)  # nobody waits for who has gone home
    if token:
        end_session(access.url, token)
    response = HTTPResponse(status=204)
    access.clear(response)
    return response


@requires()
async def change_password(request: Request, staff: Staff) -> HTTPResponse:
    """One's own password; sessions elsewhere end."""
    access, body = access_of(request), body_of(request)
    old, new = body.get("old"), body.get("new")
    if not isinstance(old, str) or not isinstance(new, str):
        return refuse(400, "请填原来的密码和新密码。")
    if not access.may_try(request, staff.login):
        return refuse(429, TOO_OFTEN)
    try:
        await asyncio.to_thread(check_password, access.url, staff.login, old)
        await asyncio.to_thread(set_password, access.url, staff.login, new, staff.login)
    except NotSignedIn:
        return refuse(400, "原来的密码不对。")
    except AccountError as error:
        return refuse(400, f"{error}。")
    response = HTTPResponse(status=204)
    access.set(request, response, start_session(access.url, staff.login))
    return response

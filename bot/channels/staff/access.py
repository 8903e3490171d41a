"""Who may ask for what: the session cookie of staff, the guard against other sites, roles."""

from __future__ import annotations

import os
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer
from limits import parse_many
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, json

from bot.channels.limits import Limiter
from bot.channels.sessions import secret
from bot.settings import Settings
from bot.store.accounts import Staff
from bot.store.sign_ins import IDLE, staff_of

COOKIE = "shuhui_staff"
GUARD = "x-shuhui"
LONGEST_BODY = 2_000_000  # phrases.yml is 150 kB, twice that as escaped JSON, and grows
NOT_SIGNED_IN = "还没有登录，或者登录已经过时，请重新登录。"
OTHER_SITE = "这个请求不是从工作台页面发来的。"
TOO_LONG = "内容太长了，请分开保存。"
# A whole call centre may come from one address; one account is tried from it at most this often.
_PER_ACCOUNT = "10/minute"
_PER_ADDRESS = os.environ.get("SHUHUI_LIMIT_SIGN_IN") or "60/minute"
View = Callable[..., Coroutine[Any, Any, "HTTPResponse | None"]]


class Access:
    """Reads and sets the cookie; counts attempts to sign in. One for the application, at ``app.ctx.staff_access``."""

    def __init__(self, settings: Settings) -> None:
        self.url = settings.database_url
        self._signer = URLSafeSerializer(secret(settings), salt="staff-session")
        self._limiter = Limiter(settings.redis_url)
        self._per_account, self._per_address = parse_many(_PER_ACCOUNT), parse_many(_PER_ADDRESS)

    def token(self, request: Request) -> str | None:
        """The token in a cookie that we have signed."""
        try:
            return str(self._signer.loads(request.cookies.get(COOKIE) or ""))
        except BadSignature:
            return None

    def staff(self, request: Request, seen: bool = True) -> Staff | None:
        """Who asks; None if nobody is signed in (any more)."""
        token = self.token(request)
        return staff_of(self.url, token, seen) if token else None

    def may_try(self, request: Request, login: str) -> bool:
        """Whether one more attempt to sign in is fine."""
        address = request.remote_addr or request.ip
        account = all(self._limiter.hit(limit, "sign-in", address, login) for limit in self._per_account)
        return account and all(self._limiter.hit(limit, "sign-in", address) for limit in self._per_address)

    def set(self, request: Request, response: BaseHTTPResponse, token: str) -> None:
        """Puts the cookie on a response: HttpOnly, never sent from another site, secure behind TLS."""
        response.cookies[COOKIE] = self._signer.dumps(token)
        cookie = response.cookies[COOKIE]
        cookie["httponly"], cookie["samesite"], cookie["path"] = True, "Strict", "/"
        cookie["max-age"] = int(IDLE.total_seconds())
        if request.scheme == "https" or request.headers.get("x-forwarded-proto") == "https":
            cookie["secure"] = True

    def clear(self, response: BaseHTTPResponse) -> None:
        """Takes the cookie away."""
        response.cookies[COOKIE] = ""
        response.cookies[COOKIE]["max-age"], response.cookies[COOKIE]["path"] = 0, "/"


def access_of(request: Request) -> Access:
    """The application's only Access."""
    return request.app.ctx.staff_access  # type: ignore[no-any-return]


def refuse(status: int, sentence: str, **more: Any) -> HTTPResponse:
    """An error as a sentence for the staff."""
    return json({"error": sentence, **more}, status=status, ensure_ascii=False)


def answer(data: Any, status: int = 200) -> HTTPResponse:
    """Data for the console, which no browser or proxy may keep."""
    return json(data, status=status, ensure_ascii=False, headers={"cache-control": "no-store"})


def from_our_page(request: Request) -> HTTPResponse | None:
    """A refusal of what another site sent or of what is too long."""
    if request.method != "GET" and request.headers.get(GUARD) is None:
        return refuse(403, OTHER_SITE)
    return refuse(413, TOO_LONG) if len(request.body or b"") > LONGEST_BODY else None


def requires(*roles: str, background: bool = False) -> Callable[[View], View]:
    """A view ``(request, staff, ...)`` for those with one of the roles; without roles, for all who are signed in.

    Answers 401 to those who are not signed in and 403 to those who lack the role. ``background`` marks what a page
    asks for by itself: it does not put off the end of a session that nobody uses.
    A view that sends its response itself (a stream) returns None.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        async def guarded(request: Request, *args: Any, **kwargs: Any) -> HTTPResponse | None:
            refused = from_our_page(request)
            if refused is not None:
                return refused
            access = access_of(request)
            staff = access.staff(request, seen=not background)
            if staff is None:
                return refuse(401, NOT_SIGNED_IN)
            if not staff.has(*roles):
                return refuse(403, f"这一页要有“{'”或“'.join(roles)}”的角色才能用，请找班长或管理员开通。")
            response = await view(request, staff, *args, **kwargs)
            if response is not None and not background and COOKIE not in response.cookies:
                access.set(request, response, access.token(request) or "")
            return response

        return guarded

    return decorate

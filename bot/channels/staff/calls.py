"""Notes of calls and their work orders: saved, listed with filters, exported."""

from __future__ import annotations

from datetime import date
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from bot.channels.staff.access import access_of, answer, refuse, requires
from bot.channels.staff.tables import CSV, XLSX, as_csv, as_xlsx
from bot.channels.web import body_of
from bot.knowledge import knowledge
from bot.store.accounts import CLERK, SUPERVISOR, Staff
from bot.store.audit import record
from bot.store.calls import (
    RESULTS,
    CallsError,
    Filter,
    NewCall,
    close_order,
    find_calls,
    follow_up_done,
    raise_order,
    save_call,
)
from bot.store.database import session

PAGE, MOST_EXPORTED = 50, 20_000
HEADINGS = ("编号", "时间", "坐席", "服务", "地区", "结果", "记录", "回访日期", "回访时间", "工单")


def routes() -> Blueprint:
    """``GET/POST calls``, ``GET calls/export``, ``POST calls/N/followed``, ``POST calls/N/orders``, ``POST orders/N/close``."""
    routes = Blueprint("staff-calls")
    routes.add_route(list_calls, "/calls", methods=["GET"], name="list_calls")
    routes.add_route(save, "/calls", methods=["POST"], name="save")
    routes.add_route(export, "/calls/export", methods=["GET"], name="export")
    routes.add_route(followed, "/calls/<number:int>/followed", methods=["POST"], name="followed")
    routes.add_route(order, "/calls/<number:int>/orders", methods=["POST"], name="order")
    routes.add_route(close, "/orders/<number:int>/close", methods=["POST"], name="close")
    return routes


@requires(CLERK, SUPERVISOR)
async def save(request: Request, staff: Staff) -> HTTPResponse:
    """A note, and a work order with it if one is written."""
    body, url = body_of(request), access_of(request).url
    try:
        number = save_call(url, staff.login, _new_call(body))
        task, office = _text(body, "task"), _text(body, "office")
        order = raise_order(url, staff.login, number, office, task) if task or office else None
    except CallsError as error:
        return refuse(400, f"{error}。")
    return answer({"id": number, "order": order}, 201)


def _new_call(body: dict[str, Any]) -> NewCall:
    """Raises CallsError."""
    catalog = knowledge().conversation.catalog
    service, region, office, task = (_text(body, key) for key in ("service", "region", "office", "task"))
    if service and service not in catalog.files:
        raise CallsError("没有这项服务")
    if region and region not in catalog.regions.by_code:
        raise CallsError("认不出这个地区")
    if bool(office.strip()) != bool(task.strip()):
        raise CallsError("工单要写清楚交给谁、办什么")
    return NewCall(service, region, _text(body, "result"), _text(body, "note"), _day(body.get("follow_up")))


def _text(body: dict[str, Any], key: str) -> str:
    value = body.get(key) or ""
    if not isinstance(value, str):
        raise CallsError("有一栏填得不对")
    return value


def _day(raw: Any) -> date | None:
    """Raises CallsError."""
    if not raw:
        return None
    try:
        return date.fromisoformat(raw)
    except (TypeError, ValueError):
        raise CallsError("日期要写成 2026-07-01 这样") from None


def _filter(request: Request) -> Filter:
    """The filter in the address. Raises CallsError."""
    args = request.args
    return Filter(
        first=_day(args.get("first")),
        last=_day(args.get("last")),
        login=args.get("login") or "",
        service=args.get("service") or "",
        result=args.get("result") or "",
        text=(args.get("text") or "")[:50],
        due=_day(args.get("due")),
        open_orders=args.get("orders") == "open",
    )


@requires(CLERK, SUPERVISOR)
async def list_calls(request: Request, staff: Staff) -> HTTPResponse:
    """A page of the calls that fit the filter."""
    try:
        wanted, page = _filter(request), max(int(request.args.get("page") or 1), 1)
        rows, total = find_calls(access_of(request).url, wanted, PAGE, (min(page, 10_000) - 1) * PAGE)
    except CallsError as error:
        return refuse(400, f"{error}。")
    except ValueError:
        return refuse(400, "页码要写成数字。")
    return answer({"rows": [_named(row) for row in rows], "total": total, "page_size": PAGE, "results": RESULTS})


def _named(row: dict[str, Any]) -> dict[str, Any]:
    """The row with names beside codes."""
    catalog = knowledge().conversation.catalog
    file = catalog.files.get(row["service"])
    region = catalog.regions.full_name(row["region"]) if row["region"] else ""
    return {**row, "service_name": file.name if file else row["service"], "region_name": region}


@requires(CLERK, SUPERVISOR)
async def export(request: Request, staff: Staff) -> HTTPResponse:
    """The calls that fit the filter as CSV, or as an Excel file with ``format=xlsx``."""
    url = access_of(request).url
    try:
        rows, total = find_calls(url, _filter(request), MOST_EXPORTED)
    except CallsError as error:
        return refuse(400, f"{error}。")
    with session(url) as database:
        record(database, staff.login, "导出来电", f"{len(rows)}条")
    table = [_exported(_named(row)) for row in rows]
    excel = request.args.get("format") == "xlsx"
    content = as_xlsx("来电记录", HEADINGS, table) if excel else as_csv(HEADINGS, table)
    name = f"calls-{date.today():%Y%m%d}.{'xlsx' if excel else 'csv'}"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return raw(content, content_type=XLSX if excel else CSV, headers=headers)


def _exported(row: dict[str, Any]) -> list[Any]:
    orders = [
        f"{order['id']} {order['office']}：{order['task']}"
        + (f"（{order['closed']}办结：{order['outcome']}）" if order["closed"] else "（办理中）")
        for order in row["orders"]
    ]
    names = ("id", "at", "login", "service_name", "region_name", "result", "note", "follow_up", "followed")
    return [*(row[name] for name in names), "\n".join(orders)]


@requires(CLERK, SUPERVISOR)
async def followed(request: Request, staff: Staff, number: int) -> HTTPResponse:
    """Somebody has called back."""
    try:
        follow_up_done(access_of(request).url, staff.login, number)
    except CallsError as error:
        return refuse(409, f"{error}。")
    return HTTPResponse(status=204)


@requires(CLERK, SUPERVISOR)
async def order(request: Request, staff: Staff, number: int) -> HTTPResponse:
    """A work order for a call."""
    body = body_of(request)
    try:
        made = raise_order(access_of(request).url, staff.login, number, _text(body, "office"), _text(body, "task"))
    except CallsError as error:
        return refuse(400, f"{error}。")
    return answer({"id": made}, 201)


@requires(CLERK, SUPERVISOR)
async def close(request: Request, staff: Staff, number: int) -> HTTPResponse:
    """Closes a work order."""
    try:
        close_order(access_of(request).url, staff.login, number, _text(body_of(request), "outcome"))
    except CallsError as error:
        return refuse(409, f"{error}。")
    return HTTPResponse(status=204)

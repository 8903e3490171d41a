"""The supervisors' charts: counts from the database, nothing about any one resident."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.staff.access import access_of, answer, refuse, requires
from bot.knowledge import knowledge
from bot.rules.verdicts import Verdict
from bot.store.accounts import SUPERVISOR, Staff
from bot.store.calls import CHINA
from bot.store.database import now
from bot.store.statistics import LONGEST_SPAN, Chart, Span, charts

_USUAL = timedelta(days=29)
_ACTS = {
    "inform": "说情况",
    "affirm": "说是",
    "deny": "说不是",
    "correct": "更正",
    "ask_eligibility": "问条件",
    "ask_entitlement": "问待遇",
    "ask_where": "问在哪办",
    "ask_materials": "问材料",
    "ask_process": "问流程",
    "ask_general": "问是什么",
    "screen": "问能享受哪些",
    "out_of_scope": "不在范围",
    "feedback": "评价",
}


def routes() -> Blueprint:
    """``GET charts?first=2026-11-01&last=2026-11-30``."""
    routes = Blueprint("staff-charts")
    routes.add_route(show, "/charts", methods=["GET"], name="charts")
    return routes


@requires(SUPERVISOR)
async def show(request: Request, staff: Staff) -> HTTPResponse:
    """All charts for the days asked for, else for the last thirty."""
    today = (now() + CHINA).date()
    try:
        last = date.fromisoformat(request.args.get("last") or today.isoformat())
        first = date.fromisoformat(request.args.get("first") or (last - _USUAL).isoformat())
    except ValueError:
        return refuse(400, "日期要写成 2026-07-01 这样。")
    if not timedelta() <= last - first <= LONGEST_SPAN:
        return refuse(400, "请选先后对得上、不超过一年的日子。")
    found = charts(access_of(request).url, Span(first, last))
    return answer(
        {"first": first.isoformat(), "last": last.isoformat(), "charts": [chart_data(chart) for chart in found]}
    )


def chart_data(chart: Chart) -> dict[str, Any]:
    """The chart with names in place of codes."""
    return {
        "key": chart.key,
        "title": chart.title,
        "by_day": chart.of == "day",
        "labels": [_name(chart.of, label) for label in chart.labels],
        "series": [{"name": name, "values": list(values)} for name, values in chart.series],
    }


def _name(of: str, label: str) -> str:
    catalog = knowledge().conversation.catalog
    if of == "service":
        file = catalog.files.get(label)
        return file.name if file else label
    if of == "region":
        region = catalog.regions.by_code.get(label)
        return region.name if region else label
    if of == "verdict":
        return Verdict(label).label if label in list(Verdict) else label
    return _ACTS.get(label, label) if of == "act" else label

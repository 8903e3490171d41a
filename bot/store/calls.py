"""Notes of calls and the work orders raised from them. What clerks write is masked before it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Column, Date, DateTime, Integer, String, Text, func, or_, select, update
from sqlalchemy.orm import Session

from bot.privacy import mask
from bot.rules.verdicts import Verdict
from bot.store.audit import record
from bot.store.database import Base, forget_deleted, now, session

RESULTS = (*(verdict.label for verdict in Verdict), "只是咨询", "不在范围")
LONGEST_NOTE, LONGEST_OFFICE = 2000, 100
_AT_ONCE = 500
CHINA = timedelta(hours=8)  # the days of filters and tables are China's; moments are stored in UTC


class CallRow(Base):  # type: ignore[misc,valid-type]
    """One call; ``service`` is the id of an item or empty, ``region`` a code or empty, ``result`` one of RESULTS.

    Once its time is over, only what is counted is left: ``login`` is empty then, as in no other row.
    """

    __tablename__ = "calls"

    id = Column(Integer, primary_key=True)
    at = Column(DateTime, nullable=False, default=now, index=True)
    login = Column(String(32), nullable=False, index=True)
    service = Column(String(64), nullable=False, default="")
    region = Column(String(6), nullable=False, default="")
    result = Column(String(16), nullable=False)
    note = Column(Text, nullable=False, default="")
    follow_up = Column(Date, index=True)
    followed = Column(DateTime)


class WorkOrderRow(Base):  # type: ignore[misc,valid-type]
    """Something that ``office`` is to do; open until it is closed with an outcome. Without words once its time is over."""

    __tablename__ = "work_orders"

    id = Column(Integer, primary_key=True)
    call = Column(Integer, nullable=False, index=True)
    raised = Column(DateTime, nullable=False, default=now)
    raised_by = Column(String(32), nullable=False)
    office = Column(String(LONGEST_OFFICE), nullable=False)
    task = Column(Text, nullable=False)
    closed = Column(DateTime)
    closed_by = Column(String(32), nullable=False, default="")
    outcome = Column(Text, nullable=False, default="")


@dataclass(frozen=True)
class NewCall:
    """What the clerk notes down."""

    service: str
    region: str
    result: str
    note: str
    follow_up: date | None = None


@dataclass(frozen=True)
class Filter:
    """Which calls; empty parts do not limit. ``due`` are calls to be followed up by a day, ``orders`` open or any."""

    first: date | None = None
    last: date | None = None
    login: str = ""
    service: str = ""
    result: str = ""
    text: str = ""
    due: date | None = None
    open_orders: bool = False


class CallsError(ValueError):
    """Why a note or an order cannot be stored or changed so, as a sentence."""


def save_call(url: str, login: str, call: NewCall) -> int:
    """Stores a note; returns its number. Raises CallsError."""
    if call.result not in RESULTS:
        raise CallsError(f"结果要选一个：{'、'.join(RESULTS)}")
    if len(call.note) > LONGEST_NOTE:
        raise CallsError(f"记录太长了，最多{LONGEST_NOTE}个字")
    row = CallRow(
        login=login,
        service=call.service,
        region=call.region,
        result=call.result,
        note=mask(call.note),
        follow_up=call.follow_up,
    )
    with session(url) as database:
        database.add(row)
        database.flush()
        record(database, login, "记录来电", f"来电{row.id}")
        return int(row.id)


def follow_up_done(url: str, login: str, number: int) -> None:
    """Somebody has called back. Raises CallsError."""
    due = update(CallRow).where(CallRow.id == number, CallRow.follow_up.is_not(None), CallRow.followed.is_(None))
    with session(url) as database:
        if not database.execute(due.values(followed=now())).rowcount:
            _call(database, number)
            raise CallsError("这通来电不用回访，或者已经回访过了")
        record(database, login, "回访", f"来电{number}")


def raise_order(url: str, login: str, call: int, office: str, task: str) -> int:
    """A work order for a call; returns its number. Raises CallsError."""
    if not office.strip() or not task.strip():
        raise CallsError("工单要写清楚交给谁、办什么")
    if len(office) > LONGEST_OFFICE or len(task) > LONGEST_NOTE:
        raise CallsError("工单写得太长了")
    with session(url) as database:
        _call(database, call)
        row = WorkOrderRow(call=call, raised_by=login, office=mask(office.strip())[:LONGEST_OFFICE], task=mask(task))
        database.add(row)
        database.flush()
        record(database, login, "提交工单", f"工单{row.id}（来电{call}）")
        return int(row.id)


def close_order(url: str, login: str, number: int, outcome: str) -> None:
    """Closes an order with what came of it. Raises CallsError."""
    if not outcome.strip() or len(outcome) > LONGEST_NOTE:
        raise CallsError(f"请写办理结果，最多{LONGEST_NOTE}个字")
    still_open = update(WorkOrderRow).where(
        WorkOrderRow.id == number, WorkOrderRow.closed.is_(None), WorkOrderRow.office != ""
    )
    with session(url) as database:
        # One statement, so that of two who close it at once exactly one does.
        closed = database.execute(still_open.values(closed=now(), closed_by=login, outcome=mask(outcome)))
        if not closed.rowcount:
            row = database.get(WorkOrderRow, number)
            raise CallsError(f"这张工单已经由{row.closed_by}办结了" if row and row.closed_by else "没有这张工单")
        record(database, login, "办结工单", f"工单{number}")


def expire_calls(url: str, days: int) -> int:
    """Wipes the words of calls and orders with which nothing happened for ``days`` days; returns how many calls.

    What happens is the call, a date to call back, a call back, an order raised or closed.
    """
    limit = now() - timedelta(days=days)
    orders_since = select(WorkOrderRow.call).where(or_(WorkOrderRow.raised >= limit, WorkOrderRow.closed >= limit))
    over = [
        CallRow.login != "",
        CallRow.at < limit,
        or_(CallRow.follow_up.is_(None), CallRow.follow_up < (limit + CHINA).date()),
        or_(CallRow.followed.is_(None), CallRow.followed < limit),
        CallRow.id.not_in(orders_since),
    ]
    with session(url) as database:
        calls = database.scalars(select(CallRow.id).where(*over)).all()
        for start in range(0, len(calls), _AT_ONCE):
            _wipe(database, calls[start : start + _AT_ONCE])
    if calls:
        forget_deleted(url)
    return len(calls)


def _wipe(database: Session, calls: Sequence[int]) -> None:
    rows = update(CallRow).where(CallRow.id.in_(calls)).values(login="", note="", follow_up=None, followed=None)
    orders = update(WorkOrderRow).where(WorkOrderRow.call.in_(calls))
    words = {"office": "", "task": "", "outcome": "", "raised_by": "", "closed_by": ""}
    for statement in (rows, orders.values(**words)):
        database.execute(statement.execution_options(synchronize_session=False))


def find_calls(url: str, wanted: Filter, limit: int = 50, offset: int = 0) -> tuple[list[dict[str, Any]], int]:
    """Calls with their orders as plain data, newest first, and how many there are in all."""
    conditions = _conditions(wanted)
    with session(url) as database:
        total = database.scalar(select(func.count()).select_from(CallRow).where(*conditions)) or 0
        query = select(CallRow).where(*conditions).order_by(CallRow.id.desc()).limit(limit).offset(offset)
        rows = list(database.scalars(query))
        orders = _orders(database, [row.id for row in rows])
        return [{**_call_data(row), "orders": orders.get(row.id, [])} for row in rows], int(total)


def _conditions(wanted: Filter) -> list[Any]:
    conditions: list[Any] = [CallRow.login != ""]
    if wanted.first:
        conditions.append(CallRow.at >= datetime.combine(wanted.first, time()) - CHINA)
    if wanted.last:
        conditions.append(CallRow.at < datetime.combine(wanted.last + timedelta(days=1), time()) - CHINA)
    for column, value in ((CallRow.login, wanted.login), (CallRow.service, wanted.service)):
        conditions += [column == value] if value else []
    conditions += [CallRow.result == wanted.result] if wanted.result else []
    conditions += [CallRow.note.contains(wanted.text, autoescape=True)] if wanted.text else []
    conditions += [CallRow.follow_up <= wanted.due, CallRow.followed.is_(None)] if wanted.due else []
    if wanted.open_orders:
        conditions.append(CallRow.id.in_(select(WorkOrderRow.call).where(WorkOrderRow.closed.is_(None))))
    return conditions


def _call(database: Session, number: int) -> CallRow:
    row = database.get(CallRow, number)
    if row is None or not row.login:
        raise CallsError("没有这通来电的记录")
    return row


def _orders(database: Session, calls: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in database.scalars(select(WorkOrderRow).where(WorkOrderRow.call.in_(calls)).order_by(WorkOrderRow.id)):
        found.setdefault(row.call, []).append(_order_data(row))
    return found


def _call_data(row: CallRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "at": moment(row.at),
        "login": row.login,
        "service": row.service,
        "region": row.region,
        "result": row.result,
        "note": row.note,
        "follow_up": row.follow_up.isoformat() if row.follow_up else None,
        "followed": moment(row.followed),
    }


def _order_data(row: WorkOrderRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "raised": moment(row.raised),
        "raised_by": row.raised_by,
        "office": row.office,
        "task": row.task,
        "closed": moment(row.closed),
        "closed_by": row.closed_by,
        "outcome": row.outcome,
    }


def moment(at: datetime | None) -> str | None:
    """``2026-11-23 09:05`` in China's time."""
    return f"{at + CHINA:%Y-%m-%d %H:%M}" if at else None

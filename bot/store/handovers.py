"""Handovers of a chat to a person: who waits, who has it, and what became of it.

No text is kept here: what was said stays, masked, in the conversation itself. A change of
state is one UPDATE that names the state it expects, so of two clerks exactly one succeeds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, bindparam, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store.audit import record
from bot.store.database import Base, Conversation, engine, now, session

OFFERED, WAITING, TAKEN, RETURNED, CLOSED = "offered", "waiting", "taken", "returned", "closed"
ASKED, FAILED = "asked", "failed"
_DEEDS = {
    "taken": "接过对话",
    "transferred": "转交对话",
    "released": "对话退回排队",
    RETURNED: "对话交还机器人",
    CLOSED: "结束对话",
}


class HandoverRow(Base):  # type: ignore[misc,valid-type]
    """One handover. ``sender`` is empty once the resident has had their data deleted.

    ``open_sender`` is the sender as long as it is open: unique, so nobody stands in the queue
    twice. ``reason`` is "asked" (the resident wanted a person) or "failed" (the bot did not
    help twice); ``topic`` the item talked about; ``waited_seconds`` counts to the first take.
    """

    __tablename__ = "handovers"

    id = Column(Integer, primary_key=True)
    sender = Column(String(64), nullable=True, index=True)
    open_sender = Column(String(64), nullable=True, unique=True)
    channel = Column(String(16), nullable=False)
    reason = Column(String(16), nullable=False)
    topic = Column(String(64), nullable=False, default="")
    state = Column(String(16), nullable=False, index=True)
    clerk = Column(String(32), nullable=True, index=True)
    clerk_name = Column(String(64), nullable=False, default="")
    requested_at = Column(DateTime, nullable=False, default=now, index=True)
    taken_at = Column(DateTime, nullable=True)
    waited_seconds = Column(Integer, nullable=True)
    closed_at = Column(DateTime, nullable=True)


class HandoverStep(Base):  # type: ignore[misc,valid-type]
    """What happened to a handover: by whose login (empty: nobody of the staff), and to whom it went."""

    __tablename__ = "handover_steps"

    id = Column(Integer, primary_key=True)
    handover = Column(Integer, ForeignKey("handovers.id", ondelete="CASCADE"), nullable=False, index=True)
    at = Column(DateTime, nullable=False, default=now)
    what = Column(String(16), nullable=False)
    clerk = Column(String(32), nullable=False, default="")
    clerk_name = Column(String(64), nullable=False, default="")
    to_name = Column(String(64), nullable=False, default="")


@dataclass(frozen=True)
class Clerk:
    """One of the staff; ``name`` is the working name or number that residents are told."""

    login: str
    name: str


@dataclass(frozen=True)
class Handover:
    """A handover as it stands; times are UTC without zone."""

    id: int
    sender: str | None
    channel: str
    reason: str
    topic: str
    state: str
    clerk: str | None
    clerk_name: str
    requested_at: datetime
    taken_at: datetime | None


_COLUMNS = HandoverRow.__table__.c
_OPEN = select(*[_COLUMNS[field.name] for field in fields(Handover)]).where(_COLUMNS.open_sender == bindparam("sender"))


@dataclass(frozen=True)
class Queued:
    """An open handover with the time of the latest event in its conversation."""

    handover: Handover
    updated: datetime | None


@dataclass(frozen=True)
class Step:
    """One line of a handover's history."""

    at: datetime
    what: str
    clerk_name: str
    to_name: str


class Gone(Exception):
    """The handover is not (any more) in the state that the change needs: somebody was quicker."""


# ---- the resident's side -----------------------------------------------------------------------


def current(url: str, sender: str) -> Handover | None:
    """The open handover of a sender. Asked with every message, hence without the ORM."""
    with engine(url).connect() as connection:
        row = connection.execute(_OPEN, {"sender": sender}).one_or_none()
    return Handover(*row) if row else None


def begin(url: str, sender: str, channel: str, reason: str, topic: str = "", state: str = WAITING) -> Handover:
    """Puts a sender into the queue (or, with ``state`` OFFERED, on the list of those who may want to be).

    One that is open already is kept; one that was only offered becomes waiting.
    """
    try:
        with session(url) as database:
            return _begin(database, sender, channel, reason, topic, state)
    except IntegrityError:  # another request of the same sender was quicker
        found = current(url, sender)
        if found is None:
            raise
        return found


def _begin(database: Session, sender: str, channel: str, reason: str, topic: str, state: str) -> Handover:
    there = _found(database, HandoverRow.open_sender == sender)
    if there and (there.state != OFFERED or state == OFFERED):
        return there
    if there:
        _change(database, there.id, [OFFERED], {"state": state, "requested_at": now()})
    else:
        row = HandoverRow(
            sender=sender, open_sender=sender, channel=channel, reason=reason, topic=topic[:64], state=state
        )
        database.add(row)
        database.flush()
    found = _found(database, HandoverRow.open_sender == sender)
    assert found is not None
    _note(database, found.id, state)
    return found


def waiting_before(url: str, handover: Handover) -> int:
    """How many were waiting before this one."""
    earlier = (HandoverRow.requested_at < handover.requested_at) | (
        (HandoverRow.requested_at == handover.requested_at) & (HandoverRow.id < handover.id)
    )
    return _count(url, HandoverRow.state == WAITING, earlier)


def waiting(url: str) -> int:
    """The length of the queue."""
    return _count(url, HandoverRow.state == WAITING)


def asked_since(url: str, sender: str, since: datetime) -> int:
    """How often a sender has asked for a person since then."""
    return _count(url, HandoverRow.sender == sender, HandoverRow.requested_at >= since, HandoverRow.state != OFFERED)


# ---- the staff's side --------------------------------------------------------------------------


def get(url: str, handover: int) -> Handover | None:
    """The handover of that number."""
    with session(url) as database:
        return _found(database, HandoverRow.id == handover)


def queue(url: str) -> list[Queued]:
    """All open handovers, longest waiting first."""
    with session(url) as database:
        rows = database.execute(
            select(HandoverRow, Conversation.updated)
            .outerjoin(Conversation, Conversation.sender == HandoverRow.open_sender)
            .where(HandoverRow.open_sender.is_not(None))
            .order_by(HandoverRow.requested_at, HandoverRow.id)
        ).all()
        return [Queued(_plain(row), updated) for row, updated in rows]


def take(url: str, handover: int, clerk: Clerk) -> Handover:
    """Gives a waiting (or offered) chat to a clerk. Raises Gone when somebody else has it."""
    with session(url) as database:
        before = _found(database, HandoverRow.id == handover)
        if before is None:
            raise Gone
        waited = max(0, round((now() - before.requested_at).total_seconds())) if before.state == WAITING else None
        values: dict[str, Any] = {"state": TAKEN, "clerk": clerk.login, "clerk_name": clerk.name}
        if before.taken_at is None:
            values |= {"taken_at": now(), "waited_seconds": waited}
        return _changed(database, handover, [WAITING, OFFERED], "taken", clerk, None, values)


def transfer(url: str, handover: int, clerk: Clerk, to: Clerk | None, holder: str | None) -> Handover:
    """Passes a chat on, or without ``to`` back into the queue; ``holder`` is the one who must have it now."""
    values = {"clerk": to.login, "clerk_name": to.name} if to else {"state": WAITING, "clerk": None, "clerk_name": ""}
    with session(url) as database:
        what = "transferred" if to else "released"
        return _changed(database, handover, [TAKEN], what, clerk, to, values, holder)


def end(url: str, handover: int, state: str, clerk: Clerk | None = None, holder: str | None = None) -> Handover:
    """RETURNED to the bot, or CLOSED. ``holder``, where given, must be the clerk who has it. Raises Gone."""
    with session(url) as database:
        values = {"state": state, "open_sender": None, "closed_at": now()}
        return _changed(database, handover, [OFFERED, WAITING, TAKEN], state, clerk, None, values, holder)


def steps(url: str, handover: int) -> list[Step]:
    """The history of a handover."""
    with session(url) as database:
        rows = database.scalars(
            select(HandoverStep).where(HandoverStep.handover == handover).order_by(HandoverStep.id)
        ).all()
        return [Step(row.at, row.what, row.clerk_name, row.to_name) for row in rows]


# ---- deletion ----------------------------------------------------------------------------------


def forget(database: Session, senders: Iterable[str]) -> None:
    """Takes the residents out of their handovers, open ones end; numbers for statistics stay."""
    names = list(senders)
    mine = HandoverRow.sender.in_(names)
    database.execute(
        update(HandoverRow)
        .where(mine, HandoverRow.open_sender.is_not(None))
        .values(state=CLOSED, closed_at=now(), open_sender=None)
        .execution_options(synchronize_session=False)
    )
    database.execute(update(HandoverRow).where(mine).values(sender=None).execution_options(synchronize_session=False))


# ---- rows --------------------------------------------------------------------------------------


def _changed(
    database: Session,
    handover: int,
    expected: list[str],
    what: str,
    clerk: Clerk | None,
    to: Clerk | None,
    values: dict[str, Any],
    holder: str | None = None,
) -> Handover:
    _change(database, handover, expected, values, holder)
    _note(database, handover, what, clerk, to)
    found = _found(database, HandoverRow.id == handover)
    assert found is not None
    return found


def _change(
    database: Session, handover: int, expected: list[str], values: dict[str, Any], holder: str | None = None
) -> None:
    """Raises Gone unless the handover is in one of the expected states (and with ``holder``, if given)."""
    conditions = [HandoverRow.id == handover, HandoverRow.state.in_(expected)]
    if holder is not None:
        conditions.append(HandoverRow.clerk == holder)
    statement = update(HandoverRow).where(*conditions).values(**values)
    if database.execute(statement.execution_options(synchronize_session=False)).rowcount != 1:
        raise Gone
    database.expire_all()


def _note(database: Session, handover: int, what: str, clerk: Clerk | None = None, to: Clerk | None = None) -> None:
    """Into the handover's own history and, where one of the staff did it, into the record of their deeds."""
    if clerk and clerk.login:
        record(database, clerk.login, _DEEDS[what], f"对话{handover}" + (f"给{to.login}" if to else ""))
    database.add(
        HandoverStep(
            handover=handover,
            what=what,
            clerk=clerk.login if clerk else "",
            clerk_name=clerk.name if clerk else "",
            to_name=to.name if to else "",
        )
    )


def _found(database: Session, condition: Any) -> Handover | None:
    row = database.scalars(select(HandoverRow).where(condition)).one_or_none()
    return _plain(row) if row else None


def _count(url: str, *conditions: Any) -> int:
    with session(url) as database:
        return int(database.scalar(select(func.count()).select_from(HandoverRow).where(*conditions)) or 0)


def _plain(row: HandoverRow) -> Handover:
    return Handover(
        row.id,
        row.sender,
        row.channel,
        row.reason,
        row.topic,
        row.state,
        row.clerk,
        row.clerk_name,
        row.requested_at,
        row.taken_at,
    )

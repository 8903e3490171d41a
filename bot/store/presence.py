"""Which of the staff is there: whose console was heard of lately."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Column, DateTime, String, delete, select

from bot.store.database import Base, now, session
from bot.store.handovers import Clerk


class ClerkPresence(Base):  # type: ignore[misc,valid-type]
    """When a clerk's console was last heard of."""

    __tablename__ = "clerk_presence"

    clerk = Column(String(32), primary_key=True)
    name = Column(String(64), nullable=False)
    seen = Column(DateTime, nullable=False)


def attend(url: str, clerk: Clerk) -> None:
    """A clerk's console is open."""
    with session(url) as database:
        database.merge(ClerkPresence(clerk=clerk.login, name=clerk.name, seen=now()))


def leave(url: str, clerk: str) -> None:
    """A clerk has closed the console or signed out."""
    with session(url) as database:
        database.execute(delete(ClerkPresence).where(ClerkPresence.clerk == clerk))


def present(url: str, within: timedelta) -> list[Clerk]:
    """The clerks heard of within that time, by name."""
    with session(url) as database:
        rows = database.scalars(
            select(ClerkPresence).where(ClerkPresence.seen >= now() - within).order_by(ClerkPresence.name)
        ).all()
        return [Clerk(row.clerk, row.name) for row in rows]

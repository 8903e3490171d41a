"""Who of the staff did what and when; never anything about a resident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, DateTime, Integer, String, select
from sqlalchemy.orm import Session

from bot.privacy import mask
from bot.store.database import Base, now, session

LONGEST_LOGIN, _LONGEST_ABOUT = 32, 200


class AuditRow(Base):  # type: ignore[misc,valid-type]
    """One deed. ``about`` names a record or an account, in a few words."""

    __tablename__ = "audit"

    id = Column(Integer, primary_key=True)
    at = Column(DateTime, nullable=False, default=now, index=True)
    who = Column(String(LONGEST_LOGIN), nullable=False, index=True)
    what = Column(String(32), nullable=False)
    about = Column(String(_LONGEST_ABOUT), nullable=False, default="")


@dataclass(frozen=True)
class Deed:
    """One line of the record; ``at`` in UTC."""

    at: datetime
    who: str
    what: str
    about: str


def record(database: Session, who: str, what: str, about: str = "") -> None:
    """Writes a deed within the transaction of the change itself, so that neither is without the other."""
    database.add(AuditRow(who=mask(who)[:LONGEST_LOGIN], what=what, about=mask(about)[:_LONGEST_ABOUT]))


def deeds(url: str, limit: int = 100, who: str = "") -> list[Deed]:
    """The latest deeds, newest first, of everybody or of one."""
    query = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
    with session(url) as database:
        rows = database.scalars(query.where(AuditRow.who == who) if who else query)
        return [Deed(row.at, row.who, row.what, row.about) for row in rows]

"""Sessions of staff: kept on the server, so that signing out and closing an account end them at once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, or_

from bot.store.accounts import Staff, StaffRow, StaffSession, to_staff
from bot.store.audit import record
from bot.store.database import now, session

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
_NOTED_EVERY = timedelta(minutes=1)


def start_session(url: str, login: str) -> str:
    """A token for somebody who has just given their password; sessions past their time are removed."""
    token = secrets.token_urlsafe(32)
    with session(url) as database:
        over = or_(StaffSession.seen < now() - IDLE, StaffSession.since < now() - LONGEST)
        database.execute(delete(StaffSession).where(over))
        database.add(StaffSession(token=_digest(token), login=login))
    return token


def staff_of(url: str, token: str, seen: bool = True) -> Staff | None:
    """Who holds the token; None when it is idle for too long, too old, ended or the account is closed.

    ``seen`` puts the end off, as whatever somebody does themselves should; what their page does alone should not.
    """
    with session(url) as database:
        found = database.get(StaffSession, _digest(token))
        if found is None or now() - found.seen > IDLE or now() - found.since > LONGEST:
            return None
        row = database.get(StaffRow, found.login)
        if row is None or not row.active:
            return None
        if seen and now() - found.seen > _NOTED_EVERY:
            found.seen = now()
        return to_staff(row)


def end_session(url: str, token: str) -> None:
    """Signs out."""
    with session(url) as database:
        found = database.get(StaffSession, _digest(token))
        if found is not None:
            record(database, found.login, "退出")
            database.delete(found)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

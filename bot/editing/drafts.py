"""Drafts: one of each editor for each item, kept in the database at every pause in typing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.editing.publishing import history, merged
from bot.editing.workbench import fingerprint
from bot.store.database import now, session
from bot.store.editing import OPEN, SUBMITTED, Draft


@dataclass(frozen=True)
class DraftNote:
    """A draft; ``base`` is the version of the file it was begun from, ``state`` open or submitted."""

    id: int
    item: str
    author: str
    base: str
    text: str
    reason: str
    state: str
    updated: datetime


class Drafts:
    """The drafts in a database."""

    def __init__(self, url: str) -> None:
        self._url = url

    def all(self) -> list[DraftNote]:
        """Every draft, the latest first."""
        with session(self._url) as database:
            return [_note(row) for row in database.scalars(select(Draft).order_by(Draft.updated.desc()))]

    def text_of_any(self, item: str) -> str | None:
        """The text of the oldest draft of an item, whoever's it is; None if there is none."""
        with session(self._url) as database:
            row = database.scalars(select(Draft).where(Draft.item == item).order_by(Draft.id)).first()
            return str(row.text) if row else None

    def get(self, item: str, author: str) -> DraftNote | None:
        """Somebody's draft of an item."""
        with session(self._url) as database:
            row = _row(database, item, author)
            return _note(row) if row else None

    def save(self, item: str, author: str, text: str, base: str) -> DraftNote:
        """Keeps the text. What was submitted is open again: it is not what the other was to approve."""
        with session(self._url) as database:
            row = _row(database, item, author)
            if row is None:
                row = Draft(item=item, author=author)
                database.add(row)
            row.text, row.base, row.state, row.updated = text, base, OPEN, now()
            database.flush()
            return _note(row)

    def submit(self, item: str, author: str, reason: str) -> DraftNote | None:
        """Asks another editor to approve; None if there is no draft."""
        with session(self._url) as database:
            row = _row(database, item, author)
            if row is None:
                return None
            row.state, row.reason, row.updated = SUBMITTED, reason[:500], now()
            return _note(row)

    def discard(self, item: str, author: str) -> None:
        """Throws a draft away."""
        with session(self._url) as database:
            row = _row(database, item, author)
            if row is not None:
                database.delete(row)

    def merged(self, note: DraftNote, current: str) -> str | None:
        """The draft with what others published since it was begun; None if both touch the same lines."""
        if note.base == fingerprint(current):
            return note.text
        texts = (text for row in history(self._url, note.item) for text in (row.before, row.after))
        base = next((text for text in texts if fingerprint(text) == note.base), None)
        return merged(base, note.text, current) if base is not None else None


def _row(database: Session, item: str, author: str) -> Draft | None:
    found: Draft | None = database.scalars(select(Draft).where(Draft.item == item, Draft.author == author)).first()
    return found


def _note(row: Draft) -> DraftNote:
    return DraftNote(row.id, row.item, row.author, row.base, row.text, row.reason or "", row.state, row.updated)

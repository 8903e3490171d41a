"""Call-back notes: a telephone number left, with consent, while nobody is there.

The number must be read in full by the one who calls, so it cannot be masked like everything
else; it is encrypted with a key drawn from the server's secret, so that a copy of the database
alone gives none away. It is wiped when the call was made, when the resident deletes it or asks
for 删除我的信息, and at the latest with the conversation's own retention.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Column, DateTime, Integer, String, Text, delete, func, select, update
from sqlalchemy.orm import Session

from bot.store.audit import record
from bot.store.database import Base, forget_deleted, now, session

_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(0\d{2,3}[2-8]\d{6,7})")


class CallbackRow(Base):  # type: ignore[misc,valid-type]
    """A note. ``number`` is encrypted and empty once it was wiped; ``topic`` is the item talked about."""

    __tablename__ = "callbacks"

    id = Column(Integer, primary_key=True)
    sender = Column(String(64), nullable=True, unique=True)
    channel = Column(String(16), nullable=False)
    topic = Column(String(64), nullable=False, default="")
    number = Column(Text, nullable=False)
    consented_at = Column(DateTime, nullable=False, default=now, index=True)
    done_at = Column(DateTime, nullable=True)
    done_by = Column(String(64), nullable=False, default="")


@dataclass(frozen=True)
class Callback:
    """A note that waits; ``shown`` is the number with its middle hidden, empty if the channel itself will do."""

    id: int
    channel: str
    topic: str
    shown: str
    consented_at: datetime


@dataclass(frozen=True)
class Reachable:
    """Whom to write to, and where."""

    sender: str
    channel: str
    topic: str


class Vault:
    """Encrypts numbers with a key of its own, drawn from the server's secret (HKDF, SHA-256)."""

    def __init__(self, secret: str) -> None:
        key = HKDF(hashes.SHA256(), 32, salt=None, info=b"shuhui call-back numbers").derive(secret.encode())
        self._cipher = Fernet(base64.urlsafe_b64encode(key))

    def close(self, number: str) -> str:
        """What is stored; nothing for no number."""
        return "" if not number else self._cipher.encrypt(number.encode()).decode("ascii")

    def open(self, kept: str) -> str:
        """The number; empty if there is none or it was written under another secret."""
        if not kept:
            return ""
        try:
            return self._cipher.decrypt(kept.encode("ascii")).decode()
        except InvalidToken:
            return ""


def read_number(text: str) -> str | None:
    """The mobile or landline number (with area code) in what was typed; None if it is none."""
    digits = re.sub(r"[\s\-—()（）]", "", text)
    for pattern in (_MOBILE, _LANDLINE):
        if found := pattern.fullmatch(digits):
            return found[1]
    return None


def hidden(number: str) -> str:
    """138****5678."""
    return f"{number[:3]}****{number[-4:]}" if number else ""


def leave_note(url: str, vault: Vault, sender: str, channel: str, topic: str, number: str) -> None:
    """Keeps a number; a sender's later note takes the place of an earlier one."""
    with session(url) as database:
        database.execute(delete(CallbackRow).where(CallbackRow.sender == sender))
        database.add(CallbackRow(sender=sender, channel=channel, topic=topic[:64], number=vault.close(number)))


def note_of(url: str, vault: Vault, sender: str) -> Callback | None:
    """The note that a resident has left."""
    with session(url) as database:
        row = database.scalars(select(CallbackRow).where(CallbackRow.sender == sender)).one_or_none()
        return _plain(row, vault) if row else None


def withdraw_note(url: str, sender: str) -> None:
    """The resident wants no call any more."""
    with session(url) as database:
        forget_numbers(database, [sender])
    forget_deleted(url)


def waiting_notes(url: str, vault: Vault) -> list[Callback]:
    """Whom to call, oldest first."""
    with session(url) as database:
        rows = database.scalars(
            select(CallbackRow).where(CallbackRow.done_at.is_(None)).order_by(CallbackRow.consented_at)
        ).all()
        return [_plain(row, vault) for row in rows]


def count_notes(url: str) -> int:
    """How many wait for a call."""
    with session(url) as database:
        return int(database.scalar(select(func.count()).where(CallbackRow.done_at.is_(None))) or 0)


def number_of(url: str, vault: Vault, note: int, by: str) -> str:
    """The whole number of a waiting note, which is recorded as seen by ``by``; empty if there is none (any more)."""
    with session(url) as database:
        row = database.get(CallbackRow, note)
        number = vault.open(row.number) if row and row.done_at is None else ""
        if number:
            record(database, by, "看回电号码", f"回电{note}")
        return number


def reachable(url: str, note: int) -> Reachable | None:
    """Who left a waiting note that asks for words and not for a call."""
    with session(url) as database:
        row = database.get(CallbackRow, note)
        waits = row and row.done_at is None and not row.number and row.sender
        return Reachable(row.sender, row.channel, row.topic) if waits else None


def finish_note(url: str, note: int, by: str) -> bool:
    """The call was made: the number is wiped. False if somebody else was quicker."""
    with session(url) as database:
        wiped = (
            update(CallbackRow)
            .where(CallbackRow.id == note, CallbackRow.done_at.is_(None))
            .values(done_at=now(), done_by=by[:64], number="", sender=None)
        )
        finished = database.execute(wiped.execution_options(synchronize_session=False)).rowcount == 1
        if finished:
            record(database, by, "回电办结", f"回电{note}")
    forget_deleted(url)
    return finished


def forget_numbers(database: Session, senders: Iterable[str]) -> None:
    """Deletes the waiting notes of these senders."""
    database.execute(delete(CallbackRow).where(CallbackRow.sender.in_(list(senders))))


def expire_notes(url: str, days: int) -> int:
    """Deletes waiting notes older than ``days`` days; returns how many."""
    with session(url) as database:
        old = delete(CallbackRow).where(
            CallbackRow.consented_at < now() - timedelta(days=days), CallbackRow.done_at.is_(None)
        )
        deleted = database.execute(old).rowcount
    if deleted:
        forget_deleted(url)
    return int(deleted)


def _plain(row: CallbackRow, vault: Vault) -> Callback:
    return Callback(row.id, row.channel, row.topic, hidden(vault.open(row.number)), row.consented_at)

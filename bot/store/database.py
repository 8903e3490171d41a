"""The engine and the tables."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")

from sqlalchemy import Column, DateTime, Integer, String, Text, create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, declarative_base, sessionmaker
from sqlalchemy.pool import QueuePool

from bot.store.migrations import migrate

Base = declarative_base()


def now() -> datetime:
    """The present, in UTC, without zone (as stored)."""
    return datetime.now(timezone.utc).replace(tzinfo=None)


class Conversation(Base):  # type: ignore[misc,valid-type]
    """One conversation: the last events as JSON, masked."""

    __tablename__ = "conversations"

    sender = Column(String(64), primary_key=True)
    updated = Column(DateTime, nullable=False, default=now, index=True)
    events = Column(Text, nullable=False)


class Feedback(Base):  # type: ignore[misc,valid-type]
    """A vote on an answer; the text of the reason is masked."""

    __tablename__ = "feedback"

    id = Column(Integer, primary_key=True)
    at = Column(DateTime, nullable=False, default=now, index=True)
    sender = Column(String(64), nullable=False, index=True)
    message = Column(String(64), nullable=False)
    vote = Column(String(8), nullable=False)
    reason = Column(String(500), nullable=False, default="")


_making = Lock()


def engine(url: str) -> Engine:
    """The engine for a database URL, with the tables in place; two threads never make them at once."""
    with _making:
        return _engine(url)


@lru_cache(maxsize=4)
def _engine(url: str) -> Engine:
    if url.startswith("sqlite:///"):
        Path(url[len("sqlite:///") :]).parent.mkdir(parents=True, exist_ok=True)
    # Errors of the database are logged, so they must not quote what was to be stored.
    made = create_engine(url, future=True, hide_parameters=True, **_pool(url))
    if url.startswith("sqlite"):
        event.listen(made, "connect", _tune_sqlite)
    migrate(made)
    return made


def _pool(url: str) -> dict[str, Any]:
    """Connections stay open: to open and tune SQLite for each message costs more than to use it."""
    if url.startswith("sqlite"):
        return {"poolclass": QueuePool, "connect_args": {"check_same_thread": False}}
    return {"pool_pre_ping": True}


def _tune_sqlite(connection, _record) -> None:  # type: ignore[no-untyped-def]
    """Readers beside one writer; a commit survives a crash of the program."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def forget_deleted(url: str) -> None:
    """SQLite keeps what was written before in its log; empties that. Other databases see to it themselves."""
    if url.startswith("sqlite"):
        with engine(url).connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def session(url: str) -> Iterator[Session]:
    """A transaction: committed at the end, rolled back on an error."""
    made = sessionmaker(engine(url), future=True)()
    try:
        yield made
        made.commit()
    except BaseException:
        made.rollback()
        raise
    finally:
        made.close()

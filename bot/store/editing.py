"""Tables of the editor's page: drafts, what was published, questions to learn from."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Integer, String, Text, UniqueConstraint

from bot.store.database import Base, now

OPEN, SUBMITTED = "open", "submitted"
UNPLACED, VOTED_DOWN = "unplaced", "down"


class Draft(Base):  # type: ignore[misc,valid-type]
    """An editor's text of one item. ``base`` is the version of the file that it was begun from."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("item", "author"),)

    id = Column(Integer, primary_key=True)
    item = Column(String(80), nullable=False, index=True)
    author = Column(String(64), nullable=False)
    base = Column(String(64), nullable=False)
    text = Column(Text, nullable=False)
    reason = Column(String(500), nullable=False, default="")
    state = Column(String(16), nullable=False, default=OPEN)
    updated = Column(DateTime, nullable=False, default=now)


class Publication(Base):  # type: ignore[misc,valid-type]
    """One publish, with both texts, so that there is a history without git too.

    ``commit`` is empty where there is no repository; ``reverts`` is the id of what it took back.
    """

    __tablename__ = "publications"

    id = Column(String(32), primary_key=True)
    at = Column(DateTime, nullable=False, default=now, index=True)
    item = Column(String(80), nullable=False, index=True)
    author = Column(String(64), nullable=False)
    approver = Column(String(64), nullable=False, default="")
    reason = Column(String(500), nullable=False)
    before = Column(Text, nullable=False)
    after = Column(Text, nullable=False)
    commit = Column(String(64), nullable=False, default="")
    reverts = Column(String(32), nullable=False, default="")


class OpenQuestion(Base):  # type: ignore[misc,valid-type]
    """A masked question that was not placed or not liked; who asked it is not kept.

    ``guesses`` are the ids of the likeliest items, joined by blanks.
    """

    __tablename__ = "open_questions"

    id = Column(Integer, primary_key=True)
    at = Column(DateTime, nullable=False, default=now, index=True)
    text = Column(String(500), nullable=False)
    why = Column(String(16), nullable=False)
    guesses = Column(String(400), nullable=False, default="")

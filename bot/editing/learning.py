"""Questions to learn from: kept masked and without who asked, grouped by what they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from sqlalchemy import delete, select

from bot.nlu.text import clean, has_words
from bot.privacy import mask
from bot.store.database import forget_deleted, now, session
from bot.store.editing import OpenQuestion

SHORTEST, LONGEST = 4, 300
_ALIKE = 0.72  # cosine of two sentence vectors from which people would say that both ask the same
_MOST = 500
Encode = Callable[[Sequence[str]], "np.ndarray"]


@dataclass(frozen=True)
class Question:
    """``why`` is UNPLACED or VOTED_DOWN; ``guesses`` are the ids of the likeliest items."""

    id: int
    at: datetime
    text: str
    why: str
    guesses: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Questions that ask the same; the first is the most typical. ``guesses``: the items guessed most."""

    questions: tuple[Question, ...]
    guesses: tuple[str, ...]


def keep(url: str, text: str, why: str, guesses: Iterable[str] = ()) -> None:
    """Keeps a question for the editors, masked. One word or a long story teaches nothing."""
    text = clean(mask(text))
    if not has_words(text) or not SHORTEST <= len(text) <= LONGEST:
        return
    with session(url) as database:
        same = database.scalars(select(OpenQuestion).where(OpenQuestion.text == text).limit(20)).all()
        if len(same) < 20:
            database.add(OpenQuestion(text=text, why=why, guesses=" ".join(guesses)[:400]))


def waiting(url: str) -> list[Question]:
    """What nobody has looked at yet, the newest first."""
    with session(url) as database:
        rows = database.scalars(select(OpenQuestion).order_by(OpenQuestion.id.desc()).limit(_MOST))
        return [Question(row.id, row.at, row.text, row.why, tuple((row.guesses or "").split())) for row in rows]


def settle(url: str, ids: Iterable[int]) -> int:
    """Deletes questions that are dealt with; returns how many there were."""
    with session(url) as database:
        deleted = database.execute(delete(OpenQuestion).where(OpenQuestion.id.in_(list(ids)))).rowcount
    forget_deleted(url)
    return int(deleted)


def expire(url: str, days: int) -> int:
    """Deletes questions older than what residents were promised; returns how many."""
    with session(url) as database:
        old = OpenQuestion.at < now() - timedelta(days=days)
        return int(database.execute(delete(OpenQuestion).where(old)).rowcount)


def grouped(questions: Sequence[Question], encode: Encode) -> list[Group]:
    """Similar questions together, large groups first.

    Each question joins the first group whose typical question is alike, or begins one.
    """
    if not questions:
        return []
    vectors = _unit(np.asarray(encode([question.text for question in questions])))
    alike = vectors @ vectors.T >= _ALIKE
    left, groups = list(range(len(questions))), []
    while left:
        head = max(left, key=lambda index: int(alike[index, left].sum()))
        members = [head, *(index for index in left if index != head and alike[head, index])]
        left = [index for index in left if index not in members]
        chosen = tuple(questions[index] for index in members)
        groups.append(Group(chosen, _guessed(chosen)))
    return groups


def _unit(vectors: np.ndarray) -> np.ndarray:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))


def _guessed(questions: Iterable[Question], most: int = 3) -> tuple[str, ...]:
    """Items by how often and how high they were guessed."""
    scores: dict[str, float] = {}
    for question in questions:
        for place, item in enumerate(question.guesses):
            scores[item] = scores.get(item, 0.0) + 1 / (1 + place)
    return tuple(sorted(scores, key=lambda item: -scores[item])[:most])

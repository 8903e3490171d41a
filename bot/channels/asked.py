"""Which question an answer belongs to, for a vote that comes a little later."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any

_KEPT = 5_000


class Asked:
    """Remembers the latest questions by the ids of their answers, in memory only."""

    def __init__(self) -> None:
        self._questions: OrderedDict[str, str] = OrderedDict()

    def note(self, question: str, answers: Iterable[Mapping[str, Any]]) -> None:
        """``answers`` are the messages with their ids."""
        for answer in answers:
            self._questions[answer["id"]] = question
        while len(self._questions) > _KEPT:
            self._questions.popitem(last=False)

    def question(self, answer_id: str) -> str | None:
        """What somebody had asked; None when it is no longer known."""
        return self._questions.get(answer_id)

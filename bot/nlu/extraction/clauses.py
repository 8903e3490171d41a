"""Clauses and sentences of a message, by position."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_CLAUSE_END = re.compile(r"[,。;!?、:()\[\]\"'“”‘’~…《》]+|\.{2,}")
_SENTENCE_END = re.compile(r"[。;!?]+")


@dataclass(frozen=True)
class Span:
    """Half-open interval of character positions; ``mark`` is the sign that ends it ("" at the end)."""

    start: int
    end: int
    mark: str


class Clauses:
    """The clauses of a text, for looking around a position."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = _spans(text, _CLAUSE_END)
        self.sentences = _spans(text, _SENTENCE_END)
        self._starts = [span.start for span in self.spans]
        self._sentence_starts = [span.start for span in self.sentences]

    def index(self, position: int) -> int:
        """Number of the clause that holds ``position``."""
        return max(0, bisect_right(self._starts, position) - 1)

    def at(self, position: int) -> Span:
        """The clause that holds ``position``."""
        return self.spans[self.index(position)]

    def sentence(self, position: int) -> Span:
        """The sentence that holds ``position``."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, position) - 1)]

    def before(self, position: int) -> str:
        """The clause up to ``position``."""
        return self.text[self.at(position).start : position]

    def after(self, position: int) -> str:
        """The clause from ``position`` on, with the sign that ends it."""
        span = self.at(max(0, position - 1))
        return self.text[position : span.end] + span.mark


def _spans(text: str, marks: re.Pattern[str]) -> list[Span]:
    spans, start = [], 0
    for mark in marks.finditer(text):
        spans.append(Span(start, mark.start(), mark[0][0]))
        start = mark.end()
    return [*spans, Span(start, len(text), "")]

"""Patterns of knowledge/phrases.yml -> matches of facts in a text.

A phrase is plain text with two marks: ``{数}`` stands for a number, ``…`` for up to six
characters within the clause. Under a 是否 fact the keys are 是 and 否; under options the
options; under numbers ``数`` or a factor (``12`` for years counted in months). 不算 lists
longer words that contain a phrase without stating the fact (公租房 for 租房).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.nlu.extraction.numerals import NUMBER, to_number
from bot.nlu.text import clean
from bot.rules.facts import Fact, FactError, FactVocabulary
from bot.rules.values import Value

NOT_MEANT = "不算"
_GAP = r"[^，。；！？,.;!?]{0,6}?"


@dataclass(frozen=True)
class Match:
    """One statement found. ``value`` is coerced to the fact's type."""

    fact: str
    value: Value
    start: int
    end: int


@dataclass(frozen=True)
class _Pattern:
    fact: Fact
    key: Any
    expression: re.Pattern[str]
    numeric: bool


class PhraseMatcher:
    """All phrases of all facts."""

    def __init__(self, phrases: Mapping[str, Mapping[Any, Sequence[str]]], vocabulary: FactVocabulary) -> None:
        self._vocabulary = vocabulary
        self._patterns = [
            _pattern(vocabulary[name], key, texts)
            for name, groups in phrases.items()
            for key, texts in groups.items()
            if texts and key != NOT_MEANT
        ]
        self._not_meant = {
            name: re.compile("|".join(map(re.escape, map(clean, groups[NOT_MEANT]))))
            for name, groups in phrases.items()
            if groups.get(NOT_MEANT)
        }

    def find(self, text: str) -> list[Match]:
        """Matches in the text; of overlapping ones about one fact the longest stays."""
        found = [match for pattern in self._patterns for match in self._of(pattern, text)]
        return _without_overlaps([match for match in found if not self._is_not_meant(match, text)])

    def _is_not_meant(self, match: Match, text: str) -> bool:
        """Whether the match is only part of a longer word listed under 不算."""
        words = self._not_meant.get(match.fact)
        return words is not None and any(
            word.start() < match.end and match.start < word.end() for word in words.finditer(text)
        )

    def _of(self, pattern: _Pattern, text: str) -> Iterator[Match]:
        for match in pattern.expression.finditer(text):
            value = self._value(pattern, match)
            if value is not None:
                yield Match(pattern.fact.name, value, match.start(), match.end())

    def _value(self, pattern: _Pattern, match: re.Match[str]) -> Value | None:
        raw: Any = pattern.key
        if pattern.numeric:
            number = next((to_number(group) for group in match.groups() if group), None)
            if number is None:
                return None
            raw = number * _factor(pattern.key)
            raw = int(raw) if raw == int(raw) else raw
        try:
            return self._vocabulary.coerce(pattern.fact.name, raw)
        except FactError:
            return None


def _pattern(fact: Fact, key: Any, texts: Sequence[str]) -> _Pattern:
    ordered = sorted((clean(str(text)) for text in texts), key=len, reverse=True)
    numeric = any("{数}" in text for text in ordered)
    expression = "|".join(_expression(text) for text in ordered)
    return _Pattern(fact, key, re.compile(expression), numeric)


def _expression(text: str) -> str:
    expression = re.escape(text).replace(r"\{数\}", f"({NUMBER})").replace("…", _GAP)
    return f"(?<![零〇一二两三四五六七八九十百千万\\d.]){expression}" if text.startswith("{数}") else expression


def _factor(key: Any) -> float:
    return float(key) if isinstance(key, (int, float)) and not isinstance(key, bool) else 1.0


def _without_overlaps(found: list[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if not any(m.fact == match.fact and m.start < match.end and match.start < m.end for m in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)

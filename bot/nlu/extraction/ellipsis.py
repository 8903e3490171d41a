"""What the next one has not: 老娘有低保我没得, 爷爷有退休金，奶奶没得.

The denial names nothing; it means what was said of the person right before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.nlu.extraction.patterns import Match
from bot.nlu.extraction.subjects import ASIDE, BESIDE, TOPIC, Mention

_HAS_NOT = re.compile(
    r"(?:就|却|倒|倒是|又|也|呢)?没有?(?:(?:吃|领|办|评|得|买|交|参加)(?:上|到|过|得有)?)?(?:$|[,。;!?嘛哈了]|(?=为|那|能|可|咋|怎|她|他|我|该|要))"
)
_HAS = re.compile(r"有|领|享|吃|办|是")
_NEAR = 8  # characters between what one has and the other who has it not


def denied(text: str, matches: Sequence[Match], people: Sequence[Mention]) -> list[Match]:
    """The facts that somebody lacks whom the sentence sets against the one before."""
    found: list[Match] = []
    for person in people:
        lacks = _HAS_NOT.match(text, person.end) if person.role in (TOPIC, ASIDE, BESIDE) else None
        before = [m for m in matches if m.end <= person.start and person.start - m.end <= _NEAR]
        had = before[-1] if before else None
        if lacks and had and had.value is True and _HAS.search(text, max(0, had.start - 2), had.end):
            found.append(replace(had, value=False, start=person.end, end=lacks.end(), alone=False))
    return found

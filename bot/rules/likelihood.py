"""How likely each value of a fact is thought to be, from the editor's priors (先验 in facts.yml).

Only the order of questions rests on it; no verdict does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.rules.facts import Fact
from bot.rules.values import NOT_APPLICABLE, Value

BRACKET = re.compile(r"(<|>=) *(\d+)")
_UNBOUNDED = 1_000_000


def shares(fact: Fact, values: Sequence[Value]) -> list[float]:
    """The share of each of ``values`` (critical values of ``fact``, ascending), summing to 1.

    A value of a number stands for all values from it up to the next. Without priors all are
    equally likely.
    """
    if not fact.priors:
        return [1 / len(values)] * len(values)
    if fact.kind == "整数":
        weights = _number_weights(fact, values)
    else:
        weights = [fact.priors.get(_key(value), 0.0) for value in values]
    total = sum(weights)
    return [weight / total for weight in weights] if total else [1 / len(values)] * len(values)


def _key(value: Value) -> str:
    return ("是" if value else "否") if isinstance(value, bool) else str(value)


def _number_weights(fact: Fact, values: Sequence[Value]) -> list[float]:
    numbers = [value for value in values if value is not NOT_APPLICABLE]
    ends = [*numbers[1:], _UNBOUNDED]
    weights = [
        _between(fact, (fact.low or 0) if index == 0 else low, high)
        for index, (low, high) in enumerate(zip(numbers, ends))
    ]
    return [*weights, *[0.0] * (len(values) - len(numbers))]


def _between(fact: Fact, low: float, high: float) -> float:
    """The share of numbers from ``low`` up to, not including, ``high``; even inside a bracket."""
    total, start = 0.0, float(fact.low or 0)
    for text, share in fact.priors.items():
        found = BRACKET.fullmatch(text)
        if found is None:
            raise ValueError(f"先验 {text!r} of {fact.name}: '< 数' or '>= 数' is meant")
        end = float(found[2]) if found[1] == "<" else float(fact.high or _UNBOUNDED) + 1
        overlap = min(high, end) - max(low, start)
        total += share * max(0.0, overlap) / (end - start)
        start = end
    return total

"""Values that a fact can hold besides plain ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final


@dataclass(frozen=True)
class Range:
    """A value known only to lie in [low, high], both ends included (numbers or dates)."""

    low: Any
    high: Any


class _NotApplicable:
    """The fact has no value for this person (a disability grade without a disability)."""

    def __repr__(self) -> str:
        return "NOT_APPLICABLE"

    def __reduce__(self) -> str:
        return "NOT_APPLICABLE"


NOT_APPLICABLE: Final = _NotApplicable()

Value = Any  # bool | int | float | str | date | Range | NOT_APPLICABLE


def region_prefix(code: str) -> str:
    """The significant part of a GB/T 2260 code: 510000 -> 51, 510100 -> 5101."""
    if code.endswith("0000"):
        return code[:2]
    return code[:4] if code.endswith("00") else code


def region_within(code: str, area: str) -> bool | None:
    """Whether ``code`` lies in ``area``; None when ``code`` is only known more coarsely."""
    inner, outer = region_prefix(code), region_prefix(area)
    if inner.startswith(outer):
        return True
    return None if outer.startswith(inner) else False


def is_known(value: Value) -> bool:
    """Whether a fact is settled: stated or not applicable, not merely narrowed to a range."""
    return value is not None and not isinstance(value, Range)


def years_between(start: date, end: date) -> int:
    """Full years from ``start`` to ``end`` (周岁)."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def months_between(start: date, end: date) -> int:
    """Full months from ``start`` to ``end`` (月龄)."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)

"""Facts about a resident: definition and coercion of what somebody wrote into a value."""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.rules.values import NOT_APPLICABLE, Range, Value

_TRUE = {True, "是", "true", "True", "有", "yes"}
_FALSE = {False, "否", "false", "False", "没有", "no"}
_DENIAL = re.compile(r"^(不是|没有|不|没|无|未|非)")

_LONGEST_SHOWN = 40  # characters of what somebody wrote that a message repeats


def shown(raw: Any) -> str:
    """What somebody wrote, for a message: only its beginning if it is long."""
    text = str(raw)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


class FactError(ValueError):
    """A fact name or a value that the vocabulary does not know; the message says the cure."""


@dataclass(frozen=True)
class Fact:
    """One entry of knowledge/facts.yml (see knowledge/README.md for the Chinese keys)."""

    name: str
    kind: str  # 是否 | 整数 | 金额 | 选项 | 日期 | 地区
    label: str = ""
    options: tuple[str, ...] = ()
    option_titles: Mapping[str, str] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    unit: str = ""
    sources: tuple[str, ...] = ()  # facts it can be computed from
    algorithm: str = ""
    question: str = ""
    why: str = ""
    sensitivity: int = 0
    household: bool = False
    late: bool = False  # few people have it: asked late where all items are looked at
    if_true: str = ""
    if_false: str = ""
    change: str = ""
    priors: Mapping[str, float] = field(default_factory=dict)

    def title_of(self, value: Value) -> str:
        """The value as a resident reads it on a button or in the summary."""
        if value is NOT_APPLICABLE:
            return "不涉及"
        if isinstance(value, Range):
            return f"{self.title_of(value.low)}到{self.title_of(value.high)}"
        if isinstance(value, bool):
            return self.option_titles.get("是" if value else "否", "是" if value else "否")
        if str(value) in self.option_titles:
            return self.option_titles[str(value)]
        if isinstance(value, date):
            return f"{value.year}年{value.month}月{value.day}日"
        return f"{value}{self.unit}" if self.kind in ("整数", "金额") else str(value)


RegionResolver = Callable[[str], str | None]


class FactVocabulary:
    """All facts by name, with coercion. ``resolve_region`` maps a name or code to a code."""

    def __init__(
        self,
        facts: Mapping[str, Fact],
        resolve_region: RegionResolver,
        region_sets: Mapping[str, frozenset[str]] | None = None,
        region_name: Callable[[str], str] = str,
    ) -> None:
        self.facts = dict(facts)
        self.region_sets = dict(region_sets or {})
        self.region_name = region_name
        self._resolve_region = resolve_region

    def __contains__(self, name: object) -> bool:
        return name in self.facts

    def __getitem__(self, name: str) -> Fact:
        try:
            return self.facts[name]
        except KeyError:
            raise FactError(f"没有“{shown(name)}”这个事实{self._nearest(name)}") from None

    def title(self, name: str, value: Value) -> str:
        """The value in a resident's words; a region by its full name."""
        fact = self[name]
        if fact.kind == "地区" and isinstance(value, str):
            return self.region_name(value)
        return fact.title_of(value)

    def _nearest(self, name: str) -> str:
        plain = _DENIAL.sub("", name)
        if plain != name and plain in self.facts:
            return f"，相反的意思写成“非 {plain}”"
        near = difflib.get_close_matches(name, self.facts, n=1, cutoff=0.3)
        return f"，是不是“{near[0]}”？" if near else "，可用的事实见 knowledge/facts.yml"

    def coerce(self, name: str, raw: Any) -> Value:
        """The value of fact ``name`` for ``raw`` as written in YAML, JSON or speech.

        Raises FactError with a message that says what would be right.
        """
        fact = self[name]
        if raw is None or raw is NOT_APPLICABLE or isinstance(raw, Range):
            return raw
        if isinstance(raw, str):
            raw = {title: key for key, title in fact.option_titles.items()}.get(raw, raw)
        return _COERCE[fact.kind](self, fact, raw)

    def coerce_all(self, raw: Mapping[str, Any]) -> dict[str, Value]:
        """All given facts coerced; null means unknown and is left out."""
        values = {name: self.coerce(name, value) for name, value in raw.items()}
        return {name: value for name, value in values.items() if value is not None}

    def _boolean(self, fact: Fact, raw: Any) -> bool:
        if isinstance(raw, (bool, str)) and raw in _TRUE:
            return True
        if isinstance(raw, (bool, str)) and raw in _FALSE:
            return False
        raise FactError(f"“{fact.name}”要写 是 或 否，不能写“{shown(raw)}”")

    def _number(self, fact: Fact, raw: Any) -> int | float:
        if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
            raise FactError(f"“{fact.name}”要写数字，不能写“{shown(raw)}”")
        text = str(raw).strip()
        if not re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", text):
            raise FactError(f"“{fact.name}”要写数字，不能写“{shown(raw)}”")
        number = float(text)
        if fact.kind == "整数" and number != int(number):
            raise FactError(f"“{fact.name}”要写整数，不能写“{shown(raw)}”")
        self._check_limits(fact, number)
        return int(number) if number == int(number) else number

    @staticmethod
    def _check_limits(fact: Fact, number: float) -> None:
        below = fact.low is not None and number < fact.low
        above = fact.high is not None and number > fact.high
        if below or above or number < 0:
            low, high = fact.low or 0, fact.high
            upper = f"{high:g}" if high is not None else "…"
            raise FactError(f"“{fact.name}”应当在{low:g}到{upper}{fact.unit}之间，不能是{number:g}")

    def _option(self, fact: Fact, raw: Any) -> str:
        if raw in fact.options:
            return str(raw)
        raise FactError(f"“{fact.name}”只能是{'、'.join(fact.options)}，不能写“{shown(raw)}”")

    def _date(self, fact: Fact, raw: Any) -> date | Range:
        if isinstance(raw, date):
            return raw
        pattern = r"(\d{4})(?:年|[-/.]?)(?:(\d{1,2})月?(?:[-/.]?(\d{1,2})日?)?)?"
        match = re.fullmatch(pattern, str(raw).strip())
        try:
            if match:
                return _date_or_span(*(int(part) if part else None for part in match.groups()))
        except ValueError:
            pass
        raise FactError(f"“{fact.name}”要写成 1960-05-01 这样的日期，不能写“{shown(raw)}”")

    def _region(self, fact: Fact, raw: Any) -> str:
        code = self._resolve_region(str(raw).strip())
        if code is None:
            raise FactError(f"“{fact.name}”认不出地方“{shown(raw)}”，请写省、市、县的名字或六位代码")
        return code


def _date_or_span(year: int | None, month: int | None, day: int | None) -> date | Range:
    """A full date, or the span of days that a year or a month alone leaves open."""
    assert year is not None
    if month is None:
        return Range(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Range(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return date(year, month, day)


_COERCE: dict[str, Callable[[FactVocabulary, Fact, Any], Value]] = {
    "是否": FactVocabulary._boolean,
    "整数": FactVocabulary._number,
    "金额": FactVocabulary._number,
    "选项": FactVocabulary._option,
    "日期": FactVocabulary._date,
    "地区": FactVocabulary._region,
}

"""The operators of a condition, one class each: test, wording and critical values together.

``test`` sees a plain value and answers a bool; ``test_range`` sees a Range and answers a
truth code. ``critical`` lists values on both sides of every boundary, so that trying them
all tries every way the condition can turn out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from bot.rules.facts import Fact
from bot.rules.truth import FALSE, TRUE, UNKNOWN
from bot.rules.values import Range, Value, region_within

Title = Callable[[Value], str]


def _step(value: Any, by: int) -> Any:
    return value + timedelta(days=by) if isinstance(value, date) else value + by


@dataclass(frozen=True)
class Operator:
    """``fact <symbol> target``."""

    target: Any
    symbol: ClassVar[str] = ""
    has_gap: ClassVar[bool] = False  # says what is lacking
    negative: ClassVar[bool] = False  # holds when the fact does not apply to the person

    def test(self, value: Value) -> bool | None:
        raise NotImplementedError

    def test_range(self, span: Range) -> int:
        """Truth over every value of the span (for operators that are monotone in the value)."""
        low, high = self.test(span.low), self.test(span.high)
        if low is high:
            return TRUE if low else FALSE
        return UNKNOWN

    def critical(self) -> Iterator[Value]:
        raise NotImplementedError

    def words(self, fact: Fact, title: Title) -> str:
        raise NotImplementedError

    def gap(self, fact: Fact, value: Value, title: Title) -> str:
        """What is still lacking, in words, where time or payments close it; else empty."""
        return ""


class Less(Operator):
    symbol = "<"

    def test(self, value: Value) -> bool:
        return bool(value < self.target)

    def critical(self) -> Iterator[Value]:
        yield from (_step(self.target, -1), self.target)

    def words(self, fact: Fact, title: Title) -> str:
        if fact.kind == "日期":
            return f"{fact.label}早于{self.target}"
        return f"未满{title(self.target)}" if fact.name == "年龄" else f"{fact.label}低于{title(self.target)}"


class LessEqual(Operator):
    symbol = "<="

    def test(self, value: Value) -> bool:
        return bool(value <= self.target)

    def critical(self) -> Iterator[Value]:
        yield from (self.target, _step(self.target, 1))

    def words(self, fact: Fact, title: Title) -> str:
        if fact.kind == "日期":
            return f"{fact.label}不晚于{self.target}"
        return f"{fact.label}不超过{title(self.target)}"


class Greater(Operator):
    symbol = ">"

    def test(self, value: Value) -> bool:
        return bool(value > self.target)

    def critical(self) -> Iterator[Value]:
        yield from (self.target, _step(self.target, 1))

    def words(self, fact: Fact, title: Title) -> str:
        if fact.kind == "日期":
            return f"{fact.label}晚于{self.target}"
        return f"{fact.label}超过{title(self.target)}"


class GreaterEqual(Operator):
    symbol = ">="
    has_gap = True

    def test(self, value: Value) -> bool:
        return bool(value >= self.target)

    def critical(self) -> Iterator[Value]:
        yield from (_step(self.target, -1), self.target)

    def gap(self, fact: Fact, value: Value, title: Title) -> str:
        if not isinstance(value, (int, float)) or value >= self.target:
            return ""
        lacking = f"{self.target - value:g}"
        if fact.name == "年龄":
            return f"再过{lacking}年满{title(self.target)}"
        if fact.name == "月龄":
            return f"再过{lacking}个月满{title(self.target)}"
        return f"{fact.label}还差{lacking}{fact.unit}" if fact.change else ""

    def words(self, fact: Fact, title: Title) -> str:
        if fact.kind == "日期":
            return f"{fact.label}在{self.target}或以后"
        return f"年满{title(self.target)}" if fact.name == "年龄" else f"{fact.label}不少于{title(self.target)}"


class Between(Operator):
    """介于: both ends belong to it."""

    symbol = "介于"

    def test(self, value: Value) -> bool:
        low, high = self.target
        return bool(low <= value <= high)

    def test_range(self, span: Range) -> int:
        low, high = self.target
        if low <= span.low and span.high <= high:
            return TRUE
        return FALSE if span.high < low or span.low > high else UNKNOWN

    def critical(self) -> Iterator[Value]:
        low, high = self.target
        yield from (_step(low, -1), low, high, _step(high, 1))

    def words(self, fact: Fact, title: Title) -> str:
        low, high = self.target
        return f"{fact.label}在{title(low)}到{title(high)}之间"


class Equal(Operator):
    symbol = "="

    def test(self, value: Value) -> bool | None:
        if _is_region(self.target) and _is_region(value):
            return region_within(value, self.target)
        return bool(value == self.target)

    def test_range(self, span: Range) -> int:
        return UNKNOWN if span.low <= self.target <= span.high else FALSE

    def critical(self) -> Iterator[Value]:
        yield self.target
        if isinstance(self.target, (int, float, date)) and not isinstance(self.target, bool):
            yield from (_step(self.target, -1), _step(self.target, 1))

    def words(self, fact: Fact, title: Title) -> str:
        return f"{fact.label}是{title(self.target)}"


class NotEqual(Equal):
    symbol = "!="
    negative = True

    def test(self, value: Value) -> bool | None:
        same = super().test(value)
        return None if same is None else not same

    def test_range(self, span: Range) -> int:
        return UNKNOWN if span.low <= self.target <= span.high else TRUE

    def words(self, fact: Fact, title: Title) -> str:
        return f"{fact.label}不是{title(self.target)}"


class Holds(Operator):
    """A bare 是否 fact; ``target`` is False under 非."""

    symbol = ""

    @property
    def negative_target(self) -> bool:
        return self.target is False

    def test(self, value: Value) -> bool:
        return value is self.target

    def critical(self) -> Iterator[Value]:
        yield from (True, False)

    def words(self, fact: Fact, title: Title) -> str:
        if self.target:
            return fact.if_true or f"是{fact.label}"
        return fact.if_false or f"不是{fact.label}"


class Member(Operator):
    """属于: one of several options, or a place inside any of several areas."""

    symbol = "属于"

    def test(self, value: Value) -> bool | None:
        if not _is_region(value):
            return value in self.target
        answers = [region_within(value, area) for area in self.target]
        return True if True in answers else (None if None in answers else False)

    def test_range(self, span: Range) -> int:
        inside = [v for v in self.target if span.low <= v <= span.high]
        return UNKNOWN if inside else FALSE

    def critical(self) -> Iterator[Value]:
        for value in self.target:
            yield value
            if isinstance(value, (int, float, date)) and not isinstance(value, bool):
                yield from (_step(value, -1), _step(value, 1))

    def words(self, fact: Fact, title: Title) -> str:
        if fact.kind == "地区":
            return f"{fact.label}在{_any_of(self.target, title)}"
        return f"{fact.label}是{_any_of(self.target, title)}"


class NotMember(Member):
    symbol = "不属于"
    negative = True

    def test(self, value: Value) -> bool | None:
        inside = super().test(value)
        return None if inside is None else not inside

    def test_range(self, span: Range) -> int:
        return TRUE if super().test_range(span) == FALSE else UNKNOWN

    def words(self, fact: Fact, title: Title) -> str:
        verb = "不在" if fact.kind == "地区" else "不是"
        return f"{fact.label}{verb}{_any_of(self.target, title)}"


class RegionSet(Member):
    """属于 a named set of regions, such as 民族自治地区."""

    def __init__(self, name: str, codes: frozenset[str]) -> None:
        super().__init__(tuple(sorted(codes)))
        object.__setattr__(self, "name", name)

    def words(self, fact: Fact, title: Title) -> str:
        return f"{fact.label}在{self.name}"  # type: ignore[attr-defined]


def _is_region(value: Value) -> bool:
    return isinstance(value, str) and len(value) == 6 and value.isdigit()


def _any_of(values: tuple[Value, ...], title: Title) -> str:
    return "或".join(title(value) for value in values)


COMPARISONS: dict[str, type[Operator]] = {
    op.symbol: op for op in (Less, LessEqual, Greater, GreaterEqual, Equal, NotEqual)
}

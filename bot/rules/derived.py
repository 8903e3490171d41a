"""Facts computed from other facts on a given date: ages, spans, the retirement date."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from bot.rules.values import Range, Value, months_between, years_between

Facts = Mapping[str, Value]


def _add_months(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def age_facts(facts: Facts, on: date) -> dict[str, Value]:
    """年龄, 月龄 and 出生日期 from whichever of the three is best known.

    A birth date gives both ages; months give years and a span of birth dates; years give
    spans of both. A span that a rule cannot decide on leaves the rule unknown.
    """
    born, months, years = facts.get("出生日期"), facts.get("月龄"), facts.get("年龄")
    if (born.low if isinstance(born, Range) else born or on) > on:  # still to come: nobody has an age yet
        return {}
    if isinstance(born, date):
        return {"年龄": years_between(born, on), "月龄": months_between(born, on)}
    if isinstance(born, Range):
        last = min(born.high, on)
        return {
            "年龄": _span(years_between(last, on), years_between(born.low, on)),
            "月龄": _span(months_between(last, on), months_between(born.low, on)),
        }
    if isinstance(months, int):
        return {"年龄": months // 12, "出生日期": _birth_span(on, months, months + 1)}
    if isinstance(years, int):
        return {
            "月龄": Range(years * 12, years * 12 + 11),
            "出生日期": _birth_span(on, years * 12, years * 12 + 12),
        }
    if isinstance(years, Range):
        return {"月龄": Range(years.low * 12, years.high * 12 + 11)}
    return {}


def _span(low: int, high: int) -> Value:
    return low if low == high else Range(low, high)


def _birth_span(on: date, months: int, next_months: int) -> Range:
    if on.year * 12 - next_months < 12:
        return Range(date.min, on)
    return Range(_add_months(on, -next_months) + timedelta(days=1), _add_months(on, -months))


# 实施弹性退休、渐进式延迟法定退休年龄的办法（2025-01-01 起施行）第一条: base age in months, the
# last birth month that still retires at the base age, months of birth per added month, cap.
_RETIREMENT = {
    ("男", None): (60 * 12, (1964, 12), 4, 36),
    ("女", "管理技术岗位"): (55 * 12, (1969, 12), 4, 36),
    ("女", "其他岗位"): (50 * 12, (1974, 12), 2, 60),
}


def retirement_months(born: date, sex: str, post: str | None) -> int | None:
    """Statutory retirement age in months; None when the post of a woman is not known."""
    row = _RETIREMENT.get((sex, None if sex == "男" else post))
    if row is None:
        return None
    base, (year, month), per, cap = row
    later = (born.year - year) * 12 + born.month - month
    return base + (0 if later <= 0 else min(cap, (later - 1) // per + 1))


def statutory_retirement(facts: Facts, on: date) -> dict[str, Value]:
    """到法定退休年龄 from 出生日期, 性别 and (for women) 女职工岗位, as far as they decide it."""
    sexes = [facts["性别"]] if facts.get("性别") else ["男", "女"]
    posts = [facts["女职工岗位"]] if facts.get("女职工岗位") else ["管理技术岗位", "其他岗位"]
    born = facts.get("出生日期")
    if born is None:
        return {}
    births = [born.low, born.high] if isinstance(born, Range) else [born]
    reached = {_reached(birth, sex, post, on) for birth in births for sex in sexes for post in posts}
    return {"到法定退休年龄": reached.pop()} if len(reached) == 1 else {}


def _reached(born: date, sex: str, post: str, on: date) -> bool:
    months = retirement_months(born, sex, post)
    return months is not None and _add_months(born, months) <= on


def retirement_time(facts: Facts) -> str:
    """``2039年9月，63周岁``: when the statutory retirement age is reached; empty where that is open."""
    born, sex, post = facts.get("出生日期"), facts.get("性别"), facts.get("女职工岗位")
    if born is None or sex is None:
        return ""
    births = [born.low, born.high] if isinstance(born, Range) else [born]
    told = {_retirement_told(birth, sex, post) for birth in births}
    return told.pop() if len(told) == 1 else ""


def _retirement_told(born: date, sex: str, post: str | None) -> str:
    months = retirement_months(born, sex, post)
    if months is None:
        return ""
    day, (years, rest) = _add_months(born, months), divmod(months, 12)
    return f"{day.year}年{day.month}月，{years}周岁" + (f"{rest}个月" if rest else "")


# What an editor may write as {名字} in 改变 and 得: a text that follows from the person's facts.
TELLINGS: dict[str, Callable[[Facts], str]] = {"法定退休时间": retirement_time}

ALGORITHMS: dict[str, Callable[[Facts, date], dict[str, Value]]] = {
    "年龄": age_facts,
    "法定退休年龄": statutory_retirement,
}

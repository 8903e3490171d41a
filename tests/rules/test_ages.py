"""年龄, 月龄 and 出生日期 from one another, on a given day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.derived import age_facts
from bot.rules.values import Range, months_between, years_between

DAY = date.fromisoformat

# Birth date, the day it is, full years, full months.
BIRTHDAYS = [
    ("1961-11-23", "2026-11-22", 64, 779),
    ("1961-11-23", "2026-11-23", 65, 780),
    ("1961-11-23", "2026-11-24", 65, 780),
    ("2026-11-23", "2026-11-23", 0, 0),
    ("2026-10-31", "2026-11-30", 0, 0),
    ("2026-10-31", "2026-12-01", 0, 1),
    ("2025-12-31", "2026-01-01", 0, 0),
    ("2020-02-29", "2021-02-28", 0, 11),
    ("2020-02-29", "2021-03-01", 1, 12),
    ("2020-02-29", "2024-02-28", 3, 47),
    ("2020-02-29", "2024-02-29", 4, 48),
    ("2023-02-28", "2024-02-29", 1, 12),
    ("2023-03-01", "2024-02-29", 0, 11),
    ("1900-01-01", "2026-11-23", 126, 1522),
]


@pytest.mark.parametrize(("born", "on", "years", "months"), BIRTHDAYS)
def test_a_birth_date_gives_full_years_and_months(born: str, on: str, years: int, months: int) -> None:
    assert age_facts({"出生日期": DAY(born)}, DAY(on)) == {"年龄": years, "月龄": months}


# What is known, the day it is, what follows.
SPANS: list[tuple[dict[str, Any], str, dict[str, Any]]] = [
    ({"年龄": 65}, "2026-11-23", {
        "月龄": Range(780, 791), "出生日期": Range(DAY("1960-11-24"), DAY("1961-11-23"))}),
    ({"年龄": 0}, "2026-11-23", {"月龄": Range(0, 11), "出生日期": Range(DAY("2025-11-24"), DAY("2026-11-23"))}),
    ({"年龄": 1}, "2024-02-29", {"月龄": Range(12, 23), "出生日期": Range(DAY("2022-03-01"), DAY("2023-02-28"))}),
    ({"年龄": 0}, "2025-02-28", {"月龄": Range(0, 11), "出生日期": Range(DAY("2024-02-29"), DAY("2025-02-28"))}),
    ({"月龄": 6}, "2026-11-23", {"年龄": 0, "出生日期": Range(DAY("2026-04-24"), DAY("2026-05-23"))}),
    ({"月龄": 12}, "2026-11-23", {"年龄": 1, "出生日期": Range(DAY("2025-10-24"), DAY("2025-11-23"))}),
    ({"月龄": 1}, "2026-03-31", {"年龄": 0, "出生日期": Range(DAY("2026-02-01"), DAY("2026-02-28"))}),
    ({"出生日期": Range(DAY("1961-11-01"), DAY("1961-11-30"))}, "2026-11-23", {
        "年龄": Range(64, 65), "月龄": Range(779, 780)}),
    ({"出生日期": Range(DAY("1961-05-01"), DAY("1961-05-31"))}, "2026-11-23", {"年龄": 65, "月龄": Range(785, 786)}),
    ({"出生日期": Range(DAY("1961-01-01"), DAY("1961-12-31"))}, "2026-11-23", {
        "年龄": Range(64, 65), "月龄": Range(778, 790)}),
    ({"年龄": Range(60, 64)}, "2026-11-23", {"月龄": Range(720, 779)}),
    ({}, "2026-11-23", {}),
    ({"性别": "女"}, "2026-11-23", {}),
]  # fmt: skip


@pytest.mark.parametrize(("known", "on", "follows"), SPANS)
def test_an_age_known_in_part_gives_spans(known: dict[str, Any], on: str, follows: dict[str, Any]) -> None:
    assert age_facts(known, DAY(on)) == follows


PEOPLE = st.tuples(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 44_000)).map(
    lambda drawn: (drawn[0], drawn[0] + timedelta(days=drawn[1]))
)


def _step(day: date, days: int) -> date:
    return day + timedelta(days=days)


@given(PEOPLE)
def test_an_age_in_years_leaves_open_exactly_the_birth_dates_of_that_age(born_and_day: tuple[date, date]) -> None:
    born, on = born_and_day
    years = years_between(born, on)
    span = age_facts({"年龄": years}, on)["出生日期"]
    ages = [years_between(day, on) for day in (_step(span.low, -1), span.low, born, span.high, _step(span.high, 1))]
    assert ages[1:4] == [years] * 3 and ages[0] == years + 1 and ages[4] == years - 1


@given(PEOPLE)
def test_an_age_in_months_leaves_open_exactly_the_birth_dates_of_that_age(born_and_day: tuple[date, date]) -> None:
    born, on = born_and_day
    months = months_between(born, on)
    span = age_facts({"月龄": months}, on)["出生日期"]
    ages = [months_between(day, on) for day in (_step(span.low, -1), span.low, born, span.high, _step(span.high, 1))]
    assert ages[1:4] == [months] * 3 and ages[0] == months + 1 and ages[4] == months - 1


@given(PEOPLE)
def test_months_and_years_agree(born_and_day: tuple[date, date]) -> None:
    born, on = born_and_day
    assert months_between(born, on) // 12 == years_between(born, on)


@given(PEOPLE)
def test_nobody_gets_younger_overnight(born_and_day: tuple[date, date]) -> None:
    born, on = born_and_day
    assert months_between(born, on) <= months_between(born, _step(on, 1)) <= months_between(born, on) + 1

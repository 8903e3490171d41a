"""Statutory retirement age: 国务院关于渐进式延迟法定退休年龄的办法 第一条 (from 2025-01-01).

Men and women of the former 55 retire one month later for every four months of birth, women of
the former 50 one month later for every two; up to 63, 58 and 55 years.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.derived import retirement_months, retirement_time, statutory_retirement
from bot.rules.values import Range

MEN, WOMEN_55, WOMEN_50 = ("男", None), ("女", "管理技术岗位"), ("女", "其他岗位")
DAY = date.fromisoformat

# Who, month of birth, retirement age in years and months.
AGES: list[tuple[tuple[str, str | None], str, int, int]] = [
    (MEN, "1950-01", 60, 0), (MEN, "1964-12", 60, 0), (MEN, "1965-01", 60, 1), (MEN, "1965-04", 60, 1),
    (MEN, "1965-05", 60, 2), (MEN, "1965-08", 60, 2), (MEN, "1965-09", 60, 3), (MEN, "1965-12", 60, 3),
    (MEN, "1966-01", 60, 4), (MEN, "1968-12", 61, 0), (MEN, "1969-01", 61, 1), (MEN, "1970-03", 61, 4),
    (MEN, "1976-04", 62, 10), (MEN, "1976-08", 62, 11), (MEN, "1976-09", 63, 0), (MEN, "1976-12", 63, 0),
    (MEN, "1990-01", 63, 0),
    (WOMEN_55, "1969-12", 55, 0), (WOMEN_55, "1970-01", 55, 1), (WOMEN_55, "1970-04", 55, 1),
    (WOMEN_55, "1970-05", 55, 2), (WOMEN_55, "1973-12", 56, 0), (WOMEN_55, "1981-08", 57, 11),
    (WOMEN_55, "1981-09", 58, 0), (WOMEN_55, "1995-01", 58, 0),
    (WOMEN_50, "1974-12", 50, 0), (WOMEN_50, "1975-01", 50, 1), (WOMEN_50, "1975-02", 50, 1),
    (WOMEN_50, "1975-03", 50, 2), (WOMEN_50, "1976-10", 50, 11), (WOMEN_50, "1976-12", 51, 0),
    (WOMEN_50, "1984-10", 54, 11), (WOMEN_50, "1984-11", 55, 0), (WOMEN_50, "2000-01", 55, 0),
]  # fmt: skip


@pytest.mark.parametrize(("who", "month", "years", "months"), AGES)
def test_the_retirement_age_follows_the_month_of_birth(
    who: tuple[str, str | None], month: str, years: int, months: int
) -> None:
    assert retirement_months(DAY(f"{month}-15"), *who) == years * 12 + months


def test_a_womans_retirement_age_depends_on_her_post() -> None:
    assert retirement_months(DAY("1975-01-15"), "女", None) is None


BORN, LAST, FIRST = DAY("1965-05-15"), DAY("2025-07-14"), DAY("2025-07-15")  # 60 years and 2 months
WOMAN = {"性别": "女", "出生日期": DAY("1972-06-15")}  # 50 for other posts, 55 years and 8 months for managers

# What is known, the day it is, whether the age is reached; None where it cannot be said.
REACHED: list[tuple[dict[str, Any], date, bool | None]] = [
    ({"性别": "男", "出生日期": BORN}, LAST, False),
    ({"性别": "男", "出生日期": BORN}, FIRST, True),
    ({"性别": "男"}, FIRST, None),
    ({}, FIRST, None),
    ({"性别": "男", "出生日期": Range(DAY("1965-05-01"), DAY("1965-05-31"))}, FIRST, None),
    ({"性别": "男", "出生日期": Range(DAY("1965-01-01"), DAY("1965-04-30"))}, FIRST, True),
    ({"性别": "男", "出生日期": Range(DAY("1965-06-01"), DAY("1965-12-31"))}, FIRST, False),
    ({**WOMAN, "女职工岗位": "其他岗位"}, DAY("2022-06-14"), False),
    ({**WOMAN, "女职工岗位": "其他岗位"}, DAY("2022-06-15"), True),
    ({**WOMAN, "女职工岗位": "管理技术岗位"}, DAY("2028-02-14"), False),
    ({**WOMAN, "女职工岗位": "管理技术岗位"}, DAY("2028-02-15"), True),
    (WOMAN, DAY("2022-06-14"), False),
    (WOMAN, DAY("2026-11-23"), None),
    (WOMAN, DAY("2028-02-15"), True),
    ({"出生日期": DAY("1950-01-01")}, FIRST, True),
    ({"出生日期": DAY("1990-01-01")}, FIRST, False),
    ({"出生日期": DAY("1970-01-01")}, FIRST, None),
    ({"性别": "男", "出生日期": DAY("1964-02-29")}, DAY("2024-02-28"), False),
    ({"性别": "男", "出生日期": DAY("1964-02-29")}, DAY("2024-02-29"), True),
]


@pytest.mark.parametrize(("known", "on", "reached"), REACHED)
def test_the_retirement_age_is_reached_on_the_day(known: dict[str, Any], on: date, reached: bool | None) -> None:
    assert statutory_retirement(known, on).get("到法定退休年龄") is reached


WHO = st.sampled_from([MEN, WOMEN_55, WOMEN_50])
BIRTHS = st.dates(date(1940, 1, 1), date(2010, 12, 31))


@given(WHO, BIRTHS)
def test_whoever_is_born_a_month_later_retires_at_most_a_month_older(who: tuple[str, str | None], born: date) -> None:
    ages = [retirement_months(day, *who) for day in (born, born + timedelta(days=31))]
    assert None not in ages and 0 <= ages[1] - ages[0] <= 1  # type: ignore[operator]


@given(WHO, BIRTHS, st.dates(date(2000, 1, 1), date(2080, 1, 1)))
def test_whoever_has_reached_the_age_stays_there(who: tuple[str, str | None], born: date, on: date) -> None:
    known = {"性别": who[0], "女职工岗位": who[1], "出生日期": born}
    today, tomorrow = (statutory_retirement(known, day)["到法定退休年龄"] for day in (on, on + timedelta(days=1)))
    assert tomorrow or not today


# What is known, what is told of the time of retirement.
TOLD: list[tuple[dict[str, Any], str]] = [
    ({"性别": "男", "出生日期": DAY("1976-09-15")}, "2039年9月，63周岁"),
    ({"性别": "男", "出生日期": DAY("1965-01-31")}, "2025年2月，60周岁1个月"),
    ({"性别": "女", "女职工岗位": "其他岗位", "出生日期": DAY("1976-10-01")}, "2027年9月，50周岁11个月"),
    ({"性别": "女", "女职工岗位": "其他岗位", "出生日期": Range(DAY("1976-10-01"), DAY("1976-10-31"))}, "2027年9月，50周岁11个月"),
    ({"性别": "女", "出生日期": DAY("1976-10-01")}, ""),
    ({"性别": "男", "出生日期": Range(DAY("1976-01-01"), DAY("1976-12-31"))}, ""),
    ({"出生日期": DAY("1976-10-01")}, ""),
    ({"性别": "男"}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("known", "told"), TOLD)
def test_the_time_of_retirement_is_told_where_it_is_certain(known: dict[str, Any], told: str) -> None:
    assert retirement_time(known) == told

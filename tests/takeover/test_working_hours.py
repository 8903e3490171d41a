"""When a person is there, as the operator has written it."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.channels.working_hours import BEIJING, HoursError, read_hours

MAY = read_hours("周一至周五 09:00-12:00 13:30-17:00", "2027-05-01至2027-05-05", "2027-05-08，2027-05-09 9:00-12:00")
WEEK = read_hours("周一至周五 09:00-12:00 13:30-17:00；周六 9:00-12:00", "2026-10-01至2026-10-07，2026-11-30")


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23 09:00", True),
        ("2026-11-23 08:59", False),
        ("2026-11-23 11:59", True),
        ("2026-11-23 12:00", False),
        ("2026-11-23 13:30", True),
        ("2026-11-23 17:00", False),
        ("2026-11-28 11:00", True),
        ("2026-11-28 14:00", False),
        ("2026-11-29 10:00", False),
        ("2026-11-30 10:00", False),
        ("2026-10-05 10:00", False),
        ("2026-10-08 10:00", True),
    ],
)
def test_hours_and_days_off(moment: str, is_open: bool) -> None:
    assert WEEK.is_open(at(moment)) is is_open


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2027-05-08 16:59", True),
        ("2027-05-08 12:30", False),
        ("2027-05-09 11:59", True),
        ("2027-05-09 13:30", False),
        ("2027-05-15 10:00", False),
        ("2027-05-05 10:00", False),
        ("2027-05-06 10:00", True),
    ],
)
def test_days_worked_for_others_have_the_usual_times_or_their_own(moment: str, is_open: bool) -> None:
    assert MAY.is_open(at(moment)) is is_open


@pytest.mark.parametrize(
    ("moment", "off", "words"),
    [
        ("2027-05-05 10:00", True, "明天（星期四）09:00"),
        ("2027-05-02 10:00", False, "5月6日（星期四）09:00"),
        ("2027-05-07 18:00", False, "明天（星期六）09:00"),
        ("2027-05-09 12:00", False, "明天（星期一）09:00"),
    ],
)
def test_a_holiday_is_one_on_days_that_others_work(moment: str, off: bool, words: str) -> None:
    assert MAY.is_day_off(at(moment)) is off
    assert MAY.next_opening_in_words(at(moment)) == words


def test_the_clock_of_the_server_may_be_anywhere() -> None:
    assert WEEK.is_open(datetime(2026, 11, 23, 1, 30, tzinfo=timezone.utc))
    assert not WEEK.is_open(datetime(2026, 11, 23, 9, 30, tzinfo=timezone.utc))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-23 08:00", "今天（星期一）09:00"),
        ("2026-11-23 12:30", "今天（星期一）13:30"),
        ("2026-11-23 18:00", "明天（星期二）09:00"),
        ("2026-11-28 13:00", "12月1日（星期二）09:00"),
        ("2026-11-29 13:00", "后天（星期二）09:00"),
    ],
)
def test_the_next_time_somebody_comes(moment: str, words: str) -> None:
    assert WEEK.next_opening_in_words(at(moment)) == words


def test_a_service_round_the_clock() -> None:
    hours = read_hours("每天 00:00-24:00")
    assert all(hours.is_open(at(moment)) for moment in ("2026-11-23 00:00", "2026-11-23 12:00", "2026-11-23 23:59:59"))


def test_without_hours_nobody_is_ever_there() -> None:
    none = read_hours("")
    assert not none.stated and not none.is_open(at("2026-11-23 10:00"))
    assert none.next_opening_in_words(at("2026-11-23 10:00")) == ""


@pytest.mark.parametrize(
    ("written", "weekdays"),
    [
        ("每天 00:00-23:59", 7),
        ("周一、周三 09:00-17:00", 2),
        ("周一至周日 9:00-17:00", 7),
        ("周六至周日 09:00—17:00", 2),
    ],
)
def test_ways_to_write_days(written: str, weekdays: int) -> None:
    assert sum(bool(spans) for spans in read_hours(written).week) == weekdays


@pytest.mark.parametrize(
    ("written", "off", "on", "word"),
    [
        ("九点到五点", "", "", "周一至周五"),
        ("周一至周五", "", "", "周一至周五"),
        ("周一至周五 09:00", "", "", "09:00"),
        ("周一至周五 17:00-09:00", "", "", "先开始后结束"),
        ("周一至周五 25:00-26:00", "", "", "25:00"),
        ("周八 09:00-17:00", "", "", "周八"),
        ("周五至周一 09:00-17:00", "", "", "周五至周一"),
        ("每天 09:00-17:00", "国庆", "", "国庆"),
        ("每天 09:00-17:00", "2026-02-30", "", "2026-02-30"),
        ("每天 09:00-17:00", "", "2027-05-08 九点", "九点"),
        ("每天 09:00-17:00", "", "五月八日", "五月八日"),
        ("每天 09:00-17:00", "2027-05-01至2027-05-05", "2027-05-03", "2027-05-03"),
        ("", "", "2027-05-08", "平时的上班时间"),
    ],
)
def test_what_cannot_be_read_is_named(written: str, off: str, on: str, word: str) -> None:
    with pytest.raises(HoursError, match=word):
        read_hours(written, off, on)

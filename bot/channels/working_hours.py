"""When a person is there: hours that the operator states, in Beijing time. Without any, nobody is.

``周一至周五 09:00-12:00 13:30-17:00；周六 09:00-12:00``, days off such as
``2027-01-01，2027-02-05至2027-02-11``, and days worked instead (调休) such as
``2027-02-13，2027-02-20 09:00-12:00``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))  # no summer time since 1991
_DAYS = "一二三四五六日"
_PART = re.compile(r"^(?P<days>每天|周[一二三四五六日天、至到\-周]+)\s*(?P<spans>\d.*)$")
_SPAN = re.compile(r"^(\d{1,2})[:：](\d{2})\s*[-—至到~]\s*(\d{1,2})[:：](\d{2})$")
_LOOKED_AHEAD = 60  # days
_NEAR = ("今天", "明天", "后天")

Span = tuple[time, time]


class HoursError(ValueError):
    """What is wrong with the setting, as a sentence."""


@dataclass(frozen=True)
class WorkingHours:
    """``week`` holds the spans of each weekday, Monday first; ``days`` those of single days, none for a day off."""

    text: str = ""
    week: tuple[tuple[Span, ...], ...] = ((),) * 7
    days: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def stated(self) -> bool:
        """Whether anybody is ever there."""
        return any(self.week)

    def is_open(self, at: datetime) -> bool:
        """Whether ``at`` (with zone) lies in the hours."""
        local = at.astimezone(BEIJING)
        return any(start <= local.time() < end for start, end in self._spans(local.date()))

    def next_opening(self, at: datetime) -> datetime | None:
        """The next time that somebody comes, in Beijing time."""
        local = at.astimezone(BEIJING)
        for ahead in range(_LOOKED_AHEAD):
            day = local.date() + timedelta(days=ahead)
            for start, _ in self._spans(day):
                opening = datetime.combine(day, start, BEIJING)
                if opening > local:
                    return opening
        return None

    def next_opening_in_words(self, at: datetime) -> str:
        """``明天（星期二）09:00``; empty without one."""
        opening = self.next_opening(at)
        if opening is None:
            return ""
        ahead = (opening.date() - at.astimezone(BEIJING).date()).days
        day = _NEAR[ahead] if ahead < len(_NEAR) else f"{opening.month}月{opening.day}日"
        return f"{day}（星期{_DAYS[opening.weekday()]}）{opening:%H:%M}"

    def is_day_off(self, at: datetime) -> bool:
        """Whether ``at`` (with zone) lies on a day off that would be a working day in other weeks."""
        day = at.astimezone(BEIJING).date()
        return bool(self.week[day.weekday()]) and self.days.get(day) == ()

    def _spans(self, day: date) -> tuple[Span, ...]:
        return self.days.get(day, self.week[day.weekday()])


def read_hours(text: str, off: str = "", on: str = "") -> WorkingHours:
    """The hours that the settings state; empty text is no hours. Raises HoursError.

    A day in ``on`` without times of its own has those of the week's first working day.
    """
    week: list[tuple[Span, ...]] = [()] * 7
    for part in filter(None, (part.strip() for part in re.split(r"[;；]", text))):
        match = _PART.match(part)
        if match is None:
            raise HoursError(f"看不懂“{part}”，请写成“周一至周五 09:00-17:00”这样")
        spans = tuple(_span(written) for written in re.split(r"[\s,，、]+", match["spans"].strip()))
        for day in _weekdays(match["days"]):
            week[day] = spans
    usual = next(filter(None, week), ())
    if not usual and (off.strip() or on.strip()):
        raise HoursError("没有写平时的上班时间")
    return WorkingHours(text.strip(), tuple(week), _single_days(off, on, usual))


def _single_days(off: str, on: str, usual: tuple[Span, ...]) -> dict[date, tuple[Span, ...]]:
    days: dict[date, tuple[Span, ...]] = dict.fromkeys(_dates(off), ())
    for part in filter(None, (part.strip() for part in re.split(r"[,，;；、]", on))):
        written, *times = part.split()
        spans = tuple(_span(time) for time in times) or usual
        for day in _dates(written):
            if days.get(day) == ():
                raise HoursError(f"{day} 又写成休息日，又写成上班日")
            days[day] = spans
    return days


def _span(written: str) -> Span:
    match = _SPAN.match(written.replace("24:00", "23:59"))
    try:
        start, end = (time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))) if match else (None, None)
    except ValueError:
        start = end = None
    if start is None or end is None or start >= end:
        raise HoursError(f"看不懂时间“{written}”，请写成“09:00-17:00”这样，先开始后结束")
    return start, time.max if "24:00" in written else end


def _weekdays(written: str) -> list[int]:
    if written == "每天":
        return list(range(7))
    plain = written.replace("周", "").replace("天", "日")
    days: list[int] = []
    for part in plain.split("、"):
        match = re.fullmatch(rf"([{_DAYS}])(?:[至到\-]([{_DAYS}]))?", part)
        first, last = (_DAYS.index(match[1]), _DAYS.index(match[2] or match[1])) if match else (1, 0)
        if first > last:
            raise HoursError(f"看不懂“{written}”是星期几，请写成“周一至周五”或“周一、周三”")
        days += range(first, last + 1)
    return days


def _dates(written: str) -> list[date]:
    days: list[date] = []
    for part in filter(None, (part.strip() for part in re.split(r"[,，;；、\s]+", written))):
        try:
            ends = [date.fromisoformat(day) for day in re.split(r"[至到~]", part)]
        except ValueError:
            raise HoursError(f"看不懂日期“{part}”，请写成“2027-01-01”或“2027-02-05至2027-02-11”") from None
        days += [ends[0] + timedelta(days=ahead) for ahead in range((ends[-1] - ends[0]).days + 1)]
    return days

"""Counts for supervisors: one row for each message that the bot handled, without anything about who sent it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any

from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import Boolean, Column, Date, Integer, String, func, insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from bot.store.calls import CHINA, CallRow, WorkOrderRow
from bot.store.database import Base, Feedback, now, session
from bot.store.handovers import ASKED, FAILED, OFFERED, HandoverRow

SLOT = "conversation"
LONGEST_SPAN = timedelta(days=366)
_MOST = 15


class QuestionRow(Base):  # type: ignore[misc,valid-type]
    """A message on a day (China's): what it was about, what came of it. ``region`` is a city's code or empty."""

    __tablename__ = "questions"

    id = Column(Integer, primary_key=True)
    day = Column(Date, nullable=False, index=True)
    channel = Column(String(16), nullable=False)
    act = Column(String(32), nullable=False)
    service = Column(String(64), nullable=False, default="")
    verdict = Column(String(16), nullable=False, default="")
    region = Column(String(6), nullable=False, default="")
    answered = Column(Boolean, nullable=False, default=True)


_COUNTED = insert(QuestionRow.__table__)


def count(database: Connection, tracker: DialogueStateTracker, counted: str) -> str:
    """Counts the latest message unless it is ``counted`` already; returns the id of the last message counted.

    A message that the bot left to a person is not counted.
    """
    events = list(tracker.events)
    place = next((i for i in reversed(range(len(events))) if isinstance(events[i], UserUttered)), None)
    if place is None:
        return counted
    message, answers = events[place], [event for event in events[place:] if isinstance(event, BotUttered)]
    if not answers or not message.message_id or message.message_id == counted:
        return counted
    database.execute(_COUNTED, _row(message, answers, _state(events[:place]), _state(events)))
    return str(message.message_id)


def _row(
    message: UserUttered, answers: list[BotUttered], before: dict[str, Any], after: dict[str, Any]
) -> dict[str, Any]:
    cards = [card for answer in answers if (card := ((answer.data or {}).get("custom") or {}).get("card"))]
    about = next((card["service"]["id"] for card in cards if isinstance(card.get("service"), dict)), "")
    return {
        "day": (now() + CHINA).date(),
        "channel": (message.input_channel or "")[:16],
        "act": (message.intent_name or "")[:32],
        "service": (about or after.get("service") or "")[:64],
        "verdict": next((card["verdict"] for card in cards if card["type"] == "verdict"), ""),
        "region": city_of(_place(after)),
        "answered": int(after.get("failures") or 0) <= int(before.get("failures") or 0),
    }


def _state(events: list[Event]) -> dict[str, Any]:
    """The conversation's state as last set."""
    found = (event.value for event in reversed(events) if isinstance(event, SlotSet) and event.key == SLOT)
    value = next(found, None)
    return value if isinstance(value, dict) else {}


def _place(state: dict[str, Any]) -> str:
    facts = (state.get("persons") or {}).get(state.get("subject") or "", {})
    return next((facts[name] for name in ("居住地", "户籍地") if isinstance(facts.get(name), str)), "")


def city_of(code: str) -> str:
    """The code of the city or prefecture that a region lies in; of other provinces the province alone."""
    if len(code) != 6 or not code.isdigit():
        return ""
    return f"{code[:4]}00" if code.startswith("51") else f"{code[:2]}0000"


@dataclass(frozen=True)
class Span:
    """Days, both included."""

    first: date
    last: date

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    def moments(self, column: Any) -> list[Any]:
        """Conditions that keep a column of moments (UTC) within these days of China."""
        after = datetime.combine(self.last + timedelta(days=1), time())
        return [column >= datetime.combine(self.first, time()) - CHINA, column < after - CHINA]


Counts = Mapping[Any, float]


@dataclass(frozen=True)
class Chart:
    """``of`` says what the labels are: day, service, verdict, region or words; each series has one value a label."""

    key: str
    title: str
    of: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]


def charts(url: str, span: Span) -> list[Chart]:
    """All charts of REPORTS for these days."""
    with session(url) as database:
        return [report(database, span) for report in REPORTS]


def by_day(key: str, title: str, span: Span, series: dict[str, Counts]) -> Chart:
    """A chart over the days; the counts are by date."""
    rows = tuple((name, tuple(counts.get(day, 0) for day in span.days)) for name, counts in series.items())
    return Chart(key, title, "day", tuple(day.isoformat() for day in span.days), rows)


def by_label(key: str, title: str, of: str, series: dict[str, Counts]) -> Chart:
    """A chart over the labels with the most, the most first."""
    total: dict[Any, float] = {}
    for counts in series.values():
        for label, number in counts.items():
            total[label] = total.get(label, 0) + number
    labels = tuple(sorted((label for label in total if label), key=lambda label: (-total[label], label)))[:_MOST]
    rows = tuple((name, tuple(counts.get(label, 0) for label in labels)) for name, counts in series.items())
    return Chart(key, title, of, labels, rows)


def tally(database: Session, column: Any, *conditions: Any) -> Counts:
    """How many rows have each value of a column."""
    return dict(database.execute(select(column, func.count()).where(*conditions).group_by(column)).all())


def days_of(database: Session, column: Any, *conditions: Any) -> Counts:
    """How many rows there are on each day (China's) of a column of moments (UTC)."""
    found: dict[Any, float] = {}
    for (at,) in database.execute(select(column).where(*conditions)):
        day = (at + CHINA).date()
        found[day] = found.get(day, 0) + 1
    return found


def _in(span: Span) -> list[Any]:
    return [QuestionRow.day >= span.first, QuestionRow.day <= span.last]


def _questions(database: Session, span: Span) -> Chart:
    unanswered = tally(database, QuestionRow.day, *_in(span), QuestionRow.answered.is_(False))
    asked = tally(database, QuestionRow.day, *_in(span))
    calls = days_of(database, CallRow.at, *span.moments(CallRow.at))
    return by_day("questions", "每天的提问", span, {"居民提问": asked, "没能回答": unanswered, "来电记录": calls})


def _services(database: Session, span: Span) -> Chart:
    asked = tally(database, QuestionRow.service, *_in(span))
    calls = tally(database, CallRow.service, *span.moments(CallRow.at))
    return by_label("services", "问得最多的服务", "service", {"居民提问": asked, "来电记录": calls})


def _verdicts(database: Session, span: Span) -> Chart:
    given = tally(database, QuestionRow.verdict, *_in(span))
    return by_label("verdicts", "给居民的结论", "verdict", {"次数": given})


def _results(database: Session, span: Span) -> Chart:
    return by_label(
        "results", "来电的结果", "words", {"来电": tally(database, CallRow.result, *span.moments(CallRow.at))}
    )


def _unanswered(database: Session, span: Span) -> Chart:
    missed = tally(database, QuestionRow.act, *_in(span), QuestionRow.answered.is_(False))
    return by_label("unanswered", "没能回答的，按说话的意思", "act", {"次数": missed})


def _votes(database: Session, span: Span) -> Chart:
    at = Feedback.at
    up, down = (days_of(database, at, *span.moments(at), Feedback.vote == vote) for vote in ("up", "down"))
    return by_day("votes", "居民的评价", span, {"有用": up, "没用": down})


def _regions(database: Session, span: Span) -> Chart:
    asked = tally(database, QuestionRow.region, *_in(span))
    calls: dict[Any, float] = {}
    for code, number in tally(database, CallRow.region, *span.moments(CallRow.at)).items():
        calls[city_of(code)] = calls.get(city_of(code), 0) + number
    return by_label("regions", "市（州）", "region", {"居民提问": asked, "来电记录": calls})


def _orders(database: Session, span: Span) -> Chart:
    raised = days_of(database, WorkOrderRow.raised, *span.moments(WorkOrderRow.raised))
    closed = days_of(database, WorkOrderRow.closed, *span.moments(WorkOrderRow.closed))
    return by_day("orders", "工单", span, {"提交": raised, "办结": closed})


def _handovers(database: Session, span: Span) -> Chart:
    at = HandoverRow.requested_at
    wanted = [*span.moments(at), HandoverRow.state != OFFERED]
    asked, failed = (days_of(database, at, *wanted, HandoverRow.reason == reason) for reason in (ASKED, FAILED))
    return by_day("handovers", "转人工", span, {"居民要找人": asked, "机器人没帮上": failed})


def _waiting(database: Session, span: Span) -> Chart:
    """Minutes until a person took the chat."""
    rows = select(HandoverRow.requested_at, HandoverRow.waited_seconds)
    found: dict[Any, list[float]] = {}
    taken = [*span.moments(HandoverRow.requested_at), HandoverRow.waited_seconds.is_not(None)]
    for at, seconds in database.execute(rows.where(*taken)):
        found.setdefault((at + CHINA).date(), []).append(seconds / 60)
    typical = {day: round(median(minutes), 1) for day, minutes in found.items()}
    longest = {day: round(max(minutes), 1) for day, minutes in found.items()}
    return by_day("waiting", "等人接待的时间（分钟）", span, {"一半人等了不到": typical, "最久": longest})


# A further chart is a further function here.
REPORTS: tuple[Callable[[Session, Span], Chart], ...] = (
    _questions,
    _services,
    _verdicts,
    _unanswered,
    _handovers,
    _waiting,
    _votes,
    _regions,
    _results,
    _orders,
)

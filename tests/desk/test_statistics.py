"""What is counted of a message, once each, and what the charts make of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import inspect, select

from bot.store.calls import CHINA, NewCall, save_call
from bot.store.database import Feedback, engine, now, session
from bot.store.handovers import HandoverRow
from bot.store.statistics import Chart, QuestionRow, Span, charts, city_of
from bot.store.trackers import ConversationStore
from tests.store.talk import DOMAIN, SLOT, tracker_of, turn

TODAY = (now() + CHINA).date()
MOTHER = {"persons": {"mother": {"居住地": "511722", "年龄": 72}}, "subject": "mother", "service": "elderly-health"}


def said(number: int, state: dict[str, object]) -> list[Event]:
    """One exchange; messages carry the id that Rasa gives them."""
    events = turn(f"第{number}句", "答", state)
    user = events[0]
    assert isinstance(user, UserUttered)
    user.message_id, user.input_channel = f"message-{number}", "web"
    return events


def counted(url: str) -> list[QuestionRow]:
    with session(url) as database:
        rows = list(database.scalars(select(QuestionRow).order_by(QuestionRow.id)))
        database.expunge_all()
        return rows


async def saved(url: str, *turns: list[Event]) -> DialogueStateTracker:
    tracker = tracker_of("resident-7", turns)
    await ConversationStore(DOMAIN, url=url).save(tracker)
    return tracker


async def test_a_message_is_counted_with_what_it_was_about(url: str) -> None:
    await saved(url, said(1, MOTHER))
    (row,) = counted(url)
    assert (row.day, row.channel, row.act) == (TODAY, "web", "inform")
    assert (row.service, row.verdict, row.region, row.answered) == ("elderly-health", "eligible", "511700", True)


async def test_a_message_is_counted_once_however_often_the_conversation_is_saved(url: str) -> None:
    first = said(1, MOTHER)
    tracker = await saved(url, first)
    tracker.update(SlotSet(SLOT, {}))
    await ConversationStore(DOMAIN, url=url).save(tracker)
    assert len(counted(url)) == 1
    await saved(url, first, said(2, MOTHER))
    assert len(counted(url)) == 2


async def test_a_message_that_was_not_understood_counts_as_unanswered(url: str) -> None:
    first, second, third = said(1, {"failures": 0}), said(2, {"failures": 1}), said(3, {"failures": 1})
    await saved(url, first)
    await saved(url, first, second)
    await saved(url, first, second, third)
    assert [row.answered for row in counted(url)] == [True, False, True]


async def test_a_message_left_to_a_person_is_not_counted(url: str) -> None:
    await saved(url, [event for event in said(1, MOTHER) if not isinstance(event, BotUttered)])
    assert counted(url) == []


def test_nothing_that_leads_to_a_resident_has_a_column(url: str) -> None:
    columns = {column["name"] for column in inspect(engine(url)).get_columns("questions")}
    assert columns == {"id", "day", "channel", "act", "service", "verdict", "region", "answered"}


@pytest.mark.parametrize(
    ("code", "city"),
    [("511722", "511700"), ("510107", "510100"), ("510000", "510000"), ("500101", "500000"), ("", ""), ("成都", "")],
)
def test_a_place_is_kept_no_finer_than_its_city(code: str, city: str) -> None:
    assert city_of(code) == city


def found(url: str, span: Span) -> dict[str, Chart]:
    return {chart.key: chart for chart in charts(url, span)}


def values(chart: Chart, name: str) -> dict[str, float]:
    return {label: number for label, number in zip(chart.labels, dict(chart.series)[name]) if number}


def test_the_charts_count_what_lies_within_their_days(url: str) -> None:
    span = Span(TODAY - timedelta(days=2), TODAY)
    with session(url) as database:
        for days, answered in ((0, True), (0, False), (2, True), (3, True), (-1, True)):
            row = QuestionRow(day=TODAY - timedelta(days=days), channel="web", act="inform", answered=answered)
            row.service, row.verdict, row.region = ("elderly-health", "likely", "511700") if answered else ("", "", "")
            database.add(row)
        midnight = datetime.combine(TODAY, datetime.min.time()) - CHINA
        for at, vote in ((midnight, "up"), (midnight - timedelta(seconds=1), "down"), (midnight, "up")):
            database.add(Feedback(at=at, sender="a", message="m", vote=vote, reason=""))
    save_call(url, "wang", NewCall("elderly-health", "511722", "符合", ""))
    shown = found(url, span)
    today, yesterday, first = (f"{TODAY - timedelta(days=n)}" for n in (0, 1, 2))
    assert values(shown["questions"], "居民提问") == {today: 2, first: 1}
    assert values(shown["questions"], "没能回答") == {today: 1}
    assert values(shown["questions"], "来电记录") == {today: 1}
    assert values(shown["services"], "居民提问") == {"elderly-health": 2}
    assert values(shown["services"], "来电记录") == {"elderly-health": 1}
    assert values(shown["verdicts"], "次数") == {"likely": 2}
    assert values(shown["unanswered"], "次数") == {"inform": 1}
    assert values(shown["regions"], "居民提问") == {"511700": 2} and values(shown["regions"], "来电记录") == {
        "511700": 1
    }
    assert values(shown["votes"], "有用") == {today: 2} and values(shown["votes"], "没用") == {yesterday: 1}
    assert values(shown["results"], "来电") == {"符合": 1}


def test_handovers_are_counted_by_reason_and_waiting_in_minutes(url: str) -> None:
    for reason, state, seconds in (
        ("asked", "taken", 60),
        ("asked", "closed", 240),
        ("failed", "waiting", None),
        ("failed", "offered", None),
    ):
        with session(url) as database:
            row = HandoverRow(channel="web", reason=reason, state=state, waited_seconds=seconds)
            database.add(row)
    shown = found(url, Span(TODAY, TODAY))
    today = f"{TODAY}"
    assert values(shown["handovers"], "居民要找人") == {today: 2} and values(shown["handovers"], "机器人没帮上") == {
        today: 1
    }
    assert values(shown["waiting"], "一半人等了不到") == {today: 2.5} and values(shown["waiting"], "最久") == {today: 4}


def test_charts_without_any_numbers_are_empty(url: str) -> None:
    for chart in charts(url, Span(date(2020, 1, 1), date(2020, 1, 3))):
        assert not any(number for _, numbers in chart.series for number in numbers)

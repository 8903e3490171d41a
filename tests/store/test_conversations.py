"""The store of conversations: short, masked, with an end, the same on both databases."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.store import trackers
from bot.store.database import Conversation, Feedback, engine, now, session
from bot.store.stored_events import KEPT_EVENTS
from bot.store.trackers import ConversationStore, delete_sender, expire
from tests.store.talk import CARD, DOMAIN, SLOT, said, tracker_of, turn


@pytest.fixture
def store(url: str) -> ConversationStore:
    return ConversationStore(DOMAIN, url=url)


def row(url: str, sender: str) -> Conversation | None:
    with session(url) as database:
        found = database.get(Conversation, sender)
        database.expunge_all()
        return found


async def retrieved(store: ConversationStore, sender: str) -> DialogueStateTracker:
    found = await store.retrieve(sender)
    assert found is not None
    return found


async def shown(store: ConversationStore, sender: str) -> DialogueStateTracker:
    found = await store.retrieve_full_tracker(sender)
    assert found is not None
    return found


async def test_a_conversation_comes_back_as_it_was(store: ConversationStore) -> None:
    state = {"persons": {"mother": {"年龄": 70, "残疾证": True, "收入": None}}, "asking": "户口性质"}
    saved = tracker_of("a", [turn("我妈70岁\n𠮷\U0001f600", "“好”", {}), turn("农村户口", "符合", state)])
    await store.save(saved)
    found = await retrieved(store, "a")
    assert found.get_slot(SLOT) == state
    assert said(found) == ["农村户口"]
    assert found.latest_message and found.latest_message.intent["name"] == "inform"
    assert found.latest_action_name == "action_listen"
    whole = await shown(store, "a")
    assert said(whole) == ["我妈70岁\n𠮷\U0001f600", "农村户口"]
    answers = [event for event in whole.events if isinstance(event, BotUttered)]
    assert [event.text for event in answers] == ["“好”", "符合"]
    assert answers[0].data == {"custom": {"card": CARD}, "buttons": [{"title": "好", "payload": "好"}]}


async def test_a_stranger_has_no_conversation(store: ConversationStore) -> None:
    assert await store.retrieve("nobody") is None
    assert (await store.get_or_create_tracker("nobody")).get_slot(SLOT) is None


async def test_a_long_conversation_is_kept_short_without_forgetting_what_is_known(
    store: ConversationStore, url: str
) -> None:
    sizes = []
    tracker = await store.get_or_create_tracker("a")
    for number in range(60):
        for event in turn(f"第{number}句", f"答{number}", {"number": number, "persons": {"self": {"年龄": 66}}}):
            tracker.update(event)
        if number % 5 == 4:
            await store.save(tracker)
            tracker = await retrieved(store, "a")
            assert tracker.get_slot(SLOT) == {"number": number, "persons": {"self": {"年龄": 66}}}
            assert said(tracker)[-1] == f"第{number}句"
            stored = row(url, "a")
            assert stored is not None
            sizes.append(len(json.loads(stored.events)))
    assert max(sizes) <= KEPT_EVENTS + 5 and sizes[-1] == sizes[-2]
    words = said(await shown(store, "a"))
    assert words == [f"第{number}句" for number in range(60 - len(words), 60)] and len(words) >= 10


async def test_the_bot_goes_on_from_the_last_turns_and_the_page_shows_what_was_said_before(
    store: ConversationStore,
) -> None:
    turns = [turn(f"第{number}句", f"答{number}", {"number": number}) for number in range(8)]
    await store.save(tracker_of("a", turns))
    tracker = await retrieved(store, "a")
    for event in turn("第8句", "答8", {"number": 8}):
        tracker.update(event)
    await store.save(tracker)
    assert len(said(await retrieved(store, "a"))) < 8
    answers = [event.text for event in (await shown(store, "a")).events if isinstance(event, BotUttered)]
    assert answers == [f"答{number}" for number in range(9)]
    assert said(await shown(store, "a")) == [f"第{number}句" for number in range(9)]
    assert (await retrieved(store, "a")).get_slot(SLOT) == {"number": 8}


async def test_what_is_known_is_replayed_when_it_was_told_long_ago(store: ConversationStore) -> None:
    """The slot was set before the events that are kept."""
    quiet = [[event for event in turn("嗯", "好", {}) if event.type_name != "slot"] for _ in range(50)]
    await store.save(tracker_of("a", [turn("我66岁", "好", {"年龄": 66}), *quiet]))
    assert (await retrieved(store, "a")).get_slot(SLOT) == {"年龄": 66}


async def test_saving_again_replaces(store: ConversationStore) -> None:
    await store.save(tracker_of("a", [turn("一", "1", {"n": 1})]))
    await store.save(tracker_of("a", [turn("二", "2", {"n": 2})]))
    await store.save(tracker_of("b", [turn("三", "3", {"n": 3})]))
    assert (await retrieved(store, "a")).get_slot(SLOT) == {"n": 2}
    assert sorted(await store.keys()) == ["a", "b"]


async def test_private_numbers_are_masked_and_nothing_is_stored_that_can_be_made_again(
    store: ConversationStore, url: str
) -> None:
    await store.save(tracker_of("a", [turn("我叫张德顺，电话13812345678，身份证11010519491231002X", "好", {})]))
    stored = row(url, "a")
    assert stored is not None
    for private in ("13812345678", "11010519491231002X", "张德顺", "text_tokens"):
        assert private not in stored.events
    assert said(await retrieved(store, "a")) == ["我叫〔姓名〕，电话〔电话号码〕，身份证〔身份证号〕"]


async def test_a_conversation_ends_some_days_after_its_last_message(
    store: ConversationStore, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.save(tracker_of("old", [turn("一", "1", {})]))
    await store.save(tracker_of("continued", [turn("二", "2", {})]))
    monkeypatch.setattr(trackers, "now", lambda: now() + timedelta(days=20))
    await store.save(tracker_of("continued", [turn("三", "3", {})]))
    assert expire(url, 30) == 0
    monkeypatch.setattr(trackers, "now", lambda: now() + timedelta(days=31))
    assert expire(url, 30) == 1
    assert list(await store.keys()) == ["continued"]
    assert await store.retrieve("old") is None
    assert expire(url, 30) == 0


async def test_deleting_takes_everything_of_one_sender_and_of_no_other(store: ConversationStore, url: str) -> None:
    for sender in ("a", "b"):
        await store.save(tracker_of(sender, [turn("一", "1", {})]))
        with session(url) as database:
            database.add_all(Feedback(sender=sender, message=str(n), vote="up") for n in range(2))
    await store.delete("a")
    with session(url) as database:
        assert [vote.sender for vote in database.query(Feedback)] == ["b", "b"]
    assert list(await store.keys()) == ["b"]
    delete_sender(url, "nobody")
    assert list(await store.keys()) == ["b"]


def test_the_tables_are_made_once_however_many_threads_ask_for_them(url: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len({id(made) for made in pool.map(engine, [url] * 8)}) == 1
    assert expire(url, 30) == 0


def test_a_transaction_that_fails_leaves_nothing(url: str) -> None:
    with pytest.raises(RuntimeError), session(url) as database:
        database.add(Feedback(sender="a", message="m", vote="up"))
        database.flush()
        raise RuntimeError
    with session(url) as database:
        assert database.query(Feedback).count() == 0


def test_feedback_is_dated_in_utc(url: str) -> None:
    with session(url) as database:
        database.add(Feedback(sender="a", message="m", vote="down", reason="“看不懂”\U0001f600"))
    with session(url) as database:
        (vote,) = database.query(Feedback)
        assert abs(vote.at - now()) < timedelta(minutes=1) and vote.reason == "“看不懂”\U0001f600"


async def test_an_error_of_the_database_does_not_quote_the_resident(store: ConversationStore, url: str) -> None:
    """Rasa logs such errors."""
    with engine(url).begin() as connection:
        connection.execute(text("DROP TABLE conversations"))
        connection.execute(
            text(
                "CREATE TABLE conversations (sender VARCHAR(64) PRIMARY KEY, updated TIMESTAMP,"
                " events VARCHAR(5) CHECK (length(events) < 5))"
            )
        )
    with pytest.raises(SQLAlchemyError) as caught:
        await store.save(tracker_of("a", [turn("我家在木门镇欠了三万块", "好", {})]))
    words = str(caught.value)
    assert "INSERT" in words and "木门镇" not in words and '"event"' not in words


async def test_what_is_deleted_does_not_stay_in_sqlite_s_own_log(tmp_path: Path) -> None:
    """It would while anybody else, a backup for one, has the database open."""
    url = f"sqlite:///{tmp_path / 'residents.db'}"
    store = ConversationStore(DOMAIN, url=url)
    await store.save(tracker_of("a", [turn("我家在木门镇", "好", {})]))
    with engine(url).connect() as other:
        other.execute(text("SELECT count(*) FROM conversations")).fetchall()
        other.commit()
        await store.save(tracker_of("a", [turn("我家在木门镇", "好", {}), turn("要办低保", "好", {})]))
        await store.delete("a")
        left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "木门镇".encode() not in left

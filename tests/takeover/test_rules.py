"""The rules of the queue at any hour: closing time, clerks who go, channels that push, a server that died."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.events import BotUttered, ConversationPaused

from bot.answers import handover as words
from bot.channels import delivery, handover
from bot.channels.delivery import Undelivered, register_delivery
from bot.channels.exchange import exchange
from bot.channels.handover import MOST_A_DAY, PAGE, Takeover
from bot.channels.handover_talk import CLERK, mark_of
from bot.channels.working_hours import BEIJING
from bot.settings import read_settings
from bot.store import callbacks, handovers, presence
from bot.store.database import now
from bot.store.handovers import ASKED, CLOSED, FAILED, OFFERED, RETURNED, TAKEN, WAITING, Clerk, Gone
from bot.store.trackers import ConversationStore
from tests.store.talk import DOMAIN, said, tracker_of, turn

LI, WANG = Clerk("li", "3号坐席"), Clerk("wang", "5号坐席")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=BEIJING)


class World:
    """A takeover with a clock that is set by hand and a bot that repeats what it hears."""

    def __init__(self, url: str, folder: Path, hours: str = "周一至周五 09:00-17:00", **more: str) -> None:
        self.time = MONDAY
        self.store = ConversationStore(DOMAIN, url=url)
        agent = SimpleNamespace(tracker_store=self.store, lock_store=InMemoryLockStore())
        where = {"root": folder, "database_url": url, "secret": "s"}
        self.settings = replace(read_settings(), **where, working_hours=hours, **more)  # type: ignore[arg-type]
        self.takeover = Takeover(self.settings, agent, lambda: self.time)
        self.url = url

    async def bot(self, message: UserMessage) -> None:
        """As Rasa does: hears everything, answers unless the conversation is paused."""
        tracker = await self.store.get_or_create_tracker(message.sender_id)
        for event in turn(message.text or "", "", {})[:1]:
            tracker.update(event)
        if not tracker.is_paused():
            answer = f"蜀惠：{message.text}"
            tracker.update(BotUttered(answer))
            await message.output_channel.send_response(message.sender_id, {"text": answer, "custom": self.mark})
        await self.store.save(tracker)

    mark: dict[str, Any] = {}

    async def says(self, sender: str, text: str, channel: str = PAGE, mark: str = "") -> str:
        self.mark = {"handover": mark} if mark else {}
        answers = await exchange(self.bot, sender, text, channel, self.takeover)
        return "\n".join(answer["text"] for answer in answers)

    async def taken(self, sender: str, by: Clerk = LI, channel: str = PAGE) -> int:
        presence.attend(self.url, by)
        await self.says(sender, "找人工", channel, mark="asked")
        chat = self.takeover.current(sender)
        assert chat
        return (await self.takeover.take(chat.id, by)).id

    async def told(self, sender: str) -> list[str]:
        """What came beside the bot's answers."""
        tracker = await self.store.retrieve_full_tracker(sender)
        return [event.text for event in (tracker.events if tracker else []) if mark_of(event)]

    def state(self, chat: int) -> str:
        found = handovers.get(self.url, chat)
        assert found
        return found.state


@pytest.fixture
def world(url: str, tmp_path: Path) -> World:
    return World(url, tmp_path)


@pytest.fixture
def pushed() -> Iterator[list[tuple[str, str]]]:
    """What a channel that pushes was given, as (sender, text)."""
    given: list[tuple[str, str]] = []

    async def send(sender: str, text: str) -> None:
        if sender == "lost":
            raise Undelivered("48小时没有说话了，微信不让发。")
        given.append((sender, text))

    register_delivery("wechat", send)
    yield given
    delivery._WAYS.clear()


def later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    for module in (handover, handovers, presence):
        monkeypatch.setattr(module, "now", lambda: now() + by)


async def test_without_stated_hours_only_the_hotline_is_named(url: str, tmp_path: Path) -> None:
    world = World(url, tmp_path, hours="")
    presence.attend(url, LI)
    assert await world.says("a", "找人工", mark="asked") == "蜀惠：找人工"
    assert world.takeover.current("a") is None


async def test_hours_that_cannot_be_read_count_as_none(
    url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    world = World(url, tmp_path, hours="上班时间")
    assert await world.says("a", "找人工", mark="asked") == "蜀惠：找人工"
    assert "SHUHUI_WORKING_HOURS" in caplog.text and "上班时间" in caplog.text


async def test_on_a_holiday_the_bot_says_so_and_on_the_weekend_worked_for_it_somebody_is_there(
    url: str, tmp_path: Path
) -> None:
    world = World(url, tmp_path, days_off="2026-11-23", days_on="2026-11-28")
    presence.attend(url, LI)
    answer = await world.says("a", "找人工", mark="asked")
    assert "今天放假" in answer and "明天（星期二）09:00" in answer
    world.time = MONDAY.replace(day=28)
    await world.says("a", "找人工", mark="asked")
    assert world.takeover.current("a")


async def test_outside_the_hours_the_bot_says_when_and_takes_a_number(world: World) -> None:
    world.time = MONDAY.replace(hour=18)
    presence.attend(world.url, LI)
    answer = await world.says("a", "找人工", mark="asked")
    assert "周一至周五 09:00-17:00" in answer and "明天（星期二）09:00" in answer and "留个电话" in answer
    assert world.takeover.current("a") is None


async def test_in_the_hours_without_a_clerk_nobody_is_promised(world: World) -> None:
    answer = await world.says("a", "找人工", mark="asked")
    assert "都不在线" in answer and "下一次" not in answer and "12345" in answer
    assert world.takeover.current("a") is None
    assert "真人" not in await world.says("a", "什么", mark="offered")


async def test_a_channel_that_pushes_takes_a_note_without_a_number(world: World, pushed: list[tuple[str, str]]) -> None:
    assert words.REPLY_LATER in await world.says("wx", "找人工", "wechat", mark="asked")
    assert "记下了" in await world.says("wx", words.REPLY_LATER, "wechat")
    (note,) = callbacks.waiting_notes(world.url, world.takeover.vault)
    chat = await world.takeover.open_from_note(note.id, LI)
    await world.takeover.say(chat.id, LI, "您好，昨天您问的事")
    assert [text for _, text in pushed] == [
        "3号坐席来了，下面由3号坐席跟您说。我先不插话。",
        "3号坐席：您好，昨天您问的事",
    ]
    with pytest.raises(Gone):
        await world.takeover.open_from_note(note.id, WANG)


async def test_words_that_a_channel_cannot_bring_are_not_recorded_as_said(
    world: World, pushed: list[tuple[str, str]]
) -> None:
    chat = await world.taken("lost", channel="wechat")
    with pytest.raises(Undelivered, match="48小时"):
        await world.takeover.say(chat, LI, "您好")
    assert "您好" not in "".join(await world.told("lost"))
    await world.takeover.give_back(chat, LI)
    assert world.state(chat) == RETURNED and await world.says("lost", "喂") == "蜀惠：喂"


async def test_the_bot_is_silent_as_long_as_somebody_has_the_chat(world: World) -> None:
    chat = await world.taken("a")
    assert await world.says("a", "喂") == ""
    await world.takeover.transfer(chat, LI, None)
    assert await world.says("a", "喂") == "蜀惠：喂"
    await world.takeover.take(chat, LI)
    assert await world.says("a", "喂") == ""
    await world.takeover.give_back(chat, LI)
    assert await world.says("a", "喂") == "蜀惠：喂"


async def test_a_server_that_died_between_two_writes_leaves_nobody_without_an_answer(world: World) -> None:
    """The database says who has the chat; whether the bot is silent follows it."""
    presence.attend(world.url, LI)
    chat = handovers.begin(world.url, "a", PAGE, ASKED).id
    handovers.take(world.url, chat, LI)
    assert await world.says("a", "喂") == ""
    handovers.end(world.url, chat, RETURNED)
    assert await world.says("a", "还在吗") == "蜀惠：还在吗"
    await world.takeover.talk.add("b", ConversationPaused())
    assert await world.says("b", "喂") == "蜀惠：喂"


async def test_a_new_server_knows_everything(world: World, tmp_path: Path) -> None:
    chat = await world.taken("a")
    restarted = World(world.url, tmp_path)
    assert await restarted.says("a", "喂") == ""
    await restarted.takeover.say(chat, LI, "我在")
    await restarted.takeover.give_back(chat, LI)
    assert await restarted.says("a", "喂") == "蜀惠：喂"


async def test_a_clerk_who_went_away_does_not_keep_the_resident(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next word of the resident is enough; nobody need sweep."""
    chat = await world.taken("a")
    later(monkeypatch, timedelta(minutes=6))
    assert await world.says("a", "人呢") == "蜀惠：人呢"
    assert world.state(chat) == RETURNED and words.LEFT_ALONE in await world.told("a")


async def test_with_a_colleague_there_the_chat_goes_back_into_the_queue(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = await world.taken("a")
    later(monkeypatch, timedelta(minutes=6))
    presence.attend(world.url, WANG)
    await world.takeover.sweep()
    assert world.state(chat) == WAITING and "接着排队" in (await world.told("a"))[-1]
    assert (await world.takeover.take(chat, WANG)).clerk == "wang"


async def test_nobody_waits_for_people_who_have_gone_home(world: World) -> None:
    presence.attend(world.url, LI)
    await world.says("a", "找人工", mark="asked")
    waiting = world.takeover.current("a")
    assert waiting
    await world.takeover.sweep()
    assert world.state(waiting.id) == WAITING
    world.time = MONDAY.replace(hour=17)
    await world.takeover.sweep()
    assert world.state(waiting.id) == CLOSED and words.NOBODY_CAME in await world.told("a")


async def test_a_chat_that_goes_on_past_closing_time_is_not_cut_off(world: World) -> None:
    chat = await world.taken("a")
    world.time = MONDAY.replace(hour=17, minute=5)
    await world.takeover.sweep()
    assert world.state(chat) == TAKEN


async def test_a_chat_in_which_nothing_is_said_goes_back_to_the_bot(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = await world.taken("a")
    later(monkeypatch, timedelta(minutes=31))
    presence.attend(world.url, LI)
    await world.takeover.sweep()
    assert world.state(chat) == RETURNED and words.HUNG_UP in await world.told("a")


async def test_an_offer_nobody_took_up_ends(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    presence.attend(world.url, LI)
    assert words.OFFERED in await world.says("a", "什么", mark="offered")
    offered = world.takeover.current("a")
    assert offered and (offered.state, offered.reason) == (OFFERED, FAILED)
    later(monkeypatch, timedelta(minutes=31))
    presence.attend(world.url, LI)
    await world.takeover.sweep()
    assert world.state(offered.id) == CLOSED


async def test_the_queue_has_an_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "LONGEST_QUEUE", 2)
    presence.attend(world.url, LI)
    for sender in "ab":
        assert "已经帮您转人工" in await world.says(sender, "找人工", mark="asked")
    assert words.FULL in await world.says("c", "找人工", mark="asked")
    assert world.takeover.current("c") is None


async def test_a_resident_asks_only_so_often(world: World) -> None:
    presence.attend(world.url, LI)
    for _ in range(MOST_A_DAY):
        await world.says("a", "找人工", mark="asked")
        await world.says("a", words.STOP_WAITING)
    assert words.TOO_OFTEN in await world.says("a", "找人工", mark="asked")


async def test_two_words_of_a_resident_at_once_make_one_request(world: World) -> None:
    presence.attend(world.url, LI)
    await asyncio.gather(*(world.says("a", "找人工", mark="asked") for _ in range(5)))
    assert handovers.waiting(world.url) == 1


async def test_a_fault_of_the_handover_leaves_the_bot_s_answer(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handovers, "current", lambda *_: 1 / 0)
    assert await world.says("a", "喂") == "蜀惠：喂"


async def test_a_fault_while_a_person_is_called_does_not_ask_the_bot_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence.attend(world.url, LI)
    monkeypatch.setattr(handovers, "begin", lambda *_: 1 / 0)
    assert await world.says("a", "找人工", mark="asked") == "蜀惠：找人工"
    assert said(await world.store.retrieve("a")) == ["找人工"]


async def test_a_clerk_s_words_are_told_apart_from_the_bot_s(world: World) -> None:
    chat = await world.taken("a")
    await world.takeover.say(chat, LI, "我是人")
    tracker = await world.store.retrieve("a")
    assert tracker
    marks = [(mark_of(event).get("by"), mark_of(event).get("clerk")) for event in tracker.events if mark_of(event)]
    assert marks[-1] == (CLERK, "3号坐席")


async def test_that_a_person_has_the_chat_is_kept_when_a_long_conversation_is_shortened(world: World) -> None:
    await world.store.save(tracker_of("a", [turn(f"第{n}句", "好", {}) for n in range(30)]))
    await world.taken("a")
    for number in range(60):
        assert await world.says("a", f"第{number}句") == ""
    tracker = await world.store.retrieve("a")
    assert tracker and tracker.is_paused()

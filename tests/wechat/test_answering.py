"""One answer to each message, with several processes, slow answers and processes that die.

The bot is a stand-in whose answers come when the test wants; two ``Answering`` on one database
are two processes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from limits import parse_many
from sqlalchemy import text

from bot.channels.delivery import Undelivered
from bot.channels.limits import TOO_MANY, Limits
from bot.channels.wechat.answering import MORE, NOTHING, TROUBLE, WAIT, Answering
from bot.channels.wechat.api import ApiFailed
from bot.channels.wechat.delivery import Delivery
from bot.channels.wechat.identity import Identities
from bot.channels.wechat.received import TEXT, Received
from bot.channels.wechat.rendering import Answer
from bot.channels.wechat.settings import WeChatSettings
from bot.settings import read_settings
from bot.store import wechat as store
from bot.store.database import engine, now
from tests.wechat.phone import APP_ID, TOKEN

OPENID = "oAAAAAAAAAAAAAAAAAAAAAAAAAAA"
IDENTITIES = Identities("key", APP_ID)
SENDER = IDENTITIES.sender(OPENID)
BUTTON = {"title": "在哪里办", "payload": "在哪里办"}


@dataclass
class Bot:
    """Answers with ``answer`` once ``may_answer`` is set; ``heard`` is what it was told."""

    answer: Answer = field(default_factory=lambda: Answer("好"))
    may_answer: asyncio.Event = field(default_factory=asyncio.Event)
    heard: list[str] = field(default_factory=list)
    deleted: bool = False

    async def reply(self, message: Received, sender: str, text: str) -> tuple[Answer, bool]:
        self.heard.append(text)
        await self.may_answer.wait()
        return self.answer, self.deleted


class Line:
    """WeChat's API: keeps what was sent; ``refuses`` after that many."""

    def __init__(self, refuses: int = 100, code: int = 45047) -> None:
        self.sent: list[str] = []
        self._refuses, self._code = refuses, code

    def send_text(self, openid: str, text: str) -> None:
        assert openid == OPENID
        if len(self.sent) >= self._refuses:
            raise ApiFailed(self._code)
        self.sent.append(text)


Process = Callable[..., Answering]


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def process(url: str, line: Line, monkeypatch: pytest.MonkeyPatch) -> Process:
    """Makes a process around a bot."""
    monkeypatch.setattr("bot.channels.wechat.answering._AFTER_THE_REPLY_SECONDS", 0)

    def made(bot: Bot, seconds: float = 20, secret: str = "secret", api: Any = line) -> Answering:
        settings = WeChatSettings(APP_ID, TOKEN, "", secret, "plain", "http://127.0.0.1:1/", seconds)
        delivery = Delivery(settings, IDENTITIES, url)
        delivery._api = api
        return Answering(bot, delivery, IDENTITIES, Limits(read_settings()), url, seconds)  # type: ignore[arg-type]

    return made


def said(text: str = "低保怎么申请", created: int = 100, number: str = "1") -> Received:
    return Received(TEXT, OPENID, text, created, number)


def reply(process: Answering, message: Received) -> Awaitable[str]:
    return process.passive_reply(message, SENDER, IDENTITIES.digest(message.identity))


async def finished(process: Answering) -> None:
    """Until all work of a process is done."""
    while process._under_way:
        await asyncio.wait(process._under_way)


def ready(**fields: Any) -> Bot:
    bot = Bot(**fields)
    bot.may_answer.set()
    return bot


async def test_an_answer_in_time_is_the_passive_reply(process: Process, line: Line) -> None:
    bot = ready()
    answering = process(bot)
    assert await reply(answering, said()) == "好"
    assert await reply(answering, said()) == "好" and bot.heard == ["低保怎么申请"]
    await finished(answering)
    assert line.sent == []


async def test_a_retry_at_another_process_waits_for_the_same_answer(process: Process) -> None:
    bot, other = Bot(), Bot()
    first = asyncio.ensure_future(reply(process(bot), said()))
    while not bot.heard:
        await asyncio.sleep(0)
    second = asyncio.ensure_future(reply(process(other), said()))
    await asyncio.sleep(0)
    bot.may_answer.set()
    assert await first == await second == "好" and other.heard == []


async def test_a_slow_answer_is_sent_once_by_the_other_way(process: Process, line: Line) -> None:
    bot = Bot()
    answering = process(bot, seconds=0.05)
    assert await reply(answering, said()) == NOTHING
    assert await reply(answering, said()) == NOTHING  # a retry all the same
    bot.may_answer.set()
    await finished(answering)
    assert line.sent == ["好"] and bot.heard == ["低保怎么申请"]
    assert await reply(answering, said()) == NOTHING and line.sent == ["好"]


async def test_an_answer_goes_on_when_WeChat_hangs_up(process: Process) -> None:
    bot = Bot()
    answering = process(bot)
    first = asyncio.ensure_future(reply(answering, said()))
    while not bot.heard:
        await asyncio.sleep(0)
    first.cancel()
    bot.may_answer.set()
    assert await reply(answering, said()) == "好" and len(bot.heard) == 1


async def test_a_message_whose_process_died_is_taken_over_by_the_next_delivery(process: Process, url: str) -> None:
    key = IDENTITIES.digest(said().identity)
    assert store.claim(url, key, SENDER, timedelta(seconds=5))  # and nothing more is heard of it
    assert store.claim(url, key, SENDER, timedelta(seconds=5)) is None
    with engine(url).begin() as connection:
        connection.execute(text("UPDATE wechat_messages SET at = :past"), {"past": now() - timedelta(seconds=30)})
    bot = ready()
    assert await reply(process(bot), said()) == "好"
    assert bot.heard == ["低保怎么申请"]


async def test_the_dead_process_does_not_answer_when_it_comes_back(process: Process, url: str) -> None:
    key = IDENTITIES.digest(said().identity)
    former = store.claim(url, key, SENDER, timedelta(seconds=5))
    new = store.claim(url, key, SENDER, timedelta(seconds=-5))
    assert former and new and former != new
    assert not store.finish(url, key, former, "alt") and store.finish(url, key, new, "neu")
    found = store.seen(url, key)
    assert found and found.answer == "neu"


async def test_a_long_answer_goes_on_after_the_reply(process: Process, line: Line) -> None:
    answering = process(ready(answer=Answer("我妈今年七十岁，农村户口。\n" * 200)))
    first = await reply(answering, said())
    await finished(answering)
    assert len(first.encode()) <= 2048 and line.sent and all(len(part.encode()) <= 2048 for part in line.sent)
    assert "".join([first, *line.sent]).count("我妈") == 200
    assert await reply(answering, said()) == first and "".join([first, *line.sent]).count("我妈") == 200


async def test_an_account_without_the_api_says_how_to_read_on(process: Process) -> None:
    bot = ready(answer=Answer("我妈今年七十岁，农村户口。\n" * 200))
    answering = process(bot, secret="")
    shown = [await reply(answering, said())]
    while shown[-1].endswith(MORE):
        await finished(answering)
        shown.append(await reply(answering, said("继续", 101, str(len(shown) + 1))))
    assert len(bot.heard) == 1 and "".join(shown).count("我妈") == 200
    assert all(len(part.encode()) <= 2048 for part in shown)
    await reply(answering, said("继续", 102, "99"))
    assert bot.heard[-1] == "继续"  # nothing is left, so it is for the bot


async def test_an_account_without_the_api_asks_to_come_back_for_a_slow_answer(process: Process) -> None:
    bot = Bot()
    answering = process(bot, seconds=0.05, secret="")
    assert await reply(answering, said()) == WAIT == await reply(answering, said())
    bot.may_answer.set()
    await finished(answering)
    patient = process(bot, secret="")
    assert await reply(patient, said("继续", 101, "2")) == "好"


@pytest.mark.parametrize("code", [45015, 45047, 48001])
async def test_what_WeChat_does_not_take_is_shown_when_asked_for(process: Process, url: str, code: int) -> None:
    bot = ready(answer=Answer("我妈今年七十岁，农村户口。\n" * 200))
    line = Line(refuses=1, code=code)
    answering = process(bot, api=line)
    first = await reply(answering, said())
    await finished(answering)
    shown = [first]
    while (kept := store.contact(url, SENDER)) and kept.rest:
        shown.append(await reply(answering, said("继续", 100 + len(shown), f"{len(shown)} more")))
        await finished(answering)
    assert "".join([*shown, *line.sent]).count("我妈") == 200 and len(bot.heard) == 1


async def test_another_message_drops_what_was_left(process: Process) -> None:
    bot = ready(answer=Answer("我妈今年七十岁，农村户口。\n" * 200))
    answering = process(bot, secret="")
    await reply(answering, said())
    bot.answer = Answer("好")
    assert await reply(answering, said("算了", 101, "2")) == "好"
    assert await reply(answering, said("继续", 102, "3")) == "好" and bot.heard[-1] == "继续"


async def test_numbers_are_resolved_and_survive_to_another_process(process: Process) -> None:
    bot, other = ready(answer=Answer("1. 在哪里办", (BUTTON,))), ready()
    await reply(process(bot), said())
    await reply(process(other), said("①", 101, "2"))
    assert other.heard == ["在哪里办"]


async def test_a_silent_bot_is_not_answered_for(process: Process, line: Line) -> None:
    """A person has the chat."""
    answering = process(ready(answer=Answer("")))
    assert await reply(answering, said()) == NOTHING
    await finished(answering)
    assert line.sent == []


async def test_a_fault_of_ours_is_answered_with_an_apology(process: Process) -> None:
    class Broken(Bot):
        async def reply(self, *_: Any) -> tuple[Answer, bool]:
            raise RuntimeError("secret words of a resident")

    assert await reply(process(Broken()), said()) == TROUBLE


async def test_who_sends_too_fast_is_told_so_and_the_bot_is_left_in_peace(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = ready()
    answering = process(bot)
    answering._limits._session = parse_many("3/minute")
    answers = [await reply(answering, said(number=str(n))) for n in range(5)]
    assert answers == ["好"] * 3 + [TOO_MANY] * 2 and len(bot.heard) == 3


async def test_staff_can_write_for_two_days(process: Process, url: str, line: Line, monkeypatch: Any) -> None:
    answering = process(ready(answer=Answer("1. 在哪里办", (BUTTON,))))
    await reply(answering, said())
    answering._delivery.send(SENDER, "您好，我是小李。")
    assert line.sent == ["您好，我是小李。"]
    answering._delivery.send(SENDER, "几口人？")
    await reply(answering, said("1", 200, "2"))
    assert answering._replies.heard[-1] == "1"  # type: ignore[attr-defined]  # an answer to staff, no option
    monkeypatch.setattr(store, "now", lambda: now() + timedelta(hours=49))
    with pytest.raises(Undelivered, match="48小时"):
        answering._delivery.send(SENDER, "您还在吗")
    store.expire_wechat(url)
    monkeypatch.undo()
    with pytest.raises(Undelivered):
        answering._delivery.send(SENDER, "您还在吗")


async def test_who_had_everything_deleted_cannot_be_written_to(process: Process, url: str, line: Line) -> None:
    bot = ready()
    answering = process(bot)
    await reply(answering, said())
    bot.deleted, bot.answer = True, Answer("删了")
    assert await reply(answering, said("删除我的信息", 101, "2")) == "删了"
    with pytest.raises(Undelivered):
        answering._delivery.send(SENDER, "您好")
    with engine(url).connect() as connection:
        assert (
            connection.exec_driver_sql(f"SELECT count(*) FROM wechat_messages WHERE sender = '{SENDER}'").scalar() == 0
        )
        connection.rollback()


def test_everything_of_the_channel_expires(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store.bind_nonce(url, "n", "m")
    store.claim(url, "k", SENDER, timedelta(seconds=5))
    store.keep_contact(url, SENDER, "sealed")
    monkeypatch.setattr(store, "now", lambda: now() + timedelta(minutes=13))
    store.expire_wechat(url)
    assert store.seen(url, "k") is None and store.contact(url, SENDER)
    monkeypatch.setattr(store, "now", lambda: now() + timedelta(hours=49))
    store.expire_wechat(url)
    assert store.contact(url, SENDER) is None


def test_a_nonce_carries_one_message(url: str) -> None:
    store.bind_nonce(url, "n", "m")
    store.bind_nonce(url, "n", "m")
    with pytest.raises(store.Replayed):
        store.bind_nonce(url, "n", "another")


def test_pseudonyms_need_the_key() -> None:
    assert IDENTITIES.sender(OPENID) == Identities("key", APP_ID).sender(OPENID)
    assert Identities("another", APP_ID).sender(OPENID) != SENDER != Identities("key", "wxother").sender(OPENID)
    assert OPENID not in SENDER and len(SENDER) <= 64
    assert IDENTITIES.unseal(IDENTITIES.seal(OPENID)) == OPENID
    assert Identities("another", APP_ID).unseal(IDENTITIES.seal(OPENID)) is None

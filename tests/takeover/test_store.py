"""The queue in the database: nobody twice, exactly one clerk, numbers that stay without the person."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.store import handovers, presence
from bot.store.audit import deeds
from bot.store.database import now, session
from bot.store.handovers import (
    ASKED,
    CLOSED,
    FAILED,
    OFFERED,
    RETURNED,
    TAKEN,
    WAITING,
    Clerk,
    Gone,
    HandoverRow,
    begin,
    current,
    end,
    queue,
    steps,
    take,
    transfer,
    waiting_before,
)
from bot.store.trackers import delete_sender, expire

LI, WANG = Clerk("li", "3号坐席"), Clerk("wang", "5号坐席")


def row(url: str, number: int) -> HandoverRow:
    with session(url) as database:
        found = database.scalars(select(HandoverRow).where(HandoverRow.id == number)).one()
        database.expunge_all()
        return found


def test_who_asks_twice_waits_once(url: str) -> None:
    first, second = begin(url, "a", "web", ASKED), begin(url, "a", "web", ASKED)
    assert first.id == second.id and handovers.waiting(url) == 1


def test_who_asks_many_times_at_once_waits_once(url: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        begun = list(pool.map(lambda _: begin(url, "a", "web", ASKED).id, range(8)))
    assert len(set(begun)) == 1 and handovers.waiting(url) == 1


def test_the_queue_is_served_in_the_order_of_asking(url: str) -> None:
    asked = [begin(url, sender, "web", ASKED) for sender in "abc"]
    assert [waiting_before(url, one) for one in asked] == [0, 1, 2]
    take(url, asked[0].id, LI)
    assert [waiting_before(url, one) for one in asked[1:]] == [0, 1]


def test_of_clerks_who_take_at_once_exactly_one_has_it(url: str) -> None:
    """Eight clerks, six chats: the ones who are late are told so."""
    clerks = [Clerk(f"c{n}", f"{n}号") for n in range(8)]

    def try_to_take(chat: int, clerk: Clerk) -> bool:
        try:
            take(url, chat, clerk)
        except Gone:
            return False
        return True

    for sender in "abcdef":
        chat = begin(url, sender, "web", ASKED).id
        with ThreadPoolExecutor(8) as pool:
            got = list(pool.map(lambda clerk, chat=chat: try_to_take(chat, clerk), clerks))
        assert got.count(True) == 1
        there = current(url, sender)
        assert there and there.clerk == clerks[got.index(True)].login
        assert [step.what for step in steps(url, chat)] == [WAITING, "taken"]


def test_waiting_time_is_counted_to_the_first_take_only(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    chat = begin(url, "a", "web", ASKED, "elderly-health").id
    monkeypatch.setattr(handovers, "now", lambda: now() + timedelta(seconds=90))
    take(url, chat, LI)
    monkeypatch.setattr(handovers, "now", lambda: now() + timedelta(seconds=900))
    transfer(url, chat, LI, None, holder=LI.login)
    take(url, chat, WANG)
    end(url, chat, RETURNED, WANG, holder=WANG.login)
    kept = row(url, chat)
    assert 89 <= kept.waited_seconds <= 92 and kept.topic == "elderly-health" and kept.reason == ASKED
    assert kept.state == RETURNED and kept.requested_at < kept.taken_at < kept.closed_at
    assert [(step.what, step.clerk_name) for step in steps(url, chat)] == [
        (WAITING, ""),
        ("taken", "3号坐席"),
        ("released", "3号坐席"),
        ("taken", "5号坐席"),
        (RETURNED, "5号坐席"),
    ]


def test_only_who_has_a_chat_passes_it_on_or_ends_it(url: str) -> None:
    chat = begin(url, "a", "web", ASKED).id
    take(url, chat, LI)
    for forbidden in (
        lambda: transfer(url, chat, WANG, WANG, holder=WANG.login),
        lambda: end(url, chat, RETURNED, WANG, holder=WANG.login),
        lambda: take(url, chat, WANG),
    ):
        with pytest.raises(Gone):
            forbidden()
    transfer(url, chat, LI, WANG, holder=LI.login)
    with pytest.raises(Gone):
        end(url, chat, RETURNED, LI, holder=LI.login)
    there = current(url, "a")
    assert there and (there.state, there.clerk, there.clerk_name) == (TAKEN, "wang", "5号坐席")


def test_after_the_end_one_may_ask_again(url: str) -> None:
    first = begin(url, "a", "web", ASKED).id
    end(url, first, CLOSED)
    with pytest.raises(Gone):
        take(url, first, LI)
    again = begin(url, "a", "web", ASKED)
    assert again.id != first and [queued.handover.id for queued in queue(url)] == [again.id]
    assert handovers.asked_since(url, "a", now() - timedelta(hours=1)) == 2


def test_whom_the_bot_failed_is_seen_but_does_not_wait(url: str) -> None:
    offered = begin(url, "a", "web", FAILED, state=OFFERED)
    assert offered.state == OFFERED and handovers.waiting(url) == 0
    assert begin(url, "a", "web", FAILED, state=OFFERED).id == offered.id
    asked = begin(url, "a", "web", ASKED)
    assert (asked.id, asked.state, asked.reason) == (offered.id, WAITING, FAILED)
    assert begin(url, "a", "web", FAILED, state=OFFERED).state == WAITING
    other = begin(url, "b", "web", FAILED, state=OFFERED)
    assert take(url, other.id, LI).state == TAKEN and row(url, other.id).waited_seconds is None


def test_who_is_there_is_who_was_heard_of_lately(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    presence.attend(url, LI)
    monkeypatch.setattr(presence, "now", lambda: now() + timedelta(minutes=3))
    presence.attend(url, WANG)
    assert presence.present(url, timedelta(minutes=1)) == [WANG]
    assert presence.present(url, timedelta(minutes=5)) == [LI, WANG]
    presence.leave(url, WANG.login)
    assert presence.present(url, timedelta(minutes=1)) == []


def test_deeds_of_clerks_are_recorded_without_the_resident(url: str) -> None:
    chat = begin(url, "web-secret", "web", ASKED).id
    take(url, chat, LI)
    end(url, chat, RETURNED, LI)
    assert [(deed.who, deed.what, deed.about) for deed in deeds(url)] == [
        ("li", "对话交还机器人", f"对话{chat}"),
        ("li", "接过对话", f"对话{chat}"),
    ]


def test_who_deletes_their_data_leaves_a_number_behind_and_no_trace(url: str) -> None:
    done, waits = begin(url, "a", "web", ASKED).id, begin(url, "b", "web", ASKED).id
    take(url, done, LI)
    end(url, done, RETURNED, LI)
    begin(url, "a", "web", ASKED)
    delete_sender(url, "a")
    assert row(url, done).sender is None and row(url, done).state == RETURNED
    assert current(url, "a") is None and [queued.handover.id for queued in queue(url)] == [waits]
    with session(url) as database:
        assert "a" not in {sender for (sender,) in database.execute(select(HandoverRow.sender))}


def test_a_conversation_that_expires_takes_its_handover_out_of_the_queue(url: str) -> None:
    from bot.store.database import Conversation

    chat = begin(url, "old", "web", ASKED).id
    with session(url) as database:
        database.add(Conversation(sender="old", updated=now() - timedelta(days=31), events="[]"))
    assert expire(url, 30) == 1
    assert row(url, chat).sender is None and row(url, chat).state == CLOSED and queue(url) == []

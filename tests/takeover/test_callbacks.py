"""Numbers to call: only what is a number, unreadable in the database, gone when it has served."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.store import callbacks
from bot.store.audit import deeds
from bot.store.callbacks import (
    CallbackRow,
    Vault,
    count_notes,
    expire_notes,
    finish_note,
    leave_note,
    note_of,
    number_of,
    reachable,
    read_number,
    waiting_notes,
    withdraw_note,
)
from bot.store.database import engine, now, session
from bot.store.trackers import delete_sender

NUMBER = "13812345678"
VAULT = Vault("a secret of the tests")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("13812345678", "13812345678"),
        (" 138-1234 5678 ", "13812345678"),
        ("+86 13812345678", "13812345678"),
        ("（028）8665 1234", "02886651234"),
        ("0818-2345678", "08182345678"),
        ("86651234", None),
        ("23812345678", None),
        ("1381234567", None),
        ("12345", None),
        ("打我老公电话", None),
        ("13812345678或者13912345678", None),
        ("", None),
    ],
)
def test_only_a_whole_number_is_taken(typed: str, read: str | None) -> None:
    assert read_number(typed) == read


def stored(url: str) -> str:
    with engine(url).connect() as connection:
        return str(connection.execute(select(CallbackRow.__table__)).all())


def test_the_database_alone_gives_no_number_away(url: str) -> None:
    leave_note(url, VAULT, "a", "web", "elderly-health", NUMBER)
    assert NUMBER not in stored(url) and "5678" not in stored(url)
    (note,) = waiting_notes(url, VAULT)
    assert (note.shown, note.topic) == ("138****5678", "elderly-health")
    assert number_of(url, Vault("another secret"), note.id, "li") == ""
    assert number_of(url, VAULT, note.id, "li") == NUMBER


def test_who_looks_at_a_number_and_who_calls_is_recorded_without_it(url: str) -> None:
    leave_note(url, VAULT, "a", "web", "", NUMBER)
    (note,) = waiting_notes(url, VAULT)
    number_of(url, VAULT, note.id, "li")
    finish_note(url, note.id, "li")
    assert [(deed.who, deed.what) for deed in deeds(url)] == [("li", "回电办结"), ("li", "看回电号码")]
    assert not any("5678" in deed.about for deed in deeds(url))


def test_a_number_is_wiped_when_the_call_was_made(url: str) -> None:
    leave_note(url, VAULT, "a", "web", "", NUMBER)
    (note,) = waiting_notes(url, VAULT)
    assert finish_note(url, note.id, "li") and not finish_note(url, note.id, "wang")
    assert number_of(url, VAULT, note.id, "li") == "" and count_notes(url) == 0
    with session(url) as database:
        kept = database.scalars(select(CallbackRow)).one()
        assert (kept.number, kept.sender, kept.done_by) == ("", None, "li")


@pytest.mark.parametrize("forget", [withdraw_note, delete_sender])
def test_the_resident_takes_the_number_back(url: str, forget) -> None:
    for sender in "ab":
        leave_note(url, VAULT, sender, "web", "", NUMBER)
    forget(url, "a")
    assert note_of(url, VAULT, "a") is None and note_of(url, VAULT, "b") is not None
    with session(url) as database:
        assert len(database.scalars(select(CallbackRow)).all()) == 1


def test_a_later_number_takes_the_place_of_the_earlier(url: str) -> None:
    leave_note(url, VAULT, "a", "web", "", NUMBER)
    leave_note(url, VAULT, "a", "web", "", "13999990000")
    (note,) = waiting_notes(url, VAULT)
    assert number_of(url, VAULT, note.id, "li") == "13999990000"


def test_a_note_nobody_answered_ends_with_the_retention(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_note(url, VAULT, "a", "web", "", NUMBER)
    assert expire_notes(url, 30) == 0
    monkeypatch.setattr(callbacks, "now", lambda: now() + timedelta(days=31))
    assert expire_notes(url, 30) == 1
    with session(url) as database:
        assert database.scalars(select(CallbackRow)).all() == []


def test_a_note_without_a_number_is_answered_where_it_was_left(url: str) -> None:
    leave_note(url, VAULT, "wechat-x", "wechat", "", "")
    leave_note(url, VAULT, "a", "web", "", NUMBER)
    by_word, by_phone = waiting_notes(url, VAULT)
    assert by_word.shown == ""
    left = reachable(url, by_word.id)
    assert left and (left.sender, left.channel) == ("wechat-x", "wechat")
    assert reachable(url, by_phone.id) is None

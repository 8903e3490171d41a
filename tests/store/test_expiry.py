"""What is stored about people ends, each kind by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.runtime.expiry import JOBS, expire_all
from bot.settings import Settings, read_settings
from bot.store.calls import CallRow, Filter, find_calls
from bot.store.database import Feedback, engine, now, session

YEARS_AGO = now() - timedelta(days=800)


@pytest.fixture
def settings(url: str, tmp_path: Path) -> Settings:
    made = replace(read_settings(), root=tmp_path, database_url=url, retention_days=30, call_days=365)
    with session(url) as database:
        database.add(CallRow(at=YEARS_AGO, login="wang", result="符合", note="母亲七十二"))
        database.add(Feedback(at=YEARS_AGO, sender="a", message="m", vote="down", reason="没说清楚"))
        database.add(Feedback(sender="b", message="n", vote="up"))
    return made


def test_every_kind_ends_after_its_own_time(settings: Settings) -> None:
    assert expire_all(settings) == []
    assert find_calls(settings.database_url, Filter())[1] == 0
    assert expire_all(replace(settings, call_days=100_000)) == []


def test_an_old_vote_is_a_number_only(settings: Settings) -> None:
    expire_all(settings)
    with session(settings.database_url) as database:
        votes = [(vote.sender, vote.vote, vote.reason) for vote in database.query(Feedback).order_by(Feedback.id)]
    assert votes == [("", "down", ""), ("b", "up", "")]


@pytest.mark.parametrize(
    ("table", "job"), [("conversations", "conversations"), ("callbacks", "call-back notes"), ("feedback", "votes")]
)
def test_what_cannot_be_deleted_puts_nothing_else_off(settings: Settings, table: str, job: str) -> None:
    with engine(settings.database_url).begin() as connection:
        connection.execute(text(f"ALTER TABLE {table} RENAME TO away"))
    assert job in JOBS and expire_all(settings) == [job]
    assert find_calls(settings.database_url, Filter())[1] == 0

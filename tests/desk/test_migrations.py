"""The database comes to the tables of this version from wherever it stands, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys

import pytest
from alembic import command
from alembic.util import CommandError
from sqlalchemy import create_engine, inspect, text

from bot.store.database import Base, Feedback, engine, session
from bot.store.migrations import config, migrate
from tests.server.running import ROOT

_START = "import sys; from bot.store.database import engine; engine(sys.argv[1]); print('started')"


def versions(url: str) -> list[str]:
    with create_engine(url).connect() as connection:
        return list(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())


def test_an_empty_database_gets_the_tables_of_the_models(url: str) -> None:
    with engine(url).begin() as connection:
        command.check(config(connection, compare=True))


def test_models_and_migrations_that_differ_are_told_apart(url: str) -> None:
    with engine(url).begin() as connection:
        connection.execute(text("DROP TABLE audit"))
        with pytest.raises(CommandError):
            command.check(config(connection, compare=True))


@pytest.mark.parametrize("present", [["conversations", "feedback"], ["conversations", "feedback", "places"]])
def test_a_database_from_before_there_were_migrations_is_taken_over_as_it_is(url: str, present: list[str]) -> None:
    engine(url).dispose()
    with create_engine(url, future=True).begin() as connection:
        Base.metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        Base.metadata.create_all(connection, tables=[Base.metadata.tables[name] for name in present])
        connection.execute(Feedback.__table__.insert().values(sender="a", message="m", vote="up", reason=""))
    migrate(engine(url))
    assert versions(url)
    with session(url) as database:
        assert database.query(Feedback).one().vote == "up"
    with engine(url).begin() as connection:
        command.check(config(connection, compare=True))


def test_a_second_start_changes_nothing(url: str) -> None:
    first = versions(url) if engine(url) else []
    migrate(engine(url))
    assert versions(url) == first


def test_processes_that_start_together_do_not_hinder_each_other(url: str) -> None:
    starts = [
        subprocess.Popen([sys.executable, "-c", _START, url], cwd=ROOT, stdout=-1, stderr=-1, text=True)
        for _ in range(3)
    ]
    for started in starts:
        out, errors = started.communicate(timeout=120)
        assert started.returncode == 0 and out == "started\n", errors
    assert "staff" in inspect(create_engine(url)).get_table_names()


def test_a_database_of_a_newer_version_serves_the_older_program(url: str, caplog: pytest.LogCaptureFixture) -> None:
    with engine(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_tomorrow'"))
    migrate(engine(url))
    assert versions(url) == ["9999_tomorrow"]
    assert "9999_tomorrow" in caplog.text

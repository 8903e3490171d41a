"""Both databases for the stores; a server where people are there, and one that is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from bot.channels.working_hours import BEIJING
from tests.server.running import Server, make_home, start
from tests.server.visitor import Visitor
from tests.store.conftest import postgres, url  # noqa: F401  (fixtures)
from tests.takeover.people import Clerk, Resident

ALWAYS = "每天 00:00-24:00"
NewResident = Callable[[], Resident]
NewClerk = Callable[..., Clerk]


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Open round the clock; somebody is there as soon as a clerk comes."""
    running = start(make_home(tmp_path_factory.mktemp("takeover") / "home"), SHUHUI_WORKING_HOURS=ALWAYS)
    yield running
    running.stop()


@pytest.fixture(scope="package")
def closed_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Today and tomorrow are days off."""
    today = datetime.now(BEIJING).date()
    running = start(
        make_home(tmp_path_factory.mktemp("closed") / "home"),
        SHUHUI_WORKING_HOURS=ALWAYS,
        SHUHUI_DAYS_OFF=f"{today}至{today + timedelta(days=1)}",
    )
    yield running
    running.stop()


@pytest.fixture
def new_resident(server: Server) -> Iterator[NewResident]:
    """Makes residents, who hang up in the end."""
    made: list[Resident] = []

    def make() -> Resident:
        made.append(Resident(Visitor(server)))
        return made[-1]

    yield make
    for one in made:
        one.hangs_up()


@pytest.fixture
def new_clerk(server: Server) -> Iterator[NewClerk]:
    """Makes clerks, signed in and, unless ``there`` is false, with their console open; in the end they go home."""
    made: list[Clerk] = []

    def make(*roles: str, there: bool = True, at: Server = server) -> Clerk:
        made.append(Clerk.hired(at, roles or ("坐席",)))
        if there:
            made[-1].comes()
        return made[-1]

    yield make
    for one in made:
        one.goes()

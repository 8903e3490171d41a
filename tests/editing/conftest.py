"""Knowledge folders with a history, the databases, and a browser for the editor's page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from bot.store.accounts import add_staff
from tests.catalog.desk import Desk, new_desk
from tests.desk.colleague import PASSWORD, Colleague, signed_in
from tests.editing.house import House, editors_home, new_house
from tests.page.conftest import FLAGS
from tests.server.running import Server, start
from tests.store.conftest import postgres, url  # noqa: F401  (fixtures)

NewHouse = Callable[..., House]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A knowledge folder with one sound item, without a history."""
    return new_desk(_folder(tmp_path / "knowledge"))


@pytest.fixture
def house(tmp_path: Path, url: str) -> House:  # noqa: F811
    """A home with one sound item, in git, and a database of each kind."""
    return new_house(tmp_path / "home", url)


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


@pytest.fixture(scope="package")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose knowledge is in git and may be changed, with the editors li and wang and the clerk zhao."""
    server = start(editors_home(tmp_path_factory.mktemp("office") / "home"))
    for login, name, role in (("li", "李编辑", "编辑"), ("wang", "王编辑", "编辑"), ("zhao", "赵坐席", "坐席")):
        add_staff(server.database_url, login, name, [role], PASSWORD, "tests")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def li(office: Server) -> Colleague:
    return signed_in(office, "li")


@pytest.fixture(scope="module")
def zhao(office: Server) -> Colleague:
    return signed_in(office, "zhao")


@pytest.fixture(scope="module")
def wang(office: Server) -> Colleague:
    return signed_in(office, "wang")


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Ended with this folder: while Playwright runs, no other test may use asyncio."""
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()

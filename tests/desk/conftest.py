"""Staff, the databases of their stores, and the running server they sign in to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from bot.store.accounts import add_staff
from tests.desk.colleague import PASSWORD, Colleague
from tests.desk.console import Console
from tests.page.conftest import FLAGS
from tests.server.running import Server, shared_server, unlogged
from tests.store.conftest import postgres, url  # noqa: F401  (fixtures)

NewColleague = Callable[..., Colleague]
NewConsole = Callable[..., Console]


@pytest.fixture(scope="session")
def server(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The running server."""
    return shared_server(pytestconfig, tmp_path_factory)


@pytest.fixture
def new_colleague(server: Server, request: pytest.FixtureRequest) -> NewColleague:
    """Makes accounts with roles, each with a login of its own; not signed in yet unless ``signed_in``."""

    def make(*roles: str, signed_in: bool = True) -> Colleague:
        login = f"c{len(_MADE)}"
        _MADE.append(login)
        if roles:
            add_staff(server.database_url, login, f"同事{login}", roles, PASSWORD, "tests")
        colleague = Colleague(server, login)
        if roles and signed_in:
            assert colleague.signs_in().status_code == 200
        return colleague

    return make


_MADE: list[str] = []


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Ended with its module: while Playwright runs, no other test may use asyncio."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_console(chromium: Browser, server: Server, new_colleague: NewColleague) -> Iterator[NewConsole]:
    """Opens consoles for new accounts with roles; nothing leaves the origin or breaks the policy on them."""
    consoles: list[Console] = []

    def make(*roles: str, path: str | None = "/desk") -> Console:
        colleague = new_colleague(*roles, signed_in=False)
        context = chromium.new_context(viewport={"width": 1366, "height": 900}, locale="zh-CN")
        context.set_default_timeout(20_000)
        consoles.append(Console(context.new_page(), server.url, colleague.login, server.said))
        if path:
            consoles[-1].signs_in(path)
        return consoles[-1]

    with unlogged(server):
        yield make
    for console in consoles:
        console.page.context.close()
    assert [problem for console in consoles for problem in console.problems] == []

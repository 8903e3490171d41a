"""A browser, and residents who use the page of the running server in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.page.line import Line
from tests.page.resident import Resident
from tests.server.running import Server, shared_server, unlogged

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
HEIGHTS = {320: 640, 390: 844, 1280: 900}
NewResident = Callable[..., Resident]


@pytest.fixture(scope="session")
def server(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The running server."""
    return shared_server(pytestconfig, tmp_path_factory)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Ended with this folder: while Playwright runs, no other test may use asyncio."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def line(server: Server) -> Iterator[Line]:
    """A line to the server."""
    line = Line(server.port)
    yield line
    line.cut()


@pytest.fixture
def new_resident(chromium: Browser, server: Server) -> Iterator[NewResident]:
    """Makes residents; on their pages nothing leaves the origin, breaks the policy or fails in a script."""
    residents: list[Resident] = []

    def make(
        name: str, width: int, script: str = "", home: str = server.url, path: str = "", **browser: Any
    ) -> Resident:
        """``script`` runs before the page's own, ``path`` is what stands after the address, ``browser`` the browser's."""
        context = chromium.new_context(
            viewport={"width": width, "height": HEIGHTS[width]}, locale="zh-CN", reduced_motion="reduce", **browser
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.add_init_script(script)
        residents.append(Resident(page, home, name, server.said))
        residents[-1].opens(path)
        return residents[-1]

    with unlogged(server):
        yield make
    for resident in residents:
        resident.page.context.close()
    assert [problem for resident in residents for problem in resident.problems] == []

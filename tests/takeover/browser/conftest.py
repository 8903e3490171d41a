"""Browsers for residents and clerks; what their pages must not do is checked at the end of each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from bot.store import presence
from tests.page.conftest import HEIGHTS, chromium  # noqa: F401  (fixture)
from tests.page.line import Line
from tests.page.resident import Resident
from tests.server.running import Server, unlogged
from tests.takeover.browser.console import Console

NewConsole = Callable[..., Console]
NewPage = Callable[..., Resident]


@pytest.fixture
def line(server: Server) -> Iterator[Line]:
    """A line to the server that can be cut."""
    line = Line(server.port)
    yield line
    line.cut()


@pytest.fixture
def new_page(chromium: Browser, server: Server) -> Iterator[NewPage]:  # noqa: F811
    """Makes residents at the page, of ``server`` unless another is named."""
    residents: list[Resident] = []

    def make(name: str, width: int = 390, elder: bool = False, at: Server = server, home: str = "") -> Resident:
        viewport = {"width": width, "height": HEIGHTS[width]}
        context = chromium.new_context(viewport=viewport, locale="zh-CN", reduced_motion="reduce")
        context.set_default_timeout(20_000)
        page = context.new_page()
        if elder:
            page.add_init_script("localStorage.setItem('shuhui.elder', '1')")
        residents.append(Resident(page, home or at.url, name, at.said))
        residents[-1].opens()
        return residents[-1]

    with unlogged(server):
        yield make
    for resident in residents:
        resident.page.context.close()
    assert [problem for resident in residents for problem in resident.problems] == []


@pytest.fixture
def new_console(chromium: Browser, server: Server) -> Iterator[NewConsole]:  # noqa: F811
    """Makes clerks at /desk, signed in by its form; in the end they are counted as there no longer."""
    consoles: list[Console] = []

    def make(*roles: str, width: int = 1280, at: Server = server) -> Console:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale="zh-CN", reduced_motion="reduce"
        )
        context.set_default_timeout(20_000)
        consoles.append(Console.hired(at, context.new_page(), roles or ("坐席",)))
        return consoles[-1]

    yield make
    for console in consoles:
        console.page.context.close()
        presence.leave(console.server.database_url, console.login)
    assert [problem for console in consoles for problem in console.problems] == []

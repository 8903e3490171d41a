"""What must hold of every view of every page: residents', clerks', editors'."""

from __future__ import annotations

import json

from playwright.sync_api import Page

from tests.server.running import ROOT

PICTURES = ROOT / "var" / "screenshots"
_AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
_RUN_AXE = "levels => axe.run(document, {runOnly: levels, resultTypes: ['violations']}).then(r => r.violations)"
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def watch(page: Page, home: str) -> list[str]:
    """The problems of the page, as they come: requests elsewhere, failed scripts, a broken policy."""
    problems: list[str] = []

    def stays_here(url: str) -> None:
        if not url.startswith((f"{home}/", "data:")):
            problems.append(f"a request leaves the origin: {url}")

    def obeys_policy(text: str) -> None:
        if "Content Security Policy" in text:
            problems.append(text)

    page.context.on("request", lambda request: stays_here(request.url))  # the service worker's too
    page.on("pageerror", lambda error: problems.append(f"script error: {error}"))
    page.on("console", lambda message: obeys_policy(message.text))
    return problems


def picture(page: Page, name: str) -> None:
    """Writes ``name``.png for a reader to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")


def fits(page: Page, view: str) -> None:
    """Nothing scrolls sideways."""
    assert page.evaluate(_SIDEWAYS) <= 0, f"{view} scrolls sideways"


def is_accessible(page: Page, view: str) -> None:
    """axe-core finds no violation of WCAG 2.1 AA."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = [
        f"{violation['id']}: {violation['help']} {json.dumps([node['target'] for node in violation['nodes']][:3])}"
        for violation in page.evaluate(_RUN_AXE, _LEVELS)
    ]
    assert not found, f"{view}: {found}"

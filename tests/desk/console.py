"""A clerk in front of the console in a browser, and what must hold of every view."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.desk.colleague import PASSWORD
from tests.server.running import ROOT

PICTURES = ROOT / "var" / "screenshots"
_AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
_RUN_AXE = "levels => axe.run(document, {runOnly: levels, resultTypes: ['violations']}).then(r => r.violations)"


class Console:
    """Types, presses and reads as people do: by what is written on things."""

    def __init__(self, page: Page, home: str, login: str, said: list[str]) -> None:
        self.page, self.home, self.login, self.said = page, home, login, said
        self.problems: list[str] = []
        page.context.on("request", lambda request: self._stays_here(request.url))
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("console", lambda message: self._obeys_policy(message.text))

    def opens(self, path: str = "/desk") -> None:
        self.page.goto(f"{self.home}{path}")
        expect(self.page.get_by_text("正在打开…")).to_have_count(0)

    def signs_in(self, path: str = "/desk", password: str = PASSWORD) -> None:
        self.opens(path)
        self.fills_in(password)

    def fills_in(self, password: str = PASSWORD) -> None:
        """The form of the sign-in."""
        self.page.get_by_label("登录名").fill(self.login)
        self.page.get_by_label("密码", exact=True).fill(password)
        self.presses("登录")

    def presses(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def goes_to(self, name: str) -> None:
        self.page.get_by_role("navigation", name="菜单").get_by_role("link", name=name).click()

    def part(self, heading: str) -> Locator:
        """The section under a heading."""
        return self.page.get_by_role("region", name=heading)

    def hears(self, text: str) -> None:
        """Types what the caller says; the field for it has the focus."""
        expect(self.page.get_by_role("textbox", name="来电人说")).to_be_focused()
        self.said.append(text)
        self.page.keyboard.type(text)

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def looks(self, view: str) -> None:
        """Takes a picture of the view and checks its accessibility."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        picture: Path = PICTURES / f"desk-{view}.png"
        self.page.screenshot(path=picture)
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(_AXE.read_text(encoding="utf-8"))
        found = [
            f"{violation['id']}: {violation['help']} {json.dumps([node['target'] for node in violation['nodes']][:3])}"
            for violation in self.page.evaluate(_RUN_AXE, _LEVELS)
        ]
        assert not found, f"{view}: {found}"

    def _stays_here(self, url: str) -> None:
        if not url.startswith((f"{self.home}/", "data:")):
            self.problems.append(f"a request leaves the origin: {url}")

    def _obeys_policy(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.problems.append(text)

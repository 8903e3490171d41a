"""A resident in front of the page, and what must hold of every view they come to."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.page.views import fits, is_accessible, picture, watch

_SMALL_LETTERS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const box = node.parentElement;
    if (!node.textContent.trim() || !box.offsetParent || box.closest('noscript, .heard')) continue;
    const size = parseFloat(getComputedStyle(box).fontSize);
    if (size < 20) found.push(`${size}px: ${node.textContent}`);
  }
  return found;
}"""
_FOCUSED = """() => {
  const element = document.activeElement;
  const name = element.getAttribute('aria-label') || element.innerText || element.tagName;
  const style = getComputedStyle(element);
  return {name: element === document.body ? '' : name.trim(), seen: style.outlineStyle !== 'none'};
}"""


class Resident:
    """Speaks, presses and reads as people do: by what is written on things."""

    def __init__(self, page: Page, home: str, name: str, said: list[str]) -> None:
        self.page, self.home, self.name, self.said = page, home, name, said
        self.problems = watch(page, home)

    def opens(self, path: str = "") -> None:
        self.page.goto(self.home + path)
        expect(self.field).to_be_editable()
        expect(self.page.get_by_text("正在打开…")).to_have_count(0)

    # ---- what they do -----------------------------------------------------------------------

    @property
    def field(self) -> Locator:
        return self.page.get_by_label("想问什么")

    @property
    def answer(self) -> Locator:
        """The bot's last message."""
        return self.page.get_by_role("article", name="蜀惠说").last

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name, exact=isinstance(name, str)).last

    def presses(self, name: str | re.Pattern[str]) -> None:
        self.button(name).click()

    def says(self, text: str) -> Locator:
        """Types, sends and waits for the answer."""
        self.field.fill(text)
        self.presses("发送")
        return self.hears(text)

    def hears(self, said: str) -> Locator:
        """Waits for the answer to what was said or pressed."""
        self.said.append(said)
        expect(self.page.get_by_role("article", name="您说").last).to_have_text(said)
        expect(self.page.locator(".typing")).to_have_count(0, timeout=20_000)
        expect(self.page.locator(".failure")).to_have_count(0)
        return self.answer

    def walks_to(self, name: str) -> None:
        """Goes on with the tab key until the focus, always seen, is on ``name``."""
        for _ in range(120):
            self.page.keyboard.press("Tab")
            focused = self.page.evaluate(_FOCUSED)
            assert focused["seen"] or not focused["name"], f"no visible focus on {focused['name']}"
            if focused["name"].startswith(name):
                return
        raise AssertionError(f"the tab key does not lead to “{name}”")

    # ---- what must hold ---------------------------------------------------------------------

    def looks(self, view: str, accessible: bool = True, letters: int | None = None) -> None:
        """Takes a picture of the view; checks its width, its accessibility and the size of its letters."""
        picture(self.page, f"{self.name}-{view}")
        fits(self.page, view)
        if accessible:
            is_accessible(self.page, view)
        if letters:
            assert self.page.evaluate(_SMALL_LETTERS) == [], f"{view}: letters below {letters} px"

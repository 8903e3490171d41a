"""A clerk in front of the console in a browser, and what must hold of every view."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.desk.colleague import PASSWORD
from tests.page.views import is_accessible, picture, watch


class Console:
    """Types, presses and reads as people do: by what is written on things."""

    def __init__(self, page: Page, home: str, login: str, said: list[str]) -> None:
        self.page, self.home, self.login, self.said = page, home, login, said
        self.problems = watch(page, home)

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
        picture(self.page, f"desk-{view}")
        is_accessible(self.page, view)

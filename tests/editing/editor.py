"""An editor in front of the page: opens, types, presses and reads."""

from __future__ import annotations

from playwright.sync_api import Browser, Locator, Page, expect

from tests.desk.colleague import PASSWORD
from tests.page.views import fits, is_accessible, picture
from tests.server.running import Server


class Editor:
    """On their page nothing breaks the policy and no script fails (``problems``)."""

    def __init__(self, browser: Browser, server: Server, login: str, width: int = 1440) -> None:
        self.server, self.problems = server, []  # type: ignore[var-annotated]
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN", reduced_motion="reduce")
        context.set_default_timeout(60_000)
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        self.page.goto(f"{server.url}/editor")
        self.page.get_by_label("登录名").fill(login)
        self.page.get_by_label("密码", exact=True).fill(PASSWORD)
        self.press("登录")
        expect(self.page.get_by_label("登录名")).to_have_count(0, timeout=60_000)

    def leave(self) -> None:
        self.page.context.close()
        assert self.problems == []

    def open(self, item: str) -> None:
        self.page.goto(f"{self.server.url}/editor/items/{item}")
        expect(self.page.get_by_text("没有改动").or_(self.page.get_by_text("草稿已保存")).first).to_be_visible(
            timeout=60_000
        )

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).last.click()

    def part(self, name: str) -> None:
        """A part of the form, or one of its two ways: 表单, 文字."""
        self.page.locator(".ant-segmented-item-label").get_by_text(name, exact=True).first.click()

    def tab(self, name: str) -> Locator:
        self.page.get_by_role("tab", name=name).click()
        return self.page.get_by_role("tabpanel", name=name)

    def fills(self, label: str, text: str) -> None:
        """Fills a field in and waits until the draft is kept and checked."""
        self.types(label, text)
        self.is_kept()

    def types(self, label: str, text: str) -> None:
        """Fills a field in."""
        self.page.get_by_label(label, exact=True).first.fill(text)

    def is_kept(self) -> None:
        expect(self.page.get_by_text("草稿已保存")).to_be_visible(timeout=60_000)

    def publishes(self, reason: str) -> None:
        self.press("发布…")
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("为什么改（写进历史）").fill(reason)
        dialog.get_by_role("button", name="发布", exact=True).click()

    def looks(self, view: str) -> None:
        """Takes a picture; nothing scrolls sideways, and everybody can use it."""
        picture(self.page, f"editor-{view}")
        fits(self.page, view)
        is_accessible(self.page, view)

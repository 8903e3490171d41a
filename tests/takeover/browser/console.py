"""A clerk in front of /desk/chats."""

from __future__ import annotations

import re
from itertools import count

from playwright.sync_api import Locator, Page, expect

from bot.store.accounts import add_staff
from tests.desk.colleague import PASSWORD
from tests.page.resident import Resident
from tests.server.running import Server

_numbers = count(61)


class Console(Resident):
    """Shares with residents how a page is looked at: pictures, accessibility, nothing from elsewhere."""

    server: Server
    login: str
    clerk: str

    @classmethod
    def hired(cls, server: Server, page: Page, roles: tuple[str, ...]) -> Console:
        number = next(_numbers)
        made = cls(page, server.url, f"console-{number}", server.said)
        made.server, made.login, made.clerk = server, f"desk{number}", f"{number}号坐席"
        add_staff(server.database_url, made.login, made.clerk, roles, PASSWORD, "tests")
        return made

    def signs_in(self, path: str = "/desk/chats") -> None:
        self.page.goto(f"{self.home}{path}")
        self.page.get_by_label("登录名").fill(self.login)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()

    def comes(self) -> None:
        self.signs_in()
        expect(self.page.get_by_text("您在线上")).to_be_visible()

    def waiting(self, list_name: str = "等人工的") -> Locator:
        return self.page.get_by_role("region", name=list_name).get_by_role("listitem")

    def takes(self, which: int = 0, list_name: str = "等人工的") -> None:
        self.waiting(list_name).nth(which).get_by_role("button", name="接过来").click()
        expect(self.reply).to_be_focused()

    @property
    def reply(self) -> Locator:
        return self.page.get_by_label("回复居民")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log", name="说过的话")

    def replies(self, text: str) -> None:
        self.said.append(text)
        self.reply.fill(text)
        self.reply.press("Enter")
        expect(self.log.get_by_role("article", name=f"{self.clerk}说").last).to_contain_text(text)
        expect(self.reply).to_have_value("")

    def hears_from_resident(self, text: str) -> None:
        expect(self.log.get_by_role("article", name="居民说").last).to_contain_text(text)

    def gives_back(self) -> None:
        self.presses("交还机器人")
        expect(self.page.get_by_text("从左边接一个对话")).to_be_visible()

    def passes_on(self, to: str) -> None:
        self.presses(re.compile("转给同事"))
        self.page.get_by_role("menuitem", name=to).click()
        expect(self.page.get_by_text("从左边接一个对话")).to_be_visible()

"""A resident in one browser and clerks in others, on the real pages with the real server."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.page.line import Line
from tests.page.resident import Resident
from tests.server.running import Server
from tests.takeover.browser.conftest import NewConsole, NewPage


def bar(resident: Resident) -> Locator:
    """How it stands, in one line over the input field."""
    return resident.page.get_by_role("form", name="打字问").get_by_role("status")


def clerk_says(resident: Resident, clerk: str) -> Locator:
    return resident.page.get_by_role("article", name=f"{clerk}说").last


def tells(resident: Resident, text: str) -> None:
    """Says something to which nobody need answer at once."""
    resident.said.append(text)
    resident.field.fill(text)
    resident.presses("发送")
    expect(resident.page.get_by_role("article", name="您说").last).to_have_text(text)
    expect(resident.page.locator(".typing")).to_have_count(0)


@pytest.mark.parametrize(("width", "elder"), [(390, False), (1280, False), (390, True)])
def test_from_the_wish_to_the_bot_s_next_answer(
    new_page: NewPage, new_console: NewConsole, width: int, elder: bool
) -> None:
    clerk = new_console()
    clerk.comes()
    resident = new_page(f"takeover-{width}{'-elder' if elder else ''}", width, elder)
    resident.says("我妈70岁，农村户口，住在成都，能免费体检吗")
    resident.says("找人工")
    expect(bar(resident)).to_contain_text("正在为您转接，下一个就是您")
    resident.looks("1-waiting", letters=20 if elder else None)
    expect(clerk.waiting()).to_have_count(1)
    expect(clerk.page).to_have_title(re.compile("1人在等"))
    clerk.looks("1-queue")

    clerk.takes()
    expect(bar(resident)).to_contain_text(f"{clerk.clerk}（人工）正在跟您说话")
    expect(resident.page.get_by_text(f"{clerk.clerk}来了")).to_be_visible()
    expect(clerk.page.get_by_role("complementary", name="居民的情况")).to_contain_text("年龄：70周岁")
    expect(clerk.log).to_contain_text("我妈70岁")
    clerk.replies("您好，我是人工坐席，您请说。")
    expect(clerk_says(resident, clerk.clerk)).to_contain_text("您请说")
    resident.looks("2-talking", letters=20 if elder else None)

    tells(resident, "我爸65岁，也能体检吗")
    clerk.hears_from_resident("我爸65岁")
    expect(clerk.page.get_by_role("complementary", name="居民的情况")).to_contain_text("65周岁")
    expect(clerk.page.get_by_role("region", name="机器人会这样答")).to_be_visible()
    clerk.looks("2-chat")
    clerk.reply.press("Alt+1")
    expect(clerk.reply).to_have_value(re.compile("."))
    clerk.replies("也能，带身份证去社区卫生服务中心就行。")
    expect(clerk_says(resident, clerk.clerk)).to_contain_text("社区卫生服务中心")
    expect(resident.page.get_by_role("article", name="蜀惠说").last).not_to_contain_text("65")

    clerk.gives_back()
    expect(resident.answer).to_contain_text("还是我（蜀惠）来答")
    expect(bar(resident)).to_have_count(0)
    resident.looks("3-handed-back", letters=20 if elder else None)
    expect(resident.says("我妈能领高龄津贴吗")).not_to_be_empty()


def test_the_page_holds_the_chat_over_a_reload_and_a_broken_line(
    new_page: NewPage, new_console: NewConsole, line: Line
) -> None:
    clerk, resident = new_console(), new_page("broken-line", home=line.url)
    clerk.comes()
    resident.says("找人工")
    clerk.takes()
    expect(bar(resident)).to_contain_text("正在跟您说话")
    resident.page.reload()
    expect(bar(resident)).to_contain_text(f"{clerk.clerk}（人工）正在跟您说话")
    clerk.replies("看得到吗？")
    expect(clerk_says(resident, clerk.clerk)).to_contain_text("看得到吗")

    line.cut()
    expect(bar(resident)).to_contain_text("正在重新连")
    resident.looks("lost")
    clerk.replies("这句是断线时说的。")
    line.mend()
    expect(clerk_says(resident, clerk.clerk)).to_contain_text("断线时说的")
    expect(bar(resident)).to_contain_text("正在跟您说话")
    tells(resident, "看到了")
    clerk.hears_from_resident("看到了")
    said = resident.page.get_by_role("article", name=f"{clerk.clerk}说")
    expect(said).to_have_count(2)
    clerk.gives_back()
    expect(bar(resident)).to_have_count(0)


def test_a_chat_is_passed_from_one_browser_to_another(new_page: NewPage, new_console: NewConsole) -> None:
    clerk, colleague, resident = new_console(), new_console("坐席", "班长"), new_page("passed-on")
    clerk.comes()
    colleague.comes()
    resident.says("找人工")
    expect(colleague.waiting()).to_have_count(1)
    clerk.takes()
    expect(colleague.waiting()).to_have_count(0)
    expect(colleague.waiting("同事的对话")).to_contain_text(clerk.clerk)
    clerk.passes_on(f"转给{colleague.clerk}")
    expect(bar(resident)).to_contain_text(f"{colleague.clerk}（人工）正在跟您说话")
    colleague.waiting("我的对话").get_by_role("button", name="打开").click()
    expect(colleague.page.get_by_role("complementary", name="居民的情况")).to_contain_text(
        f"{clerk.clerk}转交给{colleague.clerk}"
    )
    colleague.replies("我接着帮您看。")
    expect(clerk_says(resident, colleague.clerk)).to_contain_text("接着帮您看")
    colleague.gives_back()


def test_a_clerk_keeps_two_chats_apart_and_sees_where_something_new_is_said(
    new_page: NewPage, new_console: NewConsole
) -> None:
    clerk, first, second = new_console(), new_page("first"), new_page("second")
    clerk.comes()
    for resident in (first, second):
        resident.says("找人工")
        expect(clerk.waiting()).to_have_count(1)
        clerk.takes()
        clerk.replies(f"您好，{resident.name}")
    mine = clerk.waiting("我的对话")
    expect(mine).to_have_count(2)
    tells(first, "我想问低保")
    expect(mine.first).to_contain_text("有新话")
    expect(clerk.log).not_to_contain_text("我想问低保")
    mine.first.get_by_role("button", name="打开").click()
    clerk.hears_from_resident("我想问低保")
    expect(clerk.page.get_by_text("有新话")).to_have_count(0)
    clerk.replies("低保到乡镇申请")
    expect(clerk_says(first, clerk.clerk)).to_contain_text("低保到乡镇申请")
    expect(clerk_says(second, clerk.clerk)).to_contain_text("您好，second")
    for _ in range(2):
        mine.first.get_by_role("button", name="打开").click()
        clerk.gives_back()


def test_who_would_rather_not_wait_says_so(new_page: NewPage, new_console: NewConsole) -> None:
    clerk, resident = new_console(), new_page("not-waiting")
    clerk.comes()
    resident.says("找人工")
    expect(clerk.waiting()).to_have_count(1)
    resident.page.get_by_role("form", name="打字问").get_by_role("button", name="不等了").click()
    expect(resident.hears("不等了")).to_contain_text("不等了")
    expect(bar(resident)).to_have_count(0)
    expect(clerk.waiting()).to_have_count(0)


def test_outside_the_hours_a_number_is_left_seen_called_and_gone(
    new_page: NewPage, new_console: NewConsole, closed_server: Server
) -> None:
    resident, clerk = new_page("outside", at=closed_server), new_console(at=closed_server)
    resident.said.append("13812345678")
    answer = resident.says("找人工")
    expect(answer).to_contain_text("后天")
    expect(bar(resident)).to_have_count(0)
    resident.looks("1-form")
    form = answer.get_by_role("group", name="留电话")
    form.get_by_label("您的电话").fill("138 1234")
    resident.presses("留下电话")
    expect(form).to_contain_text("电话好像不对")
    form.get_by_label("您的电话").fill("138 1234 5678")
    resident.presses("留下电话")
    expect(form).to_contain_text("打勾同意")
    form.get_by_role("checkbox").check()
    resident.presses("留下电话")
    expect(form).to_contain_text("138****5678")
    resident.looks("2-left")
    assert b"13812345678" not in closed_server.stored() and "13812345678" not in closed_server.log

    clerk.signs_in()
    expect(clerk.page.get_by_text("现在不在上班时间")).to_be_visible()
    clerk.page.get_by_text("要回的电话 1").click()
    row = clerk.page.get_by_role("row").last
    expect(row).to_contain_text("138****5678")
    row.get_by_role("button", name="显示号码").click()
    expect(row).to_contain_text("13812345678")
    clerk.looks("notes")
    row.get_by_role("button", name="打完了").click()
    clerk.page.get_by_role("button", name="打完了，删掉").click()
    expect(clerk.page.get_by_text("没有要回的电话")).to_be_visible()


def test_the_resident_takes_the_number_back(new_page: NewPage, closed_server: Server) -> None:
    resident = new_page("takes-back", at=closed_server)
    form = resident.says("找人工").get_by_role("group", name="留电话")
    form.get_by_label("您的电话").fill("13912345678")
    form.get_by_role("checkbox").check()
    resident.presses("留下电话")
    expect(form).to_contain_text("139****5678")
    resident.page.reload()
    resident.presses(re.compile("删掉这个电话"))
    expect(resident.page.get_by_text("您留的电话已经删掉了")).to_be_visible()


def test_the_console_on_a_narrow_screen(new_page: NewPage, new_console: NewConsole) -> None:
    clerk, resident = new_console(width=390), new_page("for-narrow")
    clerk.comes()
    resident.says("找人工")
    clerk.takes()
    clerk.replies("您好")
    clerk.looks("narrow")
    clerk.gives_back()


def test_who_lacks_the_role_sees_no_chats(new_console: NewConsole) -> None:
    editor = new_console("编辑")
    editor.signs_in()
    expect(editor.page.get_by_text("这一页您还不能用")).to_be_visible()
    expect(editor.page.get_by_text("等人工的")).to_have_count(0)


def test_what_was_said_is_shown_whole_after_a_call_too(new_page: NewPage, new_console: NewConsole) -> None:
    """The styles of the call page stay loaded when a clerk goes on to the chats."""
    clerk = new_console()
    clerk.signs_in("/desk")
    expect(clerk.page.get_by_role("textbox", name="来电人说")).to_be_visible()
    clerk.page.get_by_role("link", name="在线接待").click()
    expect(clerk.page.get_by_text("您在线上")).to_be_visible()
    resident = new_page("after-a-call")
    resident.says("我爸65岁了，户口在渠县，体检要钱不")
    resident.says("找人工")
    expect(clerk.waiting()).to_have_count(1)
    clerk.takes()
    expect(clerk.log.get_by_role("article").nth(3)).to_be_attached()
    cut = "lines => lines.filter(line => line.scrollHeight > line.clientHeight + 1).length"
    assert clerk.log.get_by_role("article").evaluate_all(cut) == 0

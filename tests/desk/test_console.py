"""The console in a browser: signing in, a whole call without a mouse, what is refused to whom."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from bot.store.accounts import ALLOWED_FAILURES, set_active, set_password
from tests.desk.colleague import PASSWORD
from tests.desk.conftest import NewConsole
from tests.server.running import Server

OPENING = "我妈72岁，户口在宣汉，残疾证二级，问护理补贴"
ITEM = "困难残疾人生活补贴和重度残疾人护理补贴"


def test_somebody_signs_in_and_out(new_console: NewConsole) -> None:
    console = new_console("坐席", path=None)
    console.opens()
    console.looks("1-sign-in")
    console.fills_in("something else")
    expect(console.page.get_by_role("alert")).to_contain_text("登录名或密码不对")
    console.looks("2-refused")
    console.fills_in()
    expect(console.part("来电人说")).to_be_visible()
    console.presses(f"同事{console.login}（坐席）")
    console.page.get_by_role("menuitem", name="退出").click()
    expect(console.page.get_by_label("登录名")).to_be_visible()
    console.opens("/desk/calls")
    expect(console.page.get_by_label("登录名")).to_be_visible()


def test_after_failures_the_account_is_locked_and_the_page_says_so(new_console: NewConsole, server: Server) -> None:
    console = new_console("坐席", path=None)
    console.opens()
    for _ in range(ALLOWED_FAILURES):
        console.fills_in("something else")
        expect(console.page.get_by_role("button", name="登录")).to_be_enabled()
        expect(console.page.get_by_role("alert")).not_to_be_empty()
    console.fills_in()
    expect(console.page.get_by_role("alert")).to_contain_text("锁住了")
    set_active(server.database_url, console.login, True, "tests")
    console.fills_in()
    expect(console.part("来电人说")).to_be_visible()


def test_a_whole_call_without_a_mouse(new_console: NewConsole) -> None:
    console = new_console("坐席")
    page = console.page
    console.hears(OPENING)
    expect(console.part("可能是哪一项").get_by_role("button", name=re.compile(ITEM))).to_be_visible()
    expect(page.get_by_role("group", name="您母亲").get_by_text("72周岁")).to_be_visible()
    console.looks("3-understood")
    console.keys("Enter")
    expect(page.get_by_role("list", name="已经记下的话")).to_have_text(OPENING)
    while page.locator(".question").count():
        asked = page.locator(".question__text").inner_text()
        console.keys("Alt+q", "Tab", "Enter")  # the second answer: no
        expect(page.get_by_text(asked, exact=True)).to_have_count(0)
    expect(console.part("答复口径")).to_contain_text("您母亲初步符合")
    expect(console.part(ITEM).get_by_text("残疾等级为一级或二级")).to_be_visible()
    expect(console.part("在哪里办、带什么")).to_contain_text("四川省达州市宣汉县")
    console.looks("4-verdict")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    console.keys("Alt+c")
    expect(page.get_by_text("口径已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".speech__text").inner_text()
    console.keys("Alt+s")
    expect(page.get_by_role("heading", name=re.compile("您母亲：83项里看清了"))).to_be_visible()
    console.looks("5-screening")
    console.keys("Alt+1", "Alt+b")
    note = page.get_by_role("dialog", name="记录来电")
    expect(note.get_by_label("地区")).to_have_value("达州市宣汉县")
    expect(note.get_by_label("记录（证件号、电话会自动隐去）")).to_have_value(OPENING)
    note.get_by_label("回访日期（不用回访就空着）").fill("2026-12-01")
    console.keys("Enter")
    note.get_by_label("同时提交工单").focus()
    console.keys("Space")
    note.get_by_label("交给哪个单位").fill("宣汉县残联")
    note.get_by_label("请他们办什么").fill("核对护理补贴")
    console.looks("6-note")
    note.get_by_role("button", name="保存").focus()
    console.keys("Enter")
    expect(page.get_by_text("已记录")).to_be_visible()
    expect(page.get_by_role("textbox", name="来电人说")).to_be_focused()
    expect(page.get_by_role("list", name="已经记下的话")).to_have_count(0)


def test_a_noted_call_is_found_followed_up_and_its_order_closed(new_console: NewConsole) -> None:
    console = new_console("坐席")
    page = console.page
    console.hears("老年人免费体检要什么条件")
    console.keys("Enter", "Alt+b")
    note = page.get_by_role("dialog", name="记录来电")
    note.get_by_label("回访日期（不用回访就空着）").fill("2026-11-01")
    console.keys("Enter")
    note.get_by_label("同时提交工单").check()
    note.get_by_label("交给哪个单位").fill("乡镇卫生院")
    note.get_by_label("请他们办什么").fill("约体检时间")
    note.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已记录")).to_be_visible()
    console.goes_to("来电记录")
    page.get_by_label("坐席").fill(console.login)
    console.presses("查")
    expect(page.get_by_role("row")).to_have_count(2)
    row = page.get_by_role("row").last
    expect(row).to_contain_text("老年人健康管理")
    console.looks("7-calls")
    row.get_by_role("button", name=re.compile("已回访来电")).click()
    expect(row).to_contain_text("已回访（")
    row.get_by_role("button", name=re.compile("办结工单")).click()
    page.get_by_label("办理结果").fill("约在下周一")
    console.looks("8-closing")
    page.get_by_role("dialog").get_by_role("button", name="办结").click()
    expect(row).to_contain_text("办结：约在下周一")
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 Excel").click()
    assert download.value.suggested_filename.endswith(".xlsx")


def test_a_fact_is_mended_and_a_step_taken_back(new_console: NewConsole) -> None:
    console = new_console("坐席")
    page = console.page
    console.hears(OPENING)
    console.keys("Enter")
    mother = page.get_by_role("group", name="您母亲", exact=True)
    mother.get_by_role("button", name="改您母亲的年龄", exact=True).click()
    mother.get_by_role("textbox", name="您母亲的年龄").fill("200")
    mother.get_by_role("button", name="确定").click()
    expect(page.get_by_text("应当在0到130周岁之间")).to_be_visible()
    mother.get_by_role("button", name="改您母亲的年龄", exact=True).click()
    mother.get_by_role("textbox", name="您母亲的年龄").fill("82")
    mother.get_by_role("button", name="确定").click()
    expect(mother.get_by_text("82周岁")).to_be_visible()
    mother.get_by_role("button", name="删您母亲的残疾等级").click()
    expect(mother.get_by_text("二级")).to_have_count(0)
    console.keys("Alt+z")
    expect(mother.get_by_text("二级")).to_be_visible()
    console.keys("Alt+z", "Alt+z")
    expect(page.get_by_role("list", name="已经记下的话")).to_have_count(0)


def test_what_was_not_heard_is_added_by_hand_and_the_note_keeps_the_item(new_console: NewConsole) -> None:
    console = new_console("坐席")
    page = console.page
    console.hears(OPENING)
    console.keys("Enter")
    mother = page.get_by_role("group", name="您母亲", exact=True)
    expect(mother).to_be_visible()
    page.get_by_role("combobox", name="加一条您母亲的情况").fill("就业状态")
    console.keys("Enter")
    page.get_by_role("group", name="您母亲的就业状态").get_by_role("button", name="已经退休").click()
    expect(mother.get_by_text("已经退休")).to_be_visible()
    console.looks("12-added")
    console.keys("Alt+s")
    expect(page.get_by_role("heading", name=re.compile("83项里看清了"))).to_be_visible()
    console.keys("Alt+b")
    note = page.get_by_role("dialog", name="记录来电")
    expect(note.get_by_label("记录（证件号、电话会自动隐去）")).to_be_focused()
    expect(note.get_by_text(ITEM, exact=True).first).to_be_visible()


def test_when_the_session_ends_nothing_typed_is_lost(new_console: NewConsole, server: Server) -> None:
    console = new_console("坐席")
    console.hears("我妈七十岁")
    expect(console.page.get_by_role("group", name="您母亲", exact=True)).to_be_visible()
    set_password(server.database_url, console.login, PASSWORD, "tests")  # ends all sessions
    console.hears("，问老年人体检")
    again = console.page.get_by_role("dialog", name="登录已经过时，请再登录一次")
    again.get_by_label("密码", exact=True).fill(PASSWORD)
    console.looks("9-again")
    again.get_by_role("button", name="登录").click()
    expect(again).to_have_count(0)
    field = console.page.get_by_role("textbox", name="来电人说")
    expect(field).to_have_value("我妈七十岁，问老年人体检")
    field.press("Enter")
    expect(console.part("可能是哪一项").get_by_role("button", name=re.compile("老年人健康管理"))).to_be_visible()


def test_supervisors_see_charts_with_their_numbers_in_tables(new_console: NewConsole) -> None:
    console = new_console("班长", path="/desk/charts")
    expect(console.page.get_by_role("heading", name="每天的提问")).to_be_visible()
    table = console.page.get_by_role("region", name="每天的提问的表")
    expect(table.get_by_role("row").nth(1)).to_be_visible()
    table.focus()
    expect(table).to_be_focused()
    console.looks("10-charts")


@pytest.mark.parametrize(
    ("roles", "path"),
    [(["编辑"], "/desk"), (["编辑"], "/desk/call"), (["编辑"], "/desk/calls"), (["坐席"], "/desk/charts")],
)
def test_a_page_is_refused_to_who_lacks_the_role(new_console: NewConsole, roles: list[str], path: str) -> None:
    console = new_console(*roles, path=path)
    expect(console.page.get_by_text("这一页您还不能用")).to_be_visible()
    expect(console.part("来电人说")).to_have_count(0)
    console.looks("11-refused")


@pytest.mark.parametrize(
    "path",
    [
        "/desk",
        "/desk/call",
        "/desk/calls",
        "/desk/charts",
        "/desk/chats",
        "/editor",
        "/editor/questions",
        "/editor/history",
    ],
)
def test_a_page_asks_strangers_to_sign_in_and_shows_nothing_else(new_console: NewConsole, path: str) -> None:
    console = new_console(path=None)
    console.opens(path)
    expect(console.page.get_by_label("登录名")).to_be_visible()
    expect(console.page.get_by_role("navigation")).to_have_count(0)

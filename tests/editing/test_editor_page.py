"""The editor's page in a browser, with a resident on the other side."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.editing.learning import keep
from bot.store.accounts import add_staff
from bot.store.database import session
from bot.store.editing import UNPLACED, Publication
from tests.desk.colleague import PASSWORD, Colleague
from tests.editing.editor import Editor
from tests.editing.house import editors_home, git
from tests.server.running import Server, start
from tests.server.visitor import Visitor, card_of

NewEditor = Callable[..., Editor]
ITEM, QUESTION = "elderly-health", "我66岁，住在成都，符合老年人免费体检的条件吗"


@pytest.fixture
def new_editor(chromium: Browser, office: Server) -> Iterator[NewEditor]:
    """Makes editors who are signed in."""
    editors: list[Editor] = []

    def make(login: str = "li", server: Server = office, width: int = 1440) -> Editor:
        editors.append(Editor(chromium, server, login, width))
        return editors[-1]

    yield make
    for editor in editors:
        editor.leave()


def summary(server: Server) -> str:
    """What the bot tells a resident of the item."""
    return str(card_of(Visitor(server).says(QUESTION), "verdict")["summary"])


def test_from_a_mistake_to_the_resident_and_back(new_editor: NewEditor, office: Server) -> None:
    before, editor = summary(office), new_editor()
    page = editor.page
    expect(page.get_by_role("heading", name="83 项服务")).to_be_visible()
    editor.looks("list")
    page.get_by_label("找一项服务").fill("老年人健康")
    page.get_by_role("link", name="老年人健康管理").click()
    expect(page.get_by_role("heading", name="老年人健康管理")).to_be_visible()

    editor.part("待遇和条件")
    editor.fills("条件", "年岁 >= 65")
    expect(page.get_by_label("检查结果")).to_contain_text("是不是“年龄”")
    expect(page.get_by_role("button", name="发布…")).to_be_disabled()
    editor.looks("mistake")
    editor.types("条件", "年龄 >= 65")
    expect(page.get_by_text("没有改动")).to_be_visible()

    editor.part("基本")
    editor.fills("简介", "满65岁的老人，每年免费体检一次，一分钱不收。")
    assert summary(office) == before
    assert "年满65周岁" in (editor.tab("条件").text_content() or "")
    changes = editor.tab("改动影响")
    expect(changes).to_contain_text("结论变了的人：0 个", timeout=60_000)
    expect(changes).to_contain_text("一分钱不收")
    editor.publishes("写得更平常")
    expect(page.get_by_text("已发布，机器人已经用上。")).to_be_visible(timeout=60_000)
    assert summary(office) == "满65岁的老人，每年免费体检一次，一分钱不收。"
    assert git(office.home, "log", "-1", "--format=%an %s").strip() == f"李编辑 {ITEM}: 写得更平常"

    editor.tab("历史")
    editor.looks("history")
    editor.press("回退这次发布")
    expect(page.get_by_text("已经回退，机器人已用上。")).to_be_visible(timeout=60_000)
    assert summary(office) == before
    expect(page.get_by_text("已回退", exact=True)).to_be_visible()


def test_the_text_shows_mistakes_on_their_lines(new_editor: NewEditor) -> None:
    editor = new_editor()
    editor.open("radio")
    editor.part("文字")
    page = editor.page
    page.get_by_label("知识文件的文字").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("领城: 错的\n")
    expect(page.locator(".cm-lintRange-error, .cm-lintPoint-error")).not_to_have_count(0)
    editor.is_kept()
    expect(page.get_by_label("检查结果")).to_contain_text("领城")
    expect(page.get_by_text("处错，不能发布")).to_be_visible()
    editor.looks("text")
    for keys in ("Control+Home", "Shift+ArrowDown", "Delete"):
        page.keyboard.press(keys)
    expect(page.get_by_text("处错，不能发布")).to_have_count(0)
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)


def test_a_trial_draws_what_holds(new_editor: NewEditor) -> None:
    editor = new_editor()
    editor.open(ITEM)
    panel = editor.tab("试一试")
    for name, value in (("年龄", "64"), ("居住地", "成都")):
        panel.get_by_label("加一个情况").fill(name)
        editor.page.locator(".ant-select-item-option").get_by_text(name, exact=True).click()
        panel.get_by_label(name, exact=True).fill(value)
    editor.press("算一算")
    expect(panel.get_by_text("不符合").first).to_be_visible()
    expect(panel.get_by_title("不满足")).to_have_count(2)
    expect(panel.get_by_title("满足", exact=True)).to_have_count(1)
    editor.looks("trial")


def test_two_editors_see_both_versions(new_editor: NewEditor, office: Server) -> None:
    li, wang = new_editor("li"), new_editor("wang")
    for editor in (li, wang):
        editor.open("reading")
    li.fills("服务内容", "村里、镇上都能免费借书看。")
    wang.fills("牵头负责单位", "由政府出钱。")
    li.publishes("写短些")
    expect(li.page.get_by_text("已发布，机器人已经用上。")).to_be_visible(timeout=60_000)

    wang.open("reading")
    notice = wang.page.get_by_role("alert").filter(has_text="别人已经发布了新的一版")
    expect(notice).to_contain_text("村里、镇上都能免费借书看。")
    expect(notice).to_contain_text("由政府出钱。")
    expect(wang.page.get_by_role("button", name="发布…")).to_be_disabled()
    wang.looks("conflict")
    wang.press("两边的改动合在一起")
    expect(notice).to_have_count(0)
    wang.publishes("写清楚谁出钱")
    expect(wang.page.get_by_text("已发布，机器人已经用上。")).to_be_visible(timeout=60_000)
    file = (office.home / "knowledge" / "services" / "culture" / "reading.yml").read_text(encoding="utf-8")
    assert "村里、镇上都能免费借书看。" in file and "由政府出钱。" in file


def test_a_new_item_is_begun_and_filled_in_as_a_form(new_editor: NewEditor) -> None:
    editor = new_editor()
    page = editor.page
    editor.press("加一项服务…")
    dialog = page.get_by_role("dialog", name="加一项服务")
    expect(dialog.get_by_label("名称")).to_be_focused()
    dialog.get_by_label("名称").fill("老年助餐服务")
    dialog.get_by_label("编号").fill("Elderly Meals")
    dialog.get_by_label("领域").click()
    page.locator(".ant-select-item-option").get_by_text("老有所养").click()
    dialog.get_by_role("button", name="开始写草稿").click()
    expect(dialog.get_by_text("只能用小写字母、数字和短横线", exact=True)).to_be_visible()
    editor.looks("new-item")
    dialog.get_by_label("编号").fill("elderly-dining")
    dialog.get_by_role("button", name="开始写草稿").click()
    expect(page.get_by_text("新的，还没有发布")).to_be_visible()
    editor.fills("简介", "六十岁以上的老人，可以到老年食堂吃饭。")
    editor.part("待遇和条件")
    page.get_by_role("button", name="加一条待遇").click()
    editor.is_kept()
    expect(page.get_by_label("检查结果")).to_contain_text("待遇 / 第1条 / 名称：缺少这个键")
    editor.looks("new-item-form")
    page.goto(f"{editor.server.url}/editor")
    others = page.get_by_role("region", name="还没有发布的新服务")
    expect(others.get_by_role("link", name="老年助餐服务")).to_be_visible()
    others.get_by_role("link", name="老年助餐服务").click()
    editor.press("放弃草稿")
    editor.press("放弃")
    expect(page.get_by_role("heading", name="83 项服务")).to_be_visible()
    expect(others).to_have_count(0)


def test_the_wording_of_a_question_is_mended_in_the_text(new_editor: NewEditor) -> None:
    editor = new_editor()
    page = editor.page
    page.get_by_role("region", name="各项共用的").get_by_role("link", name="情况的问法（怎样问、为什么问）").click()
    text = page.get_by_label("知识文件的文字")
    expect(page.get_by_text("没有改动")).to_be_visible()
    text.click()
    page.keyboard.press("Control+f")
    page.get_by_label("找", exact=True).fill("今年多大年纪")
    page.get_by_role("button", name="下一处").click()
    expect(page.locator(".cm-searchMatch-selected")).to_have_count(1)
    page.get_by_label("换成", exact=True).fill("今年满多少岁")
    page.get_by_role("button", name="换这一处").click()
    editor.is_kept()
    editor.looks("facts")
    expect(editor.tab("改动影响")).to_contain_text("今年满多少岁", timeout=60_000)
    editor.publishes("问得更平常")
    expect(page.get_by_text("已发布，机器人已经用上。")).to_be_visible(timeout=60_000)
    editor.tab("历史")
    editor.press("回退这次发布")
    expect(page.get_by_text("已经回退，机器人已用上。")).to_be_visible(timeout=60_000)


def test_who_is_no_editor_is_told_so(new_editor: NewEditor) -> None:
    clerk = new_editor("zhao")
    expect(clerk.page.get_by_text("这一页您还不能用")).to_be_visible()
    clerk.page.goto(f"{clerk.server.url}/editor/items/film")
    expect(clerk.page.get_by_text("要有“编辑”的角色")).to_be_visible()


def test_a_question_goes_into_a_draft_with_one_click(new_editor: NewEditor, office: Server) -> None:
    keep(office.database_url, "我屋头那口老井的龙王爷啷个请回来", UNPLACED, [ITEM])
    editor = new_editor()
    page = editor.page
    page.get_by_role("link", name="没答好的问题").click()
    group = page.get_by_role("article").filter(has_text="龙王爷")
    expect(group).to_be_visible(timeout=60_000)
    editor.looks("questions")
    group.get_by_role("button", name="不归蜀惠管").click()
    expect(page.get_by_text("已写进草稿")).to_be_visible()
    expect(group).to_have_count(0)
    editor.open("out_of_scope")
    expect(page.get_by_role("button", name="发布…")).to_be_enabled()
    editor.press("放弃草稿")
    editor.press("放弃")
    expect(page.get_by_text("没有改动")).to_be_visible()


def test_the_pages_fit_a_small_screen(new_editor: NewEditor) -> None:
    editor = new_editor(width=390)
    expect(editor.page.get_by_role("heading", name="83 项服务")).to_be_visible()
    editor.looks("list-small")
    editor.open(ITEM)
    editor.looks("item-small")
    editor.page.goto(f"{editor.server.url}/editor/preview")
    expect(editor.page.get_by_text("结论不同的人")).to_be_visible(timeout=90_000)
    editor.looks("preview-small")


@pytest.fixture
def strict_home(tmp_path: Path) -> Path:
    """A home whose git kills the server in the middle of a publish."""
    home = editors_home(tmp_path / "home")
    hook = home / ".git" / "hooks" / "pre-commit"
    hook.write_text(f'#!/bin/sh\nkill -9 "$(cat {home}/var/server.pid)"\nexit 1\n')
    hook.chmod(0o755)
    return home


def test_two_have_to_agree_and_a_crash_loses_nothing(strict_home: Path, new_editor: NewEditor) -> None:
    server = start(strict_home, SHUHUI_TWO_EDITORS="1")
    for login, name in (("li", "李编辑"), ("wang", "王编辑")):
        add_staff(server.database_url, login, name, ["编辑"], PASSWORD, "tests")
    (strict_home / "var" / "server.pid").write_text(str(server.process.pid))
    li = new_editor("li", server)
    li.open(ITEM)
    li.fills("简介", "满65岁的老人，每年免费体检一次。")
    li.press("请人复核…")
    li.page.get_by_label("为什么改（写进历史）").fill("写短些")
    li.page.get_by_role("dialog").get_by_role("button", name="请人复核", exact=True).click()
    expect(li.page.get_by_text("已交给另一位编辑复核。")).to_be_visible()
    own = Colleague(server, "li")
    own.signs_in()
    version = own.get(f"/editor/items/{ITEM}").json()["text_version"]
    assert own.send("POST", f"/editor/items/{ITEM}/approve", {"author": "li", "version": version}).status_code == 403

    wang = new_editor("wang", server)
    wang.page.get_by_role("link", name="li：待复核").click()
    expect(wang.page.get_by_text("写短些")).to_be_visible()
    wang.looks("approval")
    wang.press("同意并发布")
    server.process.wait(120)
    assert server.process.returncode == -9

    shutil.rmtree(strict_home / ".git" / "hooks")
    again = start(strict_home, SHUHUI_TWO_EDITORS="1")
    try:
        assert summary(again) == "满65岁的老人，每年免费体检一次。"
        with session(again.database_url) as database:
            (row,) = database.query(Publication)
            assert (row.author, row.approver, row.reason) == ("li", "wang", "写短些")
        assert git(strict_home, "log", "-1", "--format=%an %s").strip() == f"李编辑 {ITEM}: 写短些"
        assert git(strict_home, "status", "--porcelain", "knowledge") == ""
    finally:
        again.stop()

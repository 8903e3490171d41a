"""``shuhui wechat menu``, ``shuhui lint`` and ``shuhui doctor`` about the official account."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bot.catalog.wechat_file import mistakes, read_menu, read_welcome
from bot.settings import read_settings
from tests.server.running import ROOT, SHUHUI, environment, make_home
from tests.wechat.fake_api import Api


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose knowledge may be changed."""
    return make_home(tmp_path_factory.mktemp("commands") / "home")


def run(home: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SHUHUI, *arguments],
        env=environment(home, COLUMNS="300", **variables),
        cwd=home,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_menu_is_sent_as_the_file_has_it(home: Path, account: dict[str, str], api: Api) -> None:
    ended = run(home, "wechat", "menu", **account)
    assert ended.returncode == 0, ended.stderr
    menu = api.menus[-1]
    assert [entry["name"] for entry in menu["button"]] == ["查待遇", "怎么办", "帮助"]
    assert menu["button"][0]["sub_button"][0] == {"type": "click", "name": "我能享受哪些", "key": "我能享受哪些服务"}


def test_the_menu_that_would_be_sent_is_shown_without_an_account(home: Path) -> None:
    ended = run(home, "wechat", "menu", "--show")
    assert ended.returncode == 0 and '"key": "我能享受哪些服务"' in ended.stdout


@pytest.mark.parametrize(("code", "words"), [(40018, "太长"), (48001, "权限"), (40164, "白名单")])
def test_what_weChat_says_to_the_menu_is_said_in_words(
    home: Path, account: dict[str, str], api: Api, code: int, words: str
) -> None:
    api.failures.append(code)
    ended = run(home, "wechat", "menu", **account)
    assert ended.returncode == 1 and words in ended.stderr and "Traceback" not in ended.stderr


def test_a_wrong_menu_is_not_sent_and_lint_names_its_line(home: Path, account: dict[str, str], api: Api) -> None:
    path, before = home / "knowledge" / "wechat.yml", len(api.menus)
    right = path.read_text(encoding="utf-8")
    path.write_text(right.replace("名称: 查待遇", "名称: 查一查我的待遇"), encoding="utf-8")
    line = right[: right.index("名称: 查待遇")].count("\n") + 1
    try:
        linted, sent = run(home, "lint", "knowledge/wechat.yml"), run(home, "wechat", "menu", **account)
    finally:
        path.write_text(right, encoding="utf-8")
    assert linted.returncode == 1 and f"wechat.yml:{line}" in linted.stdout and "最多4个字" in linted.stdout
    assert sent.returncode == 1 and "最多4个字" in sent.stderr and len(api.menus) == before


WRONG = {
    "an unknown key": ("菜单栏: []", "菜单"),
    "four entries": ("菜单:\n" + "- {名称: 甲, 发送: 甲}\n" * 4, "最多3个"),
    "no list": ("菜单: 甲", "最多3个"),
    "no name": ("菜单:\n- {发送: 甲}", "名称"),
    "nothing to do": ("菜单:\n- {名称: 甲}", "发送"),
    "two things to do": ("菜单:\n- {名称: 甲, 发送: 甲, 网址: 'https://example.com'}", "写一样"),
    "six below": ("菜单:\n- 名称: 甲\n  下级:\n" + "  - {名称: 乙, 发送: 乙}\n" * 6, "1到5"),
    "below below": ("菜单:\n- 名称: 甲\n  下级:\n  - 名称: 乙\n    下级: [{名称: 丙, 发送: 丙}]", "不能再有"),
    "a long name below": ("菜单:\n- 名称: 甲\n  下级:\n  - {名称: 一二三四五六七八九, 发送: 乙}", "最多8个"),
    "long words": ("菜单:\n- {名称: 甲, 发送: " + "很长" * 40 + "}", "汉字"),
    "no safe address": ("菜单:\n- {名称: 甲, 网址: 'http://example.com'}", "https"),
    "a number to send": ("菜单:\n- {名称: 甲, 发送: 12345}", "一句话"),
    "a long welcome": ("欢迎: " + "您好" * 400, "汉字"),
}


@pytest.mark.parametrize(("text", "words"), WRONG.values(), ids=WRONG.keys())
def test_mistakes_of_an_editor_are_told(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "wechat.yml").write_text(text, encoding="utf-8")
    assert any(words in sentence for _, sentence in mistakes(tmp_path))


def test_a_missing_file_is_no_mistake(tmp_path: Path) -> None:
    assert list(mistakes(tmp_path)) == [] and read_menu(tmp_path) == {} and read_welcome(tmp_path) == ""


def test_the_file_of_this_repository_is_in_order() -> None:
    assert list(mistakes(read_settings().knowledge)) == []
    assert read_welcome(ROOT / "knowledge") and read_menu(ROOT / "knowledge")


@pytest.mark.parametrize("text", ["欢迎: [您好", "- 甲", "菜单: {甲: 乙}", "欢迎: {甲: 乙}"])
def test_a_broken_file_is_named_and_costs_nobody_the_welcome(home: Path, text: str) -> None:
    path = home / "knowledge" / "wechat.yml"
    right = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    try:
        shown, greeting = run(home, "wechat", "menu", "--show"), read_welcome(home / "knowledge")
    finally:
        path.write_text(right, encoding="utf-8")
    assert shown.returncode == 1 and "knowledge/wechat.yml" in shown.stderr and "Traceback" not in shown.stderr
    assert isinstance(greeting, str)


def about_wechat(ended: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in ended.stdout.splitlines() if "微信" in line]


def test_doctor_tells_what_is_missing(home: Path, account: dict[str, str], api: Api) -> None:
    (nothing,) = about_wechat(run(home, "doctor"))
    assert nothing.startswith("–") and "没有接" in nothing
    begun = run(home, "doctor", WECHAT_TOKEN=account["WECHAT_TOKEN"], WECHAT_MODE="safe")
    assert begun.returncode == 1
    assert "WECHAT_APPID" in begun.stdout and "WECHAT_AES_KEY" in begun.stdout
    assert [line[0] for line in about_wechat(run(home, "doctor", **account))] == ["✓", "✓"]
    wrong = run(home, "doctor", **{**account, "WECHAT_SECRET": "a wrong secret"})
    # the token of before is still good, so nothing is asked
    assert "a wrong secret" not in wrong.stdout + wrong.stderr
    without = run(home, "doctor", **{**account, "WECHAT_SECRET": "", "WECHAT_MODE": "plain"})
    assert [line[0] for line in about_wechat(without)] == ["–", "–"] and "安全模式" in without.stdout

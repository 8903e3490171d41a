"""``shuhui staff``: accounts from the command line, the password from standard input only."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bot.store.accounts import NotSignedIn, check_password
from tests.server.running import SHUHUI, environment

PASSWORD = "mapotofu-2026"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def url(home: Path) -> str:
    return f"sqlite:///{home / 'var' / 'shuhui.db'}"


def staff(home: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SHUHUI, "staff", *arguments],
        input=typed,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_an_account_from_its_first_day_to_its_last(home: Path) -> None:
    made = staff(home, "add", "wang", "--role", "坐席", "--role", "班长", "--name", "王芳", typed=f"{PASSWORD}\n")
    assert made.returncode == 0 and PASSWORD not in made.stdout + made.stderr
    assert check_password(url(home), "wang", PASSWORD).roles == {"坐席", "班长"}
    assert staff(home, "roles", "wang", "--role", "编辑").returncode == 0
    assert staff(home, "list").stdout == "wang\t王芳\t编辑\t在用\n"
    assert staff(home, "password", "wang", typed="another-2027!\n").returncode == 0
    assert check_password(url(home), "wang", "another-2027!")
    assert staff(home, "disable", "wang").returncode == 0
    with pytest.raises(NotSignedIn):
        check_password(url(home), "wang", "another-2027!")
    assert staff(home, "enable", "wang").returncode == 0
    assert check_password(url(home), "wang", "another-2027!")
    told = staff(home, "audit", "--login", "命令行").stdout
    assert [line.split("\t")[2] for line in reversed(told.splitlines())] == [
        "新建帐号",
        "改角色",
        "改密码",
        "停用帐号",
        "启用帐号",
    ]


def test_what_cannot_be_is_refused_in_a_sentence(home: Path) -> None:
    for arguments, typed, word in (
        (("add", "li", "--role", "坐席"), "short\n", "密码"),
        (("add", "li", "--role", "坐席"), "", "密码"),
        (("add", "li", "--role", "领导"), f"{PASSWORD}\n", "角色"),
        (("disable", "nobody"), "", "没有登录名"),
    ):
        refused = staff(home, *arguments, typed=typed)
        assert refused.returncode == 1 and word in refused.stderr and "Traceback" not in refused.stderr
    assert staff(home, "list").stdout == ""
    assert staff(home, "add", "li", "--role", "坐席", PASSWORD).returncode == 2  # a password is no argument

"""Accounts: who is let in, who is not, what is written down of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.store import accounts, sign_ins
from bot.store.accounts import (
    ALLOWED_FAILURES,
    LOCKED_FOR,
    AccountError,
    NotSignedIn,
    add_staff,
    all_staff,
    check_password,
    set_active,
    set_password,
    set_roles,
)
from bot.store.audit import deeds
from bot.store.database import now
from bot.store.sign_ins import IDLE, LONGEST, end_session, staff_of, start_session

PASSWORD = "mapotofu-2026"


@pytest.fixture
def wang(url: str) -> str:
    add_staff(url, "wang", "王芳", ["班长", "坐席"], PASSWORD, "tests")
    return "wang"


def fails(url: str, login: str, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(NotSignedIn):
            check_password(url, login, "something else")


def travel(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    for module in (accounts, sign_ins):
        monkeypatch.setattr(module, "now", lambda: now() + by)


def whats(url: str) -> list[str]:
    return [deed.what for deed in reversed(deeds(url))]


def test_the_right_password_lets_in(url: str, wang: str) -> None:
    staff = check_password(url, wang, PASSWORD)
    assert staff.name == "王芳" and staff.roles == {"坐席", "班长"}
    assert whats(url) == ["新建帐号", "登录"]


def test_a_password_is_kept_as_an_argon2_hash_only(url: str, wang: str, tmp_path: Path) -> None:
    if url.startswith("sqlite"):
        stored = b"".join(path.read_bytes() for path in (tmp_path / "below").iterdir())
        assert b"$argon2id$" in stored and PASSWORD.encode() not in stored


@pytest.mark.parametrize("login", ["wang", "nobody"])
def test_a_wrong_password_and_a_stranger_are_refused_alike(url: str, wang: str, login: str) -> None:
    with pytest.raises(NotSignedIn) as refusal:
        check_password(url, login, "something else")
    assert refusal.value.locked_until is None
    assert deeds(url)[0].what == "登录失败" and deeds(url)[0].who == login


def test_an_account_is_locked_after_failures_and_opens_by_itself(
    url: str, wang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(url, wang, ALLOWED_FAILURES)
    with pytest.raises(NotSignedIn) as refusal:
        check_password(url, wang, PASSWORD)
    assert refusal.value.locked_until is not None and refusal.value.locked_until > now()
    assert whats(url).count("锁定帐号") == 1
    travel(monkeypatch, LOCKED_FOR + timedelta(seconds=1))
    assert check_password(url, wang, PASSWORD).login == wang


def test_failures_do_not_add_up_over_a_success(url: str, wang: str) -> None:
    fails(url, wang, ALLOWED_FAILURES - 1)
    check_password(url, wang, PASSWORD)
    fails(url, wang, ALLOWED_FAILURES - 1)
    assert check_password(url, wang, PASSWORD)


def test_a_closed_account_is_refused_and_its_sessions_end(url: str, wang: str) -> None:
    token = start_session(url, wang)
    set_active(url, wang, False, "tests")
    assert staff_of(url, token) is None
    with pytest.raises(NotSignedIn):
        check_password(url, wang, PASSWORD)
    set_active(url, wang, True, "tests")
    assert staff_of(url, token) is None
    assert check_password(url, wang, PASSWORD)


def test_a_new_password_ends_sessions_and_the_lock(url: str, wang: str) -> None:
    token = start_session(url, wang)
    fails(url, wang, ALLOWED_FAILURES)
    set_password(url, wang, "another-2027!", "tests")
    assert staff_of(url, token) is None
    assert check_password(url, wang, "another-2027!")


def test_a_session_lasts_while_it_is_used_and_no_longer_than_a_shift(
    url: str, wang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    used, idle, watched = (start_session(url, wang) for _ in range(3))
    travel(monkeypatch, IDLE - timedelta(minutes=2))
    assert staff_of(url, used) and staff_of(url, watched, seen=False)
    travel(monkeypatch, IDLE + timedelta(minutes=2))
    assert staff_of(url, used)
    assert staff_of(url, idle) is None and staff_of(url, watched) is None
    travel(monkeypatch, LONGEST + timedelta(minutes=1))
    assert staff_of(url, used) is None


def test_signing_out_ends_the_session_on_the_server(url: str, wang: str) -> None:
    token, other = start_session(url, wang), start_session(url, wang)
    end_session(url, token)
    end_session(url, token)
    assert staff_of(url, token) is None and staff_of(url, other)
    assert whats(url)[-1] == "退出"
    assert staff_of(url, "made up") is None


@pytest.mark.parametrize(
    ("login", "roles", "password", "word"),
    [
        ("wang", ["坐席"], PASSWORD, "已经有"),
        ("王芳", ["坐席"], PASSWORD, "登录名"),
        ("a b", ["坐席"], PASSWORD, "登录名"),
        ("li", ["领导"], PASSWORD, "坐席、班长、编辑"),
        ("li", [], PASSWORD, "至少一个"),
        ("li", ["坐席"], "short", "10"),
        ("li", ["坐席"], "aaaaaaaaaaaaaaa", "简单"),
    ],
)
def test_an_account_that_cannot_be_is_refused_with_the_reason(
    url: str, wang: str, login: str, roles: list[str], password: str, word: str
) -> None:
    with pytest.raises(AccountError, match=word):
        add_staff(url, login, "", roles, password, "tests")
    assert [staff.login for staff in all_staff(url)] == [wang]


def test_roles_are_replaced_and_take_effect_in_open_sessions(url: str, wang: str) -> None:
    token = start_session(url, wang)
    set_roles(url, wang, ["编辑"], "tests")
    staff = staff_of(url, token)
    assert staff and staff.roles == {"编辑"} and staff.has("编辑") and not staff.has("坐席", "班长")
    assert deeds(url)[0].about == "wang：编辑"


def test_what_somebody_types_as_their_login_is_masked_in_the_record(url: str) -> None:
    fails(url, "13800138000")
    assert "13800138000" not in deeds(url)[0].who

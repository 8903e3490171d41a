"""Signing in at the running server, and what is refused to whom."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
import requests

from bot.channels.staff import API, PARTS
from bot.store.accounts import ALLOWED_FAILURES, set_active
from bot.store.audit import deeds
from tests.desk.colleague import PASSWORD
from tests.desk.conftest import NewColleague
from tests.server.running import Server

OPEN = {("POST", "/session"), ("DELETE", "/session")}  # for those who are not signed in (any more)


def addresses() -> Iterable[tuple[str, str]]:
    """Every method and path of the API, with something in the place of parameters."""
    for part in PARTS:
        blueprint = part()
        for route in blueprint._future_routes:
            path = "/".join("1" if piece.startswith("<") else piece for piece in route.uri.split("/"))
            yield from ((method, path) for method in sorted(route.methods))


def sentence_of(response: requests.Response) -> str:
    sentence = response.json()["error"]
    assert isinstance(sentence, str) and sentence.endswith("。")
    return sentence


def test_somebody_signs_in_and_out(new_colleague: NewColleague) -> None:
    colleague = new_colleague("坐席", signed_in=False)
    response = colleague.signs_in()
    assert response.json() == {"login": colleague.login, "name": f"同事{colleague.login}", "roles": ["坐席"]}
    cookie = response.headers["set-cookie"]
    assert cookie.startswith("shuhui_staff=") and "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert colleague.get("/session").status_code == 200
    kept = colleague.http.cookies["shuhui_staff"]
    assert colleague.send("DELETE", "/session").status_code == 204
    colleague.http.cookies.set("shuhui_staff", kept, domain="127.0.0.1", path="/")
    assert colleague.get("/session").status_code == 401


@pytest.mark.parametrize(("method", "path"), sorted(set(addresses()) - OPEN))
def test_nothing_is_answered_to_who_is_not_signed_in(new_colleague: NewColleague, method: str, path: str) -> None:
    stranger = new_colleague()
    response = stranger.send(method, path)
    assert response.status_code == 401, (method, path, response.text)
    assert "登录" in sentence_of(response)
    stranger.http.cookies.set("shuhui_staff", "IjEi.made.up", domain="127.0.0.1", path="/")
    assert stranger.send(method, path).status_code == 401


@pytest.mark.parametrize(("method", "path"), sorted({(m, p) for m, p in addresses() if m != "GET"}))
def test_a_request_from_another_site_is_refused(new_colleague: NewColleague, method: str, path: str) -> None:
    colleague = new_colleague("坐席", "班长", "编辑")
    del colleague.http.headers["X-Shuhui"]
    response = colleague.send(method, path, {})
    assert response.status_code == 403 and "页面" in sentence_of(response)


def test_failures_lock_the_account_and_are_written_down(new_colleague: NewColleague, server: Server) -> None:
    colleague = new_colleague("坐席", signed_in=False)
    answers = [colleague.signs_in("wrong").status_code for _ in range(ALLOWED_FAILURES)]
    assert answers == [401] * (ALLOWED_FAILURES - 1) + [423]
    locked = colleague.signs_in()
    assert locked.status_code == 423 and "分钟" in sentence_of(locked)
    assert [deed.what for deed in deeds(server.database_url, who=colleague.login)][:2] == ["锁定帐号", "登录失败"]
    set_active(server.database_url, colleague.login, True, "tests")
    assert colleague.signs_in().status_code == 200


def test_attempts_are_limited(new_colleague: NewColleague) -> None:
    stranger = new_colleague()
    answers = [stranger.signs_in("wrong").status_code for _ in range(12)]
    assert answers[0] == 401 and answers[-1] == 429


@pytest.mark.parametrize(
    "body", [b"", b"{nope", b"[]", {"login": 1, "password": 2}, {"login": " ", "password": "x"}, {"login": "a"}]
)
def test_a_sign_in_without_sense_gets_a_sentence(new_colleague: NewColleague, body: object) -> None:
    response = new_colleague().send("POST", "/session", body)
    assert response.status_code == 400 and "登录名" in sentence_of(response)


def test_somebody_changes_their_password(new_colleague: NewColleague) -> None:
    colleague, elsewhere = new_colleague("坐席"), None
    elsewhere = type(colleague)(colleague.server, colleague.login)
    elsewhere.signs_in()
    assert colleague.send("PUT", "/password", {"old": "no", "new": "another-2027!"}).status_code == 400
    assert colleague.send("PUT", "/password", {"old": PASSWORD, "new": "short"}).status_code == 400
    assert colleague.send("PUT", "/password", {"old": PASSWORD, "new": "another-2027!"}).status_code == 204
    assert colleague.get("/session").status_code == 200
    assert elsewhere.get("/session").status_code == 401
    assert elsewhere.signs_in("another-2027!").status_code == 200


def test_a_resident_s_cookie_opens_nothing(server: Server, new_colleague: NewColleague) -> None:
    stranger = new_colleague()
    requests_cookie = requests.get(server.api("session"), headers={"X-Shuhui": "1"}, timeout=60).cookies[
        "shuhui_session"
    ]
    stranger.http.cookies.set("shuhui_staff", requests_cookie, domain="127.0.0.1", path="/")
    assert stranger.get("/session").status_code == 401


@pytest.mark.parametrize("page", ["/desk", "/desk/call", "/editor"])
def test_the_pages_allow_only_their_own_styles(server: Server, page: str) -> None:
    first, second = (requests.get(server.url + page, timeout=60) for _ in range(2))
    policies = [response.headers["content-security-policy"] for response in (first, second)]
    assert "unsafe" not in policies[0] and policies[0] != policies[1]
    nonce = policies[0].split("'nonce-")[1].split("'")[0]
    assert nonce in first.text and f"{API}" not in first.text
    assert first.headers["cache-control"] == "no-store"

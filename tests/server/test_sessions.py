"""The server, not the browser, says who somebody is."""

from __future__ import annotations

from collections.abc import Callable
from http.cookies import SimpleCookie

import pytest
import requests
from itsdangerous import URLSafeTimedSerializer

from bot.channels.sessions import COOKIE
from tests.server.running import Server
from tests.server.visitor import Visitor, sentence_of, words_of

NewVisitor = Callable[..., Visitor]


def cookie_set(response: requests.Response):
    return SimpleCookie(response.headers["set-cookie"])[COOKIE]


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(visitor: Visitor) -> None:
    cookie = cookie_set(visitor.get("session"))
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/"
    assert int(cookie["max-age"]) >= 24 * 3600


def test_the_cookie_is_secure_behind_tls_only(server: Server) -> None:
    assert not cookie_set(requests.get(server.api("session"), timeout=30))["secure"]
    behind_tls = requests.get(server.api("session"), headers={"X-Forwarded-Proto": "https"}, timeout=30)
    assert cookie_set(behind_tls)["secure"]


def test_what_was_said_is_there_after_a_reload(visitor: Visitor, new_visitor: NewVisitor) -> None:
    answers = [message for text in ("你好", "我72岁，能免费体检吗") for message in visitor.says(text)]
    history = new_visitor(visitor.cookie).history()
    assert [message["text"] for message in history if message["from"] == "user"] == ["你好", "我72岁，能免费体检吗"]
    shown_again = [message for message in history if message["from"] == "bot"]
    for before, after in zip(answers, shown_again, strict=True):
        assert {**after, "id": ""} == {"card": None, **before, "id": ""}
    assert len({message["id"] for message in history}) == len(history)


def test_two_residents_do_not_see_each_other(visitor: Visitor, new_visitor: NewVisitor) -> None:
    visitor.says("我今年71岁，农村户口")
    other = new_visitor()
    assert other.history() == [] and other.persons() == {}
    other.says("我今年23岁")
    assert other.persons()["self"]["年龄"] == 23
    assert visitor.persons()["self"]["年龄"] == 71
    assert "23岁" not in words_of([m for m in visitor.history() if m["from"] == "user"])


def tampered(cookie: str) -> str:
    payload, rest = cookie.split(".", 1)
    return f"{payload[:-2]}{'AB' if payload[-2:] != 'AB' else 'CD'}.{rest}"


def resigned(cookie: str) -> str:
    """The same sender, signed by somebody who does not know the secret."""
    serializer = URLSafeTimedSerializer("another secret", salt="resident-session")
    return str(serializer.dumps(serializer.loads_unsafe(cookie)[1]))


FORGERIES: dict[str, Callable[[str], str]] = {
    "tampered": tampered,
    "signed with another key": resigned,
    "unsigned": lambda cookie: cookie.split(".")[0],
    "plain sender": lambda cookie: str(URLSafeTimedSerializer("any").loads_unsafe(cookie)[1]),
    "signature of another": lambda cookie: cookie.rsplit(".", 1)[0] + "." + "A" * 27,
    "rubbish": lambda cookie: "../../etc/passwd",
    "empty": lambda cookie: "",
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forged_cookie_gets_a_new_session(
    forge: Callable[[str], str], visitor: Visitor, new_visitor: NewVisitor
) -> None:
    visitor.says("你好")
    forger = new_visitor(forge(visitor.cookie))
    response = forger.get("session")
    assert response.status_code == 200 and response.json()["messages"] == []
    given = URLSafeTimedSerializer("any").loads_unsafe(cookie_set(response).value)[1]
    assert given and given != visitor.sender


def test_a_cookie_of_odd_bytes_gets_a_new_session(server: Server) -> None:
    headers = {"Cookie": f"{COOKIE}=\xff\xfe\x01".encode("latin-1")}
    assert requests.get(server.api("session"), headers=headers, timeout=30).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "messages", {"text": "我今年44岁"}),
        ("PUT", "profile", {"subject": "self", "fact": "年龄", "value": 44}),
        ("DELETE", "profile", {}),
        ("POST", "feedback", {"message_id": "x", "vote": "up"}),
    ],
)
def test_a_request_from_another_site_is_refused(visitor: Visitor, method: str, path: str, body: object) -> None:
    """A page on another site cannot set our header without asking first, and asking is not answered."""
    visitor.says("我今年43岁")
    del visitor.http.headers["X-Shuhui"]
    response = visitor.send(method, path, body)
    assert response.status_code == 403 and sentence_of(response)
    assert visitor.persons() == {"self": {"年龄": 43}}
    preflight = visitor.http.options(
        visitor.server.api(path),
        headers={"Origin": "https://example.org", "Access-Control-Request-Headers": "x-shuhui"},
        timeout=30,
    )
    assert not [name for name in preflight.headers if name.lower().startswith("access-control-")]

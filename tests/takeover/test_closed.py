"""The server outside the hours: when somebody comes, and a number to call with consent only."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.channels.working_hours import BEIJING
from tests.server.running import Server
from tests.server.visitor import Visitor
from tests.takeover.people import Clerk, Resident

NUMBER = "13512345678"


@pytest.fixture
def resident(closed_server: Server) -> Resident:
    return Resident(Visitor(closed_server))


@pytest.fixture
def clerk(closed_server: Server) -> Clerk:
    return Clerk.hired(closed_server, ("坐席",))


def test_the_bot_says_when_somebody_is_there_and_offers_a_call(resident: Resident, clerk: Clerk) -> None:
    answer = resident.says("找人工")
    opening = datetime.now(BEIJING).date() + timedelta(days=2)
    words = answer["messages"][-1]["text"]
    assert "后天" in words and f"星期{'一二三四五六日'[opening.weekday()]}" in words and "12345" in words
    assert answer["messages"][-1]["card"] == {"type": "callback", "days": 30}
    assert answer["handover"]["state"] == "none"
    assert "健康管理" in str(resident.says("我72岁，住在成都，能免费体检吗")["messages"])
    assert "后天" in str(resident.visitor.history())


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({"phone": NUMBER}, "打勾"),
        ({"phone": NUMBER, "consent": False}, "打勾"),
        ({"phone": NUMBER, "consent": "true"}, "打勾"),
        ({"phone": "1351234567", "consent": True}, "不对"),
        ({"phone": "<script>", "consent": True}, "不对"),
        ({"phone": {"a": 1}, "consent": True}, "不对"),
        ({"consent": True}, "不对"),
        (b"\xff", "不对"),
    ],
)
def test_without_a_number_or_consent_nothing_is_kept(
    resident: Resident, closed_server: Server, body: object, word: str
) -> None:
    resident.says("找人工")
    response = resident.visitor.post("callback", body)
    assert response.status_code == 400 and word in response.json()["error"]
    assert resident.visitor.send("DELETE", "callback", {}).status_code == 404
    assert NUMBER.encode() not in closed_server.stored()


def test_a_number_is_called_and_gone(resident: Resident, clerk: Clerk, closed_server: Server) -> None:
    resident.says("我72岁，住在成都，能免费体检吗")
    resident.says("找人工")
    left = resident.visitor.post("callback", {"phone": "135 1234 5678", "consent": True})
    assert left.json()["phone"] == "135****5678" and "135****5678" in str(resident.visitor.history())
    (note,) = clerk.get("/chats/notes").json()
    assert (note["phone"], note["topic"], note["channel"]) == ("135****5678", "老年人健康管理", "web")
    assert clerk.send("POST", f"/chats/notes/{note['id']}/number").json() == {"phone": NUMBER}
    assert NUMBER.encode() not in closed_server.stored() and NUMBER not in closed_server.log
    assert clerk.send("POST", f"/chats/notes/{note['id']}/write").status_code == 409  # a page cannot be written to
    assert clerk.send("POST", f"/chats/notes/{note['id']}/done").status_code == 204
    assert clerk.send("POST", f"/chats/notes/{note['id']}/done").status_code == 409
    assert clerk.send("POST", f"/chats/notes/{note['id']}/number").status_code == 404
    assert clerk.get("/chats/notes").json() == []


@pytest.mark.parametrize("how", ["the button", "the words"])
def test_the_resident_takes_the_number_back(resident: Resident, clerk: Clerk, how: str) -> None:
    resident.says("找人工")
    resident.visitor.post("callback", {"phone": NUMBER, "consent": True})
    assert len(clerk.get("/chats/notes").json()) == 1
    if how == "the button":
        assert resident.visitor.send("DELETE", "callback", {}).status_code == 200
    else:
        assert "已经删除" in resident.hears("删除我的信息")
    assert clerk.get("/chats/notes").json() == []


def test_another_site_leaves_no_number(resident: Resident) -> None:
    del resident.visitor.http.headers["X-Shuhui"]
    assert resident.visitor.post("callback", {"phone": NUMBER, "consent": True}).status_code == 403

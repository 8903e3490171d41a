"""A resident on WeChat and a member of staff at the console."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.server.running import Server
from tests.takeover.people import Clerk
from tests.wechat.fake_api import Api
from tests.wechat.phone import Phone


@pytest.fixture
def clerk(server: Server) -> Iterator[Clerk]:
    """Somebody at the console."""
    made = Clerk.hired(server, ("坐席",))
    made.comes()
    yield made
    made.goes()


def test_a_person_takes_the_chat_writes_and_gives_it_back(phone: Phone, clerk: Clerk, api: Api) -> None:
    phone.says("老年人免费体检在哪里办")
    assert "已经帮您转人工" in phone.says("找人工")
    chat = clerk.sees_waiting()
    clerk.takes(chat)
    assert f"{clerk.name}来了" in api.wait_for(phone.openid)[0]
    clerk.says(chat, "您好，您家里几口人？")
    assert api.wait_for(phone.openid, 2)[1] == f"{clerk.name}：您好，您家里几口人？"
    assert phone.says("2") == ""  # an answer to the clerk and no option of before
    assert clerk.reads(chat)["messages"][-1]["text"] == "2"
    assert phone.shows(phone.message("voice", MediaId="m", Format="amr", Recognition="还有一个孙子。")) == ""
    clerk.gives_back(chat)
    assert "还是我（蜀惠）来答" in api.wait_for(phone.openid, 3)[2]
    assert "体检" in phone.says("老年人免费体检要带什么材料")


def test_a_clerk_is_told_when_WeChat_takes_no_more(phone: Phone, clerk: Clerk, api: Api) -> None:
    phone.says("找人工")
    chat = clerk.sees_waiting()
    clerk.takes(chat)
    api.wait_for(phone.openid)
    api.failures.append(45047)
    refused = clerk.send("POST", f"/chats/{chat}/messages", {"text": "您好"})
    assert refused.status_code >= 400 and "最多发5条" in refused.json()["error"]
    clerk.gives_back(chat)

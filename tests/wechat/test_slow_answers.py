"""Answers that are not ready in time come through the customer-service API, once and in order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.server.running import Server, unlogged
from tests.wechat.fake_api import Api
from tests.wechat.phone import Phone, Platform


@pytest.fixture
def slow(hurried: Server) -> Iterator[Phone]:
    """A resident whose answers all come late."""
    with unlogged(hurried):
        yield Phone(Platform(hurried))


def test_a_conversation_goes_on_through_the_api(slow: Phone, api: Api) -> None:
    assert slow.says("老年人免费体检在哪里办") == ""
    (first,) = api.wait_for(slow.openid)
    assert "回复数字" in first and "在哪里办" in first
    sent = slow.message("text", Content="1")
    assert [slow.shows(sent) for _ in range(3)] == ["", "", ""]
    assert "要带的材料" in api.wait_for(slow.openid, 2)[1]
    slow.says("我今年72岁，住在成都武侯区")
    assert "【符合】" in api.wait_for(slow.openid, 3)[2] and len(api.texts(slow.openid)) == 3


def test_a_retry_at_another_server_gets_the_answer_of_the_first(platform: Platform, slow: Phone, api: Api) -> None:
    phone = Phone(platform)
    sent = phone.message("text", Content="老年人免费体检在哪里办")
    first = phone.shows(sent)
    assert first and slow.platform.reply_of(slow.platform.deliver(sent))["Content"] == first
    typed = phone.message("text", Content="1")
    slow.platform.deliver(typed)
    (other,) = api.wait_for(phone.openid)
    assert "要带的材料" in other and phone.shows(typed) == ""


def test_a_token_that_ran_out_meanwhile_costs_no_answer(slow: Phone, api: Api) -> None:
    slow.says("你好")
    api.wait_for(slow.openid)
    api.expire()
    slow.says("低保怎么申请")
    assert "低" in api.wait_for(slow.openid, 2)[1]


@pytest.mark.parametrize("code", [45015, 45047])
def test_what_weChat_refuses_is_there_when_the_resident_asks_to_go_on(slow: Phone, api: Api, code: int) -> None:
    log = slow.platform.server.log
    api.failures.append(code)
    slow.says("老年人免费体检在哪里办")
    with api.changed:
        assert api.changed.wait_for(lambda: not api.failures, 30)
    shown = slow.says("继续") or "".join(api.wait_for(slow.openid))
    assert "在哪里办" in shown
    assert "customer-service message not sent" in slow.platform.server.log.removeprefix(log)

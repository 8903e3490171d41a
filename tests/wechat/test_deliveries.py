"""What is delivered wrongly, twice, late or by somebody else, at the running server."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
import requests
from wechatpy.crypto import WeChatCrypto

from bot.answers import wording
from tests.wechat.phone import AES_KEY, APP_ID, TOKEN, Phone, Platform, Sent, message_xml, signature


@pytest.fixture(params=["encrypted", "plain"])
def either(request: pytest.FixtureRequest, platform: Platform) -> Platform:
    """WeChat in safe mode and in plain mode."""
    return Platform(platform.server, encrypted=request.param == "encrypted")


def changed(sent: Sent, **query: str) -> Sent:
    return Sent({**sent.query, **query}, sent.body)


def signed(platform: Platform, body: bytes) -> Sent:
    """A body of any kind in a request that is signed as it should be."""
    return Sent(Platform(platform.server, encrypted=False).request("<xml></xml>").query, body)


def status(platform: Platform, sent: Sent) -> int:
    return platform.deliver(sent).status_code


# ---- the address is verified ----------------------------------------------------------------


def verified(platform: Platform, **query: str) -> requests.Response:
    given = {**platform.request("").query, "echostr": "4375120948345356249", **query}
    return requests.get(platform.address, params=given, timeout=30)


def test_the_address_is_verified_by_the_echo(either: Platform) -> None:
    response = verified(either)
    assert response.status_code == 200 and response.text == "4375120948345356249"
    assert response.headers["content-type"].startswith("text/plain")


def test_nothing_is_echoed_to_others(platform: Platform) -> None:
    stamp = str(int(time.time()))
    assert verified(platform, signature=signature(stamp, "1", token="another")).status_code == 403
    assert verified(platform, signature="").text == ""
    assert "<b>" not in verified(platform, echostr="<b>x", nonce="2").text


# ---- forged -----------------------------------------------------------------------------------


def test_a_wrong_signature_is_refused_before_the_body_is_looked_at(either: Platform) -> None:
    sent = Phone(either).message("text", Content="低保")
    for wrong in ("", "0" * 40, signature(sent.query["timestamp"], sent.query["nonce"], token="another"), "签名"):
        assert status(either, changed(sent, signature=wrong)) == 403
        assert status(either, Sent({**sent.query, "signature": wrong}, b"<no xml")) == 403


def test_a_request_without_or_with_two_signatures_is_refused(platform: Platform) -> None:
    sent = Phone(platform).message("text", Content="低保")
    assert requests.post(platform.address, data=sent.body, timeout=30).status_code == 403
    twice = [*sent.query.items(), ("signature", sent.query["signature"])]
    assert requests.post(platform.address, params=twice, data=sent.body, timeout=30).status_code == 403


def test_a_ciphertext_that_was_changed_is_refused(platform: Platform) -> None:
    phone = Phone(platform)
    sent, other = phone.message("text", Content="低保"), phone.message("text", Content="体检")
    assert status(platform, Sent(sent.query, other.body)) == 403
    assert status(platform, changed(sent, msg_signature="0" * 40)) == 403
    assert status(platform, changed(sent, msg_signature="")) == 403


@pytest.mark.parametrize("whose", ["another account", "another key"])
def test_a_message_sealed_for_somebody_else_is_refused(platform: Platform, whose: str) -> None:
    app_id, key = ("wxfedcba9876543210", AES_KEY) if whose == "another account" else (APP_ID, AES_KEY[::-1])
    forger = replace(platform, crypto=WeChatCrypto(TOKEN, key, app_id))
    assert status(forger, Phone(forger).message("text", Content="低保")) == 403


# ---- too old, from the future -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("skew", "accepted"), [(-240, True), (-320, False), (240, True), (320, False), (-(10**6), False)]
)
def test_five_minutes_either_side_of_our_clock_are_accepted(either: Platform, skew: int, accepted: bool) -> None:
    late = replace(either, skew=skew)
    response = late.deliver(Phone(late).message("text", Content="你好"))
    assert (response.status_code == 200) == accepted


@pytest.mark.parametrize("stamp", ["", "now", "-1", "1e9", "９９", "1" * 40])
def test_a_time_that_is_none_is_refused(platform: Platform, stamp: str) -> None:
    sent = Phone(platform).message("text", Content="低保")
    nonce = sent.query["nonce"]
    assert status(platform, changed(sent, timestamp=stamp, signature=signature(stamp, nonce))) == 403


# ---- harmful bodies ---------------------------------------------------------------------------

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BODIES = {
    "entity bomb": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><xml><Content>&l9;</Content></xml>',
    "external entity": '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><Content>&f;</Content></xml>',
    "document type": '<!DOCTYPE xml SYSTEM "http://127.0.0.1:1/x.dtd"><xml><MsgType>text</MsgType></xml>',
    "undeclared entity": "<xml><MsgType>text</MsgType><Content>&nbsp;</Content></xml>",
    "deep": "<xml>" + "<a>" * 2000 + "</a>" * 2000 + "</xml>",
    "stylesheet": '<?xml-stylesheet href="http://127.0.0.1:1/"?><xml><MsgType>text</MsgType></xml>',
    "not closed": "<xml><MsgType>text",
    "another root": "<html><body/></html>",
    "two roots": "<xml></xml><xml></xml>",
    "nothing": "",
    "only text": "<xml>text</xml>",
    "json": '{"MsgType": "text"}',
    "no sender": "<xml><MsgType>text</MsgType><CreateTime>1</CreateTime><MsgId>1</MsgId></xml>",
    "sender twice": "<xml><FromUserName>a</FromUserName><FromUserName>b</FromUserName><CreateTime>1</CreateTime>"
    "<MsgType>text</MsgType><MsgId>1</MsgId></xml>",
    "no time": "<xml><FromUserName>a</FromUserName><MsgType>text</MsgType><MsgId>1</MsgId></xml>",
    "odd number": "<xml><FromUserName>a</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>x</MsgId></xml>",
    "odd sender": "<xml><FromUserName>a'; DROP</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType>"
    "<MsgId>1</MsgId></xml>",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_a_harmful_or_broken_body_is_refused_and_the_server_goes_on(platform: Platform, body: str) -> None:
    assert status(platform, signed(platform, body.encode())) == 400
    assert Phone(platform).says("你好")


def test_a_harmful_body_is_refused_inside_of_the_ciphertext_too(platform: Platform) -> None:
    assert status(platform, platform.request(BODIES["entity bomb"])) == 400


@pytest.mark.parametrize("body", [b"\xff\xfe<\x00x\x00m\x00l\x00", "<xml>低保</xml>".encode("gb18030"), b"\x00" * 100])
def test_what_is_not_utf_8_is_refused(platform: Platform, body: bytes) -> None:
    assert status(platform, signed(platform, body)) == 400


@pytest.mark.parametrize("size", [64_001, 300_000])
def test_a_body_that_is_too_long_is_refused(platform: Platform, size: int) -> None:
    assert status(platform, signed(platform, b"<xml>" + b" " * size)) == 413


# ---- again ------------------------------------------------------------------------------------


def test_a_retry_gets_the_same_answer_and_counts_once(either: Platform) -> None:
    phone = Phone(either)
    phone.says("我能享受哪些服务")
    sent = phone.message("text", Content="我今年66岁")
    first = phone.shows(sent)
    assert [phone.shows(sent) for _ in range(3)] == [first] * 3
    assert phone.says("我能享受哪些服务").count("66周岁") == 0 and "没听明白" not in first


def test_a_retry_that_was_signed_anew_is_the_same_message(either: Platform) -> None:
    phone = Phone(either)
    xml = message_xml(phone.openid, "text", phone.clock, 77_000_000_000 + int(either.encrypted), Content="低保怎么申请")
    first = phone.shows(either.request(xml))
    assert first and phone.shows(either.request(xml)) == first


def test_deliveries_at_the_same_time_get_one_answer(platform: Platform) -> None:
    phone = Phone(platform)
    phone.says("我妈70岁了，农村户口，能吃低保不")
    sent, answers = phone.message("text", Content="否"), []
    threads = [threading.Thread(target=lambda: answers.append(phone.shows(sent))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4 and len(set(answers)) == 1
    assert "低保标准" in answers[0]  # the next question, so the no has been taken once


def test_an_event_is_known_by_its_sender_and_time(platform: Platform) -> None:
    phone, other = Phone(platform), Phone(platform)
    sent = phone.event("CLICK", EventKey="我能享受哪些服务")
    first = phone.shows(sent)
    assert phone.shows(sent) == first
    other.clock = phone.clock - 1
    assert other.clicks("我能享受哪些服务") == first  # of another resident at the same second: answered for itself


def test_a_seen_address_cannot_carry_another_message(either: Platform) -> None:
    """In plain mode the signature does not cover the body."""
    phone, victim = Phone(either), Phone(either)
    seen = phone.message("text", Content="你好")
    assert phone.shows(seen)
    forged = message_xml(victim.openid, "text", victim.clock, 66_000_000_000, Content="删除我的信息")
    signed_part = {name: seen.query[name] for name in ("signature", "timestamp", "nonce")}
    assert status(either, Sent(signed_part, forged.encode())) == 403
    assert phone.shows(seen)


# ---- out of order -----------------------------------------------------------------------------


def test_messages_that_overtake_each_other_are_each_answered(platform: Platform) -> None:
    phone = Phone(platform)
    first, second = phone.message("text", Content="我今年72岁"), phone.message("text", Content="老年人免费体检怎么办")
    assert "老年人健康管理" in phone.shows(second)
    assert "72" in phone.shows(first)


def test_a_number_that_comes_late_means_the_options_that_were_on_the_screen(platform: Platform) -> None:
    phone = Phone(platform)
    shown = phone.says("老年人免费体检要带什么材料")
    assert "1. " in shown and "在哪里办" in shown
    typed, later = phone.message("text", Content="1"), phone.message("text", Content="残疾人有哪些补贴")
    assert "残疾人证" in phone.shows(later)
    assert "在哪里办" in phone.shows(typed)
    assert wording.NOT_HEARD not in phone.says("残疾人证有的")

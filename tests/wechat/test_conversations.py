"""Whole conversations on WeChat."""

from __future__ import annotations

import re

import pytest

from bot.answers import wording
from tests.wechat.phone import Phone

LINK = re.compile(r'<a href="weixin://bizmsgmenu\?msgmenucontent=([^"&]+)&msgmenuid=(\d+)">([^<]+)</a>')


def options(answer: str) -> list[str]:
    """What the links of an answer send."""
    return [content for content, _, _ in LINK.findall(answer)]


def test_from_following_to_a_verdict_with_reasons(phone: Phone) -> None:
    assert "我能享受哪些服务" in options(phone.shows(phone.event("subscribe", EventKey="")))
    asked = phone.says("我妈70岁了，农村户口，有残疾证二级，能领护理补贴不")
    assert "您母亲的户口在哪里" in asked and "年龄70周岁" in asked
    asked = phone.says("达州渠县")
    while "【" not in asked:
        assert "2. " in asked, asked
        asked = phone.says("2")  # 否
    assert "【初步符合】" in asked and "为什么：\n✓ " in asked
    assert "去哪办：" in asked and "依据：" in asked
    assert asked.index("为什么：") < asked.index("去哪办：") < asked.index("依据：") < asked.index("回复数字")
    materials = phone.says(str(1 + options(asked).index("要带什么材料")))
    assert "要带的材料" in materials and "· 身份证" in materials
    father = phone.says("那我爸呢")
    assert "您父亲" in father


@pytest.mark.parametrize("typed", ["1", "1.", "１", "①", "第一个", "1、", "选1", " 1 ", "1️⃣", "一"])
def test_an_option_is_chosen_by_its_number_however_it_is_typed(phone: Phone, typed: str) -> None:
    assert "要带什么材料" in options(phone.says("老年人免费体检在哪里办"))[0]
    assert "要带的材料" in phone.says(typed)


def test_a_link_sends_its_words(phone: Phone) -> None:
    shown = phone.says("老年人免费体检在哪里办")
    assert "要带的材料" in taps(phone, shown, options(shown)[0])


def taps(phone: Phone, shown: str, content: str) -> str:
    """The answer to a tap on a link that was shown."""
    link = next(link for link in LINK.findall(shown) if link[0] == content)
    return phone.shows(phone.message("text", Content=content, bizmsgmenuid=link[1]))


def test_a_link_of_an_earlier_question_does_not_answer_the_present_one(phone: Phone) -> None:
    first = phone.says("残疾人有哪些补贴")
    second = taps(phone, first, "是")
    assert "2. " in second or "也可以点" in second
    assert "前面的选项" in taps(phone, first, "否")
    assert "前面的选项" not in taps(phone, second, options(second)[-1])


def test_a_link_that_means_the_same_at_any_time_works_at_any_time(phone: Phone) -> None:
    welcome = phone.shows(phone.event("subscribe", EventKey=""))
    phone.says("老年人免费体检在哪里办")
    assert "83项服务里" in taps(phone, welcome, "我能享受哪些服务")


def test_an_option_is_chosen_by_voice(phone: Phone) -> None:
    phone.says("老年人免费体检在哪里办")
    answer = phone.shows(phone.message("voice", MediaId="m", Format="amr", Recognition="第一个。"))
    assert "第一个" in answer and "要带的材料" in answer


def test_a_number_that_is_asked_for_is_an_answer_and_no_option(phone: Phone) -> None:
    shown = phone.says("我能享受哪些服务")
    while "多大年纪" not in shown:
        shown = phone.says("不知道")
    assert "不知道" in options(shown) and "回复数字" not in shown
    assert "1. " not in shown
    phone.says("3")
    assert re.search('"年龄": ?3[,}]'.encode(), phone.platform.server.stored())


def test_a_screening_lists_what_somebody_may_have(phone: Phone) -> None:
    phone.says("我能享受哪些服务")
    phone.says("我今年82岁，农村户口，户口在达州渠县，也住在那里")
    result = phone.says("先看结果")
    assert "【符合】" in result and "老年人福利补贴" in result and "把它的名字发给我" in result
    assert "【符合】" in phone.says("老年人福利补贴")


def test_a_voice_that_was_recognised_is_answered_with_what_was_heard(phone: Phone) -> None:
    answer = phone.shows(
        phone.message("voice", MediaId="m", Format="amr", Recognition="我今年72岁，住在成都，能免费体检吗。")
    )
    assert answer.startswith("听到您说：“我今年72岁，住在成都，能免费体检吗”") and "老年人健康管理" in answer


@pytest.mark.parametrize("recognition", [{}, {"Recognition": ""}, {"Recognition": " "}])
def test_a_voice_that_was_not_recognised_asks_to_say_it_again_or_type(
    phone: Phone, recognition: dict[str, str]
) -> None:
    assert "打字" in phone.shows(phone.message("voice", MediaId="m", Format="amr", **recognition))


def place(phone: Phone, label: str) -> str:
    sent = phone.message("location", Location_X=31.123456, Location_Y=106.987654, Scale=16, Label=label)
    return phone.shows(sent)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("四川省达州市渠县天星镇营渠路1号", "四川省达州市渠县"),
        ("成都市武侯区天府三街198号", "四川省成都市武侯区"),
        ("渠县人民医院(渠江镇)", "四川省达州市渠县"),
        ("重庆市渝中区人民路", "重庆市"),
    ],
)
def test_a_place_says_where_somebody_lives(phone: Phone, label: str, name: str) -> None:
    assert f"住在{name}" in place(phone, label)


def test_a_place_answers_the_question_where_somebody_lives(phone: Phone) -> None:
    asked = phone.says("我妈72岁，能免费体检吗")
    assert "您母亲现在住在哪里" in asked or "住" in asked
    assert "【符合】" in place(phone, "四川省成都市武侯区天府三街198号")


def test_a_place_sent_while_something_else_is_asked_is_acknowledged(phone: Phone) -> None:
    asked = phone.says("我妈70岁，农村户口，有残疾证二级，能领护理补贴不")
    shown = place(phone, "四川省达州市渠县天星镇营渠路1号")
    assert "户口在哪里" in asked and "户口在哪里" in shown
    assert shown.startswith("收到您的位置：四川省达州市渠县")


@pytest.mark.parametrize("label", ["", "未知位置", "Some Street 5"])
def test_a_place_that_nobody_knows_is_asked_for_in_words(phone: Phone, label: str) -> None:
    assert "打字" in place(phone, label)


def test_coordinates_are_not_kept(phone: Phone) -> None:
    place(phone, "四川省达州市渠县天星镇营渠路1号")
    stored = phone.platform.server.stored()
    assert b"31.12" not in stored and b"106.98" not in stored and "营渠路".encode() not in stored


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("image", {"PicUrl": "http://mmbiz.qpic.cn/x", "MediaId": "m"}),
        ("video", {"MediaId": "m", "ThumbMediaId": "t"}),
        ("shortvideo", {"MediaId": "m", "ThumbMediaId": "t"}),
        ("link", {"Title": "t", "Description": "d", "Url": "http://example.com"}),
        ("file", {"Title": "t"}),
        ("text", {"Content": "【收到不支持的消息类型，暂无法显示】"}),
    ],
)
def test_what_cannot_be_read_is_asked_for_in_words_and_the_options_stay(
    phone: Phone, kind: str, fields: dict[str, str]
) -> None:
    phone.says("老年人免费体检在哪里办")
    assert "打字" in phone.shows(phone.message(kind, **fields))
    assert "要带的材料" in phone.says("1")


@pytest.mark.parametrize("text", ["[微笑]", "/::)", "[强][强]", "😀", "？", " "])
def test_a_message_without_words_is_asked_for_words(phone: Phone, text: str) -> None:
    assert wording.EMPTY in phone.says(text)


def test_menu_and_codes_speak_for_the_resident(phone: Phone) -> None:
    assert "83项" in phone.clicks("我能享受哪些服务")
    scanned = phone.shows(phone.event("SCAN", EventKey="elderly-health", Ticket="t"))
    assert "老年人健康管理" in scanned and "免费体检" in scanned
    other = Phone(phone.platform)
    assert "免费体检" in other.shows(other.event("subscribe", EventKey="qrscene_elderly-health", Ticket="t"))
    assert "83项" in phone.shows(phone.event("SCAN", EventKey="123", Ticket="t"))


@pytest.mark.parametrize("event", ["VIEW", "LOCATION", "TEMPLATESENDJOBFINISH", "view_miniprogram", "something_new"])
def test_events_that_nobody_waits_for_are_only_acknowledged(phone: Phone, event: str) -> None:
    assert phone.shows(phone.event(event, EventKey="https://example.com", Latitude=31.1, Longitude=106.9)) == ""


def test_markup_of_a_resident_is_not_sent_back_as_markup(phone: Phone) -> None:
    answer = phone.says('<a href="http://evil.example">低保</a> ]]> 怎么申请')
    assert answer and 'evil.example"' not in answer

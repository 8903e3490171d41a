"""Typed numbers: which mean an option, and which are an answer."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers.cards import question_card
from bot.channels.wechat.options import lines_of, may_be_numbered, number_in, remembered, resolved

YES_NO = [{"title": title, "payload": title} for title in ("是", "否", "不知道")]


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), ("２", 2), ("3.", 3), ("③", 3), ("⑶", 3), ("(2)", 2), ("（2）", 2), ("第一个", 1), ("第2项", 2), ("2号", 2),
     ("选2", 2), ("我选第三个", 3), ("十", 10), ("12", 12), ("2️⃣", 2), ("1 。", 1), ("⒈", 1)],
)  # fmt: skip
def test_numbers_of_options(text: str, number: int) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "一个", "两个", "2级", "二级", "3岁", "65岁", "1958", "2个", "一年", "1、2", "1和2", "低保", "第", "个", "-1", "1.5", "110", "½"],
)  # fmt: skip
def test_what_is_no_number_of_an_option(text: str) -> None:
    assert number_in(text) is None


def question(kind: str, text: str, *values: Any) -> dict[str, Any]:
    options = [{"value": value, "title": str(value)} for value in values]
    return {"text": text, "card": {"type": "question", "text": text, "input": {"kind": kind, "options": options}}}


@pytest.mark.parametrize(
    ("asked", "numbered"),
    [
        (question("number", "您今年多大年纪？"), False),
        (question("money", "一个月收入多少？"), False),
        (question("date", "哪天生的？"), False),
        (question("bool", "您有残疾人证吗？"), True),
        (question("region", "您的户口在哪里？"), True),
        (question("choice", "您是什么户口？", "农业", "非农业"), True),
        (question("choice", "残疾等级是几级？", 1, 2, 3, 4), True),  # 2 means 二级 either way
        (question("choice", "现在还有几个孩子？", "没有", "一个", "两个女儿", "其他"), False),
        ({"text": "不用问", "buttons": []}, True),
    ],
)
def test_options_have_numbers_unless_a_number_may_be_the_answer(asked: dict[str, Any], numbered: bool) -> None:
    assert may_be_numbered([asked]) is numbered


def test_every_question_of_the_catalogue_can_be_answered_with_a_number_safely(catalog: Any) -> None:
    """Where a fact's options have numbers, no option's own number stands at another place."""
    for name, fact in catalog.vocabulary.facts.items():
        card = question_card(catalog, name, fact.question)
        if may_be_numbered([{"card": card}]):
            titles = [option["title"] for option in card["input"]["options"]]
            for place, title in enumerate(titles, start=1):
                assert number_in(title) in (None, place), (name, title)


def test_options_without_numbers_are_links_only() -> None:
    assert lines_of(YES_NO, False).startswith("也可以点：<a ") and "1. " not in lines_of(YES_NO, False)
    assert lines_of(YES_NO, True).splitlines()[1].startswith("1. <a href=")
    assert lines_of([], True) == ""


def test_words_that_would_break_a_link_are_shown_with_their_number_only() -> None:
    assert lines_of([{"title": "甲<乙", "payload": 'a"&b'}], True) == "点一下，或者回复数字：\n1. 甲＜乙"


def test_numbers_mean_the_options_shown_last() -> None:
    shown = remembered([], YES_NO, True, 100)
    assert resolved("2", shown, 101) == "否"
    shown = remembered(shown, [{"title": "在哪里办", "payload": "在哪里办"}], True, 110)
    assert resolved("1", shown, 111) == "在哪里办"
    assert resolved("2", shown, 111) == "2"  # there is no second now
    assert resolved("2", shown, 105) == "否"  # typed before, arrived after
    assert resolved("1", shown, 50) == "1"


def test_options_stay_while_an_answer_has_none_and_go_when_a_number_is_asked_for() -> None:
    shown = remembered([], YES_NO, True, 100)
    assert remembered(shown, [], True, 110) == shown
    assert resolved("2", remembered(shown, YES_NO, False, 110), 111) == "2"

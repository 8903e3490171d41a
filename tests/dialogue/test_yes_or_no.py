"""Short answers to yes-or-no questions, in Mandarin and Sichuanese."""

from __future__ import annotations

import pytest

from bot.dialogue.yes_or_no import is_about_something_else, read_yes_or_no
from tests.person import real_catalog


def read(fact: str, text: str) -> bool | None:
    return read_yes_or_no(real_catalog().vocabulary[fact], text)


@pytest.mark.parametrize("text", ["有", "有的", "嗯", "对头", "是的", "办了", "办了的", "有哦", "好像有", "我有"])
def test_a_plain_yes_is_a_yes(text: str) -> None:
    assert read("居住证", text) is True


@pytest.mark.parametrize("text", ["没有", "莫得", "没得", "没办", "还没", "没得嘛", "他没有", "没办过"])
def test_a_plain_no_is_a_no(text: str) -> None:
    assert read("居住证", text) is False


@pytest.mark.parametrize("text", ["好", "好嘛", "要得", "行", "可以", "二级", "成都", "嗯嗯我想问低保怎么办呢", ""])
def test_a_nod_or_something_else_answers_nothing(text: str) -> None:
    assert read("残疾证", text) is None


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("失业登记", "没登记", False),
        ("失业登记", "登记了", True),
        ("生育保险", "交了的", True),
        ("生育保险", "没交", False),
        ("领取职工养老金", "没领", False),
        ("退役落户农村", "是农村", True),
        ("寄宿", "不住校", False),
        ("劳动合同", "签了", True),
    ],
)
def test_the_words_of_the_question_answer_it(fact: str, text: str, value: bool) -> None:
    assert read(fact, text) is value


@pytest.mark.parametrize(
    ("text", "value"), [("能", False), ("能做", False), ("不能", True), ("做不了", True), ("可以", False)]
)
def test_being_able_to_care_for_oneself_is_the_no_of_生活不能自理(text: str, value: bool) -> None:
    assert read("生活不能自理", text) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [("没得", True), ("没有收入", True), ("是的", True), ("不是", False), ("有", False), ("有的", False)],
)
def test_agreeing_with_a_lack_is_a_yes(text: str, value: bool) -> None:
    """您是不是没有收入？ 没得。"""
    assert read("无生活来源", text) is value


@pytest.mark.parametrize("text", ["没有车", "交了的", "没买", "没得工资"])
def test_a_no_that_says_of_what_is_no_answer_to_another_question(text: str) -> None:
    assert is_about_something_else(real_catalog().vocabulary["低保"], text)


@pytest.mark.parametrize("text", ["硬是没得", "就是的嘛", "没吃", "哪里有嘛", "没得那个", "从来都没得"])
def test_a_mere_no_or_one_in_the_question_s_words_is_an_answer(text: str) -> None:
    assert not is_about_something_else(real_catalog().vocabulary["低保"], text)

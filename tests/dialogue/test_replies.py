"""What a text answers: the fact asked for, and others told beside it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dialogue.ground import Ground
from bot.dialogue.replies import Replies
from bot.rules.facts import FactError
from bot.rules.values import NOT_APPLICABLE, Range
from tests.dialogue.desk import understood
from tests.person import TODAY, real_catalog

REPLIES = Replies(Ground(real_catalog(), lambda: TODAY))


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("年龄", "65", 65),
        ("年龄", "六十五了", 65),
        ("年龄", "今年都八十二岁了", 82),
        ("残疾等级", "二级", 2),
        ("残疾等级", "一级", 1),
        ("居住月数", "半年", 6),
        ("失业保险缴费月数", "交了三年", 36),
        ("户口性质", "农村户口", "农业"),
        ("户籍地", "四川成都", "510100"),
        ("学段", "小学", "小学"),
        ("月收入", "一千二", 1200),
    ],
)
def test_an_answer_is_read_for_the_fact_asked(fact: str, text: str, value: object) -> None:
    assert REPLIES.read(fact, text) == value


@pytest.mark.parametrize(
    "text", ["我想问一下", "那一个月领好多钱", "要带两张照片吗", "等一下再说嘛", "我妈三级残疾能领吗"]
)
def test_a_sentence_with_a_number_in_it_is_no_age(text: str) -> None:
    assert REPLIES.read("年龄", text) is None


@pytest.mark.parametrize("text", ["300", "999岁", "-5", "负三岁", "虚岁66"])
def test_what_cannot_be_is_said_kindly(text: str) -> None:
    with pytest.raises(FactError, match="好像不对|周岁"):
        REPLIES.read("年龄", text)


@pytest.mark.parametrize(
    ("fact", "value"),
    [("子女数", 0), ("养老保险缴费年数", 0), ("月收入", 0), ("慢性病", NOT_APPLICABLE), ("残疾等级", NOT_APPLICABLE)],
)
def test_nothing_is_an_answer_to_a_question_for_more_than_yes_or_no(fact: str, value: object) -> None:
    assert REPLIES.read(fact, "没得") == value


def test_nothing_is_no_answer_to_an_age() -> None:
    assert REPLIES.read("年龄", "没有") is None


def test_no_grade_tells_that_there_is_no_certificate() -> None:
    assert REPLIES.also_denied("残疾等级") == "残疾证"


def test_a_birth_year_answers_for_the_age() -> None:
    assert REPLIES.alternatives("年龄", "1958年的") == {"出生日期": Range(date(1958, 1, 1), date(1958, 12, 31))}


def test_a_birthday_to_come_cannot_be() -> None:
    with pytest.raises(FactError, match="出生日期"):
        REPLIES.alternatives("年龄", "2090年的")


def others(names: list[str], text: str, **known: object) -> dict[str, object]:
    return REPLIES.others(names, understood(text), None, known)


def test_a_grade_told_unasked_belongs_to_the_certificate_that_is_there() -> None:
    names = ["残疾等级", "残疾军人等级", "工伤伤残等级"]
    assert others(names, "二级", 残疾证=True) == {"残疾等级": 2}


def test_a_bare_place_may_be_two_facts() -> None:
    assert set(others(["户籍地", "居住地"], "成都")) == {"户籍地", "居住地"}


def test_words_beside_a_place_say_which() -> None:
    assert set(others(["户籍地", "居住地"], "农村户口，成都的")) == {"户籍地"}


def test_years_paid_go_to_the_insurance_whose_question_says_paid() -> None:
    assert others(["居住月数", "失业保险缴费月数"], "交了3年") == {"失业保险缴费月数": 36}


@pytest.mark.parametrize("text", ["继续核对其他待遇", "要带三样东西吗", "没有"])
def test_what_states_nothing_plainly_tells_nothing(text: str) -> None:
    assert others(["法律援助事项", "年龄", "残疾等级", "低保"], text) == {}


def test_a_bare_answer_goes_to_the_question_and_not_to_another_number() -> None:
    message = understood("交了三年", 本人={"养老保险缴费年数": 3})
    assert REPLIES.as_answer("失业保险缴费月数", message).facts == ()


def test_a_place_to_live_does_not_answer_where_one_is_registered() -> None:
    message = understood("住成都", 本人={"居住地": "成都市"})
    assert REPLIES.as_answer("户籍地", message).facts == message.facts

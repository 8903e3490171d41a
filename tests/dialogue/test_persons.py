"""Whose facts are whose."""

from __future__ import annotations

import pytest

from bot.answers.wording import person
from bot.dialogue.persons import belongs_to_question, key_of
from bot.dialogue.state import State
from tests.person import real_catalog

VOCABULARY = real_catalog().vocabulary


def state(**persons: dict[str, object]) -> State:
    return State(persons={key.replace("_", ":"): facts for key, facts in persons.items()})


@pytest.mark.parametrize(
    ("subject", "text", "key"),
    [
        ("mother", "我妈", "mother"),
        ("other", "我岳母", "other:岳母"),
        ("other", "那我姐呢", "other:姐姐"),
        ("grandparent", "我奶奶九十了", "grandparent:奶奶"),
        ("child", "娃儿读书", "child"),
        ("child", "我女儿读书", "child:女儿"),
        ("child", "儿媳怀孕了", "child:儿媳"),
    ],
)
def test_the_kinship_word_makes_the_person(subject: str, text: str, key: str) -> None:
    assert key_of(subject, text, "self", []) == key


def test_娃儿_after_儿子_is_the_same_child() -> None:
    assert key_of("child", "娃儿六岁", "child:儿子", ["child:儿子"]) == "child:儿子"


def test_she_goes_on_about_the_sister() -> None:
    assert key_of("other", "她有残疾证", "other:姐姐", ["other:姐姐"]) == "other:姐姐"


def test_a_sister_and_a_brother_are_called_by_their_words() -> None:
    assert (person("other:姐姐"), person("other:弟弟"), person("mother")) == ("您姐姐", "您弟弟", "您母亲")


def test_household_facts_go_over_and_personal_ones_do_not() -> None:
    told = state(self={"年龄": 40, "低保": True, "户籍地": "510100"})
    assert told.facts(VOCABULARY, "father") == {"低保": True, "户籍地": "510100", "性别": "男"}


def test_neighbours_share_no_household() -> None:
    assert state(self={"低保": True}).facts(VOCABULARY, "other:邻居") == {}


def test_what_relatives_state_differently_is_not_carried_over() -> None:
    told = state(self={"户籍地": "510100"}, mother={"户籍地": "511700"})
    assert "户籍地" not in told.facts(VOCABULARY, "father")


def test_nobody_needs_to_be_asked_whether_the_mother_is_a_woman() -> None:
    assert State().facts(VOCABULARY, "mother") == {"性别": "女"}


def test_naming_the_husband_answers_whether_one_is_married() -> None:
    assert belongs_to_question("spouse", VOCABULARY["婚姻状况"].question)
    assert not belongs_to_question("spouse", VOCABULARY["年龄"].question)


def test_the_state_survives_the_slot() -> None:
    told = state(self={"年龄": 70})
    told.put("mother", "出生日期", VOCABULARY.coerce("出生日期", "1950"))
    again = State.load(told.dump() | {"of an older version": 1})
    assert again.facts(VOCABULARY, "mother") == told.facts(VOCABULARY, "mother")

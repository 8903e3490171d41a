"""Facts that follow from facts; contradictions are reported and what was said is kept."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.grammar import parse_assignment
from bot.rules.implications import Deriver, Implication
from bot.rules.truth import TRUE
from bot.rules.values import NOT_APPLICABLE, Range, is_known
from tests.person import TODAY, Person, person, real_catalog
from tests.rules.language import VOCABULARY, all_of, between, facts, node
from tests.rules.people import COMPLETE_PEOPLE, values_that_matter


def deriver(*lines: tuple[Any, str]) -> Deriver:
    """若 (a rule) -> 则 (one value)."""
    return Deriver([Implication(node(left), (parse_assignment(right, VOCABULARY),)) for left, right in lines])


GRADE = deriver(("残疾等级 >= 1", "残疾证"), ("非 残疾证", "残疾等级 不适用"))

# What follows from what, in the small world of GRADE.
FOLLOWS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"残疾等级": 2}, {"残疾等级": 2, "残疾证": True}),
    ({"残疾证": False}, {"残疾证": False, "残疾等级": NOT_APPLICABLE}),
    ({"残疾证": True}, {"残疾证": True}),
    ({}, {}),
]


@pytest.mark.parametrize(("stated", "known"), FOLLOWS)
def test_facts_follow_from_facts(stated: dict[str, Any], known: dict[str, Any]) -> None:
    assert GRADE.derive(facts(**stated), TODAY).facts == known


def test_what_follows_can_have_consequences_of_its_own() -> None:
    chain = deriver(("残疾证", "特困"), ("残疾等级 >= 1", "残疾证"))
    assert chain.derive({"残疾等级": 2}, TODAY).facts["特困"] is True


def test_what_follows_may_need_several_facts() -> None:
    both = deriver((all_of("性别 = 女", "年龄 >= 60"), "独居"))
    assert "独居" not in both.derive({"性别": "女"}, TODAY).facts


def test_a_contradiction_names_what_was_said_what_follows_and_why() -> None:
    found = GRADE.derive({"残疾等级": 2, "残疾证": False}, TODAY).contradictions[0]
    assert (found.fact, found.stated, found.implied, found.because) == ("残疾证", False, True, ("残疾等级",))


def test_what_was_said_is_kept_in_a_contradiction() -> None:
    assert GRADE.derive({"残疾等级": 2, "残疾证": False}, TODAY).facts == {"残疾等级": 2, "残疾证": False}


@pytest.mark.parametrize(
    ("stated", "fact"),
    [
        ({"年龄": 70, "出生日期": "1961-05-01"}, "年龄"),
        ({"年龄": 70, "出生日期": "1961"}, "年龄"),
        ({"年龄": 2, "月龄": 30}, None),
        ({"年龄": 2, "月龄": 36}, "年龄"),
        ({"年龄": 65, "出生日期": "1961-05-01"}, None),
        ({"年龄": 65, "出生日期": "1961"}, None),
        ({"月龄": 18, "出生日期": "2025-05"}, None),
        ({"月龄": 18, "出生日期": "2025-08-01"}, "月龄"),
        ({"出生日期": "2027-01-01"}, "出生日期"),
        ({"出生日期": "2027"}, "出生日期"),
    ],
)
def test_ages_and_birth_dates_are_held_against_each_other(stated: dict[str, Any], fact: str | None) -> None:
    contradictions = Person(stated).contradictions
    assert [c.fact for c in contradictions][:1] == ([fact] if fact else [])


def test_a_span_is_narrowed_by_what_follows() -> None:
    known = deriver(("残疾证", "年龄 = 62")).derive({"年龄": between(60, 64), "残疾证": True}, TODAY)
    assert known.facts["年龄"] == 62


def test_a_span_outside_what_follows_is_a_contradiction() -> None:
    known = deriver(("残疾证", "年龄 = 70")).derive({"年龄": between(60, 64), "残疾证": True}, TODAY)
    assert [(c.fact, c.stated) for c in known.contradictions] == [("年龄", between(60, 64))]


# ---- the implications of this repository ----------------------------------------------------

REAL: list[tuple[dict[str, Any], str, Any]] = [
    ({"残疾等级": 2}, "残疾证", True),
    ({"残疾证": "否"}, "残疾等级", NOT_APPLICABLE),
    ({"性别": "男"}, "怀孕", False),
    ({"年龄": 70}, "怀孕", False),
    ({"出生日期": "1950-01-01"}, "怀孕", False),
    ({"怀孕": "是"}, "性别", "女"),
    ({"年龄": 15}, "退役军人", False),
    ({"年龄": 15}, "婚姻状况", "未婚"),
    ({"年龄": 15}, "服役年数", NOT_APPLICABLE),
    ({"特困": "是"}, "低保", False),
    ({"低保": "是"}, "特困", False),
    ({"低保": "是"}, "困难家庭认定", True),
    ({"困难家庭认定": "否"}, "低保边缘", False),
    ({"失业登记": "是"}, "就业状态", "失业"),
    ({"学段": "小学"}, "就业状态", "在校"),
    ({"性别": "女", "年龄": 49}, "女方满49周岁", True),
    ({"出生日期": "1950-01-01", "性别": "男"}, "到法定退休年龄", True),
]


@pytest.mark.parametrize(("stated", "fact", "value"), REAL)
def test_a_resident_is_not_asked_what_follows(stated: dict[str, Any], fact: str, value: Any) -> None:
    assert Person(stated).known[fact] == value


def test_a_man_who_says_he_is_pregnant_is_asked_again_not_corrected() -> None:
    man = person(性别="男", 怀孕="是")
    assert (man.known["性别"], man.known["怀孕"], len(man.contradictions)) == ("男", True, 2)


MAY_NOT_APPLY = {
    name for implication in real_catalog().deriver.implications
    for name, value in implication.conclusions if value is NOT_APPLICABLE
}  # fmt: skip


def _possible(told: dict[str, Any], asked: str) -> list[Any]:
    """What a fact can be without contradicting anything told before."""
    derive = real_catalog().deriver.derive
    values = [*values_that_matter()[asked], *([NOT_APPLICABLE] if asked in MAY_NOT_APPLY else [])]
    return [value for value in values if not derive({**told, asked: value}, TODAY).contradictions]


PAIRS = sorted(
    {(told, leaf.fact.name) for implication in real_catalog().deriver.implications
     for told, _ in implication.conclusions for leaf in implication.condition.leaves() if told != leaf.fact.name}
)  # fmt: skip


@pytest.mark.parametrize(("told", "asked"), PAIRS)
def test_what_can_only_be_one_thing_is_not_asked(told: str, asked: str) -> None:
    stated = [{told: value} for value in values_that_matter()[told]]
    askable = [facts for facts in stated if asked not in real_catalog().deriver.derive(facts, TODAY).facts]
    assert [(facts[told], _possible(facts, asked)) for facts in askable if len(_possible(facts, asked)) < 2] == []


@st.composite
def _anything_stated(draw: st.DrawFn) -> dict[str, Any]:
    """Any facts with any values, however they contradict each other."""
    names = draw(st.lists(st.sampled_from(sorted(values_that_matter())), unique=True, max_size=12))
    return {name: draw(st.sampled_from(values_that_matter()[name])) for name in names}


@settings(max_examples=300)
@given(_anything_stated())
def test_no_implication_is_broken_without_a_contradiction(stated: dict[str, Any]) -> None:
    derivation = real_catalog().deriver.derive(stated, TODAY)
    reported = {contradiction.fact for contradiction in derivation.contradictions}
    for implication in real_catalog().deriver.implications:
        if implication.condition.evaluate(derivation.facts) == TRUE:
            broken = {name for name, value in implication.conclusions if derivation.facts[name] != value}
            assert broken <= reported, implication.text


@settings(max_examples=300)
@given(_anything_stated())
def test_what_was_said_is_never_replaced(stated: dict[str, Any]) -> None:
    known = real_catalog().deriver.derive(stated, TODAY).facts
    assert {name: known[name] for name, value in stated.items() if is_known(value)} == {
        name: value for name, value in stated.items() if is_known(value)
    }


@settings(max_examples=200)
@given(_anything_stated(), st.randoms(use_true_random=False))
def test_the_order_of_telling_does_not_matter(stated: dict[str, Any], rng: Any) -> None:
    names = list(stated)
    rng.shuffle(names)
    derive = real_catalog().deriver.derive
    assert derive({name: stated[name] for name in names}, TODAY) == derive(stated, TODAY)


@settings(max_examples=25)
@given(COMPLETE_PEOPLE)
def test_telling_a_person_what_follows_adds_nothing_and_contradicts_nothing(told: Person) -> None:
    again = real_catalog().deriver.derive(told.known, TODAY)
    assert again.facts == told.known and not again.contradictions


@settings(max_examples=25)
@given(COMPLETE_PEOPLE, st.randoms(use_true_random=False))
def test_learning_a_fact_takes_back_nothing_that_followed(told: Person, rng: Any) -> None:
    names = sorted(told.facts)
    rng.shuffle(names)
    first = told.known if not names else Person({name: told.facts[name] for name in names[: len(names) // 2]}).known
    kept = {name: value for name, value in first.items() if is_known(value)}
    assert {name: told.known[name] for name in kept} == kept


@settings(max_examples=25)
@given(COMPLETE_PEOPLE)
def test_of_a_complete_person_no_span_is_left_but_the_birth_date(told: Person) -> None:
    spans = {name for name, value in told.known.items() if isinstance(value, Range)}
    assert spans <= {"出生日期", "月龄"}

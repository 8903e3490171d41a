"""Which fact is asked next, on rules small enough to see why."""

from __future__ import annotations

from typing import Any

import pytest

from bot.rules.facts import Fact
from bot.rules.grammar import parse_rule
from bot.rules.questions import QuestionChooser, Rule, critical_values
from bot.rules.satisfiability import can_be_false, can_be_true
from bot.rules.values import region_within
from bot.rules.verdicts import Verdict, best, of_truth
from tests.person import real_catalog
from tests.rules.language import NA, PLACES, VOCABULARY, all_of, any_of, between, facts, node, none_of, office, rule


def asked(*raws: Any, skip: tuple[str, ...] = (), **known: Any) -> str | None:
    """The fact asked next about these rules."""
    chooser = QuestionChooser([Rule(str(i), node(raw)) for i, raw in enumerate(raws)], VOCABULARY.facts)
    choice = chooser.choose(facts(**known), skip)
    return choice.fact if choice else None


# A rule, what is known, what is still open in it.
OPEN: list[tuple[Any, dict[str, Any], list[str]]] = [
    ("年龄 >= 65", {}, ["年龄"]),
    ("年龄 >= 65", {"年龄": 70}, []),
    ("年龄 >= 65", {"年龄": between(60, 70)}, ["年龄"]),
    ("年龄 >= 65", {"年龄": between(60, 64)}, []),
    ("残疾等级 <= 2", {"残疾等级": NA}, []),
    ("户籍地 属于 成都市", {"户籍地": "四川省"}, ["户籍地"]),
    ("户籍地 属于 成都市", {"户籍地": "重庆市"}, []),
    (all_of("低保", "年龄 >= 65"), {}, ["低保", "年龄"]),
    (all_of("低保", "年龄 >= 65"), {"年龄": 60}, []),
    (all_of("低保", "年龄 >= 65"), {"年龄": 70}, ["低保"]),
    (any_of("低保", "年龄 >= 65"), {"年龄": 70}, []),
    (any_of("低保", "年龄 >= 65"), {"年龄": 60}, ["低保"]),
    (none_of("低保", "特困"), {"低保": True}, []),
    (none_of("低保", "特困"), {"低保": False}, ["特困"]),
    (all_of("低保", office()), {}, ["低保"]),
    (all_of("低保", office()), {"低保": True}, []),
    # a fact in several conditions
    (any_of("年龄 < 60", "年龄 >= 60"), {}, []),
    (any_of(all_of("性别 = 男", "年龄 >= 60"), all_of("性别 = 女", "年龄 >= 55")), {"年龄": 70}, []),
    (any_of(all_of("性别 = 男", "年龄 >= 60"), all_of("性别 = 女", "年龄 >= 55")), {"年龄": 57}, ["性别"]),
    (all_of(any_of("低保", "特困"), any_of("低保", "非 特困")), {}, ["低保"]),
    (any_of("残疾等级 属于 [1, 3]", "年龄 >= 65", "年龄 >= 80"), {}, ["残疾等级", "年龄"]),
    (all_of("户籍地 属于 四川省", "户籍地 不属于 成都市"), {}, ["户籍地"]),
    (all_of("户籍地 属于 四川省", "户籍地 不属于 成都市"), {"户籍地": "四川省"}, ["户籍地"]),
    (all_of("户籍地 属于 四川省", "户籍地 不属于 成都市"), {"户籍地": "绵阳市"}, []),
    # what an office decides anyway
    (all_of("低保", office("甲"), any_of("特困", office("乙"))), {}, ["低保"]),
    (any_of("低保", office("甲"), all_of("特困", office("乙"))), {}, ["低保"]),
    (any_of(all_of("低保", office("甲")), all_of("特困", office("乙"))), {}, ["低保", "特困"]),
    ("人人可享", {}, []),
    (office(), {}, []),
]


@pytest.mark.parametrize(("raw", "known", "names"), OPEN)
def test_open_are_the_facts_that_can_still_change_the_verdict(
    raw: Any, known: dict[str, Any], names: list[str]
) -> None:
    assert list(rule(raw).open_facts(facts(**known))) == names


def test_what_is_the_same_for_every_answer_is_decided() -> None:
    sexes = any_of(all_of("性别 = 男", "年龄 >= 60"), all_of("性别 = 女", "年龄 >= 55"))
    assert of_truth(rule(sexes).truth({"年龄": 70})) is Verdict.ELIGIBLE


# Conditions that hold for every grade, though not for whoever has none.
ANY_GRADE = ["残疾等级 <= 4", "残疾等级 >= 1", "残疾等级 属于 [1, 2, 3, 4]", any_of("残疾等级 <= 2", "残疾等级 >= 3")]


def real_rule(raw: Any) -> Rule:
    """A rule over the facts of this repository, whose implications say which may not apply."""
    return Rule("test", parse_rule(raw, real_catalog().vocabulary))


@pytest.mark.parametrize("raw", ANY_GRADE)
def test_whoever_may_have_no_grade_is_not_said_to_have_one(raw: Any) -> None:
    assert of_truth(real_rule(raw).truth({})) is Verdict.UNKNOWN


@pytest.mark.parametrize("raw", ANY_GRADE)
def test_what_grade_somebody_has_is_asked_who_may_have_none(raw: Any) -> None:
    assert real_rule(raw).open_facts({}) == ("残疾等级",)


@pytest.mark.parametrize("raw", ANY_GRADE)
def test_a_rule_that_asks_for_any_grade_can_be_false(raw: Any) -> None:
    assert can_be_false(real_rule(raw))


SATISFIABLE: list[tuple[Any, bool, bool]] = [
    ("年龄 >= 65", True, True),
    (all_of("年龄 >= 65", "年龄 < 60"), False, True),
    (any_of("年龄 >= 60", "年龄 < 65"), True, False),
    (all_of("低保", none_of("低保")), False, True),
    (all_of("户籍地 属于 四川省", "户籍地 不属于 四川省"), False, True),
    (all_of("户籍地 属于 四川省", "户籍地 不属于 成都市"), True, True),
    (all_of("性别 = 男", "性别 = 女"), False, True),
    ("就业状态 属于 [在职, 失业]", True, True),
    ("残疾等级 属于 [1, 2]", True, True),
    ("残疾等级 不属于 [1, 2]", True, True),
    (office(), True, True),
    ("人人可享", True, True),
    (all_of("低保", office()), True, True),
]


@pytest.mark.parametrize(("raw", "true", "false"), SATISFIABLE)
def test_a_rule_that_nobody_or_everybody_fulfils_is_noticed(raw: Any, true: bool, false: bool) -> None:
    assert (can_be_true(rule(raw)), can_be_false(rule(raw))) == (true, false)


CRITICAL: list[tuple[tuple[str, ...], tuple[Any, ...]]] = [
    (("年龄 >= 65",), (64, 65)),
    (("年龄 >= 65", "年龄 < 60"), (59, 60, 64, 65)),
    (("年龄 介于 16 到 59",), (15, 16, 59, 60)),
    (("年龄 >= 0",), (0,)),
    (("年龄 <= 130",), (130,)),
    (("残疾等级 <= 2",), (2, 3)),
    (("残疾证",), (True, False)),
    (("性别 = 女",), ("男", "女")),
]


@pytest.mark.parametrize(("conditions", "values"), CRITICAL)
def test_critical_values_lie_on_both_sides_and_within_the_limits(
    conditions: tuple[str, ...], values: tuple[Any, ...]
) -> None:
    found = critical_values([leaf for text in conditions for leaf in node(text).leaves()])
    assert tuple(value for value in found if value is not NA) == values


def test_places_within_each_area_named_and_outside_them_all_are_tried() -> None:
    areas = all_of("户籍地 属于 四川省", "户籍地 不属于 成都市", "户籍地 不属于 武侯区")
    values = critical_values(list(node(areas).leaves()))
    within = {tuple(region_within(value, PLACES[area]) for area in ("四川省", "成都市", "武侯区")) for value in values}
    assert within == {(False, False, False), (True, False, False), (True, True, False), (True, True, True)}


# ---- choosing -----------------------------------------------------------------------------


def test_what_settles_most_rules_is_asked_first() -> None:
    assert asked(all_of("低保", "残疾证"), all_of("低保", "年龄 >= 65"), all_of("低保", "性别 = 女")) == "低保"


def test_what_is_easier_to_tell_is_asked_first() -> None:
    secret = Fact("低保", "是否", sensitivity=2)
    chooser = QuestionChooser([rule(all_of("低保", "特困"))], {**VOCABULARY.facts, "低保": secret})
    choice = chooser.choose({})
    assert choice and choice.fact == "特困"


def test_what_is_likely_to_settle_is_asked_first() -> None:
    rare = Fact("特困", "是否", priors={"是": 0.02, "否": 0.98})
    chooser = QuestionChooser([rule(all_of("低保", "特困"))], {**VOCABULARY.facts, "特困": rare})
    choice = chooser.choose({})
    assert choice and choice.fact == "特困"


def test_what_was_asked_and_not_answered_is_not_asked_again() -> None:
    assert asked(all_of("低保", "特困"), skip=("低保",)) == "特困"


def test_when_nothing_else_can_be_asked_no_question_is() -> None:
    assert asked(all_of("低保", "特困"), skip=("低保", "特困")) is None


def test_a_decided_rule_is_not_asked_about() -> None:
    assert asked("年龄 >= 65", 年龄=70) is None


def test_no_question_is_asked_when_every_answer_gives_the_same() -> None:
    assert asked(any_of("年龄 < 60", "年龄 >= 60")) is None


@pytest.mark.parametrize("known", [{}, {"低保": True}, {"特困": False}, {"低保": False, "特困": False}])
def test_a_chooser_asks_only_what_is_open(known: dict[str, Any]) -> None:
    chooser = QuestionChooser([rule(any_of("低保", "特困"))], VOCABULARY.facts)
    choice, still_open = chooser.choose(known), chooser.open_facts(known)
    assert choice.fact in still_open if choice else not still_open


# ---- verdicts -----------------------------------------------------------------------------

BEST = [
    ([Verdict.INELIGIBLE, Verdict.UNKNOWN], Verdict.UNKNOWN),
    ([Verdict.UNKNOWN, Verdict.LIKELY], Verdict.LIKELY),
    ([Verdict.LIKELY, Verdict.ELIGIBLE, Verdict.INELIGIBLE], Verdict.ELIGIBLE),
    ([Verdict.INELIGIBLE], Verdict.INELIGIBLE),
    ([], Verdict.UNKNOWN),
]


@pytest.mark.parametrize(("verdicts", "verdict"), BEST)
def test_an_item_gets_the_best_verdict_of_its_benefits(verdicts: list[Verdict], verdict: Verdict) -> None:
    assert best(verdicts) is verdict


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_a_word_for_residents(verdict: Verdict) -> None:
    assert verdict.label

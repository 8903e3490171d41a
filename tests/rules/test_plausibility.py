"""How plausible a rule is thought to be, and what that does to the order of questions."""

from __future__ import annotations

from typing import Any

import pytest

from bot.rules.facts import Fact
from bot.rules.plausibility import plausibility
from bot.rules.questions import QuestionChooser, Rule
from tests.rules.language import VOCABULARY, all_of, any_of, facts, node, none_of, office

RARE = {"特困": Fact("特困", "是否", label="特困人员", late=True)}


def chance(raw: Any, **known: Any) -> float:
    rule = Rule("r", node(raw))
    return plausibility(rule.node, facts(**known), rule.values)


def test_what_is_known_is_certain() -> None:
    assert chance("低保", 低保=True) == 1
    assert chance("低保", 低保=False) == 0


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("低保", 0.2),
        (all_of("低保", "特困"), 0.04),
        (any_of("低保", "特困"), 0.36),
        (none_of("低保", "特困"), 0.64),
        (all_of("低保", office()), 0.2),
    ],
)
def test_a_circumstance_without_a_prior_is_not_everybody_s(raw: Any, expected: float) -> None:
    assert chance(raw) == pytest.approx(expected)


def test_what_few_people_have_is_asked_late_among_all_items() -> None:
    rules = [Rule("a", node("特困")), Rule("b", node("低保"))]
    definitions = {**VOCABULARY.facts, **RARE}
    choice = QuestionChooser(rules, definitions, by_promise=True).choose({})
    assert choice and choice.fact == "低保"


def test_once_it_is_known_to_hold_its_details_are_everyday() -> None:
    rare = {name: Fact(name, "是否", label=name, late=True) for name in ("特困", "低保")}
    rules = [Rule("a", node(all_of("特困", "低保"))), Rule("b", node("残疾证"))]
    chooser = QuestionChooser(rules, {**VOCABULARY.facts, **rare}, by_promise=True)
    assert chooser.choose({}).fact == "残疾证"  # type: ignore[union-attr]
    assert chooser.choose(facts(特困=True)).fact == "低保"  # type: ignore[union-attr]

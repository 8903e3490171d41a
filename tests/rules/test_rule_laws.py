"""Laws that hold for every rule, checked on generated ones against a two-valued second opinion."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.satisfiability import can_be_false, can_be_true
from bot.rules.truth import FALSE, SETTLED
from bot.rules.verdicts import Verdict, of_truth
from tests.rules.generated import DOMAIN, KNOWN, PEOPLE, Generated, read_once_rules, rules

SOME = settings(max_examples=100)
Facts = dict[str, Any]


@SOME
@given(rules(), PEOPLE)
def test_of_somebody_known_a_rule_says_what_two_valued_logic_says(rule: Generated, person: Facts) -> None:
    assert rule.node.evaluate(person) == rule.code_of(person)


@SOME
@given(read_once_rules(), KNOWN)
def test_of_somebody_half_known_a_rule_is_settled_just_when_nothing_can_change_it(
    rule: Generated, known: Facts
) -> None:
    codes = rule.codes(known)
    assert of_truth(rule.node.evaluate(known)) is (of_truth(codes.pop()) if len(codes) == 1 else Verdict.UNKNOWN)


@SOME
@given(rules(), KNOWN)
def test_facts_in_several_conditions_do_not_hide_what_is_decided(rule: Generated, known: Facts) -> None:
    codes = rule.codes(known)
    assert of_truth(rule.rule.truth(known)) is (of_truth(codes.pop()) if len(codes) == 1 else Verdict.UNKNOWN)


@SOME
@given(rules(), KNOWN)
def test_a_fact_is_open_just_when_some_answer_makes_a_difference(rule: Generated, known: Facts) -> None:
    assert set(rule.rule.open_facts(known)) == {
        name for name in rule.facts if name not in known and _matters(rule, known, name)
    }


def _matters(rule: Generated, known: Facts, name: str) -> bool:
    people = list(rule.completions({**known, name: DOMAIN[name][0]}))
    return any(len({rule.code_of({**person, name: value}) for value in DOMAIN[name]}) > 1 for person in people)


@SOME
@given(rules(), PEOPLE, st.permutations(sorted(DOMAIN)))
def test_learning_a_fact_never_turns_what_is_settled(rule: Generated, person: Facts, order: list[str]) -> None:
    told = [{name: person[name] for name in order[:count]} for count in range(len(order) + 1)]
    verdicts = [of_truth(rule.rule.truth(known)) for known in told]
    settled = verdicts[verdicts.index(verdicts[-1]) :]
    assert verdicts == [Verdict.UNKNOWN] * (len(told) - len(settled)) + [verdicts[-1]] * len(settled)


@SOME
@given(rules(), KNOWN)
def test_a_settled_rule_has_nothing_open(rule: Generated, known: Facts) -> None:
    assert not SETTLED[rule.node.evaluate(known)] or not list(rule.node.open_facts(known))


@SOME
@given(rules(), KNOWN)
def test_what_cannot_be_decided_has_something_open(rule: Generated, known: Facts) -> None:
    assert bool(rule.rule.open_facts(known)) is (of_truth(rule.rule.truth(known)) is Verdict.UNKNOWN)


@SOME
@given(rules(), KNOWN)
def test_none_of_a_rule_is_its_opposite(rule: Generated, known: Facts) -> None:
    opposite = Generated({"都不满足": [rule.raw]}, lambda f, d: not rule.opinion(f, d), rule.offices)
    pairs = {Verdict.ELIGIBLE: Verdict.INELIGIBLE, Verdict.INELIGIBLE: Verdict.ELIGIBLE}
    verdict = of_truth(rule.node.evaluate(known))
    assert of_truth(opposite.node.evaluate(known)) is pairs.get(verdict, verdict)


@SOME
@given(rules(), KNOWN)
def test_a_yes_has_no_false_reason_and_a_no_has_one(rule: Generated, known: Facts) -> None:
    values = [reason.value for reason in rule.node.reasons(known)]
    verdict = of_truth(rule.node.evaluate(known))
    assert (False in values) is (verdict is Verdict.INELIGIBLE)


@SOME
@given(rules())
def test_a_rule_can_be_true_just_when_somebody_fulfils_it(rule: Generated) -> None:
    assert can_be_true(rule.rule) is (rule.codes({}) != {FALSE})


@SOME
@given(rules())
def test_a_rule_can_be_false_just_when_somebody_does_not_fulfil_it(rule: Generated) -> None:
    assert can_be_false(rule.rule) is (FALSE in rule.codes({}) or not rule.facts)

"""The engine over the real knowledge: verdicts stand, reasons fit, questions help and end."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.exact import exact
from bot.rules.questions import Rule
from bot.rules.truth import FALSE
from bot.rules.verdicts import Verdict, of_truth
from tests.person import TODAY, Answer, Person, real_catalog
from tests.rules.people import COMPLETE_PEOPLE, SEEDS, half_known_people


def settled(answers: dict[str, Answer]) -> dict[str, Verdict]:
    """The benefits that are decided for good, with their verdicts: none that an office may still refuse.

    An office checks what nobody is asked about; who tells it unasked may still turn out not to qualify.
    """
    found = {f"{sid}/{b.name}": b for sid, answer in answers.items() for b in answer.assessment.benefits}
    return {
        name: benefit.verdict
        for name, benefit in found.items()
        if benefit.verdict is not Verdict.UNKNOWN
        and not (benefit.verdict is Verdict.LIKELY and any(leaf.unasked for leaf in benefit.benefit.node.leaves()))
    }


def told_step_by_step(person: Person, seed: int, steps: int = 10) -> Iterator[Person]:
    """The same person while more and more facts are told, in an order drawn by chance."""
    names = sorted(person.facts)
    random.Random(seed).shuffle(names)
    for step in range(steps + 1):
        yield Person({name: person.facts[name] for name in names[: len(names) * step // steps]})


@settings(max_examples=25)
@given(COMPLETE_PEOPLE, SEEDS)
def test_learning_a_fact_never_turns_a_settled_benefit(complete: Person, seed: int) -> None:
    before: dict[str, Verdict] = {}
    for person in told_step_by_step(complete, seed):
        after = settled(person.is_screened())
        turned = {name: (verdict, after.get(name)) for name, verdict in before.items() if after.get(name) != verdict}
        assert not turned
        before = after


@settings(max_examples=25)
@given(half_known_people())
def test_a_decided_item_has_no_missing_facts(person: Person) -> None:
    decided = [a.assessment for a in person.is_screened().values() if a.verdict() is not Verdict.UNKNOWN]
    assert [a.service.id for a in decided if a.missing] == []


@settings(max_examples=25)
@given(half_known_people())
def test_an_undecided_benefit_names_what_is_missing_and_a_decided_one_nothing(person: Person) -> None:
    benefits = [b for answer in person.is_screened().values() for b in answer.assessment.benefits]
    assert [b.name for b in benefits if bool(b.missing) is not (b.verdict is Verdict.UNKNOWN)] == []


@settings(max_examples=25)
@given(half_known_people())
def test_what_is_missing_is_not_known_already(person: Person) -> None:
    known = {name for name, value in person.stated.items() if not isinstance(value, str) or not value.isdigit()}
    missing = {name for answer in person.is_screened().values() for name in answer.assessment.open}
    assert missing & known == set()


@settings(max_examples=25)
@given(half_known_people())
def test_the_verdict_of_an_item_is_the_best_of_its_benefits(person: Person) -> None:
    order = [Verdict.ELIGIBLE, Verdict.LIKELY, Verdict.UNKNOWN, Verdict.INELIGIBLE]
    assessments = [answer.assessment for answer in person.is_screened().values() if answer.assessment.benefits]
    assert [a.verdict for a in assessments] == [
        min((b.verdict for b in a.benefits), key=order.index) for a in assessments
    ]


@settings(max_examples=25)
@given(half_known_people())
def test_a_no_gives_a_reason_and_a_yes_has_none_against_it(person: Person) -> None:
    benefits = [b for answer in person.is_screened().values() for b in answer.assessment.benefits]
    denied = {b.name for b in benefits if any(reason.value is False for reason in b.reasons)}
    assert denied == {b.name for b in benefits if b.verdict is Verdict.INELIGIBLE}


@settings(max_examples=25)
@given(half_known_people())
def test_every_reason_has_words(person: Person) -> None:
    benefits = [b for answer in person.is_screened().values() for b in answer.assessment.benefits]
    assert all(reason.text.strip() for b in benefits for reason in b.reasons)


@settings(max_examples=20)
@given(half_known_people())
def test_screening_says_of_each_item_what_asking_for_it_says(person: Person) -> None:
    screened = {service_id: settled({service_id: answer}) for service_id, answer in person.is_screened().items()}
    assert screened == {service_id: settled({service_id: person.asks(service_id)}) for service_id in screened}


# ---- questions ----------------------------------------------------------------------------


def rules(service_id: str | None) -> list[Rule]:
    """The rules of one item, or of all."""
    services = real_catalog().edition(TODAY).services
    chosen = [services[service_id]] if service_id else services.values()
    return [rule for service in chosen for rule in service.rules()]


def can_change_something(person: Person, asked: str, service_id: str | None) -> bool:
    """Whether some verdict hangs on the fact for somebody like this person, all else being told."""
    known = person.known
    about = [rule for rule in rules(service_id) if asked in rule.open_facts(known)]
    simplest_first = sorted(about, key=lambda rule: len(rule.open_facts(known)))
    return any(hangs_on(rule, asked, known) for rule in simplest_first)


def hangs_on(rule: Rule, asked: str, known: dict[str, Any], tries: int = 500) -> bool:
    """Whether somebody can be found, the other facts being drawn by chance, for whom the fact decides."""
    rng = random.Random(0)
    others = [name for name in rule.open_facts(known) if name != asked]
    for _ in range(tries):
        told = {**known, **{name: rng.choice(rule.values[name]) for name in others}}
        if len({of_truth(rule.node.evaluate({**told, asked: value})) for value in rule.values[asked]}) > 1:
            return True
    return False


def interview(complete: Person, start: Person, service_id: str | None) -> Iterator[tuple[Person, str]]:
    """Each question with the person as known before it; whoever does not know says so."""
    person, skipped = start, set[str]()
    for _ in real_catalog().vocabulary.facts:  # there cannot be more questions than facts
        asked = person.is_asked(service_id, skipped)
        if asked is None:
            return
        yield person, asked
        if asked in complete.facts:
            person = person.but(**{asked: complete.facts[asked]})
        else:
            skipped.add(asked)
    raise AssertionError(f"questions about {service_id} do not end")


def start_of(complete: Person, seed: int) -> Person:
    """The little that somebody tells at first."""
    names = random.Random(seed).sample(sorted(complete.facts), 3)
    return Person({name: complete.facts[name] for name in names})


ITEMS = st.sampled_from(sorted(real_catalog().files))


@settings(max_examples=40)
@given(COMPLETE_PEOPLE, SEEDS, ITEMS)
def test_every_question_about_an_item_can_change_its_answer(complete: Person, seed: int, service_id: str) -> None:
    for person, asked in interview(complete, start_of(complete, seed), service_id):
        assert can_change_something(person, asked, service_id), (asked, dict(person.facts))


@settings(max_examples=5)
@given(COMPLETE_PEOPLE, SEEDS)
def test_every_question_of_a_screening_can_change_some_answer(complete: Person, seed: int) -> None:
    for person, asked in interview(complete, start_of(complete, seed), None):
        assert can_change_something(person, asked, None), (asked, dict(person.facts))


@settings(max_examples=40)
@given(COMPLETE_PEOPLE, SEEDS, ITEMS)
def test_no_question_about_an_item_is_asked_twice(complete: Person, seed: int, service_id: str) -> None:
    asked = [question for _, question in interview(complete, start_of(complete, seed), service_id)]
    assert len(asked) == len(set(asked))


@settings(max_examples=5)
@given(COMPLETE_PEOPLE, SEEDS)
def test_no_question_of_a_screening_is_asked_twice(complete: Person, seed: int) -> None:
    asked = [question for _, question in interview(complete, start_of(complete, seed), None)]
    assert len(asked) == len(set(asked))


@settings(max_examples=40)
@given(COMPLETE_PEOPLE, SEEDS, ITEMS)
def test_whoever_answers_all_questions_about_an_item_gets_a_decision(
    complete: Person, seed: int, service_id: str
) -> None:
    person = start_of(complete, seed)
    for before, asked in interview(complete, person, service_id):
        person = before.but(**{asked: complete.facts[asked]}) if asked in complete.facts else before
    answer = person.asks(service_id)
    assert answer.verdict() is not Verdict.UNKNOWN or set(answer.assessment.missing) - set(complete.facts)


@settings(max_examples=40)
@given(SEEDS, ITEMS)
def test_whoever_knows_nothing_is_asked_each_thing_once(seed: int, service_id: str) -> None:
    nobody = Person({})
    asked = [question for _, question in interview(nobody, nobody, service_id)]
    assert len(asked) == len(set(asked))


def test_a_rule_that_needs_no_fact_is_never_asked_about() -> None:
    open_to_all = [rule for rule in rules(None) if not rule.names and rule.node.evaluate({}) != FALSE]
    assert open_to_all and all(not rule.open_facts({}) for rule in open_to_all)


@settings(max_examples=10)
@given(half_known_people(), st.lists(st.integers(0, 90), min_size=3, max_size=3))
def test_what_is_kept_for_others_in_the_same_situation_is_true_of_this_person(person: Person, ages: list[int]) -> None:
    for alike in (person.but(年龄=age) for age in ages):
        known = alike.known
        for answer in alike.is_screened().values():
            for benefit in answer.assessment.benefits:
                rule = benefit.benefit.rule
                code, open_facts = exact(rule.node, known, rule.values)
                assert (benefit.verdict, set(benefit.missing)) == (of_truth(code), open_facts)
                assert list(benefit.reasons) == rule.node.reasons(known)

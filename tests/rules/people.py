"""Complete people without contradictions, drawn over all facts of the real knowledge."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import Any

from hypothesis import strategies as st

from bot.rules.facts import Fact, FactError
from bot.rules.nodes import Condition
from bot.rules.questions import critical_values
from bot.rules.values import NOT_APPLICABLE, is_known
from tests.person import TODAY, Person, real_catalog

_PLACES = ("510107", "510603", "510726", "511132", "513401", "513422", "500000", "110000")
_USUAL: dict[str, tuple[Any, ...]] = {"是否": (True, False), "地区": _PLACES, "金额": (0, 500, 3000)}
_BIRTHS = (
    date(1938, 3, 1),
    date(1961, 5, 20),
    date(1966, 2, 28),
    date(1990, 7, 9),
    date(2012, 2, 29),
    date(2025, 8, 1),
)


@lru_cache(maxsize=1)
def values_that_matter() -> dict[str, tuple[Any, ...]]:
    """For each fact the values on both sides of every condition about it, and some usual ones."""
    catalog = real_catalog()
    leaves: dict[str, list[Condition]] = {}
    for leaf in _all_leaves():
        leaves.setdefault(leaf.fact.name, []).append(leaf)
    found = {name: critical_values(of_fact) for name, of_fact in leaves.items()}
    facts = catalog.vocabulary.facts.values()
    values = {fact.name: dict.fromkeys((*_usual(fact), *found.get(fact.name, ()))) for fact in facts}
    return {name: tuple(value for value in chosen if _can_be_told(name, value)) for name, chosen in values.items()}


def _can_be_told(name: str, value: Any) -> bool:
    """Whether a person tells this value: no span, no age beyond the limits, a place down to the county."""
    try:
        real_catalog().vocabulary.coerce(name, value)
    except FactError:
        return False
    return is_known(value) and value is not NOT_APPLICABLE and not real_catalog().regions.children(str(value))


def _all_leaves() -> Iterator[Condition]:
    catalog = real_catalog()
    for service in catalog.edition(TODAY).services.values():
        for benefit in service.benefits:
            yield from benefit.node.leaves()
    for implication in catalog.deriver.implications:
        yield from implication.condition.leaves()


def _usual(fact: Fact) -> tuple[Any, ...]:
    if fact.kind == "选项":
        return fact.options
    if fact.kind == "整数":
        return (int(fact.low or 0), int(fact.high or 100))
    return _BIRTHS if fact.kind == "日期" else _USUAL[fact.kind]


@cache
def complete_person(seed: int) -> Person:
    """Somebody of whom everything is told that can be told without contradiction."""
    rng = random.Random(seed)
    names = list(real_catalog().vocabulary.facts)
    rng.shuffle(names)
    if seed % 2:  # most people answer many questions with a plain no
        names.sort(key=lambda name: real_catalog().vocabulary[name].kind != "是否")
    stated: dict[str, Any] = {}
    known: dict[str, Any] = {}
    for name in names:
        if is_known(known.get(name)):
            continue  # it follows from what was told before
        candidates = values_that_matter()[name]
        for value in rng.sample(candidates, len(candidates)):
            derivation = real_catalog().deriver.derive({**stated, name: value}, TODAY)
            if not derivation.contradictions:
                stated[name], known = value, derivation.facts
                break
    return Person({name: value for name, value in known.items() if _can_be_told(name, value)})


SEEDS = st.integers(0, 10_000_000)
COMPLETE_PEOPLE = st.integers(0, 23).map(complete_person)  # two dozen, made once; the rest is drawn anew


def told_in_part(person: Person, seed: int, count: int) -> Person:
    """The same person when only ``count`` facts, chosen by chance, have been told."""
    names = random.Random(seed).sample(sorted(person.facts), min(count, len(person.facts)))
    return Person({name: person.facts[name] for name in names})


@st.composite
def half_known_people(draw: st.DrawFn) -> Person:
    """Somebody true to life of whom a few or many facts are told."""
    return told_in_part(draw(COMPLETE_PEOPLE), draw(SEEDS), draw(st.integers(0, 40)))

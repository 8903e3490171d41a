"""The engine alone: screening of every item and the next question, for one person at a time.

Persons are drawn at random with a fixed seed, free of contradictions. The engine remembers
results by the facts a rule looks at; so it is timed three ways: with that memory switched off
(as if nobody ever had anything in common with anybody), on distinct persons, and on the same
person a second time.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from statistics import median, quantiles
from typing import Any

from bot.catalog.assessment import assess_all, next_question
from bot.catalog.loader import load_catalog
from bot.catalog.service import Catalog
from bot.rules.facts import Fact
from bot.rules.memory import Memory
from bot.rules.values import Value
from bot.settings import read_settings

PERSONS = 300
_WARM = 20
_ON = date(2026, 11, 23)
_HALF, _MOST = 0.5, 0.9
Person = dict[str, Value]
Call = Callable[[Person], object]


def persons(catalog: Catalog, count: int, known: float, seed: int) -> list[Person]:
    """``count`` different persons of whom about ``known`` of the facts are known."""
    chance = random.Random(seed)
    drawn: dict[str, Person] = {}
    for _ in range(10 * count):
        if len(drawn) == count:
            break
        person = _person(catalog, known, chance)
        drawn[repr(sorted(person.items(), key=str))] = person
    return list(drawn.values())


def _person(catalog: Catalog, known: float, chance: random.Random) -> Person:
    """Facts at random; of those that contradict each other, enough are left out."""
    facts = [fact for fact in catalog.vocabulary.facts.values() if chance.random() < known]
    person = {fact.name: _value(catalog, fact, chance) for fact in facts}
    while conflicts := catalog.deriver.derive(person, _ON).contradictions:
        involved = [name for c in conflicts for name in (c.fact, *c.because) if name in person]
        del person[involved[0] if involved else chance.choice(list(person))]
    return person


def _value(catalog: Catalog, fact: Fact, chance: random.Random) -> Value:
    if fact.kind == "是否":
        return chance.random() < 0.3
    if fact.kind == "选项":
        return chance.choice(fact.options)
    if fact.kind == "日期":
        return _ON - timedelta(days=chance.randrange(1, 365 * 95))
    if fact.kind == "地区":
        return chance.choice(_counties(catalog))
    low, high = int(fact.low or 0), int(fact.high if fact.high is not None else 10_000)
    return chance.randint(low, high)


def _counties(catalog: Catalog) -> list[str]:
    regions = catalog.regions
    return [county.code for city in regions.children("510000") for county in regions.children(city.code)]


@contextmanager
def _nothing_remembered() -> Iterator[None]:
    keep = Memory.keep
    Memory.keep = lambda self, key, result: result  # type: ignore[method-assign]
    try:
        yield
    finally:
        Memory.keep = keep  # type: ignore[method-assign]


def _screen_with_reasons(catalog: Catalog, person: Person) -> list[object]:
    """Reasons are made when they are read: here all of them are."""
    return [benefit.reasons for result in assess_all(catalog, person, _ON) for benefit in result.benefits]


def _timed(call: Call, person: Person) -> float:
    started = time.perf_counter()
    call(person)
    return 1000 * (time.perf_counter() - started)


def _spread(taken: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile, in milliseconds."""
    return {"p50": median(taken), "p95": quantiles(taken, n=20)[-1]}


def _times(call: Call, people: Sequence[Person]) -> dict[str, float]:
    return _spread([_timed(call, person) for person in people])


def _three_ways(call: Call, people: Sequence[Person]) -> dict[str, dict[str, float]]:
    with _nothing_remembered():
        _times(call, people[:_WARM])
        never = _times(call, people[_WARM:])
    distinct = _times(call, people[_WARM:])
    return {
        "nothing remembered": never,
        "distinct persons": distinct,
        "same person again": _again(call, people[_WARM:]),
    }


def _again(call: Call, people: Sequence[Person]) -> dict[str, float]:
    """Each person is seen once untimed, directly before."""
    taken = []
    for person in people:
        call(person)
        taken.append(_timed(call, person))
    return _spread(taken)


def measure() -> dict[str, Any]:
    """All figures, in milliseconds."""
    catalog = load_catalog(read_settings().knowledge)
    screened, asked = (persons(catalog, PERSONS + _WARM, known, seed) for known, seed in ((_MOST, 1), (_HALF, 2)))
    return {
        "items": len(catalog.files),
        "persons": PERSONS,
        "screening": _three_ways(lambda person: _screen_with_reasons(catalog, person), screened),
        "next question": _three_ways(lambda person: next_question(catalog, person, _ON), asked),
    }


if __name__ == "__main__":
    json.dump(measure(), sys.stdout)

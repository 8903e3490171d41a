"""Simulated residents: everything is known of each, drawn from the editors' priors in facts.yml.

They are no statistics of Sichuan: a fact without a prior is drawn evenly (是否 at one in five).
"""

from __future__ import annotations

import random
import re
from datetime import date, timedelta

from bot.catalog.service import Catalog
from bot.rules.facts import Fact
from bot.rules.values import Range, Value, is_known

Resident = dict[str, Value]
_FIRST = ("年龄", "性别", "户籍地", "居住地", "户口性质", "就业状态")  # the rest must agree with these
_RARE = 0.2
_FROM_SICHUAN = 0.9
_ELSEWHERE = ("500000", "440000", "110000")


def residents(catalog: Catalog, count: int, on: date, seed: int = 1) -> list[Resident]:
    """``count`` residents without contradictions, facts complete as far as they can be told."""
    chance = random.Random(seed)
    return [_resident(catalog, on, chance) for _ in range(count)]


def _resident(catalog: Catalog, on: date, chance: random.Random) -> Resident:
    names = list(catalog.vocabulary.facts)
    chance.shuffle(names)
    names.sort(key=lambda name: name not in _FIRST)
    stated: Resident = {}
    known: Resident = {}
    for name in names:
        if is_known(known.get(name)):
            continue
        for _ in range(8):
            value = _within(known.get(name), chance) or _draw(catalog, catalog.vocabulary[name], on, chance)
            derivation = catalog.deriver.derive({**stated, name: value}, on)
            if not derivation.contradictions:
                stated[name], known = value, derivation.facts
                break
    return known


def _within(span: Value, chance: random.Random) -> Value:
    """A value of what is only known within limits (a birth date by the age); None if there are none."""
    if not isinstance(span, Range):
        return None
    if isinstance(span.low, date):
        return span.low + timedelta(days=chance.randint(0, (span.high - span.low).days))
    return chance.randint(int(span.low), int(span.high))


def _draw(catalog: Catalog, fact: Fact, on: date, chance: random.Random) -> Value:
    if fact.kind == "是否":
        return chance.random() < fact.priors.get("是", _RARE)
    if fact.kind == "选项":
        weights = [fact.priors.get(option, 1 / len(fact.options)) for option in fact.options]
        return chance.choices(fact.options, weights)[0]
    if fact.kind == "日期":
        return on - timedelta(days=chance.randrange(1, 365 * 95))
    if fact.kind == "地区":
        return chance.choice(_counties(catalog)) if chance.random() < _FROM_SICHUAN else chance.choice(_ELSEWHERE)
    low, high = _bracket(fact, chance)
    return chance.randint(low, high)


def _bracket(fact: Fact, chance: random.Random) -> tuple[int, int]:
    """Both ends of a bracket of ``{"< 7": share, ..., ">= 80": share}`` drawn by its share."""
    lowest, highest = int(fact.low or 0), int(fact.high if fact.high is not None else 10_000)
    brackets, start = [], lowest
    for text in fact.priors:
        symbol, number = re.fullmatch(r"(<|>=) *(\d+)", text).groups()  # type: ignore[union-attr]
        brackets.append((start, int(number) - 1) if symbol == "<" else (int(number), highest))
        start = int(number)
    if not brackets:
        return lowest, min(highest, 600)
    return chance.choices(brackets, list(fact.priors.values()))[0]


def _counties(catalog: Catalog) -> list[str]:
    regions = catalog.regions
    return [county.code for city in regions.children("510000") for county in regions.children(city.code)]

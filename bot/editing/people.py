"""Sets of facts to try a change on: the persons of the 用例, and recent ones without anything personal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from bot.catalog.service import Catalog
from bot.rules.facts import FactError, FactVocabulary
from bot.rules.values import years_between
from bot.store.database import Conversation, session

CASES, RECENT = "用例", "近期对话"
SAMPLE = 300
_SLOT = "conversation"
_YEARS_BAND = 5
_MONTHS_BAND = 6


@dataclass(frozen=True)
class FactSet:
    """Facts of nobody in particular, as written in YAML or JSON; ``source`` is CASES or RECENT."""

    facts: Mapping[str, Any]
    source: str
    region: str = ""


def persons_of_cases(catalog: Catalog) -> list[FactSet]:
    """Everybody in the 用例 of every item, each once."""
    found: dict[str, FactSet] = {}
    for file in catalog.files.values():
        for case in file.cases:
            one = FactSet(case.facts, CASES, case.region)
            found.setdefault(json.dumps([_sortable(case.facts), case.region], ensure_ascii=False), one)
    return list(found.values())


def recent_persons(url: str, vocabulary: FactVocabulary, today: date, limit: int = SAMPLE) -> list[FactSet]:
    """Persons of the latest conversations: only values of facts, ages, money and places made coarse.

    Neither who spoke nor a word they said leaves this function.
    """
    with session(url) as database:
        latest = select(Conversation.events).order_by(Conversation.updated.desc()).limit(limit)
        stored = list(database.scalars(latest))
    found: dict[str, FactSet] = {}
    for events in stored:
        for facts in _persons(events):
            coarse = coarsened(vocabulary, facts, today)
            if coarse:
                found.setdefault(json.dumps(_sortable(coarse), ensure_ascii=False), FactSet(coarse, RECENT))
    return list(found.values())[:limit]


def _persons(events: str) -> Iterator[Mapping[str, Any]]:
    """The facts of each person in the last state of a stored conversation."""
    for event in reversed(json.loads(events)):
        if event.get("event") == "slot" and event.get("name") == _SLOT:
            yield from ((event.get("value") or {}).get("persons") or {}).values()
            return


def coarsened(vocabulary: FactVocabulary, facts: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Facts that no longer single somebody out: five-year ages, no birthday, prefectures, round sums."""
    rough: dict[str, Any] = {}
    for name, raw in facts.items():
        if name not in vocabulary or isinstance(raw, dict):
            continue
        try:
            value = vocabulary.coerce(name, raw)
        except FactError:
            continue
        rough.update(_coarse(vocabulary, name, value, today))
    return rough


def _coarse(vocabulary: FactVocabulary, name: str, value: Any, today: date) -> dict[str, Any]:
    kind = vocabulary[name].kind
    if kind == "地区":
        return {name: value if value.endswith("00") else f"{value[:4]}00"} if isinstance(value, str) else {}
    if kind == "日期":
        is_birthday = name == "出生日期" and isinstance(value, date)
        return {"年龄": _middle(years_between(value, today), _YEARS_BAND)} if is_birthday else {}
    if name == "年龄":
        return {name: _middle(value, _YEARS_BAND)}
    if vocabulary[name].unit == "个月" and name == "月龄":
        return {name: _middle(value, _MONTHS_BAND)}
    if kind == "金额" and isinstance(value, (int, float)):
        return {name: _round(value)}
    return {name: value} if isinstance(value, (bool, int, float, str)) else {}


def _middle(value: int, band: int) -> int:
    """The middle of the band that a number lies in: 60 to 64 become 62."""
    return int(value) // band * band + band // 2


def _round(amount: float) -> int:
    """One significant digit and a half: 1834 becomes 2000, 640 becomes 650."""
    step = max(10 ** (len(str(int(amount))) - 1) // 2, 1)
    return int(round(amount / step) * step)


def _sortable(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    return sorted((name, str(value)) for name, value in facts.items())


def coerced(catalog: Catalog, person: FactSet) -> dict[str, Any]:
    """The facts that this catalogue knows."""
    known: dict[str, Any] = {}
    for name, raw in person.facts.items():
        try:
            known[name] = catalog.vocabulary.coerce(name, raw)
        except FactError:
            continue
    return {name: value for name, value in known.items() if value is not None}


def shown(catalog: Catalog, facts: Mapping[str, Any]) -> dict[str, str]:
    """Facts as an editor reads them: places by name."""
    titles: dict[str, str] = {}
    for name, raw in facts.items():
        try:
            titles[name] = catalog.vocabulary.title(name, catalog.vocabulary.coerce(name, raw))
        except FactError:
            titles[name] = str(raw)
    return titles


def everybody(catalog: Catalog, url: str, today: date) -> list[FactSet]:
    """The persons of the 用例 and a sample of recent ones."""
    people: Iterable[FactSet] = recent_persons(url, catalog.vocabulary, today)
    return [*persons_of_cases(catalog), *people]

"""What changes from one state of the knowledge to another: keys, 用例, and whom it gives another verdict."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.catalog.assessment import region_of
from bot.catalog.lint import WORD_OF
from bot.catalog.model import Case
from bot.catalog.service import Catalog
from bot.editing.people import CASES, FactSet, coerced, shown
from bot.editing.states import KnowledgeState
from bot.rules.grammar import RuleError
from bot.rules.verdicts import of_truth

ABSENT = "没有这一项"
_NO_VERDICT_CHANGES = {"问法", "别名", "方面", "用例", "简介", "核验"}
_WORDS_ONLY = {"phrases.yml", "channels.yml", "data/nlu/out_of_scope.yml"}
_WORDING_OF_FACTS = {"问", "为什么", "说法", "改变", "敏感", "先验"}
_Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class KeyChange:
    """``key`` is the way to a value in the words of the file; an absent value is None."""

    file: str
    key: str
    before: Any
    after: Any


@dataclass(frozen=True)
class VerdictChange:
    """Somebody whose verdicts differ. ``case`` is the number (from 1) of the 用例, 0 for other persons.

    ``before`` and ``after`` give the word by benefit.
    """

    item: str
    name: str
    facts: Mapping[str, str]
    source: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    case: int = 0


@dataclass(frozen=True)
class Difference:
    """``tried`` counts the 用例 and the persons that were looked at."""

    keys: tuple[KeyChange, ...]
    cases: tuple[VerdictChange, ...]
    people: tuple[VerdictChange, ...]
    tried: tuple[int, int]

    @property
    def empty(self) -> bool:
        return not (self.keys or self.cases or self.people)


def compare(
    before: KnowledgeState,
    after: KnowledgeState,
    people: Sequence[FactSet],
    on: date,
    after_on: date | None = None,
    progress: _Progress | None = None,
) -> Difference:
    """The difference; ``on`` is the day on which both states are asked (``after_on``: the second one).

    Nobody grows older between the two days: what differs is the knowledge.
    """
    later = after_on or on
    keys = tuple(_key_changes(before.data, after.data))
    items = _items_concerned(before, after, keys) if later == on else list(after.catalog.files)
    sides = Side(before.catalog, on), Side(after.catalog, later)
    cases, tried = [], 0
    for item in items:
        for number, case in _cases(before.catalog, after.catalog, item):
            tried += 1
            person = FactSet(case.facts, CASES, case.region)
            cases += _verdict_changes(sides, [item], person, case.on or on, number)
    changed = []
    for number, person in enumerate(people, start=1):
        changed += _verdict_changes(sides, items, person, on)
        if progress:
            progress(number, len(people))
    return Difference(keys, tuple(cases), tuple(changed), (tried, len(people)))


# ---- keys -------------------------------------------------------------------------------------


def _key_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[KeyChange]:
    for file in sorted({*before, *after}):
        if file not in before or file not in after:
            yield KeyChange(file, "", before.get(file) and "有", after.get(file) and "有")
        else:
            for key, old, new in _inside(before[file], after[file], ()):
                yield KeyChange(file, " / ".join(key), old, new)


def _inside(old: Any, new: Any, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from _inside(old.get(key), new.get(key), (*way, str(key)))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _in_lists(old, new, way)
    else:
        yield way, old, new


def _in_lists(old: list[Any], new: list[Any], way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """What came, went or changed; items are named by their 名称 or number (from 1)."""
    was_keys, now_keys = (
        [json.dumps(item, ensure_ascii=False, sort_keys=True) for item in items] for items in (old, new)
    )
    for action, a, b, c, d in difflib.SequenceMatcher(None, was_keys, now_keys, autojunk=False).get_opcodes():
        if action == "equal":
            continue
        for offset in range(max(b - a, d - c)):
            was = old[a + offset] if a + offset < b else None
            now = new[c + offset] if c + offset < d else None
            number = (c if now is not None else a) + offset + 1
            yield from _inside(was, now, (*way, _label(now if now is not None else was, number)))


def _label(item: Any, number: int) -> str:
    name = item.get("名称") if isinstance(item, Mapping) else None
    return str(name) if name else f"第{number}条"


# ---- verdicts ---------------------------------------------------------------------------------


def _items_concerned(before: KnowledgeState, after: KnowledgeState, keys: Iterable[KeyChange]) -> list[str]:
    """Items whose verdicts can differ: all when something shared has changed."""
    files = {change.file for change in keys if _may_change_verdicts(change)}
    cases = {change.file for change in keys if change.key.startswith("用例")}
    every = list(dict.fromkeys((*before.catalog.files, *after.catalog.files)))
    if any(not file.startswith("services/") for file in files):
        return every
    stems = {file.rsplit("/", 1)[-1].removesuffix(".yml") for file in files | cases}
    return [item for item in every if item in stems]


def _may_change_verdicts(change: KeyChange) -> bool:
    """Whether it is more than words: how something is asked, said or found changes nobody's verdict."""
    keys = change.key.split(" / ")
    if change.file == "facts.yml":
        return keys[-1] not in _WORDING_OF_FACTS
    return change.file not in _WORDS_ONLY and keys[0] not in _NO_VERDICT_CHANGES


def _cases(before: Catalog, after: Catalog, item: str) -> list[tuple[int, Case]]:
    """The 用例 of both states, each person once."""
    found: dict[str, tuple[int, Case]] = {}
    for catalog in (after, before):
        file = catalog.files.get(item)
        for number, case in enumerate(file.cases if file else (), start=1):
            found.setdefault(repr((sorted(case.facts.items(), key=str), case.on, case.region)), (number, case))
    return list(found.values())


@dataclass(frozen=True)
class Side:
    """A catalogue with the day whose rules and figures count."""

    catalog: Catalog
    day: date

    def words(self, items: Sequence[str], person: FactSet, on: date) -> dict[str, dict[str, str]]:
        """The verdict by item and benefit, as words, for somebody as they are ``on`` a day."""
        catalog = self.catalog
        facts = catalog.deriver.derive(coerced(catalog, person), on).facts
        region = catalog.regions.resolve(person.region) if person.region else None
        return {item: self._item(item, facts, region) for item in items}

    def _item(self, item: str, facts: Mapping[str, Any], region: str | None) -> dict[str, str]:
        if item not in self.catalog.files:
            return {"": ABSENT}
        try:
            service = self.catalog.service(item, self.day)
            if service.file.regions:
                service = self.catalog.service(item, self.day, region or region_of(facts, service))
        except RuleError as error:
            return {"": f"条件写错了：{error}"}
        return {benefit.name: WORD_OF[of_truth(benefit.rule.truth(facts))] for benefit in service.benefits}


def _verdict_changes(
    sides: tuple[Side, Side], items: Sequence[str], person: FactSet, on: date, case: int = 0
) -> list[VerdictChange]:
    old, new = (side.words(items, person, on) for side in sides)
    catalog, found = sides[1].catalog, []
    for item in items:
        if old[item] != new[item]:
            name = (catalog.files.get(item) or sides[0].catalog.files[item]).name
            facts = shown(catalog, person.facts)
            found.append(VerdictChange(item, name, facts, person.source, old[item], new[item], case))
    return found

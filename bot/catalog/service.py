"""Service items as they stand on a date and in a region."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bot.catalog.model import Application, Authority, DatedValue, ServiceFile, Verification
from bot.catalog.regions import Regions
from bot.rules.derived import TELLINGS
from bot.rules.facts import FactVocabulary
from bot.rules.grammar import UNPUBLISHED, parse_at
from bot.rules.implications import Deriver
from bot.rules.memory import Memory, once
from bot.rules.nodes import Node
from bot.rules.questions import QuestionChooser, Rule

LOCALLY_PUBLISHED = "以当地公布为准"


@dataclass(frozen=True)
class ComputedAmount:
    when: Node | None
    text: str
    basis: str


@dataclass(frozen=True)
class Benefit:
    """One benefit with its rule parsed and its texts filled in."""

    name: str
    rule: Rule
    amount: str
    computed: tuple[ComputedAmount, ...]
    exclusive: tuple[str, ...]
    note: str
    basis: str
    assessments: Memory = field(default_factory=Memory, repr=False, compare=False)

    @property
    def node(self) -> Node:
        return self.rule.node

    @once
    def tells(self) -> bool:
        """Whether a cure names something about the person (``{法定退休时间}``)."""
        return any("{" in text for text in self.node.changes())


@dataclass(frozen=True)
class Service:
    """A service item on one date in one region; immutable."""

    file: ServiceFile
    benefits: tuple[Benefit, ...]
    application: Application
    chooser: QuestionChooser = field(compare=False, repr=False)
    regional_note: str = ""

    @property
    def id(self) -> str:
        return self.file.id

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def domain(self) -> str:
        return self.file.domain

    @property
    def summary(self) -> str:
        return self.file.summary

    @property
    def authorities(self) -> tuple[Authority, ...]:
        return self.file.authorities

    @property
    def verification(self) -> Verification | None:
        return self.file.verification

    @property
    def modelled(self) -> bool:
        """Whether its conditions are in the system."""
        return bool(self.benefits)

    def rules(self) -> tuple[Rule, ...]:
        return tuple(benefit.rule for benefit in self.benefits)


def value_on(values: Iterable[DatedValue], on: date) -> DatedValue | None:
    """The value in force on a date; None before the first or after the last has ended."""
    current = [v for v in values if v.start <= on and (v.end is None or on < v.end)]
    return max(current, key=lambda v: v.start, default=None)


def has_begun(values: Iterable[DatedValue], on: date) -> bool:
    """Whether the first of the values has come into force by ``on``."""
    return any(value.start <= on for value in values)


def show_value(value: DatedValue | None) -> str:
    """A parameter in a sentence: ``100元``, or that it is published locally."""
    if value is None or not value.published:
        return f"（{LOCALLY_PUBLISHED}）"
    return f"{value.value}{value.unit.split('/')[0]}"


def fill(template: str, parameters: Mapping[str, DatedValue | None], keep: Iterable[str] = ()) -> str:
    """``{参数}`` replaced by its value; the names in ``keep`` stay for later."""
    return re.sub(
        r"\{([^{}]+)\}", lambda match: match[0] if match[1] in keep else show_value(parameters.get(match[1])), template
    )


def parse_service(
    file: ServiceFile,
    vocabulary: FactVocabulary,
    parameters: Mapping[str, DatedValue | None],
    application: Application | None = None,
    regional_note: str = "",
) -> Service:
    """The service with its rules parsed for these parameter values.

    Raises RuleError, whose ``path`` leads from the file to the condition.
    """
    values = {name: value.value if value and value.published else UNPUBLISHED for name, value in parameters.items()}
    benefits = []
    for index, model in enumerate(file.benefits):
        here = ("待遇", index)
        node = parse_at((*here, "资格"), model.conditions, vocabulary, values)
        computed = tuple(
            ComputedAmount(
                None if row.when is None else parse_at((*here, "计算", i, "若"), row.when, vocabulary, values),
                fill(row.text, parameters, TELLINGS),
                row.basis,
            )
            for i, row in enumerate(model.computed)
        )
        rule = Rule(f"{file.id}/{model.name}", node)
        amount = fill(model.amount, parameters)
        benefits.append(Benefit(model.name, rule, amount, computed, model.exclusive, model.note, model.basis))
    chooser = QuestionChooser([benefit.rule for benefit in benefits], vocabulary.facts)
    return Service(file, tuple(benefits), application or file.application, chooser, regional_note)


@dataclass(frozen=True)
class Edition:
    """All items on one date in one region, with the chooser of questions over all of them."""

    services: Mapping[str, Service]
    chooser: QuestionChooser


@dataclass(frozen=True)
class Catalog:
    """All knowledge: items, facts, implications, regions, channels."""

    files: Mapping[str, ServiceFile]
    vocabulary: FactVocabulary
    deriver: Deriver
    regions: Regions
    channels: Mapping[str, Mapping[str, Mapping[str, str]]]
    version: str = ""
    _cache: dict[object, Service] = field(default_factory=dict, repr=False, compare=False)
    _editions: dict[object, Edition] = field(default_factory=dict, repr=False, compare=False)

    def service(self, service_id: str, on: date, region: str | None = None) -> Service:
        """The item on ``on`` in ``region`` (a code). Raises KeyError for an unknown id."""
        file = self.files[service_id]
        overrides = self._overrides(file, region)
        current = {name: value_on(values, on) for name, values in file.parameters.items()}
        application, notes = file.application, []
        for override in overrides:
            current.update(
                {n: value_on(values, on) for n, values in override.parameters.items() if has_begun(values, on)}
            )
            application = override.application or application
            notes += [override.note] if override.note else []
        starts = tuple((name, value.start if value else None) for name, value in current.items())
        key = (service_id, starts, tuple(id(override) for override in overrides))
        if key not in self._cache:
            self._cache[key] = parse_service(file, self.vocabulary, current, application, "".join(notes))
        return self._cache[key]

    def _overrides(self, file: ServiceFile, region: str | None):  # type: ignore[no-untyped-def]
        """Overrides that apply, the wider area first so that the narrower wins."""
        if not region or not file.regions:
            return []
        areas = sorted((self.regions.resolve(name) or "", name) for name in file.regions)
        return [file.regions[name] for code, name in areas if code and self.regions.lies_within(region, code)]

    @cached_property
    def regional(self) -> tuple[str, ...]:
        """The items that differ by region."""
        return tuple(service_id for service_id, file in self.files.items() if file.regions)

    def edition(self, on: date, region: str | None = None, elsewhere: Mapping[str, str] | None = None) -> Edition:
        """All items on ``on`` in ``region``; ``elsewhere`` names the items that go by a region of their own."""
        own = elsewhere or {}
        key = (on, region, *own.items())
        if key not in self._editions:
            services = {sid: self.service(sid, on, own.get(sid, region)) for sid in self.files}
            rules = [rule for service in services.values() for rule in service.rules()]
            self._editions.clear() if len(self._editions) > 32 else None
            self._editions[key] = Edition(services, QuestionChooser(rules, self.vocabulary.facts, by_promise=True))
        return self._editions[key]

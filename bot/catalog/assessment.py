"""A person's facts against a service item, or against all of them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.catalog.service import Benefit, Catalog, Edition, Service
from bot.rules.derived import TELLINGS
from bot.rules.implications import Contradiction
from bot.rules.memory import once
from bot.rules.nodes import Reason
from bot.rules.truth import TRUE
from bot.rules.values import Value
from bot.rules.verdicts import ENTITLED, Verdict, best, of_truth

Facts = Mapping[str, Value]


@dataclass(frozen=True)
class BenefitAssessment:
    """``reasons`` and ``changes`` are made when they are read.

    ``facts`` are at least those that the rule looks at, of this person or of one in the same
    situation: every condition turns out the same way, with the same words.
    """

    benefit: Benefit
    verdict: Verdict
    missing: tuple[str, ...]
    computed: tuple[str, ...]
    facts: Facts

    @once
    def reasons(self) -> tuple[Reason, ...]:
        """Every condition, as it turned out."""
        return tuple(self.benefit.node.reasons(self.facts))

    def meets_any(self, names: Container[str]) -> bool:
        """Whether a condition on one of the facts is met."""
        return any(leaf.fact.name in names and leaf.evaluate(self.facts) == TRUE for leaf in self.benefit.node.leaves())

    @property
    def changes(self) -> tuple[str, ...]:
        """What would turn a no (empty if nothing can)."""
        if self.verdict is not Verdict.INELIGIBLE:
            return ()
        return tuple(
            _tell(text, self.facts) or re.sub(r"（[^（）]*\{[^（）]*）", "", text) for text in _changes(self.reasons)
        )

    @property
    def name(self) -> str:
        return self.benefit.name


@dataclass(frozen=True)
class Assessment:
    """``missing`` are the facts that can still change the item's verdict."""

    service: Service
    verdict: Verdict
    benefits: tuple[BenefitAssessment, ...]
    missing: tuple[str, ...]
    facts: Facts
    contradictions: tuple[Contradiction, ...]

    def entitled_by(self, names: Container[str]) -> bool:
        """Whether one of the facts meets a condition of a benefit that the person may have."""
        return any(b.verdict in ENTITLED and b.meets_any(names) for b in self.benefits)

    @property
    def open(self) -> tuple[str, ...]:
        """Facts that can still settle some benefit, even when the item is decided."""
        return tuple(dict.fromkeys(name for benefit in self.benefits for name in benefit.missing))


def region_of(facts: Facts, service: Service | None = None) -> str | None:
    """The region whose figures apply: where the person applies for the item."""
    by_hukou = service is not None and "户籍" in service.application.place
    names = ("户籍地", "居住地") if by_hukou else ("居住地", "户籍地")
    return next((facts[name] for name in names if isinstance(facts.get(name), str)), None)


def assess(catalog: Catalog, service_id: str, stated: Facts, on: date, region: str | None = None) -> Assessment:
    """One item for one person on one date. ``stated`` are coerced facts."""
    derivation = catalog.deriver.derive(stated, on)
    where = region or region_of(derivation.facts, catalog.service(service_id, on))
    service = catalog.service(service_id, on, where)
    return _assess(service, derivation.facts, derivation.contradictions)


def assess_all(catalog: Catalog, stated: Facts, on: date, region: str | None = None) -> list[Assessment]:
    """Every item for one person, in the order of the catalogue."""
    derivation = catalog.deriver.derive(stated, on)
    facts = derivation.facts
    services = _edition(catalog, facts, on, region).services.values()
    return [_assess(service, facts, derivation.contradictions) for service in services]


def _edition(catalog: Catalog, facts: Facts, on: date, region: str | None) -> Edition:
    """All items, each with the figures of ``region``, or else of where this person applies for it."""
    if region is not None:
        return catalog.edition(on, region)
    places = {name: region_of(facts, catalog.service(name, on)) for name in catalog.regional}
    return catalog.edition(on, None, {name: place for name, place in places.items() if place})


def _assess(service: Service, facts: Facts, contradictions: tuple[Contradiction, ...]) -> Assessment:
    benefits = tuple(_assess_benefit(benefit, facts) for benefit in service.benefits)
    verdict = best(benefit.verdict for benefit in benefits)
    undecided = verdict is Verdict.UNKNOWN
    missing = dict.fromkeys(name for b in benefits for name in b.missing) if undecided else ()
    return Assessment(service, verdict, benefits, tuple(missing), facts, contradictions)


def _assess_benefit(benefit: Benefit, facts: Facts) -> BenefitAssessment:
    if benefit.computed or benefit.tells:  # these look at further facts than the rule
        return _new_assessment(benefit, facts)
    key = benefit.rule.situation(facts)
    found = benefit.assessments.get(key)
    if found is None:
        own = {name: facts.get(name) for name in benefit.rule.names}
        found = benefit.assessments.keep(key, _new_assessment(benefit, own))
    return found  # type: ignore[no-any-return]


def _tell(text: str, facts: Facts) -> str:
    """The text with every ``{法定退休时间}`` and the like told; empty when one of them is not known."""
    names = re.findall(r"\{([^{}]+)\}", text)
    told = {name: TELLINGS[name](facts) if name in TELLINGS else "" for name in names}
    return re.sub(r"\{([^{}]+)\}", lambda match: told[match[1]], text) if all(told.values()) else ""


def _new_assessment(benefit: Benefit, facts: Facts) -> BenefitAssessment:
    verdict = of_truth(benefit.rule.truth(facts))
    missing = benefit.rule.open_facts(facts) if verdict is Verdict.UNKNOWN else ()
    entitled = verdict in ENTITLED
    computed = tuple(_computed(benefit, facts)) if entitled and benefit.computed else ()
    return BenefitAssessment(benefit, verdict, missing, computed, facts)


def _computed(benefit: Benefit, facts: Facts) -> Iterable[str]:
    """The first row whose condition holds; a row without condition always does."""
    for row in benefit.computed:
        truth = TRUE if row.when is None else row.when.evaluate(facts)
        if truth == TRUE:
            told = _tell(row.text, facts)
            return [told + (f"（依据：{row.basis}）" if row.basis else "")] if told else []
        if truth != 0:
            return []
    return []


def _changes(reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    """The cures of all failed conditions, or none when one of them cannot be cured."""
    failed = [reason for reason in reasons if reason.value is False]
    if any(not reason.change for reason in failed):
        return ()
    return tuple(dict.fromkeys(reason.change for reason in failed))


@dataclass(frozen=True)
class Question:
    """The next question: wording for a person called ``{谁}``."""

    fact: str
    text: str
    why: str


def next_question(
    catalog: Catalog,
    stated: Facts,
    on: date,
    service_id: str | None = None,
    skip: Iterable[str] = (),
    every_benefit: bool = False,
    region: str | None = None,
) -> str | None:
    """The fact to ask next about one item, or about all (service_id None); None if none helps.

    With ``every_benefit`` an item that is already decided is asked about until each of its
    benefits is.
    """
    facts = catalog.deriver.derive(stated, on).facts
    if service_id is None:
        chooser = _edition(catalog, facts, on, region).chooser
    else:
        assessment = assess(catalog, service_id, stated, on, region)
        if not (assessment.open if every_benefit else assessment.missing):
            return None
        chooser = assessment.service.chooser
    choice = chooser.choose(facts, skip)
    return choice.fact if choice else None

"""Tests speak of people: ``person(年龄=65, 居住地="成都市").asks("elderly-health").is_eligible()``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.catalog.assessment import Assessment, BenefitAssessment, assess, assess_all, next_question
from bot.catalog.loader import load_catalog
from bot.catalog.service import Catalog
from bot.rules.implications import Contradiction
from bot.rules.values import Value
from bot.rules.verdicts import Verdict

KNOWLEDGE = Path(__file__).resolve().parents[1] / "knowledge"
TODAY = date(2026, 11, 23)


@lru_cache(maxsize=1)
def real_catalog() -> Catalog:
    """The knowledge of this repository."""
    return load_catalog(KNOWLEDGE)


@dataclass(frozen=True, repr=False)
class Person:
    """Somebody with stated facts (as written in YAML or JSON) on a day."""

    facts: Mapping[str, Any]
    today: date = TODAY
    knowledge: Catalog = field(default_factory=real_catalog)

    def __repr__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"person({told})" if self.today == TODAY else f"person({told}).on({str(self.today)!r})"

    @property
    def stated(self) -> dict[str, Value]:
        return self.knowledge.vocabulary.coerce_all(self.facts)

    @property
    def known(self) -> dict[str, Value]:
        """What is stated and what follows from it."""
        return self.knowledge.deriver.derive(self.stated, self.today).facts

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return self.knowledge.deriver.derive(self.stated, self.today).contradictions

    def but(self, **facts: Any) -> Person:
        """The same person with some facts told, or told differently."""
        return replace(self, facts={**self.facts, **facts})

    def on(self, day: str | date) -> Person:
        return replace(self, today=day if isinstance(day, date) else date.fromisoformat(day))

    def within(self, knowledge: Catalog) -> Person:
        """The same person before another catalogue."""
        return replace(self, knowledge=knowledge)

    def asks(self, service_id: str, region: str | None = None) -> Answer:
        """The answer about one item; ``region`` overrides where the person applies."""
        code = self.knowledge.regions.resolve(region) if region else None
        return Answer(assess(self.knowledge, service_id, self.stated, self.today, code))

    def is_screened(self) -> dict[str, Answer]:
        """The answers about every item, by id."""
        return {a.service.id: Answer(a) for a in assess_all(self.knowledge, self.stated, self.today)}

    def is_asked(self, service_id: str | None = None, skip: Iterable[str] = ()) -> str | None:
        """The fact asked for next, about one item or about all."""
        return next_question(self.knowledge, self.stated, self.today, service_id, skip)


@dataclass(frozen=True)
class Answer:
    """An assessment, with the assertions that tests make about it."""

    assessment: Assessment

    def benefit(self, name: str | None = None) -> BenefitAssessment:
        """The benefit called ``name``; the only or first one without a name."""
        return next(b for b in self.assessment.benefits if name in (None, b.name))

    def verdict(self, benefit: str | None = None) -> Verdict:
        return self.benefit(benefit).verdict if benefit else self.assessment.verdict

    def is_eligible(self, benefit: str | None = None) -> None:
        assert self.verdict(benefit) is Verdict.ELIGIBLE, self._why(benefit)

    def is_likely(self, benefit: str | None = None) -> None:
        assert self.verdict(benefit) is Verdict.LIKELY, self._why(benefit)

    def is_undecided(self, benefit: str | None = None) -> None:
        assert self.verdict(benefit) is Verdict.UNKNOWN, self._why(benefit)

    def is_ineligible(self, benefit: str | None = None) -> None:
        assert self.verdict(benefit) is Verdict.INELIGIBLE, self._why(benefit)

    def _why(self, benefit: str | None) -> str:
        chosen = [self.benefit(benefit)] if benefit else self.assessment.benefits
        return "; ".join(f"{b.name} {b.verdict.value} {[(r.text, r.value) for r in b.reasons]}" for b in chosen)


def person(**facts: Any) -> Person:
    """Somebody about whom these facts are told."""
    return Person(facts)

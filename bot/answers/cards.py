"""Cards: what the page draws, as plain data whose ``type`` says how."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from bot.answers.amounts import careful
from bot.answers.applying import application_data
from bot.answers.counters import Counter
from bot.answers.messages import Card
from bot.answers.wording import person
from bot.catalog.assessment import Assessment, BenefitAssessment
from bot.catalog.report import options_of
from bot.catalog.service import Catalog, Service
from bot.rules.verdicts import Verdict


def ordered(benefits: Sequence[BenefitAssessment], first: Collection[str] = ()) -> list[BenefitAssessment]:
    """Benefits asked for by name before the others, better verdicts before worse."""
    order = list(Verdict)
    return sorted(benefits, key=lambda benefit: (benefit.name not in first, order.index(benefit.verdict)))


def verdict_card(
    catalog: Catalog,
    assessment: Assessment,
    subject: str,
    asked: Collection[str] = (),
    counters: Sequence[Counter] = (),
) -> Card:
    """Everything about the verdict; ``asked`` are the benefits asked for by name, ``counters`` those near the person."""
    service = assessment.service
    return {
        "type": "verdict",
        "service": service_data(service),
        "subject": person(subject),
        "verdict": assessment.verdict.value,
        "label": assessment.verdict.label,
        "summary": service.summary,
        "benefits": [_benefit_data(service, benefit) for benefit in ordered(assessment.benefits, asked)],
        "apply": application_data(catalog, service, counters),
        "basis": [
            {"document": a.document, "title": a.title, "article": a.article, "url": a.url} for a in service.authorities
        ],
        "verified": verification_data(service),
        "facts": facts_data(catalog, assessment),
    }


def _benefit_data(service: Service, benefit: BenefitAssessment) -> dict[str, Any]:
    return {
        "name": benefit.name,
        "verdict": benefit.verdict.value,
        "label": benefit.verdict.label,
        "amount": careful(service, benefit.benefit.amount),
        "computed": [careful(service, text) for text in benefit.computed],
        "reasons": [{"text": r.text, "value": r.value, "basis": r.basis} for r in benefit.reasons if not r.office],
        "manual": [reason.text for reason in benefit.reasons if reason.office],
        "changes": list(benefit.changes),
        "exclusive": list(benefit.benefit.exclusive),
    }


def facts_data(catalog: Catalog, assessment: Assessment) -> list[dict[str, str]]:
    """The facts that the verdict rests on, in words, so that a mistake can be seen."""
    used = {name for b in assessment.benefits for reason in b.reasons for name in reason.facts}
    return [
        {"fact": name, "label": catalog.vocabulary[name].label, "text": catalog.vocabulary.title(name, value)}
        for name, value in assessment.facts.items()
        if name in used
    ]


def service_data(service: Service) -> dict[str, str]:
    """The item's names."""
    return {"id": service.id, "name": service.name, "domain": service.domain}


def service_card(service: Service, title: str, lines: Iterable[str]) -> Card:
    """A part of an item without a verdict."""
    return {"type": "service", "service": service_data(service), "sections": [{"title": title, "lines": list(lines)}]}


def verification_data(service: Service) -> dict[str, str] | None:
    """When and how far the item was checked against its sources."""
    check = service.verification
    return None if check is None else {"status": check.status, "date": str(check.date), "note": check.note}


def question_card(catalog: Catalog, name: str, text: str) -> Card:
    """A small form for one fact."""
    fact = catalog.vocabulary[name]
    return {"type": "question", "fact": name, "text": text, "why": fact.why, "input": input_of(catalog, name)}


_INPUT_KINDS = {"是否": "bool", "整数": "number", "金额": "money", "选项": "choice", "日期": "date", "地区": "region"}


def input_of(catalog: Catalog, name: str) -> dict[str, Any]:
    """How a fact is entered: kind, options, limits, unit."""
    fact = catalog.vocabulary[name]
    options = options_of(catalog, name)
    kind = "choice" if options and fact.kind == "整数" else _INPUT_KINDS[fact.kind]
    return {
        "kind": kind,
        "options": [{"value": value, "title": title} for title, value in options],
        "min": fact.low,
        "max": fact.high,
        "unit": fact.unit,
    }

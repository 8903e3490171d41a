"""Assessments as plain data: the command-line contract of ``shuhui assess``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.catalog.assessment import Assessment, BenefitAssessment, assess, assess_all, next_question
from bot.catalog.service import Catalog
from bot.rules.facts import shown
from bot.rules.nodes import Reason
from bot.rules.values import NOT_APPLICABLE, Range, Value

SELF = "您"


def assess_request(catalog: Catalog, request: Mapping[str, Any], today: date) -> dict[str, Any]:
    """One request of the contract. Raises ValueError with a message for whoever wrote it."""
    if "__error__" in request:
        raise ValueError(request["__error__"])
    unknown = set(request) - {"service", "facts", "date", "region"}
    if unknown:
        raise ValueError(f"不认识的键“{shown(sorted(unknown)[0])}”，可用：service、facts、date、region")
    stated = {} if request.get("facts") is None else request["facts"]
    if not isinstance(stated, Mapping):
        raise ValueError('facts 要写成 {"年龄": 66} 这样的对象')
    facts = catalog.vocabulary.coerce_all(stated)
    on = _date(request.get("date"), today)
    region = _region(catalog, request.get("region"))
    service_id = request.get("service")
    if service_id is None:
        return _screening(catalog, facts, on, region)
    if not isinstance(service_id, str) or service_id not in catalog.files:
        raise ValueError(f"没有“{shown(service_id)}”这项服务，编号见 knowledge/catalog.csv")
    assessment = assess(catalog, service_id, facts, on, region)
    return {
        **assessment_data(assessment),
        "next_question": question_data(catalog, next_question(catalog, facts, on, service_id, region=region)),
    }


def _screening(catalog: Catalog, facts: dict[str, Value], on: date, region: str | None) -> dict[str, Any]:
    results = [assessment_data(assessment) for assessment in assess_all(catalog, facts, on, region)]
    question = next_question(catalog, facts, on, region=region)
    return {"results": results, "next_question": question_data(catalog, question)}


def _date(raw: Any, today: date) -> date:
    try:
        return today if raw is None else date.fromisoformat(raw)
    except (TypeError, ValueError):
        raise ValueError(f"date 要写成 2026-07-01 这样，不能是“{shown(raw)}”") from None


def _region(catalog: Catalog, raw: Any) -> str | None:
    if raw is None:
        return None
    code = catalog.regions.resolve(str(raw))
    if code is None:
        raise ValueError(f"认不出地方“{shown(raw)}”，请写省、市、县的名字或六位代码")
    return code


def assessment_data(assessment: Assessment) -> dict[str, Any]:
    """An item's verdict with its benefits and reasons."""
    data: dict[str, Any] = {
        "service": assessment.service.id,
        "name": assessment.service.name,
        "verdict": assessment.verdict.value,
        "modelled": assessment.service.modelled,
        "benefits": [_benefit(benefit) for benefit in assessment.benefits],
        "missing": list(assessment.missing),
    }
    if assessment.contradictions:
        data["contradictions"] = [
            {"fact": c.fact, "stated": plain(c.stated), "implied": plain(c.implied), "because": list(c.because)}
            for c in assessment.contradictions
        ]
    return data


def _benefit(benefit: BenefitAssessment) -> dict[str, Any]:
    return {
        "name": benefit.name,
        "verdict": benefit.verdict.value,
        "reasons": [_reason(reason) for reason in benefit.reasons],
        "amount": benefit.benefit.amount,
        "computed": list(benefit.computed),
        "changes": list(benefit.changes),
        "missing": list(benefit.missing),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    data: dict[str, Any] = {"text": reason.text, "value": reason.value, "basis": reason.basis}
    if reason.office:
        data["office"] = True
    return data


def question_data(catalog: Catalog, name: str | None, who: str = SELF) -> dict[str, Any] | None:
    """The question for a fact, with the options a resident can choose from."""
    if name is None:
        return None
    fact = catalog.vocabulary[name]
    return {
        "fact": name,
        "text": fact.question.replace("{谁}", who),
        "options": [title for title, _ in options_of(catalog, name)],
        "why": fact.why,
    }


def options_of(catalog: Catalog, name: str) -> list[tuple[str, Value]]:
    """(title, value) of every choice; empty for numbers, dates and places."""
    fact = catalog.vocabulary[name]
    if fact.kind == "是否":
        return [(fact.title_of(True), True), (fact.title_of(False), False)]
    if fact.kind == "选项":
        return [(fact.title_of(option), option) for option in fact.options]
    if fact.kind == "整数" and fact.option_titles:
        return [(title, int(value)) for value, title in fact.option_titles.items()]
    return []


def plain(value: Value) -> Any:
    """A value that JSON can hold."""
    if value is NOT_APPLICABLE:
        return "不涉及"
    if isinstance(value, Range):
        return {"从": plain(value.low), "到": plain(value.high)}
    return value.isoformat() if isinstance(value, date) else value

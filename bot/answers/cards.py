"""Cards: what the page draws, with the same content as plain text for other channels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.answers.messages import Button, Card, Message
from bot.answers.wording import CHECK_ME, FOLLOW_UPS, MORE_BENEFITS, person
from bot.catalog.assessment import Assessment, BenefitAssessment
from bot.catalog.report import options_of
from bot.catalog.service import LOCALLY_PUBLISHED, Catalog, Service
from bot.rules.nodes import Reason
from bot.rules.values import Value
from bot.rules.verdicts import Verdict

MARKS = {
    Verdict.ELIGIBLE: "【符合】",
    Verdict.LIKELY: "【初步符合】",
    Verdict.UNKNOWN: "【还需了解】",
    Verdict.INELIGIBLE: "【暂不符合】",
}
_MOST_MATERIALS = 8


def verdict_message(catalog: Catalog, assessment: Assessment, subject: str) -> Message:
    """The verdict of an item: one phone screen of text and the whole as a card."""
    service = assessment.service
    lines = [_headline(assessment, subject)]
    for benefit in _ordered(assessment.benefits):
        lines += _benefit_lines(benefit)
    if assessment.verdict is not Verdict.INELIGIBLE:
        lines += _where_lines(catalog, service)
    lines += [f"问电话：{_phones(catalog, service)}"] if service.application.phones else []
    lines += _authority_lines(service)
    more = assessment.verdict is not Verdict.UNKNOWN and assessment.open
    extra = (Button(MORE_BENEFITS, MORE_BENEFITS),) if more else ()
    buttons = extra + follow_up_buttons("在哪里办", "要带什么材料", "怎么办")
    return Message("\n".join(lines), buttons, verdict_card(catalog, assessment, subject))


def _headline(assessment: Assessment, subject: str) -> str:
    who, name = person(subject), assessment.service.name
    mark = MARKS[assessment.verdict]
    return (
        mark
        + {
            Verdict.ELIGIBLE: f"{who}符合“{name}”的条件。",
            Verdict.LIKELY: f"{who}初步符合“{name}”的条件，还要由受理单位核实。",
            Verdict.UNKNOWN: f"“{name}”：还差一点情况，暂时定不下来。",
            Verdict.INELIGIBLE: f"按您说的情况，{who}暂时不符合“{name}”的条件。",
        }[assessment.verdict]
    )


def _ordered(benefits: Sequence[BenefitAssessment]) -> list[BenefitAssessment]:
    order = list(Verdict)
    return sorted(benefits, key=lambda benefit: order.index(benefit.verdict))


def _benefit_lines(benefit: BenefitAssessment) -> list[str]:
    lines = [f"{MARKS[benefit.verdict]}{benefit.name}"]
    if benefit.verdict in (Verdict.ELIGIBLE, Verdict.LIKELY):
        lines += [f"  {text}" for text in _amounts(benefit)]
        lines += [f"  待核实：{reason.text}" for reason in benefit.reasons if reason.office]
    elif benefit.verdict is Verdict.INELIGIBLE:
        lines += [f"  ✗ {_with_basis(reason)}" for reason in _failed(benefit)]
        lines += [f"  会变的情况：{text}" for text in benefit.changes]
    return lines


def _amounts(benefit: BenefitAssessment) -> list[str]:
    return [text for text in (*benefit.computed, benefit.benefit.amount) if text]


def _failed(benefit: BenefitAssessment) -> list[Reason]:
    return [reason for reason in benefit.reasons if reason.value is False]


def _with_basis(reason: Reason) -> str:
    return f"要求：{reason.text}" + (f"（{reason.basis}）" if reason.basis else "")


def _where_lines(catalog: Catalog, service: Service) -> list[str]:
    application = service.application
    lines = []
    if application.office:
        lines.append(f"去哪办：{_place(service)}")
    if application.materials:
        lines.append(f"要带：{'、'.join(application.materials[:_MOST_MATERIALS])}")
    return lines


def _place(service: Service) -> str:
    application = service.application
    where = f"{application.place}的" if application.place and application.place != "不限" else ""
    return where + application.office


def _phones(catalog: Catalog, service: Service) -> str:
    hotlines = catalog.channels.get("热线", {})
    names = [(number, hotlines.get(number, {}).get("名称", "")) for number in service.application.phones]
    return "、".join(f"{number}（{name}）" if name else number for number, name in names)


def _authority_lines(service: Service) -> list[str]:
    papers = [f"{paper.document}{paper.article}" for paper in service.authorities[:3]]
    lines = [f"依据：{'；'.join(papers)}"] if papers else []
    if service.verification and service.verification.status == "待核":
        lines.append("（部分内容还在核对，办理前请以当地公布为准）" if papers else f"（{LOCALLY_PUBLISHED}）")
    return lines


def verdict_card(catalog: Catalog, assessment: Assessment, subject: str) -> Card:
    """Everything about the verdict as plain data."""
    service = assessment.service
    return {
        "type": "verdict",
        "service": service_data(service),
        "subject": person(subject),
        "verdict": assessment.verdict.value,
        "label": assessment.verdict.label,
        "summary": service.summary,
        "benefits": [_benefit_data(benefit) for benefit in _ordered(assessment.benefits)],
        "apply": application_data(catalog, service),
        "basis": [
            {"document": a.document, "title": a.title, "article": a.article, "url": a.url} for a in service.authorities
        ],
        "verified": verification_data(service),
        "facts": facts_data(catalog, assessment),
    }


def _benefit_data(benefit: BenefitAssessment) -> dict[str, Any]:
    return {
        "name": benefit.name,
        "verdict": benefit.verdict.value,
        "label": benefit.verdict.label,
        "amount": benefit.benefit.amount,
        "computed": list(benefit.computed),
        "reasons": [{"text": r.text, "value": r.value, "basis": r.basis} for r in benefit.reasons if not r.office],
        "manual": [reason.text for reason in benefit.reasons if reason.office],
        "changes": list(benefit.changes),
        "exclusive": list(benefit.benefit.exclusive),
    }


def facts_data(catalog: Catalog, assessment: Assessment) -> list[dict[str, str]]:
    """The facts that the verdict rests on, in words, so that a mistake can be seen."""
    used = {name for b in assessment.benefits for reason in b.reasons for name in reason.facts}
    shown = []
    for name, value in assessment.facts.items():
        if name in used:
            title = catalog.vocabulary.title(name, value)
            shown.append({"fact": name, "label": catalog.vocabulary[name].label, "text": title})
    return shown


def service_data(service: Service) -> dict[str, str]:
    """The item's names."""
    return {"id": service.id, "name": service.name, "domain": service.domain}


def verification_data(service: Service) -> dict[str, str] | None:
    """When and how far the item was checked against its sources."""
    check = service.verification
    return None if check is None else {"status": check.status, "date": str(check.date), "note": check.note}


def application_data(catalog: Catalog, service: Service) -> dict[str, Any]:
    """Where and how to apply."""
    application = service.application
    online, counters = catalog.channels.get("网上", {}), catalog.channels.get("窗口", {})
    hotlines = catalog.channels.get("热线", {})
    channels = [online.get(key) or counters.get(key) or {"名称": key} for key in application.channels]
    return {
        "place": application.place,
        "office": application.office,
        "channels": [{"name": c["名称"], "url": c.get("链接", ""), "note": c.get("说明", "")} for c in channels],
        "phones": [{"number": n, "name": hotlines.get(n, {}).get("名称", "")} for n in application.phones],
        "materials": list(application.materials),
        "steps": list(application.steps),
        "time_limit": application.time_limit,
        "cost": application.cost,
        "note": application.note or service.regional_note,
    }


def section_message(catalog: Catalog, service: Service, wanted: str) -> Message:
    """One part of an item (where, materials, process, entitlement) as text and card."""
    title, lines = _SECTIONS[wanted](catalog, service)
    lines = lines or [
        f"系统里还没有这部分内容，{LOCALLY_PUBLISHED}。请打{_phones(catalog, service) or '12345'}问清楚。"
    ]
    text = f"“{service.name}”{title}：\n" + "\n".join(f"· {line}" for line in lines)
    if service.application.phones:
        text += f"\n问电话：{_phones(catalog, service)}"
    card = {"type": "service", "service": service_data(service), "sections": [{"title": title, "lines": lines}]}
    others = [name for name, key in FOLLOW_UPS.items() if key != wanted]
    return Message(text, follow_up_buttons(*others[:2]) + (Button(CHECK_ME, CHECK_ME),), card)


def _where(catalog: Catalog, service: Service) -> tuple[str, list[str]]:
    application = application_data(catalog, service)
    lines = [_place(service)] if service.application.office else []
    lines += [
        f"网上：{c['name']} {c['url']}".strip() + (f"（{c['note']}）" if c["note"] else "")
        for c in application["channels"]
    ]
    return "在哪里办", lines + ([application["note"]] if application["note"] else [])


def _materials(catalog: Catalog, service: Service) -> tuple[str, list[str]]:
    return "要带的材料", list(service.application.materials)


def _process(catalog: Catalog, service: Service) -> tuple[str, list[str]]:
    application = service.application
    lines = [f"第{i}步：{step}" for i, step in enumerate(application.steps, start=1)]
    lines += [f"多久办好：{application.time_limit}"] if application.time_limit else []
    lines += [f"费用：{application.cost}"] if application.cost else []
    return "怎么办", lines


def _entitlement(catalog: Catalog, service: Service) -> tuple[str, list[str]]:
    lines = [f"{b.name}：{b.amount}" if b.amount else b.name for b in service.benefits]
    return "能得什么", lines or ([service.summary] if service.summary else [])


_SECTIONS = {"where": _where, "materials": _materials, "process": _process, "entitlement": _entitlement}


def unmodelled_message(catalog: Catalog, service: Service) -> Message:
    """An item whose conditions are not in the system: what it is and whom to ask."""
    what = service.summary or f"“{service.name}”是“{service.domain}”里的一项基本公共服务。"
    phones = _phones(catalog, service) or "12345（政务服务便民热线）"
    text = f"{what}\n这一项的具体条件还没有录入系统，我不敢替您下结论。请打{phones}问清楚。"
    card = {"type": "service", "service": service_data(service), "sections": [{"title": "说明", "lines": [text]}]}
    return Message(text, (), card)


def follow_up_buttons(*titles: str) -> tuple[Button, ...]:
    """Buttons for the next thing people ask about an item."""
    return tuple(Button(title, title) for title in titles)


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


def screening_message(catalog: Catalog, results: Iterable[Assessment], subject: str) -> Message:
    """All items grouped by verdict."""
    results = [result for result in results if result.service.modelled]
    groups = [(verdict, [r for r in results if r.verdict is verdict]) for verdict in Verdict]
    settled = sum(len(items) for verdict, items in groups if verdict is not Verdict.UNKNOWN)
    who = person(subject)
    lines = [f"按现在知道的情况，{who}的{len(catalog.files)}项服务里已经看清{settled}项："]
    for verdict, items in groups:
        if not items:
            continue
        lines.append(f"{MARKS[verdict]}{len(items)}项" + _names(verdict, items))
    card = {
        "type": "screening",
        "subject": who,
        "groups": [_group(verdict, items) for verdict, items in groups if items],
        "settled": settled,
        "total": len(catalog.files),
    }
    return Message("\n".join(lines), (), card)


_SHOWN = 12


def _names(verdict: Verdict, items: list[Assessment]) -> str:
    if verdict in (Verdict.UNKNOWN, Verdict.INELIGIBLE):
        return ""
    names = [item.service.name for item in items if not _for_everyone(item)]
    everyone = len(items) - len(names)
    text = "：" + "、".join(names[:_SHOWN]) if names else ""
    if len(names) > _SHOWN:
        text += f"等{len(names)}项"
    return text + (f"（另有{everyone}项人人都能享受）" if everyone else "")


def _for_everyone(assessment: Assessment) -> bool:
    return all(not list(b.benefit.node.leaves()) for b in assessment.benefits)


def _group(verdict: Verdict, items: list[Assessment]) -> dict[str, Any]:
    return {
        "verdict": verdict.value,
        "label": verdict.label,
        "items": [{**service_data(item.service), "line": _line(item), "payload": item.service.name} for item in items],
    }


def _line(assessment: Assessment) -> str:
    """One line on what the item gives, or what it still depends on."""
    if assessment.verdict is Verdict.UNKNOWN:
        return "还要看：" + "、".join(assessment.missing[:3])
    if assessment.verdict is Verdict.INELIGIBLE:
        failed = [reason.text for b in assessment.benefits for reason in _failed(b)]
        return "要求" + failed[0] if failed else ""
    entitled = [b for b in assessment.benefits if b.verdict is assessment.verdict]
    return next((text for b in entitled for text in _amounts(b)), assessment.service.summary)


def fact_text(catalog: Catalog, name: str, value: Value) -> str:
    """``年龄：66周岁``."""
    return f"{catalog.vocabulary[name].label}：{catalog.vocabulary.title(name, value)}"

"""One part of an item (where, materials, process, entitlement, basis) as text and card."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.amounts import careful, without_papers
from bot.answers.applying import ANYBODY, application_data, phones_of, place_of
from bot.answers.cards import service_card
from bot.answers.counters import Counter, counter_lines
from bot.answers.messages import Message, buttons
from bot.answers.wording import CHECK_ME, FOLLOW_UPS, quoted
from bot.catalog.assessment import BenefitAssessment
from bot.catalog.model import Authority
from bot.catalog.service import LOCALLY_PUBLISHED, Catalog, Service
from bot.rules.verdicts import Verdict

_MOST_LINES = 7


def section_message(
    catalog: Catalog,
    service: Service,
    wanted: str,
    named: tuple[str, ...] = (),
    counters: Sequence[Counter] = (),
    entitled: Sequence[BenefitAssessment] = (),
) -> Message:
    """The part ``wanted``; ``named`` are benefits asked for by name.

    ``counters`` are those near the person, ``entitled`` the benefits that the person is known to meet.
    """
    title, lines = _SECTIONS[wanted](catalog, service, named)
    lines = _for_this_person(service, entitled) if wanted == "entitlement" and entitled else lines
    lines = _with_counters(lines, counters) if wanted == "where" else lines
    phones = phones_of(catalog, service)
    missing = [f"系统里还没有这部分内容，{LOCALLY_PUBLISHED}。请打{phones or ANYBODY}问清楚。"]
    lines = lines or missing
    text = f"{quoted(service.name)}{title}：\n" + "\n".join(f"· {line}" for line in lines[:_MOST_LINES])
    text += f"\n（一共{len(lines)}条，其余的在下面）" if len(lines) > _MOST_LINES else ""
    text += f"\n问电话：{phones}" if phones and lines is not missing else ""
    others = [name for name, key in FOLLOW_UPS.items() if key != wanted]
    return Message(text, buttons(*others[:2], CHECK_ME), service_card(service, title, lines))


def _where(catalog: Catalog, service: Service, named: tuple[str, ...]) -> tuple[str, list[str]]:
    application = application_data(catalog, service)
    lines = [place_of(service)] if place_of(service) else []
    lines += [
        f"也可以：{c['name']} {c['url']}".strip() + (f"（{c['note']}）" if c["note"] else "")
        for c in application["channels"]
    ]
    return "在哪里办", lines + ([application["note"]] if application["note"] else [])


def _with_counters(lines: list[str], counters: Sequence[Counter]) -> list[str]:
    """The addresses right after the kind of office."""
    return [*lines[:1], *counter_lines(counters), *lines[1:]]


def _materials(catalog: Catalog, service: Service, named: tuple[str, ...]) -> tuple[str, list[str]]:
    return "要带的材料", list(service.application.materials)


def _process(catalog: Catalog, service: Service, named: tuple[str, ...]) -> tuple[str, list[str]]:
    application = service.application
    lines = [f"第{i}步：{step}" for i, step in enumerate(application.steps, start=1)]
    lines += [f"多久办好：{application.time_limit}"] if application.time_limit else []
    return "怎么办", lines + ([f"费用：{application.cost}"] if application.cost else [])


def _entitlement(catalog: Catalog, service: Service, named: tuple[str, ...]) -> tuple[str, list[str]]:
    benefits = [b for b in service.benefits if b.name in named] or list(service.benefits)
    lines = [f"{b.name}：{careful(service, b.amount)}" if b.amount else b.name for b in benefits]
    return "能得什么", lines or ([service.summary] if service.summary else [])


def _for_this_person(service: Service, entitled: Sequence[BenefitAssessment]) -> list[str]:
    """What was computed for the person before the general standard, benefit by benefit."""
    told = [
        (
            b.name + ("（还要看情况）" if b.verdict is Verdict.UNKNOWN else ""),
            [*without_papers(b), *([b.benefit.amount] if b.benefit.amount else [])],
        )
        for b in entitled
    ]
    return [f"{name}：{'；'.join(careful(service, text) for text in texts)}" if texts else name for name, texts in told]


def _cost(catalog: Catalog, service: Service, named: tuple[str, ...]) -> tuple[str, list[str]]:
    return "办理要不要钱", [service.application.cost] if service.application.cost else []


def _basis(catalog: Catalog, service: Service, named: tuple[str, ...]) -> tuple[str, list[str]]:
    lines = [_paper(authority) for authority in service.authorities]
    if lines and service.verification and service.verification.status == "待核":
        lines.append("部分文件的原文还在核对，办理前请以当地公布为准")
    return "依据的文件", lines


def _paper(authority: Authority) -> str:
    title = authority.title.strip("《》")
    if authority.document in title:
        return f"{title} {authority.article}".strip()
    return f"{authority.document}{f'（{title}）' if title else ''} {authority.article}".strip()


_SECTIONS = {
    "where": _where,
    "materials": _materials,
    "process": _process,
    "entitlement": _entitlement,
    "cost": _cost,
    "basis": _basis,
}


def unmodelled_message(catalog: Catalog, service: Service) -> Message:
    """An item whose conditions are not in the system: what it is and whom to ask."""
    what = service.summary or f"{quoted(service.name)}是“{service.domain}”里的一项基本公共服务。"
    text = f"{what}\n这一项的具体条件还没有录入系统，我不敢替您下结论。请打{phones_of(catalog, service) or ANYBODY}问清楚。"
    return Message(text, (), service_card(service, "说明", [text]))

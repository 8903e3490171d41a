"""The verdict of an item as one phone screen of text; the card holds the whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate

from bot.answers.amounts import amounts_of, papers_of
from bot.answers.applying import phones_of, place_of
from bot.answers.cards import ordered, verdict_card
from bot.answers.counters import Counter, counter_lines
from bot.answers.messages import Message, buttons
from bot.answers.wording import MORE_BENEFITS, person, quoted, shortened
from bot.catalog.assessment import Assessment, BenefitAssessment
from bot.catalog.service import LOCALLY_PUBLISHED, Catalog, Service
from bot.rules.nodes import Reason
from bot.rules.verdicts import ENTITLED, Verdict, best

MARKS = {
    Verdict.ELIGIBLE: "【符合】",
    Verdict.LIKELY: "【初步符合】",
    Verdict.UNKNOWN: "【还需了解】",
    Verdict.INELIGIBLE: "【暂不符合】",
}
_MOST_BENEFITS, _MOST_REASONS, _MOST_MATERIALS, _MOST_PAPERS = 3, 3, 6, 2
_MOST_CHANGES = 2
_MOST_CONDITIONS = 8
_LONG_PAPER = 60
_LINE_OF_MATERIALS = 50  # characters


def verdict_message(
    catalog: Catalog,
    assessment: Assessment,
    subject: str,
    asked: Collection[str] = (),
    dropped: Sequence[str] = (),
    counters: Sequence[Counter] = (),
) -> Message:
    """``asked`` are benefits asked for by name; ``dropped`` labels of facts left open on purpose.

    ``counters`` are those near the person.
    """
    shown = _shown(assessment, asked)
    verdict = best(benefit.verdict for benefit in shown)
    lines = [_headline(assessment, shown, verdict, subject), *_benefit_lines(assessment, shown, verdict)]
    lines += [f"结果取决于：{'、'.join(dropped)}。弄清楚了再告诉我。"] if dropped else []
    lines += [line for line in (_other_benefits(assessment, shown),) if line]
    lines += _apply_lines(catalog, assessment.service, verdict, counters) + _paper_lines(assessment.service, shown)
    follow_ups = ("在哪里办", "要带什么材料", "怎么办") if verdict is not Verdict.INELIGIBLE else ("依据哪个文件",)
    more = (MORE_BENEFITS,) if _still_open(assessment, asked, dropped) else ()
    card = verdict_card(catalog, assessment, subject, asked, counters)
    return Message("\n".join(lines), buttons(*more, *follow_ups), card)


def _shown(assessment: Assessment, asked: Collection[str]) -> list[BenefitAssessment]:
    """The benefits that the answer is about: those asked for, else those of the best verdict."""
    if asked:
        return [b for b in ordered(assessment.benefits) if b.name in asked]
    entitled = [b for b in ordered(assessment.benefits) if b.verdict in ENTITLED]
    return entitled or list(assessment.benefits)


def _still_open(assessment: Assessment, asked: Collection[str], dropped: Sequence[str]) -> bool:
    decided = bool(asked) or assessment.verdict is not Verdict.UNKNOWN
    return decided and bool(assessment.open) and not dropped


def _headline(assessment: Assessment, shown: list[BenefitAssessment], verdict: Verdict, subject: str) -> str:
    named = [benefit for benefit in shown if benefit.verdict is verdict]
    who, what = person(subject), _what(assessment, named, verdict, len(shown) < len(assessment.benefits))
    return (
        MARKS[verdict]
        + {
            Verdict.ELIGIBLE: f"{who}符合{what}的条件。",
            Verdict.LIKELY: f"{who}初步符合{what}的条件，最后由受理单位核实。",
            Verdict.UNKNOWN: f"{what}还差一点情况，暂时定不下来。",
            Verdict.INELIGIBLE: f"按您说的情况，{who}暂时不符合{what}的条件。",
        }[verdict]
    )


def _what(assessment: Assessment, named: list[BenefitAssessment], verdict: Verdict, asked: bool) -> str:
    """``“老年人福利补贴”里“高龄津贴”``, or the item alone where all of it is meant."""
    item = f"{quoted(assessment.service.name)}"
    whole = len(named) == len(assessment.benefits) or (verdict is Verdict.UNKNOWN and not asked)
    return item if whole else f"{item}里“{shortened([b.name for b in named], _MOST_BENEFITS)}”"


def _benefit_lines(assessment: Assessment, shown: list[BenefitAssessment], verdict: Verdict) -> list[str]:
    if verdict in ENTITLED:
        entitled = [benefit for benefit in shown if benefit.verdict in ENTITLED][:_MOST_BENEFITS]
        return [line for b in entitled for line in _entitled_lines(assessment.service, b, len(entitled) > 1)]
    if verdict is Verdict.INELIGIBLE:
        return _refusal_lines(shown)
    return []


def _entitled_lines(service: Service, benefit: BenefitAssessment, several: bool) -> list[str]:
    mark = "（初步符合）" if benefit.verdict is Verdict.LIKELY else ""
    name = f"{benefit.name}{mark}：" if several else "能得："
    texts = amounts_of(service, benefit) or ([service.summary] if not several and service.summary else [])
    lines = [f"· {name}{'；'.join(texts)}" if texts else f"· {benefit.name}{mark}"]
    return lines + [f"  待核实：{reason.text}" for reason in benefit.reasons if reason.office][:_MOST_REASONS]


def _refusal_lines(shown: list[BenefitAssessment]) -> list[str]:
    """What is not met, by benefit where the item has several, and what would change it."""
    changes = dict.fromkeys(text for benefit in shown for text in benefit.changes)
    lines = [f"· 没达到的要求：{_with_basis(reason)}" for benefit in shown for reason in failed_of(benefit)]
    if len(shown) > 1:
        first = {failed_of(b)[0].text: b for b in reversed(shown) if failed_of(b)}
        lines = [f"· {benefit.name}，要求：{text}" for text, benefit in reversed(first.items())]
    rest = len(shown) - _MOST_REASONS
    lines = lines[:_MOST_REASONS] + ([f"（这一项一共{len(shown)}种待遇，其余的也对不上）"] if rest > 0 else [])
    return lines + [f"· 怎样会变：{text}" for text in list(changes)[:_MOST_CHANGES]]


def failed_of(benefit: BenefitAssessment) -> list[Reason]:
    """The conditions that are not met."""
    return [reason for reason in benefit.reasons if reason.value is False]


def _with_basis(reason: Reason) -> str:
    return reason.text + (f"（{reason.basis}）" if reason.basis else "")


def _other_benefits(assessment: Assessment, shown: list[BenefitAssessment]) -> str:
    """What the item has besides the benefits shown, in one line."""
    rest = [benefit for benefit in ordered(assessment.benefits) if benefit not in shown]
    groups = [(verdict, [b.name for b in rest if b.verdict is verdict]) for verdict in (*ENTITLED, Verdict.UNKNOWN)]
    words = {Verdict.ELIGIBLE: "另外符合", Verdict.LIKELY: "另外初步符合", Verdict.UNKNOWN: "还要看情况"}
    parts = [f"{words[v]}：{shortened(names, _MOST_BENEFITS, '种')}" for v, names in groups if names]
    return "· " + "；".join(parts) if parts else ""


def _apply_lines(catalog: Catalog, service: Service, verdict: Verdict, counters: Sequence[Counter]) -> list[str]:
    lines = []
    materials = list(service.application.materials)
    if verdict is not Verdict.INELIGIBLE:
        lines += [f"去哪办：{place_of(service)}"] if place_of(service) else []
        lines += [f"· {line}" for line in counter_lines(counters)]
        lines += [f"要带：{shortened(materials, _that_fit(materials), '样')}"] if materials else []
    return lines + ([f"问电话：{phones_of(catalog, service, 2)}"] if service.application.phones else [])


def _that_fit(materials: Sequence[str]) -> int:
    """How many of the materials fill the line; the button shows the others."""
    lengths = accumulate(len(material) + 1 for material in materials[:_MOST_MATERIALS])
    return max(1, sum(length <= _LINE_OF_MATERIALS for length in lengths))


def _paper_lines(service: Service, shown: list[BenefitAssessment]) -> list[str]:
    papers = _papers_of(shown) or [f"{paper.document}{paper.article}" for paper in service.authorities]
    short = [paper if len(paper) <= _LONG_PAPER else paper[:_LONG_PAPER] + "…" for paper in papers[:_MOST_PAPERS]]
    lines = [f"依据：{'；'.join(short)}"] if short else []
    if service.verification and service.verification.status == "待核":
        lines.append("（部分内容还在核对，办理前请以当地公布为准）" if papers else f"（{LOCALLY_PUBLISHED}）")
    return lines


def _papers_of(shown: list[BenefitAssessment]) -> list[str]:
    """The papers under the conditions that decided: the failed ones of a no, else the met ones."""
    reasons = [reason for benefit in shown for reason in failed_of(benefit)] or [
        reason for benefit in shown for reason in benefit.reasons if reason.value
    ]
    papers = [paper for benefit in shown for paper in papers_of(benefit)]
    papers += [paper for reason in reasons for paper in reason.basis.split("；") if paper]
    return list(dict.fromkeys(papers))


def reasons_message(catalog: Catalog, assessment: Assessment, subject: str, asked: Collection[str] = ()) -> Message:
    """Why the verdict is what it is: each condition with whether it holds, and its paper."""
    shown = _shown(assessment, asked)
    reasons = {reason.text: reason for benefit in shown for reason in benefit.reasons}
    marks = {True: "✓ 满足", False: "✗ 没满足", None: "？还要看"}
    lines = [f"{marks[reason.value]}：{_with_basis(reason)}" for reason in reasons.values()]
    text = f"{quoted(assessment.service.name)}的每一条，{person(subject)}的情况是这样对照的。\n" + "\n".join(
        lines[:_MOST_CONDITIONS]
    )
    return Message(text, buttons("依据哪个文件", "在哪里办"), verdict_card(catalog, assessment, subject, asked))

"""All items for one person: what they may have, what is open, how far we are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from bot.answers.amounts import amounts_of
from bot.answers.cards import service_data
from bot.answers.messages import Message
from bot.answers.verdicts import MARKS, failed_of
from bot.answers.wording import person, shortened
from bot.catalog.assessment import Assessment, BenefitAssessment
from bot.catalog.service import Catalog
from bot.rules.truth import FALSE
from bot.rules.verdicts import ENTITLED, Verdict

_SHOWN = 8
_NEAR, _FEW_MISSING = 3, 4  # items named, and facts that may still be missing
_OLD, _OF_WORK = 65, "劳有所得"
_DELICATE = 2  # 敏感 of knowledge/facts.yml
NEAR = "【和您说的最有关、还要再问几句】{names}"


def of_own_first(results: Sequence[Assessment], own: Collection[str]) -> list[Assessment]:
    """The items that the facts ``own`` (told by the person, and not true of everybody) speak for, before the others."""
    return sorted(results, key=lambda result: not result.entitled_by(own))


def near(results: Sequence[Assessment], own: Collection[str]) -> list[Assessment]:
    """Undecided items that a fact of ``own`` speaks for and that few others would settle, the nearest first.

    Not those that hang on something rare or delicate that nobody told (an 83-year-old's work injury, an infection).
    """

    def of_workers(result: Assessment) -> bool:
        age = result.facts.get("年龄")
        return isinstance(age, int) and age >= _OLD and result.service.domain == _OF_WORK

    def delicate(result: Assessment) -> bool:
        facts = [leaf.fact for b in result.benefits for leaf in b.benefit.node.leaves() if leaf.fact.name not in own]
        return any(fact.sensitivity >= _DELICATE and fact.label in result.service.name for fact in facts)

    def open_for_own(benefit: BenefitAssessment) -> bool:
        if benefit.verdict is not Verdict.UNKNOWN or not benefit.meets_any(own):
            return False
        leaves = list(benefit.benefit.node.leaves())
        if any(leaf.fact.late and leaf.fact.kind != "是否" and leaf.fact.name in benefit.missing for leaf in leaves):
            return False
        rare = {leaf.fact.name for leaf in leaves if leaf.fact.late and leaf.fact.kind == "是否"}
        without = {**benefit.facts, **{name: False for name in rare if name not in benefit.facts}}
        return benefit.benefit.node.evaluate(without) != FALSE

    found = [
        (min(len(benefit.missing) for benefit in benefits), result)
        for result in results
        if result.verdict is Verdict.UNKNOWN
        and not delicate(result)
        and not of_workers(result)
        and (benefits := [b for b in result.benefits if open_for_own(b)])
    ]
    ordered = sorted((pair for pair in found if pair[0] <= _FEW_MISSING), key=lambda pair: pair[0])
    return [result for _, result in ordered][:_NEAR]


def screening_message(
    catalog: Catalog,
    results: Sequence[Assessment],
    subject: str,
    for_everyone: Collection[str],
    close: Sequence[Assessment] = (),
) -> Message:
    """All items by verdict; ``for_everyone`` are the ids that nobody needs to be asked about.

    ``close`` are undecided items to name as well, as ``near`` finds them.
    """
    groups = _groups(results, for_everyone)
    done = settled(results)
    total, who = len(catalog.files), person(subject)
    lines = [_summary(groups, done, total, who)]
    lines += [_names(verdict, items, for_everyone) for verdict, items in groups if verdict in ENTITLED]
    lines += [NEAR.format(names="、".join(item.service.name for item in close))] if close else []
    card = {
        "type": "screening",
        "subject": who,
        "groups": [_group(catalog, verdict, items) for verdict, items in groups if items],
        "settled": done,
        "total": total,
    }
    return Message("\n".join(line for line in lines if line), (), card)


def named_in_order(
    results: Sequence[Assessment], for_everyone: Collection[str], close: Sequence[Assessment] = ()
) -> list[str]:
    """The ids of the items that ``screening_message`` names, in its order (第二个)."""
    shown: list[str] = []
    for verdict, items in _groups(results, for_everyone):
        if verdict in ENTITLED:
            shown += [item.service.id for item in items if item.service.id not in for_everyone][:_SHOWN]
    return [*shown, *(item.service.id for item in close)]


def settled(results: Sequence[Assessment]) -> int:
    """How many items are decided."""
    return sum(result.verdict is not Verdict.UNKNOWN for result in results)


def progress(results: Sequence[Assessment]) -> str:
    """The running count while questions are asked."""
    done = settled(results)
    entitled = sum(result.verdict in ENTITLED for result in results)
    rest = len(results) - done
    return f"已看清{done}项，其中{entitled}项符合或初步符合；还有{rest}项要看情况。"


def _groups(results: Sequence[Assessment], everyone: Collection[str]) -> list[tuple[Verdict, list[Assessment]]]:
    """By verdict; items with conditions of their own before those that everybody has."""
    own_first = sorted(results, key=lambda result: result.service.id in everyone)
    return [(verdict, [result for result in own_first if result.verdict is verdict]) for verdict in Verdict]


def _summary(groups: list[tuple[Verdict, list[Assessment]]], settled: int, total: int, who: str) -> str:
    count = {verdict: len(items) for verdict, items in groups}
    parts = [
        f"{word}{count[verdict]}项"
        for verdict, word in (
            (Verdict.ELIGIBLE, "符合"),
            (Verdict.LIKELY, "初步符合"),
            (Verdict.INELIGIBLE, "暂不符合"),
            (Verdict.UNKNOWN, "还要看情况的"),
        )
        if count[verdict]
    ]
    return f"按现在知道的情况，{total}项服务里已经看清{settled}项：{who}{'，'.join(parts)}。"


def _names(verdict: Verdict, items: list[Assessment], everyone: Collection[str]) -> str:
    names = [item.service.name for item in items if item.service.id not in everyone]
    common = len(items) - len(names)
    text = f"{MARKS[verdict]}{shortened(names, _SHOWN)}" if names else ""
    if common:
        text += f"；另有{common}项人人都能享受" if text else f"{MARKS[verdict]}有{common}项人人都能享受"
    return text


def _group(catalog: Catalog, verdict: Verdict, items: list[Assessment]) -> dict[str, Any]:
    return {
        "verdict": verdict.value,
        "label": verdict.label,
        "items": [
            {**service_data(item.service), "line": _line(catalog, item), "payload": item.service.name} for item in items
        ],
    }


def _line(catalog: Catalog, assessment: Assessment) -> str:
    """One line on what the item gives, or what it still depends on."""
    if assessment.verdict is Verdict.UNKNOWN:
        return "还要看：" + "、".join(catalog.vocabulary[name].label for name in assessment.missing[:3])
    if assessment.verdict is Verdict.INELIGIBLE:
        failed = [reason.text for b in assessment.benefits for reason in failed_of(b)]
        return "要求" + failed[0] if failed else ""
    entitled = [b for b in assessment.benefits if b.verdict is assessment.verdict]
    return next((text for b in entitled for text in amounts_of(assessment.service, b)), assessment.service.summary)

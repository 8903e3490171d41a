"""用例: do they hold, and do they cover every benefit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from bot.catalog.assessment import Assessment, assess
from bot.catalog.lint.findings import ERROR, WARNING, Finding, World
from bot.catalog.model import CASE_VERDICTS, Case, ServiceFile
from bot.catalog.service import Catalog
from bot.rules.facts import FactError
from bot.rules.verdicts import Verdict

WORD_OF = {Verdict(value): word for word, value in CASE_VERDICTS.items()}


def _assess_case(catalog: Catalog, model: ServiceFile, case: Case, today: date) -> Assessment:
    """The assessment of a 用例. Raises FactError when its facts are wrong."""
    facts = catalog.vocabulary.coerce_all(case.facts)
    region = catalog.regions.resolve(case.region) if case.region else None
    return assess(catalog, model.id, facts, case.on or today, region)


def cases_pass(world: World) -> Iterator[Finding]:
    for document in world.chosen:
        for index, case in enumerate(document.model.cases):
            for problem in check_case(world.catalog, document.model, case, world.today):
                yield document.finding(ERROR, f"第{index + 1}个用例：{problem}", "用例", index)


def check_case(catalog: Catalog, model: ServiceFile, case: Case, today: date) -> Iterator[str]:
    """What is wrong with one 用例, in words; nothing when it holds."""
    try:
        assessment = _assess_case(catalog, model, case, today)
    except FactError as error:
        yield str(error)
        return
    got = {benefit.name: WORD_OF[benefit.verdict] for benefit in assessment.benefits}
    expected = case.expected if isinstance(case.expected, dict) else {}
    for name, word in expected.items():
        if name not in got:
            yield f"没有“{name}”这种待遇，这里有：{'、'.join(got)}"
        elif got[name] != word:
            benefit = next(b for b in assessment.benefits if b.name == name)
            yield f"“{name}”应为{word}，算出来是{got[name]}{_because(benefit.reasons, benefit.missing)}"
    if isinstance(case.expected, str) and WORD_OF[assessment.verdict] != case.expected:
        details = "；".join(
            f"{b.name} {WORD_OF[b.verdict]}{_because(b.reasons, b.missing)}" for b in assessment.benefits
        )
        yield f"应为{case.expected}，算出来是{WORD_OF[assessment.verdict]}（{details}）"
    absent = [name for name in case.missing if name not in (*assessment.missing, *assessment.open)]
    if absent:
        yield f"“还需”里的{'、'.join(absent)}并不需要再问；还要问的是：{'、'.join(assessment.open) or '没有'}"
    for contradiction in assessment.contradictions:
        yield f"情况自相矛盾：{'、'.join(contradiction.because)} 和 {contradiction.fact} 对不上（见 facts.yml 的推断）"


def _because(reasons: Iterable[Any], missing: tuple[str, ...]) -> str:
    failed = [reason.text for reason in reasons if reason.value is False]
    parts = ["没满足：" + "、".join(failed)] if failed else []
    parts += ["还要问：" + "、".join(missing)] if missing else []
    return f"（{'；'.join(parts)}）" if parts else ""


def cases_cover(world: World) -> Iterator[Finding]:
    for document in world.chosen:
        model, service = document.model, world.service(document)
        if not model.benefits:
            continue
        if len(model.cases) < 5:
            yield document.finding(WARNING, f"用例只有{len(model.cases)}个，至少写5个（含边界值）", "用例")
        seen = _verdicts_in_cases(world, model)
        for benefit in service.benefits:
            if not list(benefit.node.leaves()):
                continue
            words = seen[benefit.name]
            needed = {"不符合", "待补充"} | ({"初步符合"} if "初步符合" in words else {"符合"})
            lacking = sorted(needed - words)
            if lacking:
                yield document.finding(WARNING, f"“{benefit.name}”还没有这些结论的用例：{'、'.join(lacking)}", "用例")


def _verdicts_in_cases(world: World, model: ServiceFile) -> dict[str, set[str]]:
    """Which verdicts each benefit gets in the item's 用例."""
    seen: dict[str, set[str]] = defaultdict(set)
    for case in model.cases:
        try:
            assessment = _assess_case(world.catalog, model, case, world.today)
        except FactError:
            continue
        for benefit in assessment.benefits:
            seen[benefit.name].add(WORD_OF[benefit.verdict])
    return seen

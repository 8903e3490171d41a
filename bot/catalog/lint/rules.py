"""Rules: can they be read, can they come out either way, is every fact used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.catalog.lint.findings import ERROR, NOTICE, Document, Finding, World
from bot.catalog.model import ServiceFile
from bot.rules.grammar import RuleError
from bot.rules.satisfiability import can_be_false, can_be_true


def rules_that_do_not_parse(world: World) -> Iterator[Finding]:
    for document in world.documents:
        try:
            for day, place in _editions_of(world, document.model):
                world.catalog.service(document.model.id, day, place)
        except RuleError as error:
            yield document.finding(ERROR, f"{error}（第{error.column}个字附近）", *error.path)


def _editions_of(world: World, model: ServiceFile) -> Iterator[tuple[date, str | None]]:
    """Every day on which one of the item's figures changes, and today, in every region that differs."""
    dated = [model.parameters, *(override.parameters for override in model.regions.values())]
    days = {value.start for parameters in dated for values in parameters.values() for value in values}
    for place in (None, *map(world.catalog.regions.resolve, model.regions)):
        yield from ((day, place) for day in (world.today, *sorted(days)))


def rules_make_sense(world: World) -> Iterator[Finding]:
    for document in world.chosen:
        for index, benefit in enumerate(world.service(document).benefits):
            where = ("待遇", index, "资格")
            if not can_be_true(benefit.rule):
                yield document.finding(ERROR, f"“{benefit.name}”的条件互相矛盾，谁也不可能满足", *where)
            elif not can_be_false(benefit.rule):
                yield document.finding(ERROR, f"“{benefit.name}”的条件永远成立，人人都有的话请写 人人可享", *where)


def rules_differ(world: World) -> Iterator[Finding]:
    """Two items whose rules and amounts are word for word the same are probably a copy."""
    seen: dict[tuple[str, ...], Document] = {}
    for document in world.documents:
        service = world.service(document)
        words = tuple(sorted(b.node.words() for b in service.benefits if len(list(b.node.leaves())) > 1))
        if not words:
            continue
        if words in seen:
            yield document.finding(NOTICE, f"条件和 {seen[words].path} 完全一样，请确认不是抄错", "待遇")
        seen[words] = document


def facts_used(world: World) -> Iterator[Finding]:
    if world.only or not world.documents:
        return
    used = {
        leaf.fact.name
        for document in world.documents
        for benefit in world.service(document).benefits
        for node in (benefit.node, *(row.when for row in benefit.computed if row.when))
        for leaf in node.leaves()
    }
    for implication in world.catalog.deriver.implications:
        used |= {leaf.fact.name for leaf in implication.condition.leaves()}
    used |= {source for fact in world.catalog.vocabulary.facts.values() for source in fact.sources}
    unused = sorted(set(world.catalog.vocabulary.facts) - used)
    if unused:
        path = world.folder / "facts.yml"
        yield Finding(str(path), 1, NOTICE, f"这些事实还没有规则用到：{'、'.join(unused)}")

"""What the same knowledge will say on another day: figures that come into force, rules that end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.catalog.model import ServiceFile
from bot.catalog.service import Catalog, show_value, value_on
from bot.editing.difference import VerdictChange, compare
from bot.editing.people import FactSet
from bot.editing.states import KnowledgeState


@dataclass(frozen=True)
class FigureChange:
    """``what`` names a parameter (with its place), a benefit's 标准, or the item's 有效期."""

    item: str
    name: str
    what: str
    today: str
    then: str
    basis: str = ""


@dataclass(frozen=True)
class Preview:
    """What is different on a day from today."""

    figures: tuple[FigureChange, ...]
    verdicts: tuple[VerdictChange, ...]

    @property
    def empty(self) -> bool:
        return not (self.figures or self.verdicts)


def preview(catalog: Catalog, people: list[FactSet], today: date, then: date, item: str | None = None) -> Preview:
    """Figures and verdicts that differ between two days, of one item or of all."""
    items = [item] if item else list(catalog.files)
    figures = [change for one in items for change in _figures(catalog, one, today, then)]
    state = KnowledgeState("", catalog, {})
    difference = compare(state, state, people, today, then)
    verdicts = [change for change in (*difference.cases, *difference.people) if change.item in items]
    return Preview(tuple(figures), tuple(verdicts))


def _figures(catalog: Catalog, item: str, today: date, then: date) -> Iterator[FigureChange]:
    file = catalog.files[item]
    places = {"": file.parameters, **{place: override.parameters for place, override in file.regions.items()}}
    for place, parameters in places.items():
        for name, values in parameters.items():
            was, will = value_on(values, today), value_on(values, then)
            if was != will:
                what = f"{name}（{place}）" if place else name
                yield FigureChange(
                    item, file.name, what, show_value(was), show_value(will), will.basis or will.note if will else ""
                )
    yield from _amounts(catalog, file, today, then)
    yield from _validity(file, today, then)


def _amounts(catalog: Catalog, file: ServiceFile, today: date, then: date) -> Iterator[FigureChange]:
    will = {benefit.name: benefit.amount for benefit in catalog.service(file.id, then).benefits}
    for benefit in catalog.service(file.id, today).benefits:
        if will[benefit.name] != benefit.amount:
            yield FigureChange(file.id, file.name, f"{benefit.name}：标准", benefit.amount, will[benefit.name])


def _validity(file: ServiceFile, today: date, then: date) -> Iterator[FigureChange]:
    was, will = _in_force(file, today), _in_force(file, then)
    if was != will:
        yield FigureChange(file.id, file.name, "有效期", was, will)


def _in_force(file: ServiceFile, on: date) -> str:
    start, end = file.validity.start, file.validity.end
    if start and on < start:
        return "还没有开始"
    return "已经到期" if end and on >= end else "有效"

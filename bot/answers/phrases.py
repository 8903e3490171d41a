"""Facts in a resident's words: 年龄67周岁, 有居住证, 农村户口."""

from __future__ import annotations

from collections.abc import Iterable

from bot.catalog.service import Catalog
from bot.rules.values import NOT_APPLICABLE, Value

_VERY_PRIVATE = 2
_SPEAKS_FOR_ITSELF = "户口"


def fact_phrase(catalog: Catalog, name: str, value: Value) -> str:
    """One stated fact as a clause."""
    fact = catalog.vocabulary[name]
    if value is NOT_APPLICABLE:
        return f"不涉及{fact.label}"
    if fact.kind == "是否":
        return (fact.if_true if value else fact.if_false) or f"{fact.label}：{fact.title_of(value)}"
    title = catalog.vocabulary.title(name, value)
    if fact.kind == "地区":
        return f"{fact.label}在{title}" if fact.label.endswith("地") else f"{fact.label}是{title}"
    return title if fact.option_titles and _SPEAKS_FOR_ITSELF in title else f"{fact.label}{title}"


def noted(catalog: Catalog, facts: Iterable[tuple[str, Value]]) -> str:
    """``我记下了：年龄67周岁、农村户口。``; very private facts are not repeated."""
    told = [
        fact_phrase(catalog, name, value)
        for name, value in facts
        if catalog.vocabulary[name].sensitivity < _VERY_PRIVATE
    ]
    return f"我记下了：{'、'.join(dict.fromkeys(told))}。" if told else ""


def labels(catalog: Catalog, names: Iterable[str]) -> list[str]:
    """What the facts are called."""
    return [catalog.vocabulary[name].label for name in names]

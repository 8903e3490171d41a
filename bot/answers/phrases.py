"""Facts in a resident's words: 年龄67周岁, 有居住证, 农村户口."""

from __future__ import annotations

from collections.abc import Iterable

from bot.catalog.service import Catalog
from bot.rules.values import NOT_APPLICABLE, Range, Value

_VERY_PRIVATE = 2
_SPEAKS_FOR_ITSELF = "户口"
_OF_SPOUSE = "配偶"
_SHORT_LABEL = 4
_PLACES = {"户籍地": "户口在", "居住地": "住在"}


def fact_phrase(catalog: Catalog, name: str, value: Value) -> str:
    """One stated fact as a clause."""
    fact = catalog.vocabulary[name]
    if value is NOT_APPLICABLE:
        return f"不涉及{fact.label}"
    if fact.kind == "是否":
        return (fact.if_true if value else fact.if_false) or f"{fact.label}：{fact.title_of(value)}"
    title = catalog.vocabulary.title(name, value)
    if name in _PLACES:
        return _PLACES[name] + title
    if fact.kind == "日期":
        return f"{fact.label}{_day(value)}"
    if fact.kind == "选项":
        return title if _SPEAKS_FOR_ITSELF in title else f"{fact.label}：{title}"
    return f"{fact.label}{title}" if len(fact.label) <= _SHORT_LABEL else f"{fact.label}：{title}"


def _day(value: Value) -> str:
    """A day, or the month or year that is all that is known of it."""
    if not isinstance(value, Range):
        return f"{value:%Y年%-m月%-d日}"
    return f"{value.low:%Y年%-m月}" if value.low.month == value.high.month else f"{value.low:%Y年}"


def noted(
    catalog: Catalog, facts: Iterable[tuple[str, Value]], of_others: Iterable[tuple[str, str, Value]] = ()
) -> str:
    """``我记下了：年龄67周岁、农村户口、您爱人有残疾人证。``; very private facts are not repeated."""
    own = sorted(facts, key=lambda fact: fact[0].startswith(_OF_SPOUSE))  # 配偶是农村户口、城镇户口 would mislead
    everything = [("", *fact) for fact in own] + list(of_others)
    told = [
        who + fact_phrase(catalog, name, value)
        for who, name, value in everything
        if catalog.vocabulary[name].sensitivity < _VERY_PRIVATE
    ]
    if told:
        return f"我记下了：{'、'.join(dict.fromkeys(told))}。"
    return "您说的我记下了。" if everything else ""


def labels(catalog: Catalog, names: Iterable[str]) -> list[str]:
    """What the facts are called."""
    return [catalog.vocabulary[name].label for name in names]

"""A child whom a message is about without naming anybody: 两岁 打疫苗, 孩子的爸爸坐牢妈妈跑了.

Nobody of two writes; a bare answer (两岁) stays the answer about whoever is being talked of.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.nlu.extraction.persons import Owned

_WRITES = 13  # years of age from which somebody may speak of himself
_OF_PUPILS = {"学前", "小学"}
_FACTS, _LETTERS = 2, 2  # what makes a message more than an answer: facts, or letters besides them
_EMPTY = re.compile(r"今年|现在|刚刚?|已经|快|满|才|都|有|的|了|啦|吧|嘛|呢|哈|岁|半|多|是")
_OWN_PARENT = re.compile(r"(?:孩子|娃儿?|小孩|娃娃)的?(?:爸|妈|父|母|爹|老汉)")
_OF_MOTHERS = re.compile(r"怀|孕|流产|流的产|产检|胎")  # 怀了三个月: months of something else
_NEWBORN = re.compile(
    r"(?:出生(?:医学)?证明?|(?:还)?没(?:有)?上(?:到)?户口?).*生的|生的.*(?:出生(?:医学)?证|没有?上(?:到)?户)"
)
_UNCARED_FOR = "事实无人抚养"


def is_of_child(owned: Sequence[Owned], text: str, of_adults: Collection[str]) -> bool:
    """Whether a message that names nobody is plainly about a child."""
    facts = {item.match.fact for item in owned}
    if facts & set(of_adults) or _OF_MOTHERS.search(text) or any(_is_grown(item) for item in owned):
        return False
    if _UNCARED_FOR in facts and _OWN_PARENT.search(text):
        return True
    if _NEWBORN.search(text):
        return True
    told = len({item.match.start for item in owned}) >= _FACTS or len(_besides(owned, text)) >= _LETTERS
    return told and any(map(_is_young, owned))


def _is_young(item: Owned) -> bool:
    fact, value = item.match.fact, item.match.value
    young = fact == "年龄" and isinstance(value, int) and value < _WRITES
    return young or fact == "月龄" or (fact == "学段" and value in _OF_PUPILS)


def _is_grown(item: Owned) -> bool:
    value = item.match.value
    return item.match.fact == "年龄" and isinstance(value, int) and value >= _WRITES


def _besides(owned: Sequence[Owned], text: str) -> str:
    """The letters outside the facts that say something."""
    inside = {place for item in owned for place in range(item.match.start, item.match.end)}
    rest = "".join(sign for place, sign in enumerate(text) if place not in inside and sign.isalnum())
    return _EMPTY.sub("", rest)

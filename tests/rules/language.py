"""A small vocabulary with one fact of every kind, and words to build rules and read truths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.rules.facts import Fact, FactVocabulary
from bot.rules.grammar import parse_rule
from bot.rules.nodes import Node, Reason
from bot.rules.questions import Rule
from bot.rules.truth import FALSE, OFFICE, TRUE, UNKNOWN
from bot.rules.values import NOT_APPLICABLE, Range

YES, NO, OPEN, OFFICE_DECIDES = TRUE, FALSE, UNKNOWN, OFFICE
NA = NOT_APPLICABLE

PLACES = {
    "四川省": "510000", "成都市": "510100", "武侯区": "510107", "绵阳市": "510700",
    "北川县": "510726", "凉山州": "513400", "西昌市": "513401", "重庆市": "500000",
}  # fmt: skip
_NAMES = {code: name for name, code in PLACES.items()}

_FACTS = [
    Fact("年龄", "整数", "年龄", low=0, high=130, unit="周岁"),
    Fact("月龄", "整数", "月龄", low=0, high=216, unit="个月"),
    Fact("出生日期", "日期", "出生日期"),
    Fact("性别", "选项", "性别", ("男", "女")),
    Fact("就业状态", "选项", "就业状态", ("在职", "失业", "退休", "在校"), {"失业": "没工作", "在校": "在上学"}),
    Fact("户籍地", "地区", "户口所在地"),
    Fact("月收入", "金额", "本人月收入", low=0, high=10_000_000, unit="元"),
    Fact("缴费月数", "整数", "缴费时间", low=0, high=720, unit="个月", change="缴满规定时间后"),
    Fact("残疾等级", "整数", "残疾等级", (), {"1": "一级", "2": "二级", "3": "三级", "4": "四级"}, 1, 4, "级"),
    Fact("残疾证", "是否", "残疾人证", if_true="有残疾人证", if_false="没有残疾人证", change="办理残疾人证后"),
    Fact("低保", "是否", "低保", if_true="是低保对象", if_false="不是低保对象", change="经认定为低保对象后"),
    Fact("特困", "是否", "特困人员", if_true="是特困人员", if_false="不是特困人员"),
    Fact("独居", "是否", "独居"),  # nobody wrote how to say yes and no
]


def _code(text: str) -> str | None:
    return text if text in _NAMES else PLACES.get(text)


VOCABULARY = FactVocabulary(
    {fact.name: fact for fact in _FACTS},
    _code,
    {"民族自治地区": frozenset({PLACES["北川县"], PLACES["凉山州"]})},
    lambda code: _NAMES.get(code, code),
)


def node(raw: Any, parameters: Mapping[str, Any] | None = None) -> Node:
    """The parsed 资格 ``raw``."""
    return parse_rule(raw, VOCABULARY, parameters)


def rule(raw: Any) -> Rule:
    """The parsed 资格 with what choosing questions needs."""
    return Rule("test", node(raw))


def facts(**raw: Any) -> dict[str, Any]:
    """Facts as they are known: coerced like what somebody wrote."""
    return VOCABULARY.coerce_all(raw)


def truth(raw: Any, **known: Any) -> int:
    """The truth code of a rule for somebody of whom this is known."""
    return node(raw).evaluate(facts(**known))


def reason(raw: Any, **known: Any) -> Reason:
    """The first reason told for a rule."""
    return node(raw).reasons(facts(**known))[0]


def between(low: Any, high: Any) -> Range:
    """A value of which only the limits are known."""
    return Range(low, high)


def all_of(*members: Any, **notes: str) -> dict[str, Any]:
    return {"全部满足": list(members), **notes}


def any_of(*members: Any, **notes: str) -> dict[str, Any]:
    return {"任一满足": list(members), **notes}


def none_of(*members: Any, **notes: str) -> dict[str, Any]:
    return {"都不满足": list(members), **notes}


def office(text: str = "由窗口认定") -> dict[str, Any]:
    return {"人工核实": text}

"""Every way knowledge/README.md lets an editor write a condition."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.rules.grammar import UNPUBLISHED, RuleError, parse_assignment
from bot.rules.nodes import AllOf, AnyOf, Condition, Everyone, NoneOf, Office
from bot.rules.values import NOT_APPLICABLE
from tests.rules.language import VOCABULARY, all_of, any_of, node, none_of, office

BORN = date(1933, 1, 1)
PARAMETERS = {"低保标准": 700, "起": 16, "止": 59, "等级": 2}

# Text, the fact it is about, the operator, the value it is compared with.
CONDITIONS: list[tuple[str, str, str, Any]] = [
    ("年龄 >= 65", "年龄", ">=", 65),
    ("年龄>=65", "年龄", ">=", 65),
    ("  年龄  >=  65  ", "年龄", ">=", 65),
    ("年龄 <= 65", "年龄", "<=", 65),
    ("年龄 < 65", "年龄", "<", 65),
    ("年龄 > 65", "年龄", ">", 65),
    ("年龄 = 65", "年龄", "=", 65),
    ("年龄 != 65", "年龄", "!=", 65),
    ("月收入 < 2000", "月收入", "<", 2000),
    ("月收入 < 2000.5", "月收入", "<", 2000.5),
    ("性别 = 女", "性别", "=", "女"),
    ("残疾证", "残疾证", "", True),
    ("残疾证 = 是", "残疾证", "", True),
    ("残疾证 = 否", "残疾证", "", False),
    ("残疾证 != 是", "残疾证", "", False),
    ("非 残疾证", "残疾证", "", False),
    ("非残疾证", "残疾证", "", False),
    ("户籍地 属于 四川省", "户籍地", "属于", ("510000",)),
    ("户籍地 = 四川省", "户籍地", "=", "510000"),
    ("户籍地 属于 成都市、绵阳市", "户籍地", "属于", ("510100", "510700")),
    ("户籍地 属于 民族自治地区", "户籍地", "属于", ("510726", "513400")),
    ("户籍地 不属于 成都市", "户籍地", "不属于", ("510100",)),
    ("就业状态 属于 [失业, 退休]", "就业状态", "属于", ("失业", "退休")),
    ("就业状态 属于 失业、退休", "就业状态", "属于", ("失业", "退休")),
    ("就业状态 属于 失业，退休", "就业状态", "属于", ("失业", "退休")),
    ("就业状态 属于 失业", "就业状态", "属于", ("失业",)),
    ("就业状态 不属于 [在职]", "就业状态", "不属于", ("在职",)),
    ("残疾等级 属于 [1, 2]", "残疾等级", "属于", (1, 2)),
    ("年龄 介于 16 到 59", "年龄", "介于", (16, 59)),
    ("年龄 介于 16 至 59", "年龄", "介于", (16, 59)),
    ("年龄 介于 16到59", "年龄", "介于", (16, 59)),
    ("年龄 介于 16-59", "年龄", "介于", (16, 59)),
    ("年龄 介于 16~59", "年龄", "介于", (16, 59)),
    ("年龄 介于 16、59", "年龄", "介于", (16, 59)),
    ("年龄 介于 [16, 59]", "年龄", "介于", (16, 59)),
    ("年龄 介于 {起} 到 {止}", "年龄", "介于", (16, 59)),
    ("出生日期 >= 1933-01-01", "出生日期", ">=", BORN),
    ("出生日期 >= 1933-1-1", "出生日期", ">=", BORN),
    ("出生日期 介于 1933-01-01 到 1933-01-01", "出生日期", "介于", (BORN, BORN)),
    ("月收入 < {低保标准}", "月收入", "<", 700),
    ("残疾等级 属于 [{等级}, 1]", "残疾等级", "属于", (2, 1)),
]


@pytest.mark.parametrize(("text", "fact", "symbol", "target"), CONDITIONS)
def test_a_condition_is_read(text: str, fact: str, symbol: str, target: Any) -> None:
    parsed = node(text, PARAMETERS)
    assert isinstance(parsed, Condition)
    assert (parsed.fact.name, parsed.operator.symbol, parsed.operator.target) == (fact, symbol, target)


RULES: list[tuple[Any, type]] = [
    ("人人可享", Everyone),
    ({"人人可享": None}, Everyone),
    ({"人人可享": "公共场所都能去", "依据": "公共文化服务保障法"}, Everyone),
    (office(), Office),
    (all_of("低保"), AllOf),
    (any_of("低保", "特困"), AnyOf),
    (none_of("低保"), NoneOf),
    ({"条件": "残疾等级 <= 2"}, Condition),
    ({"条件": any_of("低保", "特困"), "说明": "生活困难"}, AnyOf),
    (any_of("低保", all_of("特困", none_of("残疾证"))), AnyOf),
    ("户籍地 不属于 民族自治地区", NoneOf),
]


@pytest.mark.parametrize(("raw", "kind"), RULES)
def test_a_rule_is_read(raw: Any, kind: type) -> None:
    assert isinstance(node(raw), kind)


@pytest.mark.parametrize("inner", ["残疾等级 <= 2", any_of("低保", "特困"), office(), "人人可享"])
def test_explanation_paper_and_cure_stand_beside_any_condition(inner: Any) -> None:
    parsed = node({"条件": inner, "说明": "讲明白", "依据": "国发〔2015〕52号", "改变": "评定后"})
    assert (parsed.words(), parsed.basis, parsed.change) == ("讲明白", "国发〔2015〕52号", "评定后")


@pytest.mark.parametrize("key", ["依据", "改变"])
def test_a_note_left_blank_counts_as_not_written(key: str) -> None:
    assert node({"条件": "低保", key: None}) == node("低保")


UNPUBLISHED_FIGURES = [
    "月收入 < {低保标准}",
    "月收入 介于 {低保标准} 到 3000",
    "残疾等级 属于 [{低保标准}, 3]",
    "残疾证 = {低保标准}",
    "户籍地 属于 {低保标准}",
]


@pytest.mark.parametrize("text", UNPUBLISHED_FIGURES)
def test_a_figure_nobody_published_leaves_the_condition_to_the_office(text: str) -> None:
    assert isinstance(node(text, {"低保标准": UNPUBLISHED}), Office)


def test_the_office_is_told_which_figure_to_look_up() -> None:
    told = node("月收入 < {低保标准}", {"低保标准": UNPUBLISHED}).words()
    assert told == "本人月收入低于“低保标准”（标准以当地公布为准，由受理单位核实）"


ASSIGNMENTS: list[tuple[str, tuple[str, Any]]] = [
    ("残疾证", ("残疾证", True)),
    ("非 残疾证", ("残疾证", False)),
    ("性别 = 女", ("性别", "女")),
    ("残疾等级 = 2", ("残疾等级", 2)),
    ("残疾等级 不适用", ("残疾等级", NOT_APPLICABLE)),
]


@pytest.mark.parametrize(("text", "meaning"), ASSIGNMENTS)
def test_the_right_side_of_an_implication_is_one_value(text: str, meaning: tuple[str, Any]) -> None:
    assert parse_assignment(text, VOCABULARY) == meaning


@pytest.mark.parametrize("text", ["年龄 >= 65", "就业状态 属于 [失业, 退休]", "年龄 介于 16 到 59", "性别 != 女"])
def test_the_right_side_of_an_implication_must_be_certain(text: str) -> None:
    with pytest.raises(RuleError, match="只能是一个确定的值"):
        parse_assignment(text, VOCABULARY)

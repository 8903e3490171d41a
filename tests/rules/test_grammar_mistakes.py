"""What an editor is told who mistypes a condition: where it is, what is wrong, what to write."""

from __future__ import annotations

from typing import Any

import pytest

from bot.rules.grammar import RuleError
from tests.rules.language import all_of, any_of, node

PARAMETERS = {"低保标准": 700}

# What was typed, the column (from 1) of the mistake, what the message must say.
CONDITIONS: list[tuple[str, int, str]] = [
    ("年龄 ≥ 65", 4, "“≥”请写成“>=”"),
    ("年龄 ≤ 65", 4, "“≤”请写成“<=”"),
    ("性别 ≠ 女", 4, "“≠”请写成“!=”"),
    ("年龄 ＞ 65", 4, "“＞”请写成“>”"),
    ("年龄 ＜ 65", 4, "“＜”请写成“<”"),
    ("年龄 ＝ 65", 4, "“＝”请写成“=”"),
    ("年龄 == 65", 5, "“==”请写成“=”"),
    ("年龄 => 65", 5, "“=>”请写成“>=”"),
    ("年龄 =< 65", 5, "“=<”请写成“<=”"),
    ("年龄 大于等于 65", 4, "“大于等于”请写成“>=”"),
    ("年龄 小于 65", 4, "“小于”请写成“<”"),
    ("年龄 不超过 65", 4, "“不超过”请写成“<=”"),
    ("性别 等于 女", 4, "“等于”请写成“=”"),
    ("性别 不是 女", 4, "“不是”请写成“!=”"),
    ("户籍地 在 四川省", 5, "“在”请写成“属于”"),
    ("年令 >= 65", 1, "没有“年令”这个事实，是不是“年龄”？"),
    ("残疾政", 1, "没有“残疾政”这个事实，是不是“残疾证”？"),
    ("非 残疾政", 3, "没有“残疾政”这个事实，是不是“残疾证”？"),
    ("血型 = 甲", 1, "没有“血型”这个事实，可用的事实见 knowledge/facts.yml"),
    ("户籍地属于四川省", 1, "是不是“户籍地”？"),
    ("年龄 介于 16", 7, "应当是“事实 运算符 值”"),
    ("年龄 >=", 4, "应当是“事实 运算符 值”"),
    (">= 65", 1, "应当是“事实 运算符 值”"),
    ("低保 或 特困", 4, "应当是“事实 运算符 值”"),
    ("年龄 >= 65 且 低保", 10, "应当是“事实 运算符 值”"),
    ("就业状态 属于 []", 10, "应当是“事实 运算符 值”"),
    ("就业状态 属于 [失业", 10, "应当是“事实 运算符 值”"),
    ("就业状态 属于 [失业 退休]", 13, "应当是“事实 运算符 值”"),
    ("年龄 >= 65岁", 9, "看不懂“年龄 >= 65岁”"),
    ("年龄 >= 六十五", 7, "“年龄”要写数字，不能写“六十五”"),
    ("年龄 >= 65.5", 7, "“年龄”要写整数，不能写“65.5”"),
    ("年龄 >= 200", 7, "“年龄”应当在0到130周岁之间，不能是200"),
    ("年龄 >= -1", 7, "“年龄”应当在0到130周岁之间，不能是-1"),
    ("残疾等级 <= 5", 9, "“残疾等级”应当在1到4级之间，不能是5"),
    ("就业状态 = 失业了", 8, "“就业状态”只能是在职、失业、退休、在校，不能写“失业了”"),
    ("就业状态 属于 [失业, 务农]", 14, "不能写“务农”"),
    ("户籍地 属于 火星", 8, "认不出地方“火星”"),
    ("残疾证 = 有时", 7, "“残疾证”要写 是 或 否，不能写“有时”"),
    ("出生日期 >= 1967-13-01", 9, "1960-05-01 这样的日期"),
    ("出生日期 >= 1967-02-30", 9, "1960-05-01 这样的日期"),
    ("出生日期 >= 1967", 9, "1960-05-01 这样的日期"),
    ("出生日期 >= 六七年", 9, "1960-05-01 这样的日期"),
    ("年龄 介于 59 到 16", 7, "写反了"),
    ("年龄", 1, "“年龄”是整数，不能单独作条件，要写成“年龄 >= 1”"),
    ("非 年龄", 3, "“年龄”是整数，不能单独作条件"),
    ("户籍地", 1, "要写成“户籍地 属于 四川省”"),
    ("性别", 1, "要写成“性别 = 男”"),
    ("出生日期", 1, "要写成“出生日期 >= 1960-01-01”"),
    ("月收入", 1, "要写成“月收入 < 1000”"),
    ("性别 > 男", 4, "“性别”是选项，不能比大小"),
    ("户籍地 >= 四川省", 5, "“户籍地”是地区，不能比大小"),
    ("残疾证 >= 是", 5, "不能比大小"),
    ("残疾证 < 是", 5, "不能比大小"),
    ("残疾等级 不适用", 6, "“不适用”只能写在 facts.yml 的 推断 里"),
    ("月收入 < {底保标准}", 7, "没有“底保标准”这个参数，是不是“低保标准”？"),
    ("月收入 < {标杆}", 7, "没有“标杆”这个参数"),
    ("月收入 < 低保标准", 7, "“月收入”要写数字，不能写“低保标准”"),
    ("人工核实：由窗口认定", 5, "冒号"),
]


def mistake(raw: Any) -> RuleError:
    """The error an editor gets for ``raw``."""
    with pytest.raises(RuleError) as caught:
        node(raw, PARAMETERS)
    return caught.value


@pytest.mark.parametrize(("text", "column", "said"), CONDITIONS)
def test_a_mistyped_condition_is_told_with_its_cure(text: str, column: int, said: str) -> None:
    assert said in str(mistake(text))


@pytest.mark.parametrize(("text", "column", "said"), CONDITIONS)
def test_a_mistyped_condition_is_told_with_its_column(text: str, column: int, said: str) -> None:
    assert mistake(text).column == column


def test_a_parameter_of_the_wrong_type_is_told() -> None:
    with pytest.raises(RuleError, match="“年龄”要写数字，不能写“六十五”"):
        node("年龄 >= {起点}", {"起点": "六十五"})


# What stands where a rule should, and what the message must say.
RULES: list[tuple[Any, str]] = [
    (None, "条件是空的"),
    ("", "条件是空的"),
    ("  ", "条件是空的"),
    (True, "条件是空的"),
    ([], "全部满足"),
    (65, "看不懂这样的条件：65"),
    (["低保", "特困"], "全部满足"),
    ({}, "恰好有一个"),
    ({"说明": "家里困难"}, "恰好有一个"),
    ({"条件": "低保", "全部满足": ["特困"]}, "这里写了：条件、全部满足"),
    ({"条件": "低保", "出处": "某文件"}, "出处"),
    ({"全部满足": []}, "“全部满足”下面要列出至少一条条件"),
    ({"全部满足": None}, "“全部满足”下面要列出至少一条条件"),
    ({"任一满足": "低保"}, "每条前面加“- ”"),
    ({"任一满足": {"低保": "是"}}, "每条前面加“- ”"),
    ({"全部满": ["低保"]}, "是不是“全部满足”？"),
    ({"全都满足": ["低保"]}, "是不是“全部满足”？"),
    ({"任意满足": ["低保"]}, "是不是“任一满足”？"),
    ({"都不满": ["低保"]}, "是不是“都不满足”？"),
    ({"人工核查": "由窗口认定"}, "是不是“人工核实”？"),
    ({"年龄 >= 65": None}, "没有“年龄 >= 65”这种写法"),
    ({"人工核实": None}, "人工核实"),
    ({"条件": None}, "条件是空的"),
]


@pytest.mark.parametrize(("raw", "said"), RULES)
def test_a_rule_of_the_wrong_shape_is_told_with_its_cure(raw: Any, said: str) -> None:
    assert said in str(mistake(raw))


PATHS: list[tuple[Any, tuple[str | int, ...]]] = [
    (all_of("低保", "年龄 ≥ 65"), ("全部满足", 1)),
    (all_of("低保", any_of("特困", {"条件": "残疾政"})), ("全部满足", 1, "任一满足", 1, "条件")),
    ({"条件": any_of("特困", "残疾政"), "说明": "困难"}, ("条件", "任一满足", 1)),
    ("年龄 ≥ 65", ()),
]


@pytest.mark.parametrize(("raw", "path"), PATHS)
def test_the_error_of_a_nested_condition_says_the_way_to_it(raw: Any, path: tuple[str | int, ...]) -> None:
    assert mistake(raw).path == path

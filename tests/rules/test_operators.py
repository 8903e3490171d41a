"""What each operator says of every kind of value: known, known in part, unknown, not applicable."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.rules.questions import critical_values
from bot.rules.truth import as_bool
from bot.rules.values import NOT_APPLICABLE
from tests.rules.language import NA, NO, OPEN, YES, between, node, truth

BORN = date(1966, 1, 1)

# One row per condition; each pair is what is known of the fact and what the condition then is.
TABLE: dict[str, list[tuple[Any, int]]] = {
    "年龄 < 65": [
        (64, YES), (65, NO), (66, NO), (None, OPEN), (NA, NO),
        (between(60, 64), YES), (between(64, 65), OPEN), (between(65, 70), NO),
    ],
    "年龄 <= 65": [
        (64, YES), (65, YES), (66, NO), (None, OPEN), (NA, NO),
        (between(60, 65), YES), (between(65, 66), OPEN), (between(66, 70), NO),
    ],
    "年龄 > 65": [
        (65, NO), (66, YES), (None, OPEN), (NA, NO),
        (between(60, 65), NO), (between(65, 66), OPEN), (between(66, 70), YES),
    ],
    "年龄 >= 65": [
        (64, NO), (65, YES), (66, YES), (None, OPEN), (NA, NO),
        (between(60, 64), NO), (between(64, 65), OPEN), (between(65, 70), YES),
    ],
    "年龄 = 65": [
        (64, NO), (65, YES), (None, OPEN), (NA, NO),
        (between(60, 64), NO), (between(60, 70), OPEN), (between(65, 66), OPEN),
    ],
    "年龄 != 65": [
        (64, YES), (65, NO), (None, OPEN), (NA, YES),
        (between(60, 64), YES), (between(60, 70), OPEN),
    ],
    "年龄 介于 16 到 59": [
        (15, NO), (16, YES), (59, YES), (60, NO), (None, OPEN), (NA, NO),
        (between(16, 59), YES), (between(15, 16), OPEN), (between(59, 60), OPEN), (between(10, 80), OPEN),
        (between(0, 15), NO), (between(60, 70), NO),
    ],
    "月收入 < 2000.5": [(2000, YES), (2000.4, YES), (2000.5, NO), (0, YES), (None, OPEN)],
    "出生日期 <= 1966-01-01": [
        (BORN, YES), (date(1966, 1, 2), NO), (None, OPEN),
        (between(date(1965, 1, 1), BORN), YES), (between(BORN, date(1966, 1, 2)), OPEN),
        (between(date(1966, 1, 2), date(1966, 12, 31)), NO),
    ],
    "出生日期 介于 1966-01-01 到 1966-12-31": [
        (BORN, YES), (date(1966, 12, 31), YES), (date(1967, 1, 1), NO),
        (between(date(1966, 5, 1), date(1966, 5, 31)), YES), (between(date(1965, 12, 1), BORN), OPEN),
    ],
    "性别 = 女": [("女", YES), ("男", NO), (None, OPEN), (NA, NO)],
    "性别 != 女": [("女", NO), ("男", YES), (None, OPEN), (NA, YES)],
    "就业状态 属于 [失业, 退休]": [("失业", YES), ("退休", YES), ("在职", NO), (None, OPEN), (NA, NO)],
    "就业状态 不属于 [失业, 退休]": [("失业", NO), ("在职", YES), (None, OPEN), (NA, YES)],
    "残疾等级 属于 [1, 2]": [
        (1, YES), (2, YES), (3, NO), (None, OPEN), (NA, NO), (between(3, 4), NO), (between(2, 3), OPEN),
    ],
    "残疾等级 不属于 [1, 2]": [
        (2, NO), (3, YES), (None, OPEN), (NA, YES), (between(3, 4), YES), (between(2, 3), OPEN),
    ],
    "残疾证": [(True, YES), (False, NO), (None, OPEN), (NA, NO)],
    "非 残疾证": [(True, NO), (False, YES), (None, OPEN), (NA, YES)],
    "残疾证 = 是": [(True, YES), (False, NO), (None, OPEN), (NA, NO)],
    "残疾证 = 否": [(True, NO), (False, YES), (None, OPEN), (NA, YES)],
    "残疾证 != 是": [(True, NO), (False, YES), (None, OPEN), (NA, YES)],
    "户籍地 = 成都市": [("510100", YES), ("510107", YES), ("510700", NO), ("510000", OPEN), (None, OPEN), (NA, NO)],
    "户籍地 != 成都市": [("510107", NO), ("510700", YES), ("510000", OPEN), (None, OPEN), (NA, YES)],
    "户籍地 属于 四川省": [("510000", YES), ("510107", YES), ("500000", NO), (None, OPEN), (NA, NO)],
    "户籍地 属于 [成都市, 绵阳市]": [
        ("510107", YES), ("510700", YES), ("513400", NO), ("510000", OPEN), ("500000", NO), (None, OPEN),
    ],
    "户籍地 不属于 成都市": [("510107", NO), ("510700", YES), ("510000", OPEN), (None, OPEN), (NA, YES)],
    "户籍地 属于 民族自治地区": [
        ("510726", YES), ("513401", YES), ("510100", NO), ("510700", OPEN), ("510000", OPEN), (None, OPEN), (NA, NO),
    ],
    "户籍地 不属于 民族自治地区": [
        ("513401", NO), ("510100", YES), ("510700", OPEN), ("500000", YES), (None, OPEN), (NA, YES),
    ],
}  # fmt: skip

ROWS = [(condition, value, expected) for condition, pairs in TABLE.items() for value, expected in pairs]


@pytest.mark.parametrize(("condition", "value", "expected"), ROWS)
def test_a_condition_is_true_false_or_unknown(condition: str, value: Any, expected: int) -> None:
    name = condition.removeprefix("非 ").split()[0]
    assert truth(condition, **{name: value}) == expected


@pytest.mark.parametrize("condition", TABLE)
def test_the_critical_values_of_a_condition_lie_on_both_sides_of_it(condition: str) -> None:
    leaves = list(node(condition).leaves())
    outcomes = {as_bool(leaf.evaluate({leaf.fact.name: v})) for leaf in leaves for v in critical_values(leaves)}
    assert outcomes >= {True, False}


ABOUT_SPANS = [condition for condition in TABLE if condition.startswith(("年龄", "出生日期", "残疾等级"))]


@pytest.mark.parametrize("condition", ABOUT_SPANS)
def test_a_condition_over_a_span_never_says_more_than_its_values_do(condition: str) -> None:
    parsed = node(condition)
    leaf = next(iter(parsed.leaves()))
    values = sorted(v for v in critical_values([leaf]) if v is not NOT_APPLICABLE)
    for low in values:
        for high in (v for v in values if v > low):
            inside = {parsed.evaluate({leaf.fact.name: v}) for v in values if low <= v <= high}
            span = parsed.evaluate({leaf.fact.name: between(low, high)})
            assert span == OPEN or inside == {span}


WORDS = {
    "年龄 < 65": "未满65周岁",
    "年龄 <= 65": "年龄不超过65周岁",
    "年龄 > 65": "年龄超过65周岁",
    "年龄 >= 65": "年满65周岁",
    "年龄 = 65": "年龄是65周岁",
    "年龄 != 65": "年龄不是65周岁",
    "年龄 介于 16 到 59": "年龄在16周岁到59周岁之间",
    "月收入 < 2000": "本人月收入低于2000元",
    "月收入 <= 2000": "本人月收入不超过2000元",
    "月收入 >= 2000": "本人月收入不少于2000元",
    "缴费月数 >= 12": "缴费时间不少于12个月",
    "出生日期 < 1966-01-01": "出生日期早于1966-01-01",
    "出生日期 <= 1966-01-01": "出生日期不晚于1966-01-01",
    "出生日期 > 1966-01-01": "出生日期晚于1966-01-01",
    "出生日期 >= 1966-01-01": "出生日期在1966-01-01或以后",
    "性别 = 女": "性别是女",
    "性别 != 女": "性别不是女",
    "就业状态 属于 [失业, 在校]": "就业状态是没工作或在上学",
    "就业状态 不属于 [失业, 在校]": "就业状态不是没工作或在上学",
    "残疾等级 <= 2": "残疾等级不超过二级",
    "残疾证": "有残疾人证",
    "非 残疾证": "没有残疾人证",
    "残疾证 = 否": "没有残疾人证",
    "独居": "是独居",
    "非 独居": "不是独居",
    "户籍地 属于 成都市": "户口所在地在成都市",
    "户籍地 不属于 [成都市, 绵阳市]": "户口所在地不在成都市或绵阳市",
    "户籍地 = 成都市": "户口所在地是成都市",
    "户籍地 属于 民族自治地区": "户口所在地在民族自治地区",
}


@pytest.mark.parametrize(("condition", "words"), WORDS.items())
def test_a_condition_is_told_in_plain_words(condition: str, words: str) -> None:
    assert node(condition).words() == words

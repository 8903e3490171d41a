"""From what somebody wrote or said to the value of a fact, and back to words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.report import options_of, plain
from bot.catalog.service import Catalog
from bot.rules.facts import Fact, FactError
from bot.rules.values import NOT_APPLICABLE
from tests.person import real_catalog
from tests.rules.language import VOCABULARY, between

BORN = date(1960, 5, 1)
MAY = between(date(1960, 5, 1), date(1960, 5, 31))

# The fact, what was written, the value it is.
UNDERSTOOD: list[tuple[str, Any, Any]] = [
    ("残疾证", True, True), ("残疾证", "是", True), ("残疾证", "有", True), ("残疾证", "true", True),
    ("残疾证", False, False), ("残疾证", "否", False), ("残疾证", "没有", False),
    ("年龄", 65, 65), ("年龄", "65", 65), ("年龄", " 65 ", 65), ("年龄", 65.0, 65), ("年龄", 0, 0), ("年龄", 130, 130),
    ("年龄", "６５", 65),
    ("月收入", 1234.5, 1234.5), ("月收入", "1234.50", 1234.5), ("月收入", "2000.0", 2000),
    ("性别", "女", "女"), ("就业状态", "没工作", "失业"), ("就业状态", "失业", "失业"),
    ("出生日期", BORN, BORN), ("出生日期", "1960-05-01", BORN), ("出生日期", "1960-5-1", BORN),
    ("出生日期", "1960/05/01", BORN), ("出生日期", "1960.5.1", BORN), ("出生日期", "19600501", BORN),
    ("出生日期", "1960年5月1日", BORN), ("出生日期", "1960年05月01日", BORN),
    ("出生日期", "1960-05", MAY), ("出生日期", "1960年5月", MAY),
    ("出生日期", "1960-02", between(date(1960, 2, 1), date(1960, 2, 29))),
    ("出生日期", "1960", between(date(1960, 1, 1), date(1960, 12, 31))),
    ("出生日期", "1960年", between(date(1960, 1, 1), date(1960, 12, 31))),
    ("户籍地", "四川省", "510000"), ("户籍地", " 成都市 ", "510100"), ("户籍地", "510107", "510107"),
    ("年龄", None, None), ("残疾等级", NOT_APPLICABLE, NOT_APPLICABLE), ("年龄", between(60, 64), between(60, 64)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "value"), UNDERSTOOD)
def test_what_somebody_wrote_is_understood(name: str, raw: Any, value: Any) -> None:
    assert VOCABULARY.coerce(name, raw) == value


# The fact, what was written, what the message must say.
REFUSED: list[tuple[str, Any, str]] = [
    ("残疾证", "也许", "“残疾证”要写 是 或 否，不能写“也许”"),
    ("残疾证", 1, "要写 是 或 否"), ("残疾证", [True], "要写 是 或 否"), ("残疾证", {"是": 1}, "要写 是 或 否"),
    ("年龄", "六十五", "“年龄”要写数字，不能写“六十五”"),
    ("年龄", True, "要写数字"), ("年龄", [65], "要写数字"), ("年龄", "", "要写数字"), ("年龄", float("nan"), "要写数字"),
    ("年龄", float("inf"), "要写数字"), ("年龄", "9" * 400, "“年龄”"),
    ("年龄", 65.5, "“年龄”要写整数，不能写“65.5”"),
    ("年龄", -1, "“年龄”应当在0到130周岁之间，不能是-1"), ("年龄", 131, "不能是131"),
    ("残疾等级", 0, "应当在1到4级之间，不能是0"), ("残疾等级", 5, "不能是5"),
    ("月收入", -0.5, "“月收入”应当在0到"), ("月收入", "两千", "要写数字"),
    ("性别", "其他", "“性别”只能是男、女，不能写“其他”"), ("性别", ["男"], "只能是男、女"), ("性别", {"男": 1}, "只能是男、女"),
    ("性别", 1, "只能是男、女"),
    ("出生日期", "1960-13-01", "要写成 1960-05-01 这样的日期"), ("出生日期", "1961-02-29", "这样的日期"),
    ("出生日期", "0000-01-01", "这样的日期"), ("出生日期", "六零年", "这样的日期"), ("出生日期", "", "这样的日期"),
    ("出生日期", 60, "这样的日期"), ("出生日期", ["1960"], "这样的日期"),
    ("户籍地", "火星", "“户籍地”认不出地方“火星”，请写省、市、县的名字或六位代码"),
    ("户籍地", "", "认不出地方"), ("户籍地", ["四川省"], "认不出地方"), ("户籍地", 510, "认不出地方"),
    ("年令", 65, "没有“年令”这个事实，是不是“年龄”？"), ("血型", "甲", "可用的事实见 knowledge/facts.yml"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "said"), REFUSED)
def test_what_cannot_be_is_refused_with_the_cure(name: str, raw: Any, said: str) -> None:
    with pytest.raises(FactError) as caught:
        VOCABULARY.coerce(name, raw)
    assert said in str(caught.value)


@given(name=st.sampled_from(sorted(VOCABULARY.facts)), raw=st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
))  # fmt: skip
def test_anything_at_all_is_either_understood_or_refused(name: str, raw: Any) -> None:
    try:
        once = VOCABULARY.coerce(name, raw)
    except FactError:
        return
    assert VOCABULARY.coerce(name, once) == once


def test_null_means_unknown() -> None:
    assert VOCABULARY.coerce_all({"年龄": None, "残疾证": False}) == {"残疾证": False}


TITLES: list[tuple[str, Any, str]] = [
    ("年龄", 65, "65周岁"), ("月收入", 2000, "2000元"), ("残疾等级", 1, "一级"), ("就业状态", "失业", "没工作"),
    ("就业状态", "在职", "在职"), ("残疾证", True, "是"), ("残疾证", False, "否"), ("户籍地", "510100", "成都市"),
    ("出生日期", BORN, "1960年5月1日"), ("残疾等级", NOT_APPLICABLE, "不涉及"), ("年龄", between(60, 64), "60周岁到64周岁"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "title"), TITLES)
def test_a_value_reads_as_a_resident_would_say_it(name: str, value: Any, title: str) -> None:
    assert VOCABULARY.title(name, value) == title


# ---- the facts of this repository -----------------------------------------------------------


def values_of(fact: Fact) -> st.SearchStrategy[Any]:
    """Any value that the fact can have."""
    if fact.kind == "是否":
        return st.booleans()
    if fact.kind == "选项":
        return st.sampled_from(fact.options)
    if fact.kind == "日期":
        return st.dates(date(1900, 1, 1), date(2099, 12, 31))
    if fact.kind == "地区":
        return st.sampled_from(sorted(real_catalog().regions.by_code))
    return st.integers(int(fact.low or 0), int(fact.high or 10_000))


FACTS = sorted(real_catalog().vocabulary.facts.values(), key=lambda fact: fact.name)
VALUES = st.sampled_from(FACTS).flatmap(lambda fact: st.tuples(st.just(fact.name), values_of(fact)))


@given(VALUES)
def test_a_value_written_as_json_is_read_back_as_itself(stated: tuple[str, Any]) -> None:
    name, value = stated
    assert real_catalog().vocabulary.coerce(name, plain(value)) == value


@given(VALUES)
def test_a_value_written_as_text_is_read_back_as_itself(stated: tuple[str, Any]) -> None:
    name, value = stated
    text = {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)
    assert real_catalog().vocabulary.coerce(name, text) == value


ASKABLE = [fact.name for fact in FACTS if options_of(real_catalog(), fact.name)]


@pytest.mark.parametrize("name", ASKABLE)
def test_every_answer_that_a_question_offers_is_accepted_as_the_fact(catalog: Catalog, name: str) -> None:
    offered = options_of(catalog, name)
    assert [catalog.vocabulary.coerce(name, title) for title, _ in offered] == [value for _, value in offered]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_every_fact_can_be_asked_and_says_why(fact: Fact) -> None:
    assert "？" in fact.question and fact.why


@pytest.mark.parametrize("fact", [f for f in FACTS if f.kind == "是否"], ids=lambda fact: fact.name)
def test_every_yes_or_no_fact_has_words_for_both(fact: Fact) -> None:
    assert fact.if_true and fact.if_false and fact.if_true != fact.if_false

"""``{法定退休时间}`` in a text is told of the person, and left out where it is not certain."""

from __future__ import annotations

import pytest

from bot.catalog.lint import ERROR
from tests.catalog.desk import Desk
from tests.person import person

SOON = person(性别="男", 出生日期="1976-09-15", 养老保险="职工", 养老保险缴费年数=25, 就业状态="在职")


def changes(who: object) -> tuple[str, ...]:
    return who.asks("employee-pension").benefit("按月领取基本养老金").changes  # type: ignore[attr-defined]


def test_a_no_says_when_the_retirement_age_is_reached() -> None:
    assert changes(SOON) == ("到法定退休年龄后（2039年9月，63周岁）",)


def test_two_people_with_the_same_answers_are_told_each_their_own_time() -> None:
    assert changes(SOON) != changes(SOON.but(出生日期="1975-01-15"))


def test_what_is_not_certain_is_left_out() -> None:
    assert changes(person(性别="男", 年龄=50, 养老保险="职工", 养老保险缴费年数=25)) == ("到法定退休年龄后",)


def test_a_computed_line_that_is_not_certain_is_left_out() -> None:
    facts = {"性别": "男", "年龄": 60, "到法定退休年龄": False, "养老保险": "职工", "养老保险缴费年数": 25}
    assert person(**facts).asks("employee-pension").benefit("弹性提前退休").computed == ()


CHANGED = "条件: 年龄 >= 65, 说明: 年满65周岁, 依据: 川民规〔2024〕1号"
WRONG = [
    ("改变: '到点后（{退休时间}）'", "改变"),
    ("改变: '{法定退休时间}'", "改变"),
]


@pytest.mark.parametrize(("added", "said"), WRONG)
def test_a_name_that_cannot_be_told_is_found(desk: Desk, added: str, said: str) -> None:
    desk.change(CHANGED, f"{CHANGED}, {added}")
    assert [f.level for f in desk.findings() if f"“{said}”里只能写 （{{法定退休时间}}）" in f.message] == [ERROR]


def test_a_name_that_can_be_told_is_no_mistake(desk: Desk) -> None:
    desk.change(CHANGED, f"{CHANGED}, 改变: '到点后（{{法定退休时间}}）'")
    assert desk.findings() == []


def test_a_computed_text_names_only_parameters_and_what_can_be_told(desk: Desk) -> None:
    desk.change("标准: 每人每月{补贴标准}", "标准: 每人每月{补贴标准}\n    计算: [{得: '到{退休时间}为止'}]")
    assert [f.message for f in desk.errors()] == ["“得”里的 {退休时间} 不在 参数 里"]

"""A figure holds from its day to the next: in the rule, in the text, in the verdict."""

from __future__ import annotations

from datetime import date

import pytest

from bot.catalog.model import DatedValue
from bot.catalog.service import fill, show_value, value_on
from tests.catalog.desk import Desk
from tests.person import person

OLD = DatedValue.parse_obj({"生效": "2024-07-01", "失效": "2026-01-01", "值": 100, "单位": "元/人·月", "依据": "甲"})
NEW = DatedValue.parse_obj({"生效": "2026-07-01", "值": 120, "单位": "元/人·月", "依据": "乙"})
OPEN = DatedValue.parse_obj({"生效": "2027-01-01", "值": "待核"})

IN_FORCE: list[tuple[str, DatedValue | None]] = [
    ("2024-06-30", None),
    ("2024-07-01", OLD),
    ("2025-12-31", OLD),
    ("2026-01-01", None),
    ("2026-06-30", None),
    ("2026-07-01", NEW),
    ("2026-12-31", NEW),
    ("2027-01-01", OPEN),
    ("2099-01-01", OPEN),
]


@pytest.mark.parametrize(("day", "value"), IN_FORCE)
@pytest.mark.parametrize("order", [(OLD, NEW, OPEN), (OPEN, NEW, OLD)], ids=["oldest first", "newest first"])
def test_a_value_holds_from_its_first_day_until_it_ends_or_the_next_begins(
    order: tuple[DatedValue, ...], day: str, value: DatedValue | None
) -> None:
    assert value_on(order, date.fromisoformat(day)) == value


@pytest.mark.parametrize(
    ("value", "text"), [(OLD, "100元"), (OPEN, "（以当地公布为准）"), (None, "（以当地公布为准）")]
)
def test_a_value_is_shown_with_its_unit_or_as_published_locally(value: DatedValue | None, text: str) -> None:
    assert show_value(value) == text


def test_a_text_is_filled_with_the_values_in_force() -> None:
    assert fill("每月{甲}，另加{乙}", {"甲": OLD, "乙": None}) == "每月100元，另加（以当地公布为准）"


AMOUNTS = [
    ("2024-06-30", "每人每月（以当地公布为准）"),
    ("2024-07-01", "每人每月100元"),
    ("2025-12-31", "每人每月100元"),
    ("2026-01-01", "每人每月120元"),
]


@pytest.mark.parametrize(("day", "amount"), AMOUNTS)
def test_the_amount_is_that_of_the_day(desk: Desk, day: str, amount: str) -> None:
    service = desk.catalog().service("sample-item", date.fromisoformat(day))
    assert service.benefits[0].amount == amount


def test_a_rule_takes_the_value_of_the_day(desk: Desk) -> None:
    desk.change(
        "{生效: 2024-07-01, 值: 700",
        "{生效: 2026-07-01, 值: 900, 单位: 元/月, 依据: 乙}\n    - {生效: 2024-07-01, 值: 700",
    )
    somebody = person(残疾证=True, 家庭人均月收入=800).within(desk.catalog())
    somebody.on("2026-06-30").asks("sample-item").is_ineligible("困难补贴")
    somebody.on("2026-07-01").asks("sample-item").is_eligible("困难补贴")


@pytest.mark.parametrize("day", ["2024-06-30", "1990-01-01"])
def test_before_the_first_value_the_office_decides(desk: Desk, day: str) -> None:
    somebody = person(残疾证=True, 家庭人均月收入=800).within(desk.catalog())
    somebody.on(day).asks("sample-item").is_likely("困难补贴")


def test_a_value_nobody_published_is_left_to_the_office(desk: Desk) -> None:
    desk.change("值: 700, 单位: 元/月, 依据: 川民规〔2024〕1号", "值: 待核, 单位: 元/月, 说明: 由市县公布")
    person(残疾证=True, 家庭人均月收入=800).within(desk.catalog()).asks("sample-item").is_likely("困难补贴")


def test_no_income_is_asked_for_a_line_nobody_published(desk: Desk) -> None:
    desk.change("值: 700, 单位: 元/月, 依据: 川民规〔2024〕1号", "值: 待核, 单位: 元/月, 说明: 由市县公布")
    answer = person().within(desk.catalog()).asks("sample-item")
    assert "家庭人均月收入" not in answer.assessment.missing


COMPUTED = """标准: 见下
    计算:
      - {若: 家庭人均月收入 < 300, 得: "每月{补贴标准}"}
      - {若: "家庭人均月收入 < {收入线}", 得: 减半发放, 依据: 川民规〔2024〕1号}
      - {得: 由乡镇核定}
申请"""

ROWS = [(200, ("每月120元",)), (300, ("减半发放（依据：川民规〔2024〕1号）",))]


@pytest.mark.parametrize(("income", "told"), ROWS)
def test_a_computed_amount_is_the_first_row_that_holds(desk: Desk, income: int, told: tuple[str, ...]) -> None:
    desk.change("标准: 以当地公布为准\n申请", COMPUTED)
    answer = person(残疾证=True, 家庭人均月收入=income).within(desk.catalog()).asks("sample-item")
    assert answer.benefit("困难补贴").computed == told


def test_nothing_is_computed_for_whoever_is_not_entitled(desk: Desk) -> None:
    desk.change("标准: 以当地公布为准\n申请", COMPUTED)
    answer = person(残疾证=False, 家庭人均月收入=200).within(desk.catalog()).asks("sample-item")
    assert answer.benefit("困难补贴").computed == ()

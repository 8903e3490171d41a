"""What differs in a prefecture or county: only there, the narrower area first, dated like the rest."""

from __future__ import annotations

from datetime import date

import pytest

from bot.catalog.service import Service
from tests.catalog.desk import Desk
from tests.person import TODAY, Person, person

REGIONAL = """地区:
  武侯区:
    参数:
      补贴标准:
        - {生效: 2026-01-01, 值: 300, 单位: 元/人·月, 依据: 武侯规〔2026〕1号}
    说明: 武侯区另有规定。
  成都市:
    参数:
      补贴标准:
        - {生效: 2025-01-01, 值: 200, 单位: 元/人·月, 依据: 成民发〔2025〕1号}
      收入线:
        - {生效: 2025-01-01, 值: 900, 单位: 元/月, 依据: 成民发〔2025〕1号}
    说明: 成都市另有规定。
  阿坝州: {说明: 高原地区按月加发。}
  绵阳市: {申请: {申请地: 户籍地, 受理: 绵阳市民政服务大厅, 电话: [12345]}}
用例:
"""


@pytest.fixture
def regional(desk: Desk) -> Desk:
    """The sound item with local rules."""
    desk.change("用例:\n", REGIONAL)
    return desk


def service(desk: Desk, place: str | None, day: date = TODAY) -> Service:
    catalog = desk.catalog()
    return catalog.service("sample-item", day, catalog.regions.resolve(place) if place else None)


def test_local_rules_are_sound(regional: Desk) -> None:
    assert regional.findings() == []


AMOUNTS = [
    (None, "每人每月120元"),
    ("四川省", "每人每月120元"),
    ("德阳市", "每人每月120元"),
    ("成都市", "每人每月200元"),
    ("青羊区", "每人每月200元"),
    ("武侯区", "每人每月300元"),
    ("重庆市", "每人每月120元"),
]


@pytest.mark.parametrize(("place", "amount"), AMOUNTS)
def test_the_amount_is_that_of_the_narrowest_area(regional: Desk, place: str | None, amount: str) -> None:
    assert service(regional, place).benefits[0].amount == amount


def test_a_county_keeps_what_only_its_prefecture_changes(regional: Desk) -> None:
    somebody = person(残疾证=True, 家庭人均月收入=800).within(regional.catalog())
    somebody.asks("sample-item", region="武侯区").is_eligible("困难补贴")


DATED = [
    ("成都市", "2024-12-31", "每人每月100元"),
    ("成都市", "2025-01-01", "每人每月200元"),
    ("武侯区", "2025-12-31", "每人每月200元"),
    ("武侯区", "2026-01-01", "每人每月300元"),
]


@pytest.mark.parametrize(("place", "day", "amount"), DATED)
def test_until_its_first_day_a_local_value_leaves_the_wider_one_in_force(
    regional: Desk, place: str, day: str, amount: str
) -> None:
    assert service(regional, place, date.fromisoformat(day)).benefits[0].amount == amount


NOTES = [
    (None, ""),
    ("成都市", "成都市另有规定。"),
    ("武侯区", "成都市另有规定。武侯区另有规定。"),
    ("阿坝州", "高原地区按月加发。"),
    ("德阳市", ""),
]


@pytest.mark.parametrize(("place", "note"), NOTES)
def test_a_local_note_is_told_there_only(regional: Desk, place: str | None, note: str) -> None:
    assert service(regional, place).regional_note == note


def test_asking_about_one_place_leaves_no_trace_in_another(regional: Desk) -> None:
    catalog = regional.catalog()
    places = [None, "513200", "510107", None, "510100", "513200"]
    notes = [catalog.service("sample-item", TODAY, place).regional_note for place in places]
    assert notes == ["", NOTES[3][1], NOTES[2][1], "", NOTES[1][1], NOTES[3][1]]


def test_a_local_office_takes_the_place_of_the_general_one(regional: Desk) -> None:
    assert service(regional, "绵阳市").application.office == "绵阳市民政服务大厅"


def test_elsewhere_the_general_office_stays(regional: Desk) -> None:
    assert service(regional, "成都市").application.office == "乡镇（街道）便民服务中心"


SOMEBODY = {"残疾证": True, "家庭人均月收入": 800, "户籍地": "成都市", "居住地": "德阳市"}


def test_an_item_applied_for_at_the_hukou_goes_by_the_hukou(regional: Desk) -> None:
    Person(SOMEBODY).within(regional.catalog()).asks("sample-item").is_eligible("困难补贴")


def test_an_item_applied_for_at_home_goes_by_the_residence(regional: Desk) -> None:
    regional.change("  申请地: 户籍地\n  受理: 乡镇", "  申请地: 居住地\n  受理: 乡镇")
    Person(SOMEBODY).within(regional.catalog()).asks("sample-item").is_ineligible("困难补贴")


def test_the_region_asked_about_goes_before_where_the_person_lives(regional: Desk) -> None:
    Person(SOMEBODY).within(regional.catalog()).asks("sample-item", region="德阳市").is_ineligible("困难补贴")


def test_screening_goes_by_the_same_place_as_asking_for_the_item(regional: Desk) -> None:
    Person(SOMEBODY).within(regional.catalog()).is_screened()["sample-item"].is_eligible("困难补贴")


def test_screening_asks_for_what_is_open_where_the_person_applies(regional: Desk) -> None:
    regional.change("值: 900, 单位: 元/月, 依据: 成民发〔2025〕1号", "值: 待核, 单位: 元/月")
    somebody = Person({"残疾证": True, "年龄": 30, "户籍地": "成都市", "居住地": "德阳市"}).within(regional.catalog())
    assert somebody.is_asked() is somebody.is_asked("sample-item") is None

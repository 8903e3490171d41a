"""Places by code, full name, short name and chain; what is ambiguous is never guessed."""

from __future__ import annotations

import pytest

from bot.catalog.regions import AUTONOMOUS_AREAS, Regions
from bot.rules.values import region_within
from tests.person import KNOWLEDGE

REGIONS = Regions.read(KNOWLEDGE / "regions.csv")

NAMES: list[tuple[str, str | None]] = [
    ("510000", "510000"), ("四川省", "510000"), ("四川", "510000"),
    ("成都市", "510100"), ("成都", "510100"), ("武侯区", "510107"), ("武侯", "510107"), ("双流", "510116"),
    ("简阳", "510185"), ("简阳市", "510185"), ("渠县", "511725"), ("宣汉", "511722"),
    ("重庆", "500000"), ("重庆市", "500000"), ("北京", "110000"), ("海南", "460000"), ("吉林", "220000"),
    # autonomous areas
    ("凉山", "513400"), ("凉山州", "513400"), ("凉山彝族自治州", "513400"), ("甘孜", "513300"), ("甘孜州", "513300"),
    ("阿坝", "513200"), ("阿坝州", "513200"), ("北川", "510726"), ("北川县", "510726"), ("北川羌族自治县", "510726"),
    ("峨边", "511132"), ("峨边县", "511132"), ("马边", "511133"), ("马边县", "511133"),
    ("木里", "513422"), ("木里县", "513422"), ("木里藏族自治县", "513422"), ("甘孜县", "513328"), ("阿坝县", "513231"),
    # chains
    ("四川成都", "510100"), ("四川省成都市武侯区", "510107"), ("成都武侯", "510107"), ("德阳旌阳", "510603"),
    ("四川省渠县", "511725"), ("达州宣汉", "511722"), ("四川达州市宣汉县", "511722"), ("凉山木里", "513422"),
    ("内江市中区", "511002"), ("内江市市中区", "511002"), ("乐山市中区", "511102"), ("乐山市市中区", "511102"),
    ("四川省乐山市市中区", "511102"), ("四川乐山市中区", "511102"),
    # ambiguous or unknown
    ("市中区", None), ("市中", None), ("四川省市中区", None), ("四川市中区", None),
    ("成都渠县", None), ("德阳武侯", None), ("重庆武侯区", None),
    ("", None), ("市", None), ("区", None), ("川", None), ("火星", None), ("519999", None), ("5101", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), NAMES)
def test_a_place_is_known_by_what_people_call_it(text: str, code: str | None) -> None:
    assert REGIONS.resolve(text) == code


def test_every_place_is_known_by_its_full_name() -> None:
    assert [code for code in REGIONS.by_code if REGIONS.resolve(REGIONS.full_name(code)) != code] == []


def test_every_place_of_sichuan_is_known_by_prefecture_and_name() -> None:
    counties = [r for r in REGIONS.by_code.values() if r.level == "县市区"]
    called = {r.code: REGIONS.by_code[r.parent].name + r.name for r in counties}
    assert [name for code, name in called.items() if REGIONS.resolve(name) != code] == []


def test_no_name_leads_out_of_the_place_it_names() -> None:
    assert [
        name for name, code in REGIONS.by_name.items()
        if not any(known.startswith(name[:2]) for known in (REGIONS.by_code[code].name, *REGIONS.by_code[code].aliases))
    ] == []  # fmt: skip


def test_a_place_lies_within_the_areas_of_its_chain_and_no_others() -> None:
    within = [
        code for code in ("510107", "510100", "510000", "510700", "500000") if REGIONS.lies_within("510107", code)
    ]
    assert within == ["510107", "510100", "510000"]


def test_codes_and_parents_say_the_same() -> None:
    odd = [
        (region.code, area) for region in REGIONS.by_code.values() for area in REGIONS.by_code
        if region_within(region.code, area) is not REGIONS.lies_within(region.code, area)
        and not REGIONS.lies_within(area, region.code)
    ]  # fmt: skip
    assert odd == []


def test_a_chain_reads_from_the_province_down() -> None:
    assert REGIONS.chain("510107") == ["四川省", "成都市", "武侯区"]


def test_the_full_name_of_an_unknown_code_is_the_code() -> None:
    assert (REGIONS.full_name("519999"), REGIONS.chain("519999")) == ("519999", [])


def test_sichuan_has_21_prefectures_and_183_counties() -> None:
    below = [REGIONS.children(prefecture.code) for prefecture in REGIONS.children("510000")]
    assert (len(below), sum(map(len, below))) == (21, 183)


def test_the_autonomous_areas_are_three_prefectures_and_four_counties() -> None:
    names = {REGIONS.by_code[code].name[:2] for code in REGIONS.sets()[AUTONOMOUS_AREAS]}
    assert names == {"阿坝", "甘孜", "凉山", "北川", "峨边", "马边", "木里"}

"""A deployer's own counters: imported whole or not at all."""

from __future__ import annotations

import pytest

from bot.catalog.regions import Regions
from bot.settings import read_settings
from bot.store.places import PlacesError, find_places, import_places, read_places

HEADER = "地区,窗口,名称,地址,时间,电话,来源\n"
GOOD = "渠县,便民服务中心,甲镇便民服务中心,甲镇一路1号,工作日9:00-17:00,12345,县政务服务网\n"


@pytest.fixture
def resolve():
    return Regions.read(read_settings().knowledge / "regions.csv").resolve


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'places.db'}"


def write(tmp_path, text):
    path = tmp_path / "places.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_an_imported_counter_is_found_by_region_and_office(tmp_path, resolve, url):
    import_places(url, read_places(write(tmp_path, HEADER + GOOD), resolve))
    found = find_places(url, "511725", ["乡镇（街道）便民服务中心"])
    assert [place.name for place in found] == ["甲镇便民服务中心"]


def test_counters_of_another_region_are_not_shown(tmp_path, resolve, url):
    import_places(url, read_places(write(tmp_path, HEADER + GOOD), resolve))
    assert find_places(url, "510104", ["乡镇（街道）便民服务中心"]) == []


def test_importing_again_replaces_the_region(tmp_path, resolve, url):
    for _ in range(2):
        import_places(url, read_places(write(tmp_path, HEADER + GOOD), resolve))
    assert len(find_places(url, "511725", ["便民服务中心"])) == 1


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("地区,名称\n渠县,甲\n", "缺少列"),
        (HEADER + GOOD.replace("渠县", "曲县"), "第2行认不出地区"),
        (HEADER + GOOD + GOOD.replace("甲镇一路1号", ""), "第3行的“地址”是空的"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path, resolve, text, complaint):
    with pytest.raises(PlacesError, match=complaint):
        read_places(write(tmp_path, text), resolve)

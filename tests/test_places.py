"""A deployer's own counters: imported whole or not at all, shown where the resident applies."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.answers.counters import Counter
from bot.answers.sections import section_message
from bot.answers.verdicts import verdict_message
from bot.catalog.assessment import assess
from bot.catalog.regions import Regions
from bot.cli import app
from bot.dialogue.conversation import Conversation
from bot.dialogue.state import State
from bot.store.places import COLUMNS, Places, PlacesError, import_places, read_places
from tests.dialogue.desk import ASKS, understood
from tests.person import KNOWLEDGE, TODAY, real_catalog

HEADER = ",".join(COLUMNS) + "\n"
GOOD = "渠县,便民服务中心,甲镇便民服务中心,甲镇一路1号,工作日9:00-17:00,0818-2222222,县政务服务网\n"
KINDS = real_catalog().channels["窗口"]
RESOLVE = Regions.read(KNOWLEDGE / "regions.csv").resolve


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'places.db'}"


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], list[Any]]:
    """What a CSV file with this text holds."""

    def read_text(text: str) -> list[Any]:
        path = tmp_path / "places.csv"
        path.write_text(text, encoding="utf-8-sig")
        return read_places(path, RESOLVE, KINDS)

    return read_text


def test_an_imported_counter_is_found_by_its_region(read, url):
    import_places(url, read(HEADER + GOOD))
    assert Places(url)("511725") == [
        Counter("511725", "township", "甲镇便民服务中心", "甲镇一路1号", "工作日9:00-17:00", "0818-2222222")
    ]


def test_importing_again_replaces_the_region(read, url):
    for _ in range(2):
        import_places(url, read(HEADER + GOOD))
    assert len(Places(url)("511725")) == 1


def test_importing_one_region_leaves_the_others(read, url):
    import_places(url, read(HEADER + GOOD))
    import_places(url, read(HEADER + GOOD.replace("渠县", "宣汉县")))
    assert [len(Places(url)(region)) for region in ("511725", "511722")] == [1, 1]


def test_what_is_imported_later_is_shown_without_a_restart(read, url):
    places = Places(url, kept_seconds=0)
    assert not places("511725")
    import_places(url, read(HEADER + GOOD))
    assert places("511725")


def test_without_a_database_there_are_no_counters(tmp_path):
    assert not Places(f"sqlite:///{tmp_path}")("511725")


KINDS_WRITTEN = [
    ("township", "township"),
    ("乡镇（街道）便民服务中心", "township"),
    ("便民服务中心", "township"),
    ("政务服务大厅", "county-hall"),
    ("残联", "disabled-federation"),
]


@pytest.mark.parametrize(("written", "kind"), KINDS_WRITTEN)
def test_the_kind_of_counter_may_be_written_as_people_call_it(read, written, kind):
    (row,) = read(HEADER + GOOD.replace("渠县,便民服务中心", f"渠县,{written}"))
    assert row.counter == kind


WRONG = [
    ("", "第1行：缺少列地区、窗口、名称、地址、时间、电话、来源"),
    ("地区,名称\n渠县,甲\n", "第1行：缺少列窗口、地址、时间、电话、来源；第一行要写：地区,窗口,名称"),
    (HEADER, "没有内容，每行写一个窗口"),
    (HEADER + GOOD.replace("渠县", "曲县"), "第2行：认不出地区“曲县”，请写市（州）、县的名字，或六位代码"),
    (HEADER + GOOD.replace("渠县", "四川省"), "第2行：认不出地区“四川省”"),
    (HEADER + GOOD + GOOD.replace("甲镇一路1号", ""), "第3行：“地址”是空的，请填上"),
    (HEADER + "\n" + GOOD.replace("甲镇一路1号", ""), "第3行：“地址”是空的"),
    (HEADER + GOOD.replace("县政务服务网", ""), "第2行：“来源”是空的"),
    (HEADER + GOOD.replace("渠县,便民服务中心", "渠县,小卖部"), "第2行：没有“小卖部”这种窗口，请写其中一种：村（社区）便民服务站、"),
    (HEADER + GOOD.replace("渠县,便民服务中心", "渠县,经办窗口"), "没有“经办窗口”这种窗口"),
    (HEADER + GOOD.replace("0818-2222222", "找张主任"), "第2行：电话“找张主任”不像电话号码"),
    (HEADER + GOOD + GOOD, "第3行：和第2行重复（地区、窗口、名称都一样），请删掉一行"),
    (HEADER + GOOD.replace("一路1号", "一路1号,三楼"), "第2行：比第一行多了一格，内容里有英文逗号的，整格用英文双引号括起来"),
    (HEADER + GOOD.replace("甲镇一路1号", '"甲镇"一路1号'), "第2行：引号没有配对"),
    (HEADER + GOOD.replace("甲镇一路1号", "路" * 301), "第2行：“地址”超过300个字"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "complaint"), WRONG, ids=[complaint for _, complaint in WRONG])
def test_a_wrong_file_is_refused_with_its_line_and_cure(read, text, complaint):
    with pytest.raises(PlacesError) as caught:
        read(text)
    assert complaint in str(caught.value)


def test_every_mistake_of_a_file_is_told_at_once(read):
    with pytest.raises(PlacesError) as caught:
        read(HEADER + GOOD.replace("渠县", "曲县") + GOOD + GOOD.replace("甲镇一路1号", ""))
    assert [line[:4] for line in str(caught.value).splitlines()] == ["第2行：", "第4行："]


def test_a_file_of_a_spreadsheet_in_another_encoding_is_refused_with_its_cure(tmp_path):
    path = tmp_path / "places.csv"
    path.write_bytes((HEADER + GOOD).encode("gb18030"))
    with pytest.raises(PlacesError, match="另存为“CSV UTF-8”"):
        read_places(path, RESOLVE, KINDS)


# ---- the command --------------------------------------------------------------------------


@pytest.fixture
def shuhui(url, monkeypatch):
    """``shuhui places …`` on a database of its own."""
    monkeypatch.setenv("SHUHUI_DATABASE_URL", url)
    return lambda *words: CliRunner().invoke(app, ["places", *map(str, words)])


def test_the_command_imports_and_exports_the_same(shuhui, tmp_path):
    first, again = tmp_path / "first.csv", tmp_path / "again.csv"
    first.write_text(HEADER + GOOD, encoding="utf-8-sig")
    assert shuhui("import", first).exit_code == 0
    assert shuhui("export", again).exit_code == 0
    (row,) = csv.DictReader(again.read_text(encoding="utf-8-sig").splitlines())
    assert (row["名称"], row["地址"], row["电话"]) == ("甲镇便民服务中心", "甲镇一路1号", "0818-2222222")
    assert shuhui("import", again).exit_code == 0


def test_the_command_lists_what_was_imported(shuhui, tmp_path):
    path = tmp_path / "places.csv"
    path.write_text(HEADER + GOOD, encoding="utf-8-sig")
    shuhui("import", path)
    assert "0818" in shuhui("list").output


def test_a_wrong_file_imports_nothing(shuhui, tmp_path, url):
    path = tmp_path / "places.csv"
    path.write_text(HEADER + GOOD + GOOD.replace("渠县", "曲县"), encoding="utf-8-sig")
    done = shuhui("import", path)
    assert (done.exit_code, list(Places(url)("511725"))) == (1, [])
    assert "什么也没有导入" in done.output and "第3行" in done.output


def test_a_file_that_is_not_there_is_wrong_usage(shuhui, tmp_path):
    assert shuhui("import", tmp_path).exit_code == shuhui("import", tmp_path / "no.csv").exit_code == 2


# ---- in the answer ------------------------------------------------------------------------

TOWNSHIP = Counter("511725", "township", "甲镇便民服务中心", "甲镇一路1号", "工作日9:00-17:00", "0818-2222222")
PREFECTURE = Counter("511700", "township", "市便民服务中心", "市府路2号")
HALL = Counter("511725", "county-hall", "渠县政务服务中心", "大道3号")
LINE = "甲镇便民服务中心，甲镇一路1号，工作日9:00-17:00，电话0818-2222222"


def answer(item: str, *counters: Counter, wanted: str = "where", **facts: Any) -> str:
    """What is told about the place to apply at."""
    talk = Conversation(
        real_catalog(), lambda: TODAY, lambda region: [counter for counter in counters if counter.region == region]
    )
    state = State()
    act = {"where": "ask_where", "verdict": ASKS}[wanted]
    messages = talk.respond(state, understood("想问一下", act, item=item, 本人=facts))
    return "\n".join(message.text for message in messages)


def test_the_counter_of_the_county_is_told_where_one_applies():
    assert LINE in answer("minimum-living-guarantee", TOWNSHIP, HALL, 户籍地="渠县")


def test_the_county_goes_before_its_prefecture():
    told = answer("minimum-living-guarantee", TOWNSHIP, PREFECTURE, 户籍地="渠县")
    assert TOWNSHIP.address in told and PREFECTURE.address not in told


def test_without_one_in_the_county_that_of_the_prefecture_is_told():
    assert PREFECTURE.address in answer("minimum-living-guarantee", PREFECTURE, 户籍地="渠县")


NOWHERE: list[tuple[str, dict[str, Any]]] = [
    ("minimum-living-guarantee", {}),
    ("minimum-living-guarantee", {"户籍地": "成都市"}),
    ("minimum-living-guarantee", {"户籍地": "四川省"}),
    ("minimum-living-guarantee", {"户籍地": "成都市", "居住地": "渠县"}),  # applied for at the hukou
    ("unemployment-insurance", {"居住地": "渠县"}),  # applied for where the insurance is
    ("compulsory-tuition-waiver", {"居住地": "渠县"}),  # applied for at school
]


@pytest.mark.parametrize(("item", "facts"), NOWHERE)
def test_elsewhere_no_address_is_told(item, facts):
    assert TOWNSHIP.address not in answer(item, TOWNSHIP, PREFECTURE, **facts)


def test_with_a_residence_permit_the_counter_at_home_serves_too():
    facts = {"户籍地": "重庆市", "居住地": "渠县", "居住证": True}
    assert TOWNSHIP.address in answer("minimum-living-guarantee", TOWNSHIP, **facts)


def test_a_counter_of_another_kind_is_not_told():
    assert HALL.address not in answer("minimum-living-guarantee", HALL, 户籍地="渠县")


def test_of_many_counters_the_first_are_told_and_how_many_there_are():
    many = [Counter("511725", "township", f"{name}镇便民服务中心", f"{name}镇1号") for name in "甲乙丙丁"]
    told = answer("minimum-living-guarantee", *many, 户籍地="渠县")
    assert "甲镇1号" in told and "丁镇1号" not in told and "一共有4处" in told


def test_a_verdict_tells_the_counter_in_text_and_card():
    catalog = real_catalog()
    facts = catalog.vocabulary.coerce_all({"年龄": 70, "居住地": "渠县"})
    message = verdict_message(catalog, assess(catalog, "elderly-health", facts, TODAY), "self", counters=(TOWNSHIP,))
    assert LINE in message.text
    assert message.card and message.card["apply"]["counters"] == [TOWNSHIP.data()]


def test_other_parts_of_an_item_tell_no_address():
    service = real_catalog().service("elderly-health", TODAY)
    assert TOWNSHIP.address not in section_message(real_catalog(), service, "materials", (), (TOWNSHIP,)).text

"""Texts of knowledge files change only where they are meant to."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from bot.catalog.loader import service_paths
from bot.editing import yaml_text
from tests.person import KNOWLEDGE

FILES = service_paths(KNOWLEDGE)
SAMPLE = """\
# the schema
编号: sample-item   # never changes
参数:
  标准:
    # 省里定的
    - {生效: 2024-07-01, 值: 100, 单位: 元/人·月, 依据: 甲}   # 旧
    - {生效: 2026-01-01, 值: 120, 依据: 乙}
申请:
  电话: ["12345"]
问法:
  资格:
    - "第一句"
    - "第二句"
  情况: []
"""


def changed(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and not line.startswith(("+++", "---"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_filled_in_as_it_is_stays_letter_by_letter(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml_text.with_data(text, yaml_text.plain(yaml_text.load(text))) == text


def test_one_value_changes_one_line() -> None:
    after = yaml_text.with_value(SAMPLE, ["参数", "标准", 1, "值"], 130)
    assert changed(SAMPLE, after) == [
        "-    - {生效: 2026-01-01, 值: 120, 依据: 乙}",
        "+    - {生效: 2026-01-01, 值: 130, 依据: 乙}",
    ]


def test_a_new_figure_is_written_like_those_before_it_and_comments_stay() -> None:
    data = yaml_text.plain(yaml_text.load(SAMPLE))
    data["参数"]["标准"].append({"生效": "2027-01-01", "值": 130, "依据": "丙", "说明": ""})
    after = yaml_text.with_data(SAMPLE, data)
    assert changed(SAMPLE, after) == ["+    - {生效: 2027-01-01, 值: 130, 依据: 丙, 说明: ''}"]
    assert "# 省里定的" in after and "# 旧" in after and "# never changes" in after


def test_a_removed_entry_takes_no_other_with_it() -> None:
    data = yaml_text.plain(yaml_text.load(SAMPLE))
    del data["问法"]["资格"][0]
    assert changed(SAMPLE, yaml_text.with_data(SAMPLE, data)) == ['-    - "第一句"']


def test_a_question_joins_its_heading_in_quotes_like_its_neighbours() -> None:
    after = yaml_text.with_item(SAMPLE, ["问法", "资格"], "我妈: 66岁，能领不")
    assert changed(SAMPLE, after) == ['+    - "我妈: 66岁，能领不"']
    assert yaml_text.plain(yaml_text.load(after))["问法"]["资格"][-1] == "我妈: 66岁，能领不"


def test_a_heading_that_is_not_there_yet_is_made() -> None:
    after = yaml_text.with_item(SAMPLE, ["问法", "流程"], "要等好久")
    assert yaml_text.plain(yaml_text.load(after))["问法"]["流程"] == ["要等好久"]


@pytest.mark.parametrize("value", ["12345", "是", "2026-02-30", "true", "a: b", "# 不是注释", "[括号", "多\n行"])
def test_a_text_comes_back_as_a_text(value: str) -> None:
    after = yaml_text.with_value(SAMPLE, ["申请", "电话", 0], value)
    assert yaml_text.plain(yaml_text.load(after))["申请"]["电话"] == [value]


def test_keys_that_are_left_empty_are_not_written() -> None:
    data = yaml_text.plain(yaml_text.load(SAMPLE))
    assert yaml_text.with_data(SAMPLE, {**data, "简介": "", "别名": [], "地区": {}}) == SAMPLE

"""A slip of the editor's hand loses nothing: it is either understood, or refused in plain Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bot.catalog.loader import KnowledgeError, load_service_file
from bot.catalog.model import ServiceFile
from tests.catalog.desk import SOUND, Desk, Slip

Checked = Callable[[str, str], Slip]

# What is typed instead of a piece of the sound item, a piece of the line to look at, what the message says.
REFUSED: list[tuple[str, str, str, str]] = [
    # a key that is misspelt, missing or empty
    ("服务对象:", "服务对像:", "服务对像", "服务对像：没有这个键，检查是否写错"),
    ("    资格:\n      全部满足:\n        - {", "    资个:\n      全部满足:\n        - {", "资个", "没有这个键"),
    ("名称: 样例补贴\n", "", "", "名称：缺少这个键"),
    ("名称: 样例补贴\n", "名称:\n", "名称:", "名称：这里.*空"),
    ("简介: 满六十五岁的四川老人每月有一笔补贴。", "简介:", "简介:", "简介.*空"),
    ("参数:\n", "参数:\n  新标准:\n", "新标准", "新标准：这里.*空"),
    ("  资格: [我妈", "  资各: [我妈", "问法", "只能写：资格、待遇、在哪办、材料、流程、情况"),
    ("用例:\n", "12345: 热线\n用例:\n", "", "12345"),
    # a value of the wrong kind
    ("领域: 弱有所扶", "领域: 弱有所服", "领域", "只能写：幼有所育、"),
    ("编号: sample-item", "编号: Sample_Item", "编号", "只能用小写字母、数字和短横线"),
    ("状态: 已核", "状态: 已核对", "核验", "只能写：已核、待核"),
    ("简介: 满", "简介: [满", "", "YAML"),
    ("简介: 满六十五岁的四川老人每月有一笔补贴。", "简介: [满六十五岁, 有补贴]", "简介", "这里要写文字"),
    ("结论: {困难补贴: 符合}", "结论: {困难补贴: 可以}", "困难补贴: 可以", "结论只能写 符合、初步符合、待补充、不符合，不能写“可以”"),
    ("还需: [户籍地]", "还需: 户籍地", "还需: 户籍地", "这里要写成列表，每行前面加“- ”"),
    ("  资格: [我妈六十六了能领样例补贴不]", "  资格: 我妈六十六了能领样例补贴不", "资格: 我妈", "这里要写成列表"),
    ("{情况: {年龄: 70}", "{情况: [年龄 70]", "年龄 70", "这里要写成“键: 值”"),
    ("  - {文件: 川民规〔2024〕1号, 名称: 样例规定, 条款: 二}", "  川民规〔2024〕1号", "依据", "这里要写成列表"),
    ("依据: 川民规〔2025〕9号}", "说明: 省里定的}", "值: 120", "写了值就要写 依据；没有来源请把 值 写成 待核"),
    ("值: 700", "值: true", "", "值|True"),
    # dates
    ("自: 2024-07-01", "自: 2024", "有效期", "这里要写成 2024-07-01 这样的日期"),
    ("自: 2024-07-01", "自: 20240701", "有效期", "这里要写成 2024-07-01 这样的日期"),
    ("自: 2024-07-01", "自: 2024/07/01", "有效期", "这里要写成 2024-07-01 这样的日期"),
    ("自: 2024-07-01", "自: 2024年7月1日", "有效期", "这里要写成 2024-07-01 这样的日期"),
    ("自: 2024-07-01", "自: 2024-02-30", "有效期", "这里要写成 2024-07-01 这样的日期"),
    ("生效: 2026-01-01", "生效: 2026", "生效: 2026", "这里要写成 2024-07-01 这样的日期"),
    ("失效: 2026-01-01", "失效: 2024-01-01", "失效: 2024", "失效 要晚于 生效"),
    ("日期: 2026-11-01}", "日期: 2026}", "核验", "这里要写成 2024-07-01 这样的日期"),
    # two of a kind
    ("  - 名称: 困难补贴", "  - 名称: 老年补贴", "待遇", "待遇名称重复：老年补贴"),
    ("领域: 弱有所扶\n", "领域: 弱有所扶\n领域: 老有所养\n", "领域: 老有所养", "YAML"),
    # punctuation
    ("服务内容: 按月", "服务内容：按月", "", "冒号"),
    ("服务内容: 按月", "服务内容:按月", "", "冒号"),
    ("服务内容: 按月发放补贴。", "服务内容: 注意: 按月发放补贴。", "服务内容", "冒号"),
    ("服务内容: 按月发放补贴。", '服务内容: "按月发放补贴。', "", "引号"),
    ("        - 残疾证\n", "\t- 残疾证\n", "残疾证", "缩进"),
    ("        - 残疾证\n", "        - 残疾证\n  ", "残疾证", "看不懂“残疾证 - 家庭人均月收入"),
]  # fmt: skip


def typed(text: str) -> str:
    """A name for a case."""
    return " ".join(text.split()) or "nothing"


def messages(desk: Desk) -> list[str]:
    """What lint says about the item."""
    return [finding.message for finding in desk.findings() if finding.file == str(desk.item)]


@pytest.mark.parametrize(("old", "new", "line", "said"), REFUSED, ids=[typed(new) for _, new, *_ in REFUSED])
def test_a_slip_that_cannot_be_understood_is_refused_with_its_cure(
    slip: Checked, old: str, new: str, line: str, said: str
) -> None:
    told = slip(old, new).about_the_item()
    assert any(re.search(said, message) for message in told), told


PLACED = [row for row in REFUSED if row[2]]


@pytest.mark.parametrize(("old", "new", "line", "said"), PLACED, ids=[typed(new) for _, new, *_ in PLACED])
def test_a_slip_is_found_on_its_line(slip: Checked, old: str, new: str, line: str, said: str) -> None:
    checked = slip(old, new)
    found = checked.first(said)
    assert line in "\n".join(checked.lines[max(found.line - 2, 0) : found.line])


@pytest.mark.parametrize(("old", "new", "line", "said"), REFUSED, ids=[typed(new) for _, new, *_ in REFUSED])
def test_the_cure_of_a_slip_is_told_in_chinese(slip: Checked, old: str, new: str, line: str, said: str) -> None:
    told = [message for message in slip(old, new).about_the_item() if "YAML" not in message]
    assert not [message for message in told if re.search(r"[a-z]{4,}", message.replace("knowledge/README.md", ""))]


# What is typed, where it ends up, what must be there.
UNDERSTOOD: list[tuple[str, str, Callable[[ServiceFile], Any], Any]] = [
    ("别名: [样例, 试点补贴]", "别名: 试点补贴", lambda item: item.aliases, ("试点补贴",)),
    ("别名: [样例, 试点补贴]", "别名:", lambda item: item.aliases, ()),
    ("别名: [样例, 试点补贴]", "别名: [12345]", lambda item: item.aliases, ("12345",)),
    ("别名: [样例, 试点补贴]", "别名:\n  - 样例\n  -", lambda item: item.aliases, ("样例",)),
    ('电话: ["12345"]', "电话: 12345", lambda item: item.application.phones, ("12345",)),
    ('电话: ["12345"]', "电话: [12345]", lambda item: item.application.phones, ("12345",)),
    ("材料: [身份证]", "材料: 身份证", lambda item: item.application.materials, ("身份证",)),
    ("材料: [身份证]", "材料:", lambda item: item.application.materials, ()),
    ("材料: [身份证]", "材料:\n    - 身份证\n    -", lambda item: item.application.materials, ("身份证",)),
    ("条款: 二}", "条款: 2}", lambda item: item.authorities[0].article, "2"),
    ("自: 2024-07-01", "自: 2024-7-1", lambda item: item.validity.start, date(2024, 7, 1)),
    ("自: 2024-07-01", '自: "2024-07-01"', lambda item: item.validity.start, date(2024, 7, 1)),
    ("  资格: [我妈六十六了能领样例补贴不]", "  资格:", lambda item: item.questions["资格"], ()),
    ("名称: 样例补贴", "名称:   样例补贴  ", lambda item: item.name, "样例补贴"),
    ("值: 700", "值: 700.5", lambda item: item.parameters["收入线"][0].value, 700.5),
    ("值: 700", "值: 每月七百", lambda item: item.parameters["收入线"][0].value, "每月七百"),
]


@pytest.mark.parametrize(("old", "new", "where", "what"), UNDERSTOOD, ids=[typed(new) for _, new, *_ in UNDERSTOOD])
def test_a_slip_that_can_be_understood_loses_nothing(
    desk: Desk, old: str, new: str, where: Callable[[ServiceFile], Any], what: Any
) -> None:
    desk.change(old, new)
    assert where(load_service_file(desk.item)) == what


@pytest.mark.parametrize("text", ["", "# 还没写\n", "你好\n", "- 编号: sample-item\n"])
def test_a_file_that_holds_no_item_is_refused(desk: Desk, text: str) -> None:
    desk.write(text)
    assert any("至少要有 编号、名称、领域" in message for message in messages(desk))


def test_a_file_that_is_not_utf8_is_refused(desk: Desk) -> None:
    desk.item.write_bytes(SOUND.encode("gb18030"))
    assert any("文件不是 UTF-8 编码，请另存为 UTF-8" in message for message in messages(desk))


def test_a_byte_order_mark_does_no_harm(desk: Desk) -> None:
    desk.write("\ufeff" + SOUND)
    assert desk.findings() == []


def test_windows_line_ends_do_no_harm(desk: Desk) -> None:
    desk.item.write_bytes(SOUND.replace("\n", "\r\n").encode())
    assert desk.findings() == []


def test_an_error_names_its_file(desk: Desk) -> None:
    desk.change("名称: 样例补贴\n", "")
    with pytest.raises(KnowledgeError, match=re.escape(str(desk.item))):
        load_service_file(desk.item)

"""A draft is checked against all of the knowledge, before it is in any file."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalog.lint import lint_paths
from bot.editing.workbench import UnknownItem, Workbench
from tests.catalog.desk import SOUND, Desk
from tests.editing.house import ITEM
from tests.person import KNOWLEDGE, TODAY


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("年龄 >= 65", "年岁 >= 65", "是不是“年龄”"),
        ('电话: ["12345"]', "电话: ['00000']", "不在 channels.yml"),
        ("生效: 2026-01-01", "生效: 2026-13-01", ""),
        ("领域: 弱有所扶", "领域: 别的", "只能写"),
    ],
)
def test_an_error_stands_on_its_line(desk: Desk, old: str, new: str, said: str) -> None:
    draft = SOUND.replace(old, new)
    checked = Workbench(desk.folder).check(desk.item, draft, TODAY)
    assert not checked.sound
    assert any(said in f.message and f.line == line_of(draft, new) for f in checked.findings), checked.findings


def test_a_failing_case_is_an_error(desk: Desk) -> None:
    checked = Workbench(desk.folder).check(desk.item, SOUND.replace("年龄 >= 65", "年龄 >= 70"), TODAY)
    assert not checked.sound and any("第1个用例" in finding.message for finding in checked.findings)


def test_a_sound_draft_is_sound_and_changes_no_file(desk: Desk) -> None:
    bench = Workbench(desk.folder)
    checked = bench.check(desk.item, SOUND.replace("每月有一笔", "每个月有一笔"), TODAY)
    assert checked.sound and checked.catalog and "每个月" in checked.catalog.files[ITEM].summary
    assert bench.text(ITEM) == SOUND and "每个月" not in bench.catalog.files[ITEM].summary


def test_a_question_of_another_item_is_found_whichever_comes_first(desk: Desk) -> None:
    for other in ("a-item", "z-item"):
        text = SOUND.replace("编号: sample-item", f"编号: {other}").replace(
            "我妈六十六了能领样例补贴不", f"{other}的问法"
        )
        desk.write(text.replace("屋头老汉儿六十七，没得收入", f"{other}的情况"), f"support/{other}.yml")
    bench = Workbench(desk.folder)
    for other in ("a-item", "z-item"):
        checked = bench.check(desk.item, SOUND.replace("我妈六十六了能领样例补贴不", f"{other}的问法"), TODAY)
        assert any(f"在 {other}.yml 里也有" in f.message for f in checked.findings if f.level == "错误")


def test_a_draft_is_told_what_lint_would_tell_of_the_file(tmp_path: Path) -> None:
    """Over the real knowledge, for a file that says something wrong."""
    path = KNOWLEDGE / "services" / "support" / "disability-subsidies.yml"
    draft = path.read_text(encoding="utf-8").replace("残疾等级 <= 2", "残疾等级 <= 3", 1)
    told = Workbench(KNOWLEDGE).check(path, draft, TODAY).findings
    copied = tmp_path / "knowledge"
    copied.mkdir()
    for name in ("facts.yml", "channels.yml", "regions.csv", "catalog.csv"):
        (copied / name).write_bytes((KNOWLEDGE / name).read_bytes())
    for service in (KNOWLEDGE / "services").glob("*/*.yml"):
        target = copied / service.relative_to(KNOWLEDGE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(draft if service == path else service.read_text(encoding="utf-8"), encoding="utf-8")
    written = copied / "services" / "support" / path.name
    expected = lint_paths(copied, [written], TODAY)
    assert [(f.line, f.level, f.message) for f in told] == [(f.line, f.level, f.message) for f in expected]


def test_changes_on_the_disk_are_seen(desk: Desk) -> None:
    bench = Workbench(desk.folder)
    version = bench.catalog.version
    desk.change("每月有一笔", "每个月有一笔补贴，")
    assert "每个月" in bench.catalog.files[ITEM].summary and bench.catalog.version != version
    desk.write("编号: [", "support/other.yml")
    assert list(bench.catalog.files) == [ITEM]
    assert any("YAML" in finding.message for finding in bench.findings(TODAY))


@pytest.mark.parametrize("item", ["nobody", "../facts", "", "sample-item.yml"])
def test_an_item_that_is_not_there(desk: Desk, item: str) -> None:
    with pytest.raises(UnknownItem):
        Workbench(desk.folder).path(item)

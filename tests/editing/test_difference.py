"""What a change makes different, and what another day does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.editing.difference import Difference, compare
from bot.editing.people import CASES, RECENT, FactSet, persons_of_cases
from bot.editing.preview import preview
from bot.editing.states import UnknownState, state_of, state_of_folder
from tests.catalog.desk import SOUND, Desk, new_desk
from tests.editing.house import ITEM, begin_history
from tests.person import TODAY

OLD = FactSet({"年龄": 66, "户籍地": "四川省", "残疾证": "否"}, RECENT)
POOR = FactSet({"残疾证": "是", "家庭人均月收入": 699}, RECENT)


def changed(desk: Desk, old: str, new: str, *people: FactSet) -> Difference:
    before = state_of_folder(desk.folder)
    desk.change(old, new)
    return compare(before, state_of_folder(desk.folder), people, TODAY)


def test_an_age_line_changes_a_case_and_whoever_is_in_between(desk: Desk) -> None:
    found = changed(desk, "{条件: 年龄 >= 65, 说明: 年满65周岁", "{条件: 年龄 >= 67, 说明: 年满67周岁", OLD, POOR)
    assert [(k.key, k.before, k.after) for k in found.keys] == [
        ("待遇 / 老年补贴 / 资格 / 全部满足 / 第1条 / 条件", "年龄 >= 65", "年龄 >= 67"),
        ("待遇 / 老年补贴 / 资格 / 全部满足 / 第1条 / 说明", "年满65周岁", "年满67周岁"),
    ]
    (case,) = found.cases
    assert (case.case, case.before["老年补贴"], case.after["老年补贴"]) == (1, "符合", "不符合")
    (person,) = found.people
    assert person.facts["年龄"] == "66周岁" and person.source == RECENT and person.after["困难补贴"] == "不符合"
    assert found.tried == (5, 2)


def test_a_figure_in_a_condition_changes_who_is_below_it(desk: Desk) -> None:
    found = changed(desk, "值: 700, 单位: 元/月", "值: 600, 单位: 元/月", OLD, POOR)
    assert [change.facts["家庭人均月收入"] for change in found.people] == ["699元"]
    assert [change.case for change in found.cases] == [4]


def test_words_alone_change_no_verdict(desk: Desk) -> None:
    found = changed(desk, "每月有一笔补贴", "每个月有一笔钱", OLD, POOR)
    assert [k.key for k in found.keys] == ["简介"] and not found.cases and not found.people


def test_a_new_case_is_tried_in_both_states(desk: Desk) -> None:
    found = changed(desk, "年龄: 64, 户籍地", "年龄: 60, 户籍地")
    assert not found.cases and found.tried[0] == 6


def test_an_item_that_goes_is_seen(desk: Desk) -> None:
    before = state_of_folder(desk.folder)
    after = replace(before, catalog=replace(before.catalog, files={}), data={})
    found = compare(before, after, [OLD], TODAY)
    assert found.people[0].after == {"": "没有这一项"} and len(found.cases) == 5


def test_states_come_from_revisions_and_folders(tmp_path: Path) -> None:
    root = tmp_path / "home"
    (root / "knowledge").mkdir(parents=True)
    (root / "data").mkdir()
    (root / "data" / "a").touch()
    desk = new_desk(root / "knowledge")
    begin_history(root)
    desk.change("年龄 >= 65", "年龄 >= 70")
    found = compare(state_of("HEAD", desk.folder), state_of(str(root), desk.folder), [OLD], TODAY)
    assert len(found.people) == 1 and found.people[0].item == ITEM


@pytest.mark.parametrize("name", ["no-such-revision", "--output=x", "/"])
def test_a_state_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    root = tmp_path / "home"
    (root / "knowledge").mkdir(parents=True)
    (root / "data").mkdir()
    (root / "data" / "a").touch()
    new_desk(root / "knowledge")
    begin_history(root)
    with pytest.raises(UnknownState, match="没有"):
        state_of(name, root / "knowledge")


def test_the_persons_of_the_cases_are_each_there_once(desk: Desk) -> None:
    people = persons_of_cases(desk.catalog())
    assert len(people) == 5 and {person.source for person in people} == {CASES}


# ---- another day ------------------------------------------------------------------------------


@pytest.fixture
def coming(desk: Desk) -> Desk:
    """From 2027 on the allowance is higher and the line of income is lower."""
    text = SOUND.replace(
        "值: 120, 单位: 元/人·月, 依据: 川民规〔2025〕9号}",
        "值: 120, 单位: 元/人·月, 依据: 川民规〔2025〕9号}\n    - {生效: 2027-01-01, 值: 150, 单位: 元/人·月, 依据: 川民规〔2026〕7号}",
    )
    text = text.replace(
        "收入线:\n", "收入线:\n    - {生效: 2027-01-01, 值: 600, 单位: 元/月, 依据: 川民规〔2026〕7号}\n"
    )
    desk.write(text)
    return desk


def test_the_day_brings_its_figures_and_verdicts(coming: Desk) -> None:
    found = preview(coming.catalog(), [OLD, POOR], TODAY, date(2027, 1, 1))
    shown = {change.what: (change.today, change.then) for change in found.figures}
    assert shown["补贴标准"] == ("120元", "150元") and shown["收入线"] == ("700元", "600元")
    assert shown["老年补贴：标准"] == ("每人每月120元", "每人每月150元")
    assert [change.facts.get("家庭人均月收入") for change in found.verdicts if change.source == RECENT] == ["699元"]


def test_the_day_before_brings_nothing(coming: Desk) -> None:
    assert preview(coming.catalog(), [OLD, POOR], TODAY, date(2026, 12, 31)).empty


def test_nobody_grows_older_between_the_days(coming: Desk) -> None:
    nearly = FactSet({"出生日期": "1962-01-01", "户籍地": "四川省", "残疾证": "否"}, RECENT)
    assert not preview(coming.catalog(), [nearly], TODAY, date(2027, 1, 1)).verdicts[1:]

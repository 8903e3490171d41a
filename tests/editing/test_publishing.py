"""Publishing is whole: file, git and history together, or nothing; and it can be taken back."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.editing.publishing import Conflict, NothingToPublish, NotSound, history, merged
from bot.editing.sources import OUT_OF_SCOPE, with_example
from bot.editing.workbench import fingerprint
from bot.store.audit import deeds
from tests.catalog.desk import SOUND
from tests.editing.house import ITEM, House, git, new_house
from tests.server.running import ROOT, environment

OLD, NEW = "每月有一笔补贴", "每个月有一笔补贴"


def test_a_publish_is_in_the_file_in_git_and_in_the_history(house: House) -> None:
    published = house.publish(OLD, NEW)
    assert NEW in house.text
    assert house.log("%an|%s")[0] == "李编辑|sample-item: 新标准"
    assert git(house.root, "status", "--porcelain") == "" and published.commit == house.log("%H")[0]
    (row,) = history(house.settings.database_url)
    assert (row.item, row.author, row.reason, row.commit) == (ITEM, "li", "新标准", published.commit)
    assert deeds(house.settings.database_url)[0].what == "发布知识"
    assert list((house.settings.var / "publishing").iterdir()) == []


def test_only_the_published_file_is_committed(house: House) -> None:
    facts = house.settings.knowledge / "facts.yml"
    facts.write_text(facts.read_text(encoding="utf-8") + "\n# 还没写完\n", encoding="utf-8")
    git(house.root, "add", "knowledge/facts.yml")
    house.publish(OLD, NEW)
    assert git(house.root, "show", "--name-only", "--format=").split() == [f"knowledge/services/support/{ITEM}.yml"]


def test_a_broken_text_is_never_published(house: House) -> None:
    for old, new in (("年龄 >= 65", "年岁 >= 65"), ("年龄 >= 65", "年龄 >= 70"), ("编号: ", "编号 [")):
        with pytest.raises(NotSound) as caught:
            house.publish(old, new)
        assert caught.value.findings
    assert house.text == SOUND and len(house.log("%H")) == 1 and not history(house.settings.database_url)


def test_who_comes_second_gets_both_versions(house: House) -> None:
    mine = house.change("民政厅", "省民政厅")
    house.publish(OLD, NEW)
    with pytest.raises(Conflict) as caught:
        house.publisher.publish(mine)
    assert NEW in caught.value.current and "省民政厅" in caught.value.mine
    assert "省民政厅" not in house.text
    note = house.drafts.save(ITEM, "wang", mine.text, mine.base)
    both = house.drafts.merged(note, house.text)
    assert both and NEW in both and "省民政厅" in both
    clash = house.drafts.save(ITEM, "wang", SOUND.replace(OLD, "一年有一笔补贴"), mine.base)
    assert house.drafts.merged(clash, house.text) is None


def test_nothing_new_is_not_published(house: House) -> None:
    with pytest.raises(NothingToPublish):
        house.publisher.publish(house.change(OLD, OLD))


def test_the_draft_ends_with_its_publish(house: House) -> None:
    change = house.change(OLD, NEW)
    note = house.drafts.save(ITEM, "li", change.text, change.base)
    house.drafts.save(ITEM, "wang", change.text + "# mehr\n", change.base)
    house.publish(OLD, NEW, draft=note.id)
    assert [left.author for left in house.drafts.all()] == ["wang"]


def test_without_a_repository_it_is_published_and_said(tmp_path: Path) -> None:
    house = new_house(tmp_path / "home", f"sqlite:///{tmp_path / 'a.db'}", history=False)
    published = house.publish(OLD, NEW)
    assert NEW in house.text and published.commit == "" and "不在 git 仓库里" in published.note
    assert house.publisher.roll_back(published.id, "wang").commit == ""
    assert house.text == SOUND


def test_a_refused_commit_is_said_and_nothing_is_lost(house: House) -> None:
    hook = house.root / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\necho 'not on a Sunday' >&2\nexit 1\n")
    hook.chmod(0o755)
    published = house.publish(OLD, NEW)
    assert "not on a Sunday" in published.note and NEW in house.text
    assert history(house.settings.database_url)[0].commit == ""


# ---- taking back ------------------------------------------------------------------------------


def test_a_rollback_is_a_commit_of_its_own(house: House) -> None:
    published = house.publish(OLD, NEW)
    house.publisher.roll_back(published.id, "wang", "王编辑")
    assert house.text == SOUND
    assert house.log("%an|%s")[:2] == ["王编辑|sample-item: 回退：新标准", "李编辑|sample-item: 新标准"]
    assert history(house.settings.database_url)[0].reverts == published.id


def test_a_rollback_leaves_what_was_changed_elsewhere_since(house: House) -> None:
    published = house.publish(OLD, NEW)
    house.publish("民政厅", "省民政厅")
    house.publisher.roll_back(published.id, "wang")
    assert OLD in house.text and "省民政厅" in house.text


def test_a_rollback_over_a_later_change_of_the_same_line_is_refused(house: House) -> None:
    published = house.publish(OLD, NEW)
    house.publish(NEW, "一年有一笔补贴")
    with pytest.raises(Conflict):
        house.publisher.roll_back(published.id, "wang")
    assert "一年有一笔补贴" in house.text


def test_a_rollback_can_be_taken_back(house: House) -> None:
    published = house.publish(OLD, NEW)
    back = house.publisher.roll_back(published.id, "wang")
    house.publisher.roll_back(back.id, "wang")
    assert NEW in house.text


def test_a_rollback_that_would_break_the_knowledge_is_refused(house: House) -> None:
    published = house.publish(OLD, NEW)
    facts = house.settings.knowledge / "facts.yml"
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("  家庭人均月收入:", "  家庭人均的月收入:"), encoding="utf-8"
    )
    with pytest.raises(NotSound):
        house.publisher.roll_back(published.id, "wang")
    assert NEW in house.text


def test_an_unknown_publish_is_a_key_error(house: House) -> None:
    with pytest.raises(KeyError):
        house.publisher.roll_back("0" * 32, "wang")


@pytest.mark.parametrize(
    ("mine", "other", "both"),
    [
        ("a\nb\nc\nX\n", "Y\nb\nc\nd\n", "Y\nb\nc\nX\n"),
        ("a\nX\nc\nd\n", "a\nY\nc\nd\n", None),
        ("a\nb\nc\nd\n", "z\n", "z\n"),
    ],
)
def test_three_texts_become_one_or_none(mine: str, other: str, both: str | None) -> None:
    assert merged("a\nb\nc\nd\n", mine, other) == both


# ---- out of scope -----------------------------------------------------------------------------


def test_an_example_of_what_is_out_of_scope_is_published_like_an_item(house: House) -> None:
    text = house.sources.text(OUT_OF_SCOPE)
    change = house.change(OLD, NEW)
    wanted = type(change)(OUT_OF_SCOPE, with_example(text, "隔壁王大爷的狗叫啥"), fingerprint(text), "li", "学到的")
    house.publisher.publish(wanted)
    assert house.sources.text(OUT_OF_SCOPE).endswith("      - 隔壁王大爷的狗叫啥\n")
    assert house.log("%s")[0] == "out_of_scope: 学到的"


@pytest.mark.parametrize("example", ["我妈六十六了能领样例补贴不", "今天天气怎么样"])
def test_an_example_that_stands_elsewhere_is_not_sound(house: House, example: str) -> None:
    checked = house.sources.check(OUT_OF_SCOPE, with_example(house.sources.text(OUT_OF_SCOPE), example), None)  # type: ignore[arg-type]
    assert not checked.sound and example in checked.findings[0].message


# ---- a crash ----------------------------------------------------------------------------------

_CRASH = """
import os, signal, sys
from bot.editing import journal, publishing
from tests.editing.house import House
from bot.settings import read_settings
from dataclasses import replace
from pathlib import Path
from tests.catalog.desk import Desk

root, url, step = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
die = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)
house = House(root, replace(read_settings(), root=root, database_url=url), Desk(root / "knowledge"))
change = house.change("每月有一笔补贴", "每个月有一笔补贴")
note = house.drafts.save(change.item, "li", change.text, change.base)
change = replace(change, draft=note.id)
publisher = house.publisher
if step == "write":
    publishing.replace_safely = die
if step == "rename":
    whole = journal.Path.replace
    journal.Path.replace = lambda self, target: whole(self, target) if Path(target).suffix == ".json" else die()
if step == "commit":
    publishing.Publisher._commit = staticmethod(die)
if step == "record":
    publishing.Publisher._record = die
if step == "finish":
    publishing.Journal.finish = die
publisher.publish(change)
"""


@pytest.mark.parametrize("step", ["write", "rename", "commit", "record", "finish"])
def test_a_crash_at_any_step_is_made_good_at_the_next_start(house: House, step: str) -> None:
    command = [sys.executable, "-c", _CRASH, str(house.root), house.settings.database_url, step]
    died = subprocess.run(command, env={**environment(house.root), "PYTHONPATH": str(ROOT)}, capture_output=True)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    assert house.text in (SOUND, SOUND.replace(OLD, NEW))

    assert house.publisher.recover() == [ITEM]
    assert house.text == SOUND.replace(OLD, NEW)
    assert house.log("%s") == ["sample-item: 新标准", "start"] and git(house.root, "status", "--porcelain") == ""
    (row,) = history(house.settings.database_url)
    assert row.commit == house.log("%H")[0] and house.drafts.all() == []
    assert house.publisher.recover() == []


def test_what_was_changed_by_hand_after_a_crash_is_not_overwritten(house: House) -> None:
    command = [sys.executable, "-c", _CRASH, str(house.root), house.settings.database_url, "write"]
    subprocess.run(command, env={**environment(house.root), "PYTHONPATH": str(ROOT)}, capture_output=True)
    house.desk.change("民政厅", "省民政厅")
    assert house.publisher.recover() == []
    assert "省民政厅" in house.text and OLD in house.text
    assert [path.suffix for path in (house.settings.var / "publishing").iterdir()] == [".conflict"]

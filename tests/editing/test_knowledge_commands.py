"""``shuhui knowledge diff`` and ``preview`` as an editor runs them in a terminal."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.editing.house import editors_home, git
from tests.server.running import SHUHUI, environment

ITEM = "disability-subsidies"
ASKED = "重残护理补贴一级二级各是多少钱"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which both subsidies rise by a paper that comes into force in 2031."""
    home = editors_home(tmp_path_factory.mktemp("terminal") / "home")
    path = home / "knowledge" / "services" / "support" / f"{ITEM}.yml"
    text = path.read_text(encoding="utf-8")
    heading = "  护理补贴一级:\n"
    assert text.count(heading) == 1
    more = "    - {生效: 2031-01-01, 值: 999, 单位: 元/人·月, 依据: 样例文号}\n"
    path.write_text(text.replace(heading, heading + more), encoding="utf-8")
    git(home, "commit", "--quiet", "-m", "from 2031 on", "knowledge")
    return home


def shuhui(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [SHUHUI, "knowledge", *arguments]
    return subprocess.run(command, env=environment(home), capture_output=True, text=True, timeout=300)


def test_another_day_shows_the_figure_that_comes(home: Path) -> None:
    told = shuhui(home, "preview", "--date", "2031-01-01", ITEM)
    assert (
        told.returncode == 0 and "护理补贴一级" in told.stdout and "999元" in told.stdout and "样例文号" in told.stdout
    )


def test_the_day_before_shows_nothing(home: Path) -> None:
    told = shuhui(home, "preview", "--date", "2030-12-31", ITEM)
    assert told.returncode == 0 and "没有不同" in told.stdout


@pytest.mark.parametrize(("day", "says"), [("2030-12-31", False), ("2031-01-01", True)])
def test_the_bot_answers_as_of_that_day(home: Path, day: str, says: bool) -> None:
    told = shuhui(home, "preview", "--date", day, "--say", ASKED)
    assert told.returncode == 0 and f"您：{ASKED}" in told.stdout and "蜀惠：" in told.stdout
    assert ("999元" in told.stdout) is says, told.stdout


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("preview", "--date", "明年"), "2027-01-01 这样"),
        (("preview", "--date", "2031-01-01", "no-such-item"), "no-such-item"),
        (("diff", "no-such-version"), "no-such-version"),
        (("diff", "HEAD", "/"), "没有"),
    ],
)
def test_what_makes_no_sense_is_told(home: Path, arguments: tuple[str, ...], word: str) -> None:
    told = shuhui(home, *arguments)
    assert told.returncode == 2 and word in told.stderr and "Traceback" not in told.stderr


def test_two_versions_of_the_knowledge_differ_by_what_was_committed(home: Path) -> None:
    told = shuhui(home, "diff", "HEAD~1", "HEAD")
    assert told.returncode == 0 and "参数 / 护理补贴一级 / 第1条" in told.stdout and "999" in told.stdout
    assert "1 处改动" in told.stdout and "0 个结论变了" in told.stdout
    assert "没有区别" in shuhui(home, "diff", "HEAD").stdout


def test_an_age_line_in_the_folder_is_shown_with_whom_it_concerns(home: Path) -> None:
    path = home / "knowledge" / "services" / "elderly" / "elderly-health.yml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("{条件: 年龄 >= 65", "{条件: 年龄 >= 70"), encoding="utf-8")
    told = shuhui(home, "diff")
    path.write_text(before, encoding="utf-8")
    assert "年龄 >= 65" in told.stdout and "年龄 >= 70" in told.stdout
    assert "结论变了的用例" in told.stdout and "结论变了的人" in told.stdout and "elderly-health #1" in told.stdout


def test_how_something_is_asked_is_a_difference_too(home: Path) -> None:
    path = home / "knowledge" / "facts.yml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("{谁}今年多大年纪（周岁）？", "{谁}满多少岁了？"), encoding="utf-8")
    told = shuhui(home, "diff")
    path.write_text(before, encoding="utf-8")
    assert "事实 / 年龄 / 问" in told.stdout and "试了 0 个用例" in told.stdout

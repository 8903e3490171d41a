"""The commands: what they print where, how they end, and what a wrong knowledge file does to them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.server.running import SHUHUI, environment, free_port, make_home
from tests.server.test_knowledge_in_use import CONDITION, FILE, MISSPELT
from tests.server.visitor import card_of

REQUESTS = [
    {"text": "我妈70岁，农村户口，有残疾证，能领什么补贴？"},
    "nope",
    {"text": ""},
    ["text"],
    {"texts": "低保"},
    {"text": "电话13812345679，低保怎么申请"},
    {"text": '\x1b[31m/intent{"a":1}\ud800'},
]
TALK = [
    {"sender": "a", "text": "我今年72岁，住在成都，能免费体检吗"},
    {"sender": "b", "text": "我今年50岁，住在成都，能免费体检吗"},
    "nope",
    {"sender": "a", "text": "要带什么材料"},
    {"sender": "b"},
    {"sender": "b", "text": "😀"},
]
MESSAGE_KEYS = {"text", "buttons", "card"}


@dataclass
class Ended:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """Standard output, which is nothing but one JSON object per line."""
        return [json.loads(line) for line in self.out.splitlines()]


class Running:
    """A command under way; the slow ones run side by side."""

    def __init__(self, home: Path, *arguments: str, lines: list[Any] | None = None, **variables: str) -> None:
        self._process = subprocess.Popen(
            [SHUHUI, *arguments],
            env=environment(home, **variables),
            cwd=home,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        raw = [line if isinstance(line, str) else json.dumps(line) for line in lines or []]
        self._input = "\n".join(raw).encode()

    def end(self) -> Ended:
        out, err = self._process.communicate(self._input, timeout=180)
        return Ended(self._process.returncode, out.decode(), err.decode())


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in order."""
    return make_home(tmp_path_factory.mktemp("sound") / "home")


@pytest.fixture(scope="module")
def wrong_line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """A home with a mistake in one knowledge file, and its line."""
    home = make_home(tmp_path_factory.mktemp("wrong") / "home")
    path = home / "knowledge" / FILE
    for domain in (home / "knowledge" / "services").iterdir():  # a few files are checked sooner than 83
        if domain != path.parent:
            shutil.rmtree(domain)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(CONDITION, MISSPELT, 1), encoding="utf-8")
    yield home, text[: text.index(CONDITION)].count("\n") + 1


def assert_names_the_mistake(words: str, line: int) -> None:
    """File, line and cure."""
    assert f"knowledge/{FILE}:{line}" in words.replace("\n", ""), words
    assert "年岁" in words and "是不是“年龄”" in words


def test_a_wrong_knowledge_file_stops_lint_training_and_start(wrong_line: tuple[Path, int]) -> None:
    home, line = wrong_line
    model = (home / "models" / "shuhui.tar.gz").read_bytes()
    lint, train = Running(home, "lint"), Running(home, "train")
    serve = Running(home, "serve", SHUHUI_PORT=str(free_port()), SHUHUI_HOST="127.0.0.1")
    linted, trained, served = lint.end(), train.end(), serve.end()
    assert linted.code == 1
    assert_names_the_mistake(linted.out, line)
    assert trained.code == 1
    assert_names_the_mistake(trained.err, line)
    assert (home / "models" / "shuhui.tar.gz").read_bytes() == model
    assert served.code == 1 and "Traceback" not in served.err
    assert_names_the_mistake(served.err, line)


def test_lint_of_one_file_and_of_none(sound: Path) -> None:
    one, none = Running(sound, "lint", f"knowledge/{FILE}"), Running(sound, "lint", "knowledge/nothing.yml")
    assert one.end().code == 0
    missing = none.end()
    assert missing.code == 2 and "knowledge/nothing.yml" in missing.err


def test_doctor_finds_what_is_wrong_and_says_what_to_do(sound: Path, wrong_line: tuple[Path, int]) -> None:
    away = f"postgresql://someone:password@127.0.0.1:{free_port()}/none"
    healthy, ill = Running(sound, "doctor"), Running(wrong_line[0], "doctor", SHUHUI_DATABASE_URL=away)
    in_order = healthy.end()
    assert in_order.code == 0, in_order.out
    for what in ("Python", "知识文件", "模型", "页面", "数据库"):
        assert f"✓ {what}" in in_order.out
    out_of_order = ill.end()
    assert out_of_order.code == 1
    for what, cure in (("知识文件", "shuhui lint"), ("模型", "shuhui train"), ("数据库", "SHUHUI_DATABASE_URL")):
        assert f"✗ {what}" in out_of_order.out and cure in out_of_order.out.replace("\n", "")
    assert "password" not in out_of_order.out


@pytest.fixture(scope="module")
def answered(sound: Path) -> tuple[Ended, Ended]:
    """`understand` and `reply`, which take seconds to load, side by side."""
    understand = Running(sound, "understand", lines=REQUESTS)
    reply = Running(sound, "reply", lines=TALK)
    return understand.end(), reply.end()


def test_understand_answers_line_by_line(answered: tuple[Ended, Ended]) -> None:
    ended = answered[0]
    assert ended.code == 1  # three of the lines are wrong
    lines = ended.lines
    assert len(lines) == len(REQUESTS)
    wrong = [index for index, line in enumerate(lines) if set(line) == {"error"}]
    assert wrong == [1, 3, 4] and all(lines[index]["error"] for index in wrong)
    for line in (line for index, line in enumerate(lines) if index not in wrong):
        assert set(line) == {"text", "act", "services", "in_scope", "subject", "facts"}
        assert isinstance(line["act"], str) and isinstance(line["in_scope"], bool)
        assert all(set(service) == {"id", "confidence"} for service in line["services"])
    first = lines[0]
    assert first["text"] == REQUESTS[0]["text"] and first["subject"] == "mother"  # type: ignore[index]
    assert first["facts"]["年龄"] == 70 and first["facts"]["残疾证"] is True
    assert len(first["services"]) == 5
    assert "13812345679" not in ended.out + ended.err


def test_reply_keeps_each_sender_s_conversation(answered: tuple[Ended, Ended]) -> None:
    ended = answered[1]
    assert ended.code == 1
    lines = ended.lines
    assert [set(line) for line in lines] == [
        {"error"} if index in (2, 4) else {"sender", "messages"} for index in range(len(TALK))
    ]
    for line in (line for line in lines if "messages" in line):
        assert line["messages"] and all(message["text"] for message in line["messages"])
        assert all({"text", "buttons"} <= set(message) <= MESSAGE_KEYS for message in line["messages"])
    assert [line["sender"] for line in lines[:2]] == ["a", "b"]
    cards = [card_of(line["messages"]) for line in (lines[0], lines[1], lines[3])]
    assert [card.get("verdict") for card in cards] == ["eligible", "ineligible", None]
    assert [card["service"]["id"] for card in cards] == ["elderly-health"] * 3

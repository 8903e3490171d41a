"""New 问法 at a running server: published, trained for in the background, checked, in use without a restart."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from bot.editing.yaml_text import dump, load
from bot.store.accounts import add_staff
from tests.desk.colleague import PASSWORD, Colleague, signed_in
from tests.editing.hamlet import new_hamlet
from tests.server.running import Server, start
from tests.server.visitor import Visitor

_PATIENCE_SECONDS = 300
SLANG = "幕布支起来的时候喊我一声"
NEW = [
    "幕布支起来没得",
    "坝子头的幕布啥时候支起来",
    "今晚幕布支在哪个坝子",
    "幕布支起来了喊我一声",
    "幕布支起来要喊人看",
    "支幕布的师傅好久来",
]


@pytest.fixture(scope="module")
def hamlet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = start(new_hamlet(tmp_path_factory.mktemp("hamlet") / "home"))
    add_staff(server.database_url, "li", "李编辑", ["编辑", "坐席"], PASSWORD, "tests")
    yield server
    server.stop()


@pytest.fixture
def li(hamlet: Server) -> Colleague:
    return signed_in(hamlet, "li")


def publishes(editor: Colleague, item: str, heading: str, questions: list[str], **more: str) -> None:
    """Adds questions (and changes texts) in a draft and publishes it."""
    opened = editor.get(f"/editor/items/{item}").json()
    document = load(opened["text"])
    document["问法"][heading].extend(questions)
    document.update(more)
    body = {"base": opened["base"], "text": dump(document)}
    assert editor.send("PUT", f"/editor/items/{item}/draft", body).json()["sound"]
    response = editor.send("POST", f"/editor/items/{item}/publish", {"reason": "居民这样问"})
    assert response.status_code == 200, response.text


def training_ends(editor: Colleague) -> dict[str, Any]:
    """What the editors are told when the background training is over."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        told: dict[str, Any] = editor.get("/editor/training").json()
        if told.get("state") != "running":
            return told
        time.sleep(0.2)
    pytest.fail("the background training did not end")


def item_of(clerk: Colleague, text: str) -> str:
    """The item that somebody's words are taken to be about, as a clerk sees it."""
    verdict = clerk.send("POST", "/assistant", {"do": "hear", "text": text}).json()["verdict"]
    return str(verdict["service"]["id"]) if verdict else ""


def comes_to_understand(clerk: Colleague, text: str, item: str) -> bool:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while item_of(clerk, text) != item and time.monotonic() < deadline:
        time.sleep(0.2)
    return item_of(clerk, text) == item


def test_the_text_answers_at_once_and_the_question_is_understood_after_the_training(
    hamlet: Server, li: Colleague
) -> None:
    assert item_of(li, SLANG) == ""
    publishes(li, "film", "情况", NEW, 简介="一村一月一场坝坝电影，不要票。")
    assert li.get("/editor/training").json()["state"] == "running"
    asked = Visitor(hamlet).says("农村公益电影是不是每村每月一场,城中村能不能也有")
    assert "一村一月一场坝坝电影，不要票。" in str(asked)
    assert item_of(li, SLANG) == ""  # the model from before goes on
    told = training_ends(li)
    assert told["state"] == "done" and told["check"]["after"] >= told["check"]["before"] - 0.002
    assert comes_to_understand(li, SLANG, "film")
    assert hamlet.process.poll() is None


def test_questions_that_confuse_are_refused_with_the_reason_and_the_model_stays(hamlet: Server, li: Colleague) -> None:
    training_ends(li)  # whatever was published before
    stolen = [
        text for texts in load(li.get("/editor/items/elderly-health").json()["text"])["问法"].values() for text in texts
    ]
    understood = item_of(li, stolen[0])
    publishes(li, "reading", "情况", [f"{text}{end}" for text in stolen for end in ("呢", "嘛", "，请问")])
    before = (hamlet.home / "models" / "shuhui.tar.gz").stat()
    told = training_ends(li)
    assert told["state"] == "refused" and told["check"]["after"] < told["check"]["before"]
    assert "变差" in told["message"] and told["check"]["worse"]
    assert (hamlet.home / "models" / "shuhui.tar.gz").stat() == before
    assert item_of(li, stolen[0]) == understood

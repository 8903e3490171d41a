"""A server whose database is away, and which lets a session send three messages a minute."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
import requests

from bot.channels.limits import TOO_MANY
from tests.server.running import Server, free_port, make_home, start, unlogged
from tests.server.visitor import Visitor, sentence_of, words_of


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server in trouble."""
    server = start(
        make_home(tmp_path_factory.mktemp("troubled") / "home"),
        wait_for="healthz",
        SHUHUI_LIMIT_SESSION="3/minute",
        SHUHUI_DATABASE_URL=f"postgresql://nobody@127.0.0.1:{free_port()}/none",
    )
    yield server
    server.stop()


def test_who_writes_too_fast_is_asked_kindly_to_wait(troubled: Server) -> None:
    visitor = Visitor(troubled)
    with unlogged(troubled):
        for text in ("我想问低保怎么申请", "老人体检要钱不要钱", "残疾证到哪里去办"):
            visitor.says(text)
        refused = visitor.post("messages", {"text": "还有一件事想请教"})
    assert refused.status_code == 429 and sentence_of(refused) == TOO_MANY
    assert "content-security-policy" in refused.headers
    assert Visitor(troubled).says("我是另外一个人")


def test_without_a_database_it_lives_but_is_not_ready(troubled: Server) -> None:
    assert requests.get(f"{troubled.url}/healthz", timeout=30).status_code == 200
    response = requests.get(f"{troubled.url}/readyz", timeout=30)
    assert response.status_code == 503 and response.json() == {"ready": False, "missing": ["database"]}


def test_without_a_database_residents_are_answered_still(troubled: Server) -> None:
    """Each message for itself; only what must be stored or deleted is honestly refused."""
    visitor = Visitor(troubled)
    with unlogged(troubled):
        assert "elderly-health" in words_of(visitor.says("我妈七十岁了住在成都，符合老年人免费体检的条件吗"))
        assert visitor.get("session").status_code == 200
        voted = visitor.post("feedback", {"message_id": "m", "vote": "down", "reason": "等了好久好久"})
        deleted = visitor.post("messages", {"text": "删除我的信息"})
    assert voted.status_code == 500 and "12345" in sentence_of(voted)
    assert deleted.status_code == 500 and "12345" in sentence_of(deleted)


def test_housekeeping_outlives_a_database_that_is_away(troubled: Server) -> None:
    for _ in range(100):
        if "conversations not expired" in troubled.log:
            break
        time.sleep(0.1)
    assert "conversations not expired" in troubled.log
    assert "Traceback" not in troubled.log


def test_it_stops_quietly(troubled: Server) -> None:
    before = troubled.log
    troubled.stop()
    assert troubled.process.returncode == 0
    assert troubled.log == before

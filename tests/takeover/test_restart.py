"""The server ends in the middle of a chat and comes back."""

from __future__ import annotations

import pytest

from tests.server.running import make_home, start
from tests.server.visitor import Visitor
from tests.takeover.conftest import ALWAYS
from tests.takeover.people import Clerk, Resident


def test_a_chat_outlives_the_server(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = make_home(tmp_path_factory.mktemp("restart") / "home")
    server = start(home, SHUHUI_WORKING_HOURS=ALWAYS)
    try:
        clerk, talks, waits = Clerk.hired(server, ("坐席",)), Resident(Visitor(server)), Resident(Visitor(server))
        clerk.comes()
        stands = talks.says("找人工")["handover"]
        chat = clerk.sees_waiting()
        clerk.takes(chat)
        clerk.says(chat, "关机前说的")
        assert waits.says("找人工")["handover"]["state"] == "waiting"
        server.process.kill()
        server.process.wait()

        server = start(home, SHUHUI_WORKING_HOURS=ALWAYS)
        for person in (clerk, talks.visitor, waits.visitor):
            person.server = server
        assert talks.stands()["state"] == "taken" and waits.stands()["state"] == "waiting"
        talks.listens(stands["after"])
        assert talks.is_told("关机前说的")["clerk"] == clerk.name
        assert talks.says("还在吗")["messages"] == []
        clerk.comes()
        clerk.says(chat, "在的")
        talks.is_told("在的")
        clerk.gives_back(chat)
        assert talks.hears("你好")
        clerk.sees(lambda queue: len(queue["waiting"]) == 1 and not queue["mine"])
    finally:
        server.stop()

"""A resident and a clerk at the running server, from the wish for a person to the bot's next answer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.store.audit import deeds
from tests.server.running import Server
from tests.takeover.conftest import NewClerk, NewResident
from tests.takeover.people import Clerk, Resident


def chatting(new_resident: NewResident, clerk: Clerk) -> tuple[Resident, int]:
    """A resident who asked for a person and whom ``clerk`` has taken."""
    resident = new_resident()
    assert resident.asks_for_a_person()["state"] == "waiting"
    chat = clerk.sees_waiting()
    clerk.takes(chat)
    resident.is_told(f"{clerk.name}来了")
    return resident, chat


def test_a_chat_from_the_wish_to_the_bot_s_next_answer(new_resident: NewResident, new_clerk: NewClerk) -> None:
    clerk, resident = new_clerk(), new_resident()
    resident.says("我妈70岁，农村户口，住在成都，能免费体检吗")
    answer = resident.hears("找人工")
    assert "12345" in answer and "已经帮您转人工" in answer and "第一位" in answer
    stands = resident.stands()
    assert (stands["state"], stands["ahead"]) == ("waiting", 0)
    resident.listens(stands["after"])
    queue = clerk.sees(lambda queue: len(queue["waiting"]) == 1)
    (row,) = queue["waiting"]
    assert row["topic"] == "老年人健康管理" and row["channel"] == "web" and row["reason"] == "asked"

    shown = clerk.takes(row["id"])
    assert "我妈70岁" in str(shown["messages"]) and shown["persons"][0]["subject"] == "mother"
    assert "您母亲" in shown["persons"][0]["label"] and "70周岁" in str(shown["persons"][0]["facts"])
    assert clerk.name in resident.is_told("来了")["text"]
    resident.wire.until("status", lambda stands: stands["state"] == "taken" and stands["clerk"] == clerk.name)

    clerk.says(row["id"], "您好，我是人工坐席，您请说")
    told = resident.is_told("您请说")
    assert told["from"] == "clerk" and told["clerk"] == clerk.name
    silent = resident.says("我爸65岁，也能体检吗")
    assert silent["messages"] == [] and silent["handover"]["state"] == "taken"
    clerk.sees(lambda queue: queue["mine"] and queue["mine"][0]["changed"] != queue["mine"][0]["since"])
    read = clerk.reads(row["id"])
    assert read["messages"][-1] == {**read["messages"][-1], "from": "user", "text": "我爸65岁，也能体检吗"}
    assert "65周岁" in str(read["persons"])
    assert any("健康管理" in suggestion or "体检" in suggestion for suggestion in read["suggestions"])
    clerk.says(row["id"], "可以的")
    resident.is_told("可以的")
    assert clerk.reads(row["id"])["suggestions"] == []

    clerk.gives_back(row["id"])
    resident.is_told("还是我（蜀惠）来答")
    assert resident.wire.rest() == [("status", {"state": "none", "ahead": 0, "clerk": ""})]
    assert "体检" in str(resident.says("我爸能免费体检吗")["messages"])
    assert resident.visitor.persons()["father"]["年龄"] == 65


def test_what_was_said_is_there_after_a_reload(new_resident: NewResident, new_clerk: NewClerk) -> None:
    clerk = new_clerk()
    resident, chat = chatting(new_resident, clerk)
    clerk.says(chat, "请带身份证")
    resident.is_told("请带身份证")
    resident.says("晓得了")
    shown = [(message["from"], message["text"]) for message in resident.visitor.history()]
    assert shown[-2:] == [("clerk", "请带身份证"), ("user", "晓得了")]
    assert resident.stands()["state"] == "taken"


def test_words_said_while_the_line_was_broken_come_when_it_is_mended(
    new_resident: NewResident, new_clerk: NewClerk
) -> None:
    clerk = new_clerk()
    resident, chat = chatting(new_resident, clerk)
    clerk.says(chat, "第一句话")
    resident.is_told("第一句话")
    last = resident.wire.last
    resident.hangs_up()
    clerk.says(chat, "第二句话")
    clerk.gives_back(chat)
    events = resident.listens(last=last).rest()
    assert [data["text"][:4] for name, data in events if name == "message"] == ["第二句话", f"{clerk.name}这边"[:4]]
    assert events[-1][1]["state"] == "none"
    assert resident.listens(last=resident.wire.last).response.status_code == 204  # the browser calls no more


def test_the_place_in_the_queue_moves_up(new_resident: NewResident, new_clerk: NewClerk) -> None:
    clerk = new_clerk()
    first, second = new_resident(), new_resident()
    assert first.asks_for_a_person()["ahead"] == 0
    waiting = clerk.sees_waiting()
    assert second.asks_for_a_person()["ahead"] == 1
    clerk.takes(waiting)
    second.wire.until("status", lambda stands: stands["ahead"] == 0)
    assert "第一位" in second.hears("找人工")
    assert "不等了" in second.hears("不等了")
    assert second.stands()["state"] == "none"
    assert "没有在等" in second.hears("不等了")


def test_while_somebody_waits_the_bot_answers(new_resident: NewResident, new_clerk: NewClerk) -> None:
    new_clerk()
    resident = new_resident()
    resident.asks_for_a_person()
    assert "健康管理" in str(resident.says("我72岁，住在成都，能免费体检吗")["messages"])
    assert resident.stands()["state"] == "waiting"
    resident.says("不等了")


def test_of_clerks_who_take_one_chat_at_once_exactly_one_gets_it(
    new_resident: NewResident, new_clerk: NewClerk
) -> None:
    clerks = [new_clerk() for _ in range(3)]
    resident = new_resident()
    resident.asks_for_a_person()
    chat = clerks[0].sees_waiting()
    with ThreadPoolExecutor(3) as pool:
        taken = list(pool.map(lambda clerk: clerk.send("POST", f"/chats/{chat}/take"), clerks))
    assert sorted(response.status_code for response in taken) == [200, 409, 409]
    assert all("别人接走" in response.json()["error"] for response in taken if response.status_code == 409)
    winner = next(clerk for clerk, response in zip(clerks, taken, strict=True) if response.status_code == 200)
    assert resident.is_told("来了")["text"].startswith(winner.name)
    for loser in clerks:
        if loser is not winner:
            assert loser.get(f"/chats/{chat}").status_code == 404
            assert loser.send("POST", f"/chats/{chat}/messages", {"text": "抢着说"}).status_code == 409
            assert loser.send("POST", f"/chats/{chat}/return").status_code == 409
    winner.gives_back(chat)


def test_a_chat_is_passed_to_a_colleague_who_is_there(new_resident: NewResident, new_clerk: NewClerk) -> None:
    clerk, colleague, absent = new_clerk(), new_clerk(), new_clerk(there=False)
    resident, chat = chatting(new_resident, clerk)
    for impossible in (absent.login, clerk.login, "nobody", 7):
        assert clerk.send("POST", f"/chats/{chat}/transfer", {"to": impossible}).status_code in (400, 409)
    assert clerk.send("POST", f"/chats/{chat}/transfer", {"to": colleague.login}).status_code == 204
    resident.is_told(f"下面由{colleague.name}接着跟您说")
    assert clerk.get(f"/chats/{chat}").status_code == 404
    read = colleague.reads(chat)
    assert [(step["what"], step["clerk"], step["to"]) for step in read["steps"]][-1] == (
        "transferred",
        clerk.name,
        colleague.name,
    )
    colleague.says(chat, "我接着说")
    assert resident.is_told("我接着说")["clerk"] == colleague.name
    assert resident.says("好")["messages"] == []
    colleague.gives_back(chat)


def test_a_chat_is_put_back_into_the_queue(new_resident: NewResident, new_clerk: NewClerk) -> None:
    """By who has it, or by a supervisor, whoever has it; meanwhile the bot answers."""
    clerk, supervisor = new_clerk(), new_clerk("班长")
    resident, chat = chatting(new_resident, clerk)
    assert clerk.send("POST", f"/chats/{chat}/transfer", {"to": None}).status_code == 204
    resident.is_told("接着排队")
    assert resident.stands()["state"] == "waiting" and resident.hears("你好")
    clerk.takes(chat)
    assert clerk.send("POST", f"/chats/{chat}/release").status_code == 403
    assert supervisor.get(f"/chats/{chat}").status_code == 404  # to pass on, nobody need read
    assert supervisor.send("POST", f"/chats/{chat}/release").status_code == 204
    assert resident.stands()["state"] == "waiting"
    assert supervisor.send("POST", f"/chats/{chat}/release").status_code == 409
    resident.says("不等了")


def test_whom_the_bot_fails_twice_is_offered_a_person_and_seen_by_clerks(
    new_resident: NewResident, new_clerk: NewClerk
) -> None:
    clerk, resident = new_clerk(), new_resident()
    assert "真人" not in resident.hears("今天股票涨了没有")
    second = resident.says("给我讲个笑话")["messages"]
    assert "找人工" in str([message["buttons"] for message in second]) and "想跟真人说" in str(second)
    clerk.sees(lambda queue: [row for row in queue["offered"] if row["reason"] == "failed"])
    assert resident.stands()["state"] == "offered"
    assert resident.asks_for_a_person()["state"] == "waiting"
    clerk.sees(lambda queue: [row for row in queue["waiting"] if row["reason"] == "failed"])
    resident.says("不等了")


def test_a_clerk_steps_in_where_the_bot_fails(new_resident: NewResident, new_clerk: NewClerk) -> None:
    clerk, resident = new_clerk(), new_resident()
    resident.says("今天股票涨了没有")
    resident.listens(resident.says("给我讲个笑话")["handover"]["after"])
    chat = clerk.sees(lambda queue: queue["offered"])["offered"][0]["id"]
    clerk.takes(chat)
    resident.is_told(f"{clerk.name}来了")
    said = resident.says("那你帮我看看")
    assert said["messages"] == [] and said["handover"]["state"] == "taken"
    clerk.gives_back(chat)


def test_the_offer_lapses_when_the_bot_helps_after_all(new_resident: NewResident, new_clerk: NewClerk) -> None:
    clerk, resident = new_clerk(), new_resident()
    resident.says("今天股票涨了没有")
    resident.says("给我讲个笑话")
    clerk.sees(lambda queue: queue["offered"])
    resident.says("我72岁，住在成都，能免费体检吗")
    clerk.sees(lambda queue: not queue["offered"])


def test_who_deletes_their_data_ends_the_chat(new_resident: NewResident, new_clerk: NewClerk, server: Server) -> None:
    clerk = new_clerk()
    resident, chat = chatting(new_resident, clerk)
    resident.says("我家在旺苍县木门镇")
    assert "已经删除" in resident.hears("删除我的信息")
    assert resident.stands()["state"] == "none" and resident.visitor.history() == []
    assert clerk.get(f"/chats/{chat}").status_code == 404
    assert clerk.send("POST", f"/chats/{chat}/messages", {"text": "喂"}).status_code == 409
    assert "木门镇".encode() not in server.stored()
    assert resident.hears("你好")


def test_private_numbers_are_hidden_from_the_clerk_too(new_resident: NewResident, new_clerk: NewClerk) -> None:
    clerk = new_clerk()
    resident, chat = chatting(new_resident, clerk)
    assert "没有保存" in resident.hears("我的身份证11010519491231002X，电话13812345678")
    read = str(clerk.reads(chat)["messages"])
    assert "11010519491231002X" not in read and "13812345678" not in read and "〔身份证号〕" in read
    clerk.gives_back(chat)


def test_a_long_talk_with_a_person_does_not_wake_the_bot(new_resident: NewResident, new_clerk: NewClerk) -> None:
    """A conversation keeps its last events only; that it is in a person's hands must not be among those dropped."""
    clerk = new_clerk()
    resident, chat = chatting(new_resident, clerk)
    for number in range(25):
        assert resident.says(f"第{number}句")["messages"] == []
        clerk.says(chat, f"答{number}")
    clerk.gives_back(chat)
    assert resident.says("你好")["messages"]


def test_nobody_is_in_the_queue_more_than_a_few_times_a_day(new_resident: NewResident, new_clerk: NewClerk) -> None:
    new_clerk()
    resident = new_resident()
    for _ in range(5):
        assert resident.says("找人工")["handover"]["state"] == "waiting"
        resident.says("不等了")
    assert "好几次" in resident.hears("找人工") and resident.stands()["state"] == "none"


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 400), ({"text": "  "}, 400), ({"text": 7}, 400), ({"text": "好" * 1001}, 413), (b"{", 400)],
)
def test_what_a_clerk_cannot_send(new_resident: NewResident, new_clerk: NewClerk, body: object, status: int) -> None:
    clerk = new_clerk()
    resident, chat = chatting(new_resident, clerk)
    response = clerk.send("POST", f"/chats/{chat}/messages", body)
    assert response.status_code == status and response.json()["error"]
    clerk.gives_back(chat)


def test_roles(new_clerk: NewClerk) -> None:
    editor = new_clerk("编辑", there=False)
    for method, path in [
        ("GET", "/chats/live"),
        ("GET", "/chats/1"),
        ("POST", "/chats/1/take"),
        ("POST", "/chats/1/messages"),
        ("GET", "/chats/notes"),
        ("POST", "/chats/notes/1/number"),
    ]:
        assert editor.send(method, path).status_code == 403, path


def test_who_has_no_session_has_no_line(server: Server, new_resident: NewResident) -> None:
    import requests

    assert requests.get(server.api("live"), timeout=10).status_code == 204
    assert new_resident().listens().response.status_code == 204


def test_deeds_are_recorded(new_resident: NewResident, new_clerk: NewClerk, server: Server) -> None:
    clerk = new_clerk()
    _, chat = chatting(new_resident, clerk)
    clerk.gives_back(chat)
    done = [(deed.what, deed.about) for deed in deeds(server.database_url, who=clerk.login)]
    assert done[:2] == [("对话交还机器人", f"对话{chat}"), ("接过对话", f"对话{chat}")]


def test_who_signs_out_is_not_waited_for(new_resident: NewResident, new_clerk: NewClerk) -> None:
    clerk = new_clerk()
    assert clerk.send("DELETE", "/session").status_code == 204
    resident = new_resident()
    assert "都不在线" in resident.hears("找人工") and resident.stands()["state"] == "none"

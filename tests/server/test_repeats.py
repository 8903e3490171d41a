"""On a bad line, and in two windows: no word of a resident becomes the answer to another question."""

from __future__ import annotations

from collections.abc import Callable

from tests.server.visitor import Visitor, card_of, sentence_of, words_of

ASKED = "我妈70岁，户口在达州渠县，能吃低保不"


def asked_for(visitor: Visitor) -> str:
    """The fact of the question that is open now, from a fresh look at the page."""
    return str(visitor.history()[-1]["card"]["fact"])


def test_a_message_sent_again_gets_the_answers_of_the_first_and_counts_once(visitor: Visitor) -> None:
    visitor.says(ASKED)
    first = visitor.post("messages", {"text": "否", "id": "11111111-aaaa"}).json()
    again = visitor.post("messages", {"text": "否", "id": "11111111-aaaa", "again": True}).json()
    shown = [(message["text"], message.get("card")) for message in first["messages"]]
    assert [(message["text"], message.get("card")) for message in again["messages"]] == shown
    assert [message["text"] for message in visitor.history() if message["from"] == "user"] == [ASKED, "否"]


def test_a_no_sent_again_does_not_answer_the_next_question(visitor: Visitor) -> None:
    visitor.says(ASKED)
    fact = asked_for(visitor)
    for again in (False, True):
        visitor.post("messages", {"text": "否", "id": "22222222-aaaa", "again": again, "answers": fact})
    mother = visitor.persons()["mother"]
    assert mother[fact] is False and asked_for(visitor) not in mother


def test_a_message_that_never_arrived_is_taken_when_it_is_sent_again(visitor: Visitor) -> None:
    answer = visitor.post("messages", {"text": ASKED, "id": "33333333-aaaa", "again": True})
    assert "困难家庭" in words_of(answer.json()["messages"])


def test_a_window_that_shows_an_old_question_does_not_answer_the_present_one(visitor: Visitor) -> None:
    visitor.says(ASKED)
    shown = asked_for(visitor)
    visitor.says("否")
    before, present = visitor.persons(), asked_for(visitor)
    refused = visitor.post("messages", {"text": "是", "answers": shown})
    assert refused.status_code == 409 and sentence_of(refused)
    assert visitor.persons() == before and asked_for(visitor) == present
    assert visitor.post("messages", {"text": "否", "answers": present}).status_code == 200


def test_a_question_of_a_conversation_that_is_gone_is_not_answered(
    visitor: Visitor, new_visitor: Callable[..., Visitor]
) -> None:
    visitor.says(ASKED)
    stranger = new_visitor()
    refused = stranger.post("messages", {"text": "是", "answers": asked_for(visitor)})
    assert refused.status_code == 409 and "从头" in sentence_of(refused)
    assert stranger.history() == []


def test_odd_names_of_messages_are_not_believed(visitor: Visitor) -> None:
    for name in (None, 7, "", "短", "x" * 65, "../../etc", ["11111111"]):
        response = visitor.post("messages", {"text": "你好", "id": name, "again": True, "answers": 5})
        assert response.status_code == 200 and response.json()["messages"], name


def test_a_shared_link_names_its_item(visitor: Visitor) -> None:
    answer = visitor.post("messages", {"text": "随便", "service": "elderly-health"})
    assert answer.status_code == 200 and card_of(answer.json()["messages"])["fact"] == "年龄"
    assert answer.json()["said"] == visitor.history()[0]["text"]
    assert "老年人健康管理" in answer.json()["said"]


def test_a_shared_link_to_nothing_is_said_to_be_so(visitor: Visitor) -> None:
    refused = visitor.post("messages", {"text": "随便", "service": "no-such-thing"})
    assert refused.status_code == 404 and "没有找到" in sentence_of(refused)


def test_who_mends_a_fact_is_asked_whether_to_look_again(visitor: Visitor) -> None:
    visitor.says("我今年50岁，住在成都，能免费体检吗")
    told = visitor.send("PUT", "profile", {"subject": "self", "fact": "年龄", "value": 72}).json()["messages"]
    (button,) = told[0]["buttons"]
    assert told[0]["note"] and card_of(visitor.says(button["payload"]), "verdict")["verdict"] == "eligible"


def test_nobody_is_interrupted_in_a_question_by_mending_a_fact(visitor: Visitor) -> None:
    visitor.says(ASKED)
    assert visitor.send("PUT", "profile", {"subject": "mother", "fact": "年龄", "value": 71}).json()["messages"] == []


def test_facts_of_a_sister_are_mended_too(visitor: Visitor) -> None:
    visitor.says("我姐姐50岁，农村户口，住在成都")
    (sister,) = visitor.persons()
    assert visitor.send("PUT", "profile", {"subject": sister, "fact": "年龄", "value": 61}).status_code == 200
    assert visitor.persons()[sister]["年龄"] == 61

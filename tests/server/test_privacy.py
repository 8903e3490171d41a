"""Private numbers are never kept or repeated, and what is deleted is gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from bot.answers import wording
from tests.server.running import Server
from tests.server.visitor import Visitor, words_of

NewVisitor = Callable[..., Visitor]

PRIVATE = {
    "identity card": ("我的身份证是510102199003072130，能领低保吗", "510102199003072130"),
    "identity card ending in X": ("身份证号11010519491231002X", "11010519491231002"),
    "telephone": ("打我电话13812345678，我想问低保", "13812345678"),
    "telephone with dashes": ("电话138-1234-5678，低保怎么申请", "138-1234-5678"),
    "telephone with blanks": ("手机 138 1234 5679，问下体检", "138 1234 5679"),
    "full-width": ("电话１３８１２３４５６７８，老年人体检", "１３８１２３４５６７８"),
    "landline": ("座机028-86543210，请回电", "86543210"),
    "bank card": ("银行卡6222021234567890128，补贴打到这里", "6222021234567890128"),
    "name": ("我叫张德顺，今年72岁，能免费体检吗", "张德顺"),
}


@pytest.mark.parametrize(("text", "secret"), PRIVATE.values(), ids=PRIVATE.keys())
def test_what_is_private_is_not_kept_and_not_repeated(
    text: str, secret: str, visitor: Visitor, new_visitor: NewVisitor
) -> None:
    answers = visitor.says(text)
    assert secret not in words_of(answers)
    assert wording.MASKED in [answer["text"] for answer in answers]
    assert secret not in words_of(new_visitor(visitor.cookie).history())
    assert secret.encode() not in visitor.server.stored()
    assert secret not in visitor.server.log


def test_an_answer_to_a_question_may_hold_a_private_number_too(visitor: Visitor) -> None:
    visitor.says("我能享受哪些服务")
    assert "13812345670" not in words_of(visitor.says("13812345670"))
    assert b"13812345670" not in visitor.server.stored()


def rows_of(server: Server, sender: str) -> int:
    with closing(sqlite3.connect(server.database)) as database:
        counts = [
            database.execute(f"SELECT count(*) FROM {table} WHERE sender = ?", (sender,)).fetchone()[0]
            for table in ("conversations", "feedback")
        ]
    return sum(counts)


def test_deleting_leaves_nothing_of_the_resident(visitor: Visitor, new_visitor: NewVisitor) -> None:
    other = new_visitor()
    other.says("我今年39岁")
    visitor.says("我住在梓潼县许州镇，今年66岁")
    assert visitor.post("feedback", {"message_id": "m1", "vote": "down", "reason": "没有答到点子上"}).status_code == 204
    assert rows_of(visitor.server, visitor.sender) == 2
    answers = visitor.says("删除我的信息")
    assert [answer["text"] for answer in answers] == [wording.DELETED]
    assert rows_of(visitor.server, visitor.sender) == 0
    for trace in (visitor.sender, "许州镇", "没有答到点子上"):
        assert trace.encode() not in visitor.server.stored()
    assert visitor.history() == [] and visitor.persons() == {}
    assert rows_of(visitor.server, other.sender) == 1


def test_feedback_is_kept_masked(visitor: Visitor) -> None:
    reason = "说得不对，打我电话13987654321"
    visitor.server.said.append(reason)
    response = visitor.post("feedback", {"message_id": "m1\ud800", "vote": "down", "reason": f"{reason}\ud83d\x00"})
    assert response.status_code == 204
    with closing(sqlite3.connect(visitor.server.database)) as database:
        row = database.execute("SELECT message, vote, reason FROM feedback WHERE sender = ?", (visitor.sender,))
        assert row.fetchall() == [("m1", "down", "说得不对，打我电话〔电话号码〕")]
    assert b"13987654321" not in visitor.server.stored()


@pytest.mark.parametrize("vote", ["yes", None, ["up"], 1])
def test_a_vote_that_is_none_is_refused(visitor: Visitor, vote: object) -> None:
    assert visitor.post("feedback", {"message_id": "m1", "vote": vote}).status_code == 400
    assert rows_of(visitor.server, visitor.sender) == 0


def test_what_residents_say_is_not_logged(visitor: Visitor) -> None:
    """Also not when it is strange; every test of this folder looks at the log in the same way."""
    for text in ("我家在旺苍县木门镇，欠了三万块钱", "完全听不懂的胡言乱语啦啦啦", "/greet{我要投诉某某某}"):
        visitor.says(text)
    assert "木门镇" not in visitor.server.log and "胡言乱语" not in visitor.server.log

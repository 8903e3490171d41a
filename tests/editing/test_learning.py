"""Questions to learn from, and people to try changes on: nothing in them tells who it was."""

from __future__ import annotations

import json
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import text as sql

from bot.catalog.service import Catalog
from bot.editing import learning
from bot.editing.learning import Question, expire, grouped, keep, settle, waiting
from bot.editing.people import coarsened, recent_persons
from bot.store.database import Conversation, engine, now, session
from bot.store.editing import UNPLACED, VOTED_DOWN
from tests.person import TODAY

LONG = "我家的事情说来话长，" * 60


def test_a_question_is_kept_masked_and_without_who_asked(url: str) -> None:
    keep(url, "我叫张德顺，电话13812345678，娃儿读书咋个免费", UNPLACED, ["a", "b"])
    (question,) = waiting(url)
    assert "张德顺" not in question.text and "13812345678" not in question.text and "娃儿读书" in question.text
    assert question.guesses == ("a", "b") and question.why == UNPLACED
    with engine(url).connect() as connection:
        columns = connection.execute(sql("SELECT * FROM open_questions")).keys()
    assert sorted(columns) == ["at", "guesses", "id", "text", "why"]


@pytest.mark.parametrize("said", ["", "  ", "？？？？？", "是的", LONG, "\ud800"])
def test_what_teaches_nothing_is_not_kept(url: str, said: str) -> None:
    keep(url, said, VOTED_DOWN)
    assert waiting(url) == []


def test_a_flood_of_the_same_is_not_kept_for_ever(url: str) -> None:
    for _ in range(30):
        keep(url, "今天晚上吃啥子好", UNPLACED)
    assert len(waiting(url)) == 20


def test_what_is_settled_or_old_is_gone(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for said in ("第一个问题", "第二个问题", "第三个问题"):
        keep(url, said, UNPLACED)
    assert settle(url, [waiting(url)[0].id]) == 1
    assert [question.text for question in waiting(url)] == ["第二个问题", "第一个问题"]
    monkeypatch.setattr(learning, "now", lambda: now() + timedelta(days=31))
    assert expire(url, 30) == 2 and waiting(url) == []


def asked(*texts: str) -> list[Question]:
    guesses = {"娃": ("school", "child"), "狗": ()}
    return [Question(n, now(), text, UNPLACED, guesses[text[0]]) for n, text in enumerate(texts)]


def test_similar_questions_stand_together_the_many_first() -> None:
    directions = {"娃": [1.0, 0.1], "狗": [0.0, 1.0]}
    groups = grouped(
        asked("狗证咋办", "娃儿读书", "娃上学费用", "娃的学费"),
        lambda texts: np.array([directions[text[0]] for text in texts]),
    )
    assert [[question.text[0] for question in group.questions] for group in groups] == [["娃"] * 3, ["狗"]]
    assert groups[0].guesses == ("school", "child") and groups[1].guesses == ()
    assert grouped([], lambda texts: np.array([])) == []


# ---- people to try a change on ------------------------------------------------------------------

FACTS = {
    "年龄": 66, "出生日期": "1960-05-01", "户籍地": "511725", "居住地": "510100", "家庭人均月收入": 1834,
    "残疾证": True, "残疾等级": 2, "说不清": "x", "月收入": {"from": 1, "to": 2},
}  # fmt: skip


def test_facts_are_made_coarse(catalog: Catalog) -> None:
    coarse = coarsened(catalog.vocabulary, FACTS, TODAY)
    assert coarse == {
        "年龄": 67, "户籍地": "511700", "居住地": "510100", "家庭人均月收入": 2000, "残疾证": True, "残疾等级": 2,
    }  # fmt: skip


def test_the_sample_holds_values_of_facts_and_nothing_else(url: str, catalog: Catalog) -> None:
    slot = {"event": "slot", "name": "conversation", "value": {"persons": {"self": FACTS, "mother": {"年龄": 81}}}}
    events = [{"event": "user", "text": "我住木门镇"}, slot, {"event": "bot", "text": "好"}]
    with session(url) as database:
        for sender in ("web-a", "web-b"):
            database.add(Conversation(sender=sender, events=json.dumps(events)))
        database.add(Conversation(sender="web-c", events="[]"))
    people = recent_persons(url, catalog.vocabulary, TODAY)
    assert sorted(person.facts["年龄"] for person in people) == [67, 82]
    told = repr(people)
    assert "木门" not in told and "web-" not in told and "1960" not in told and "511725" not in told

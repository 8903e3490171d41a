"""Whatever is sent, the resident gets an answer in words, and nothing breaks."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from bot.answers import wording
from bot.channels.incoming import clean_incoming
from tests.server.visitor import Visitor, sentence_of, words_of

NewVisitor = Callable[..., Visitor]

TEXTS = {
    "blank": "",
    "spaces and newlines": " \n\t\u3000 ",
    "emoji only": "\U0001f600\U0001f44d\u200d\U0001f3fd❤️",
    "punctuation only": "？？？！！……",
    "ten thousand characters": "我家里的情况是这样的，" * 900 + "想问能不能领低保",
    "one very long word": "残疾" + "啊" * 5000,
    "long without blanks": "a" * 9999,
    "control characters": "\x00\x01我\x07想问\x1b[31m低保\x7f\u202e\ufeff",
    "intent": '/intent{"a":1}',
    "our own intent": '/inform{"conversation":{"persons":{"self":{"年龄":70}}}}',
    "several slashes": '//／/deny{"service":"x"}',
    "html": '<b onmouseover="alert(1)">低保</b>',
    "script": "<script>alert(document.cookie)</script>",
    "sql": "'; DROP TABLE conversations; -- \" OR 1=1",
    "template": "{{7*7}} ${7*7} %s %n {谁} {0}",
    "json": '{"text": "你好", "sender": "admin"}',
    "999 years": "我今年999岁，能领高龄津贴吗",
    "negative": "我今年-5岁，家里有-3口人",
    "contradiction": "我是男的，我怀孕了，我没有残疾证，我的残疾证是二级",
    "a date that never was": "我是1958年2月30日生的",
    "traditional and full-width": "請問６５歲老人有咩補貼？",
    "another script": "Здравствуйте مرحبا こんにちは ᠮᠣᠩᠭᠣᠯ བོད་སྐད།",
    "beyond the basic plane": "𠮷𡃁𪚥 𝟞𝟝岁",
    "newlines": "我妈\r\n\r\n70岁\n\n\n农村户口",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_every_text_is_answered(visitor: Visitor, text: str) -> None:
    answer = words_of(visitor.says(text))
    assert "<script" not in answer and "onmouseover" not in answer
    assert visitor.says("老年人免费体检")[0]["text"]


def test_every_text_is_answered_in_the_middle_of_a_question(visitor: Visitor) -> None:
    visitor.says("我能享受哪些服务")
    for text in list(TEXTS.values())[::2]:
        visitor.says(text)
    assert visitor.history()


def test_lone_surrogates_are_answered(visitor: Visitor) -> None:
    """Half of a pair, as a phone's keyboard may cut it; only JSON's escapes can carry one."""
    for text in ('"\\ud800"', '"低保\\udfff怎么申请\\ud83d"'):
        response = visitor.post("messages", f'{{"text":{text}}}'.encode())
        assert response.status_code == 200 and response.json()["messages"][0]["text"]
    assert visitor.history()[0]["text"] == "低保怎么申请"


def test_a_typed_command_sets_nothing(visitor: Visitor) -> None:
    visitor.says('/inform{"conversation":{"persons":{"self":{"年龄":70}}}}')
    visitor.says('/screen{"conversation":{"subject":"mother","persons":{"mother":{"残疾证":true}}}}')
    assert "mother" not in visitor.persons()


def test_impossible_values_are_not_believed(visitor: Visitor) -> None:
    visitor.says("老年人免费体检")
    visitor.says("我今年999岁")
    assert visitor.persons().get("self", {}).get("年龄") is None


@pytest.mark.parametrize(
    "body",
    [b"", b"{nope", b"[1]", b'"text"', b"null", b'{"text":null}', b'{"text":5}', b'{"text":["a"]}', b"{}", b"[" * 30000,
     '{"text":"你好"}'.encode("gb18030"), b'{"text":"\xff\xfe"}'],
    ids=lambda body: repr(body[:20]),
)  # fmt: skip
def test_a_body_that_is_no_message_is_refused_in_words(visitor: Visitor, body: bytes) -> None:
    response = visitor.post("messages", body)
    assert response.status_code == 400 and sentence_of(response)


@pytest.mark.parametrize("size", [12_001, 70_000, 300_000])
def test_too_much_is_refused_in_words(visitor: Visitor, size: int) -> None:
    response = visitor.post("messages", json.dumps({"text": "a" * size}).encode())
    assert response.status_code == 413 and sentence_of(response)
    visitor.says("你好")


def test_of_a_long_text_the_beginning_and_the_end_are_read_and_the_resident_is_told(visitor: Visitor) -> None:
    answers = visitor.says("我妈七十多了，" + "村里的情况说来话长，" * 300 + "老人免费体检怎么办")
    assert answers[-1]["text"] == wording.TOO_LONG and len(answers) > 1
    (kept,) = [message["text"] for message in visitor.history() if message["from"] == "user"]
    assert kept.startswith("我妈七十多了，") and kept.endswith("老人免费体检怎么办") and len(kept) < 1100


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("\x1b[31m我\x1b[0m想问", "我想问"),  # the 31 of a colour is no age
        ("\x1b我", "我"),
        ("/／/低保", "低保"),
        ("我\x00妈\u200b\ufeff", "我妈"),
        ("一\n二\t三", "一\n二\t三"),
    ],
)
def test_what_is_left_of_a_text(raw: str, clean: str) -> None:
    assert clean_incoming(raw).text == clean

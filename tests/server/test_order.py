"""Several messages of one resident at once: each is answered, in the order in which they came."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bot.channels.sessions import COOKIE
from tests.server.visitor import Visitor

NewVisitor = Callable[..., Visitor]

TEXTS = ["我今年61岁", "我今年62岁", "住在成都"]
AGES = range(61, 69)


def test_messages_sent_at_once_stay_in_order(new_visitor: NewVisitor) -> None:
    """The end is as if they had been sent one after the other."""
    visitor, patient = new_visitor(), new_visitor()
    for text in ("你好", *TEXTS):
        patient.says(text)
    visitor.says("你好")
    lines = [http.client.HTTPConnection("127.0.0.1", visitor.server.port, timeout=60) for _ in TEXTS]
    for line, text in zip(lines, TEXTS, strict=True):
        send(line, visitor.cookie, text)
        time.sleep(0.005)  # no waiting for the answer, only for the order of arrival
    assert [line.getresponse().status for line in lines] == [200] * len(lines)
    exchanged = [(message["from"], message["text"]) for message in visitor.history()]
    assert exchanged == [(message["from"], message["text"]) for message in patient.history()]
    assert [text for who, text in exchanged if who == "user"] == ["你好", *TEXTS]
    assert visitor.persons() == patient.persons() != {}


def send(line: http.client.HTTPConnection, cookie: str, text: str) -> None:
    headers = {"X-Shuhui": "1", "Content-Type": "application/json", "Cookie": f"{COOKIE}={cookie}"}
    line.request("POST", "/webhooks/web/messages", json.dumps({"text": text}).encode(), headers)


def test_residents_who_write_at_once_each_get_their_own_answer(new_visitor: NewVisitor) -> None:
    visitors = [new_visitor() for _ in AGES]

    def tell(visitor: Visitor, age: int) -> int:
        visitor.says("老年人免费体检")
        visitor.says(f"我今年{age}岁")
        return int(visitor.persons()["self"]["年龄"])

    with ThreadPoolExecutor(len(visitors)) as pool:
        assert list(pool.map(tell, visitors, AGES)) == list(AGES)

"""A resident at the server's API, as the page would call it: one session, kept in a cookie."""

from __future__ import annotations

import json
from typing import Any

import requests
from itsdangerous import URLSafeTimedSerializer

from bot.channels.sessions import COOKIE
from tests.server.running import Server

Messages = list[dict[str, Any]]


class Visitor:
    """``says`` expects an answer, as every resident may; ``post`` and the rest give the response as it is."""

    def __init__(self, server: Server, cookie: str | None = None) -> None:
        self.server = server
        self.http = requests.Session()
        self.http.headers["X-Shuhui"] = "1"
        if cookie is not None:
            self.http.cookies.set(COOKIE, cookie, domain="127.0.0.1", path="/")

    @property
    def cookie(self) -> str:
        return self.http.cookies[COOKIE]

    @property
    def sender(self) -> str:
        """Whom the cookie names; the signature is not looked at."""
        return str(URLSafeTimedSerializer("any").loads_unsafe(self.cookie)[1])

    def get(self, path: str) -> requests.Response:
        return self.http.get(self.server.api(path), timeout=60)

    def send(self, method: str, path: str, body: Any) -> requests.Response:
        """Sends ``body`` as JSON, or as it is if it is bytes."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.http.request(
            method, self.server.api(path), data=data, headers={"Content-Type": "application/json"}, timeout=60
        )

    def post(self, path: str, body: Any) -> requests.Response:
        return self.send("POST", path, body)

    def says(self, text: str) -> Messages:
        """The answers to ``text``: always some, and never without words."""
        self.server.said.append(text)
        response = self.post("messages", {"text": text})
        assert response.status_code == 200, (text[:80], response.text)
        messages: Messages = response.json()["messages"]
        assert messages and all(message["text"].strip() for message in messages), (text[:80], messages)
        return messages

    def history(self) -> Messages:
        """The past messages that the page shows when it is opened."""
        return self.get("session").json()["messages"]

    def persons(self) -> dict[str, dict[str, Any]]:
        """What the bot knows: facts by person."""
        return facts_by_person(self.get("profile"))


def facts_by_person(response: requests.Response) -> dict[str, dict[str, Any]]:
    """The profile in an answer; persons without facts are left out."""
    assert response.status_code == 200, response.text
    persons = response.json()["persons"]
    return {p["subject"]: {row["fact"]: row["value"] for row in p["facts"]} for p in persons if p["facts"]}


def sentence_of(response: requests.Response) -> str:
    """The sentence for the resident in a refusal."""
    sentence = response.json()["error"]
    assert isinstance(sentence, str) and len(sentence) > 4
    return sentence


def card_of(messages: Messages, kind: str = "") -> dict[str, Any]:
    """The only card in the answers, or the only one of its kind."""
    cards = [message["card"] for message in messages if message.get("card")]
    (card,) = [card for card in cards if not kind or card["type"] == kind]
    return dict(card)


def words_of(messages: Messages) -> str:
    """Everything in the answers, cards and buttons too, as one text."""
    return json.dumps(messages, ensure_ascii=False)

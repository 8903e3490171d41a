"""A resident and a clerk at the API, each with a line open as their pages keep it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from time import monotonic
from typing import Any

import requests

from bot.store import presence
from bot.store.accounts import add_staff
from tests.desk.colleague import API, PASSWORD, Colleague
from tests.server.running import Server
from tests.server.visitor import Visitor

_LONGEST_SECONDS = 120  # of one line; the server's heartbeats outlast any patience with a single read
_PATIENCE_SECONDS = 20
_numbers = count(1)
Event = tuple[str, Any]


class Wire:
    """Server-sent events as they come; ``until`` waits for one of a kind and fails when it stays away."""

    def __init__(self, http: requests.Session, address: str, last: str = "") -> None:
        headers = {"Last-Event-ID": last} if last else {}
        self.response = http.get(address, stream=True, headers=headers, timeout=(10, _PATIENCE_SECONDS))
        self.last = last
        self._until = monotonic() + _LONGEST_SECONDS
        self._events = self._read()

    def _read(self) -> Iterator[Event]:
        name = ""
        for line in self.response.iter_lines(chunk_size=1, decode_unicode=False):
            assert monotonic() < self._until, "nothing but signs of life on the line"
            field, _, value = line.decode("utf-8").partition(": ")
            if field == "event":
                name = value
            elif field == "id":
                self.last = value
            elif field == "data":
                yield name, json.loads(value)

    def until(self, name: str, fits: Callable[[Any], bool] = lambda data: True) -> Any:
        seen: list[Event] = []
        for event in self._events:
            seen.append(event)
            if event[0] == name and fits(event[1]):
                return event[1]
        raise AssertionError(f"the line ended without {name}: {seen}")

    def rest(self) -> list[Event]:
        """All events until the server ends the line."""
        return list(self._events)

    def cut(self) -> None:
        with suppress(Exception):
            self.response.raw._fp.fp.raw._sock.close()  # as when the network goes: no good-bye
        self.response.close()


class Resident:
    """``asks`` is what the page sends; ``wire`` what it listens to while a person is wanted."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.wire: Wire | None = None

    def says(self, text: str) -> dict[str, Any]:
        """The whole answer of the page's API."""
        self.visitor.server.said.append(text)
        response = self.visitor.post("messages", {"text": text})
        assert response.status_code == 200, response.text
        return dict(response.json())

    def hears(self, text: str) -> str:
        """What is answered to ``text``, as one text."""
        return "\n".join(message["text"] for message in self.says(text)["messages"])

    def asks_for_a_person(self) -> dict[str, Any]:
        """Says 找人工 and listens from there on; how it stands."""
        stands = self.says("找人工")["handover"]
        if stands["state"] != "none":
            self.listens(stands["after"])
        return dict(stands)

    def listens(self, after: int = 0, last: str = "") -> Wire:
        self.hangs_up()
        self.wire = Wire(self.visitor.http, f"{self.visitor.server.api('live')}?after={after}", last)
        return self.wire

    def is_told(self, text: str) -> dict[str, Any]:
        """Waits for a message on the line that holds ``text``."""
        assert self.wire
        return dict(self.wire.until("message", lambda message: text in message["text"]))

    def hangs_up(self) -> None:
        if self.wire:
            self.wire.cut()

    def stands(self) -> dict[str, Any]:
        return dict(self.visitor.get("session").json()["handover"])


class Clerk(Colleague):
    """One of the staff at the console's API."""

    name: str
    wire: Wire | None = None

    @classmethod
    def hired(cls, server: Server, roles: tuple[str, ...]) -> Clerk:
        number = next(_numbers)
        made = cls(server, f"clerk{number}")
        made.name = f"{number}号坐席"
        add_staff(server.database_url, made.login, made.name, roles, PASSWORD, "tests")
        assert made.signs_in().status_code == 200
        return made

    def comes(self) -> None:
        """Opens the console: from now on this clerk is there."""
        self.wire = Wire(self.http, self.server.url + API + "/chats/live")
        assert self.wire.response.status_code == 200
        self.wire.until("queue")

    def goes(self) -> None:
        """Closes the console, and is not counted as there any longer."""
        if self.wire:
            self.wire.cut()
        presence.leave(self.server.database_url, self.login)

    def sees(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Waits until the queue on the line is as wanted."""
        assert self.wire
        return dict(self.wire.until("queue", fits))

    def sees_waiting(self, many: int = 1) -> int:
        """Waits until so many wait; the number of the one who came last."""
        return int(self.sees(lambda queue: len(queue["waiting"]) >= many)["waiting"][-1]["id"])

    def takes(self, chat: int) -> dict[str, Any]:
        response = self.send("POST", f"/chats/{chat}/take")
        assert response.status_code == 200, response.text
        return dict(response.json())

    def says(self, chat: int, text: str) -> None:
        self.server.said.append(text)
        assert self.send("POST", f"/chats/{chat}/messages", {"text": text}).status_code == 204

    def gives_back(self, chat: int) -> None:
        assert self.send("POST", f"/chats/{chat}/return").status_code == 204

    def reads(self, chat: int) -> dict[str, Any]:
        response = self.get(f"/chats/{chat}")
        assert response.status_code == 200, response.text
        return dict(response.json())

"""The resident's page during a handover: how it stands, a person's words as they come, the number to call."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from time import monotonic
from typing import Any

from rasa.shared.core.events import BotUttered
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.answers import handover as words
from bot.channels.handover import Takeover
from bot.channels.handover_talk import CLERK, NOTE, mark_of, stamp
from bot.channels.http import refuse
from bot.channels.limits import TOO_MANY
from bot.channels.live import HEARTBEAT_SECONDS, LOOK_SECONDS, Sent, place_asked, stream
from bot.store import handovers
from bot.store.callbacks import note_of, read_number
from bot.store.trackers import updated

MOST_LINES = 500
MOST_LINES_EACH = 4
NOBODY: dict[str, Any] = {"state": "none", "ahead": 0, "clerk": ""}


def status(takeover: Takeover, sender: str) -> dict[str, Any]:
    """``state`` is none, offered, waiting or taken; ``ahead`` counts those who wait before; ``clerk`` who answers."""
    there = takeover.current(sender)
    if there is None:
        return NOBODY
    ahead = handovers.waiting_before(takeover.url, there) if there.state == handovers.WAITING else 0
    return {"state": there.state, "ahead": ahead, "clerk": there.clerk_name}


def uttered(event: BotUttered) -> dict[str, Any]:
    """An answer of the bot or of a person in the form the page shows."""
    data, mark = event.data or {}, mark_of(event)
    return {
        "id": f"h{stamp(event)}",
        "from": "clerk" if mark.get("by") == CLERK else "bot",
        "text": event.text or "",
        "buttons": data.get("buttons") or [],
        "card": (data.get("custom") or {}).get("card"),
        **({"clerk": mark["clerk"]} if mark.get("clerk") else {}),
        **({"note": True} if mark.get("by") == NOTE else {}),
    }


async def leave_number(takeover: Takeover | None, sender: str, channel: str, body: dict[str, Any]) -> HTTPResponse:
    """A number to call, kept only with consent."""
    if takeover is None or not takeover.hours.stated:
        return refuse(404, words.NOBODY_CALLS)
    number = read_number(str(body.get("phone") or "")[:40])
    if number is None:
        return refuse(400, words.NOT_A_NUMBER)
    if body.get("consent") is not True:
        return refuse(400, words.NO_CONSENT)
    hidden = await takeover.leave_number(sender, channel, number)
    return json({"phone": hidden, "text": words.NUMBER_LEFT.format(number=hidden)}, ensure_ascii=False)


async def withdraw_number(takeover: Takeover | None, sender: str) -> HTTPResponse:
    """The number is deleted."""
    if takeover is None or note_of(takeover.url, takeover.vault, sender) is None:
        return refuse(404, words.NO_NOTE_ABOUT)
    await takeover.withdraw_number(sender)
    return json({"text": words.NUMBER_WITHDRAWN}, ensure_ascii=False)


class Lines:
    """The open lines of residents' pages, so many and no more."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()

    async def serve(self, request: Request, takeover: Takeover | None, sender: str | None) -> HTTPResponse | None:
        """Serves one line to its end. 204, after which a browser does not call again, when there is nothing to tell."""
        after = place_asked(request)
        if takeover is None or sender is None or not await _has_news(takeover, sender, after):
            return HTTPResponse(status=204)
        if not self._has_room(sender):
            return refuse(429, TOO_MANY)
        self._open[sender] += 1
        try:
            await stream(request, _events(takeover, sender, after))
        finally:
            self._open[sender] -= 1
            self._open += Counter()  # drops those at zero
        return None

    def _has_room(self, sender: str) -> bool:
        return self._open[sender] < MOST_LINES_EACH and sum(self._open.values()) < MOST_LINES


async def _has_news(takeover: Takeover, sender: str, after: int) -> bool:
    """A handover is open, or has ended while the page had lost its line."""
    return status(takeover, sender) != NOBODY or bool(await _said_since(takeover, sender, after))


async def _events(takeover: Takeover, sender: str, after: int) -> AsyncIterator[Sent | None]:
    """How it stands and what was said since ``after``, until the handover is over."""
    url, bell = takeover.url, takeover.bells
    told: dict[str, Any] | None = None
    seen, beat = None, monotonic()
    while True:
        stands = status(takeover, sender)
        if stands == NOBODY and updated(url, sender) == seen:
            await bell.wait(sender, LOOK_SECONDS)  # the words that end it are recorded a moment later
        if (changed := updated(url, sender)) != seen:
            seen = changed
            for place, message in await _said_since(takeover, sender, after):
                after = place
                yield Sent("message", message, place)
        if stands != told:
            told = stands
            yield Sent("status", stands)
        if stands == NOBODY:
            return
        if monotonic() - beat > HEARTBEAT_SECONDS:
            beat = monotonic()
            yield None
        await bell.wait(sender, LOOK_SECONDS)


async def _said_since(takeover: Takeover, sender: str, after: int) -> list[tuple[int, dict[str, Any]]]:
    """What came by another way than an answer: a person's words, and ours about the handover."""
    tracker = await takeover.talk.tracker(sender)
    return [
        (stamp(event), uttered(event))
        for event in (tracker.events if tracker else [])
        if isinstance(event, BotUttered) and mark_of(event) and stamp(event) > after
    ]

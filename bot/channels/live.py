"""Server-sent events: one open line on which the server tells what changes."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from sanic.request import Request

HEARTBEAT_SECONDS = 15.0  # keeps proxies, and Sanic's own limit, from closing a quiet line
LOOK_SECONDS = 2.0  # how late a change made in another process may be seen
RETRY_MS = 2000


@dataclass(frozen=True)
class Sent:
    """One event; ``place`` comes back as Last-Event-ID when the browser connects again."""

    name: str
    data: Any
    place: int | None = None

    def text(self) -> str:
        head = f"id: {self.place}\n" if self.place is not None else ""
        return f"{head}event: {self.name}\ndata: {json.dumps(self.data, ensure_ascii=False)}\n\n"


BEAT = ": \n\n"


async def stream(request: Request, events: AsyncIterator[Sent | None]) -> None:
    """Sends events until they end or the browser goes; None is a sign of life."""
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    response = await request.respond(content_type="text/event-stream; charset=utf-8", headers=headers)
    await response.send(f"retry: {RETRY_MS}\n\n")
    async for event in events:
        await response.send(event.text() if event else BEAT)
    await response.eof()


def place_asked(request: Request) -> int:
    """From where on a browser wants events: where it lost the line, or where its page stands."""
    for written in (request.headers.get("last-event-id"), request.args.get("after")):
        if written and written.isdigit() and len(written) <= 20:
            return int(written)
    return 0

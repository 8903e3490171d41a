"""Wakes whoever watches something in this process; others see the change at their next look."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import suppress

DESK = ":desk"


class Bells:
    """One bell for each resident (by sender) and one for the desk."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)

    def ring(self, *names: str) -> None:
        """Wakes all who wait for one of these."""
        for name in names:
            for event in self._waiting.get(name, ()):
                event.set()

    async def wait(self, name: str, seconds: float) -> None:
        """Until the bell rings, or ``seconds`` have passed."""
        event = asyncio.Event()
        self._waiting[name].add(event)
        try:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(event.wait(), seconds)
        finally:
            self._waiting[name].discard(event)
            if not self._waiting[name]:
                del self._waiting[name]

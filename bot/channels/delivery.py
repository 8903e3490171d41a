"""How a person's words reach a resident: each channel registers its own way.

A channel whose residents hold a line open (the page) needs none: it reads the conversation.
One that must push (WeChat) calls ``register_delivery("wechat", send)`` once at its start, with
``send(sender, text)`` raising ``Undelivered`` with a sentence for the clerk.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

Send = Callable[[str, str], Awaitable[None]]
_WAYS: dict[str, Send] = {}


class Undelivered(Exception):
    """The text did not reach the resident; the message says why, in a sentence for the clerk."""


def register_delivery(channel: str, send: Send) -> None:
    """``send(sender, text)`` pushes a text to a resident of ``channel`` (the name its messages carry)."""
    _WAYS[channel] = send


async def deliver(channel: str, sender: str, text: str) -> None:
    """Pushes ``text`` where the channel needs it. Raises Undelivered."""
    send = _WAYS.get(channel)
    if send is not None:
        await send(sender, text)

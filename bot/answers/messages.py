"""The channel-neutral message."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

Card = dict[str, Any]


@dataclass(frozen=True)
class Button:
    """A quick reply: ``title`` is shown, ``payload`` is sent as if typed."""

    title: str
    payload: str


@dataclass(frozen=True)
class Message:
    """One answer. ``card`` is plain data whose ``type`` tells the page how to draw it.

    ``handover`` tells the channel that a person was "asked" for, or may be "offered".
    """

    text: str
    buttons: tuple[Button, ...] = ()
    card: Card | None = None
    handover: str = ""

    def data(self) -> dict[str, Any]:
        """The form of the command-line contract and of the page's API."""
        data: dict[str, Any] = {
            "text": self.text,
            "buttons": [{"title": button.title, "payload": button.payload} for button in self.buttons],
        }
        if self.card:
            data["card"] = self.card
        return data


def buttons(*titles: str) -> tuple[Button, ...]:
    """Buttons that send what they show."""
    return tuple(Button(title, title) for title in titles)


def with_buttons(message: Message, more: Iterable[Button]) -> Message:
    """The message with further buttons."""
    return replace(message, buttons=(*message.buttons, *more))

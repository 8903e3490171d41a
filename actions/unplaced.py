"""Whoever wants to learn from questions that the bot could not place (the server does, commands do not)."""

from __future__ import annotations

from collections.abc import Callable

Listener = Callable[[str, tuple[str, ...]], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """``listener`` is told the text and the ids of the likeliest items from now on."""
    _listeners.append(listener)


def tell(text: str, guesses: tuple[str, ...]) -> None:
    """A message was not understood or taken for out of scope."""
    for listener in _listeners:
        listener(text, guesses)

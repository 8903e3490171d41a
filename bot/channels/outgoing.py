"""Collects the bot's answers as neutral messages instead of sending them anywhere."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel

MARK = "handover"  # of an answer that means somebody wants, or may want, a person


class CollectedAnswers(OutputChannel):
    """``messages`` holds the answers in the form of the command-line contract."""

    @classmethod
    def name(cls) -> str:
        """The name of the channel in Rasa's events."""
        return "shuhui"

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Takes text, buttons and card of one answer together."""
        custom = message.get("custom") or {}
        answer: dict[str, Any] = {"text": message.get("text") or "", "buttons": message.get("buttons") or []}
        if custom.get("card"):
            answer["card"] = custom["card"]
        if custom.get(MARK):
            answer[MARK] = custom[MARK]
        self.messages.append(answer)

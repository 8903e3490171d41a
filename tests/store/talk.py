"""Conversations as Rasa records them."""

from __future__ import annotations

from collections.abc import Sequence

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

SLOT = "conversation"
DOMAIN = Domain.from_dict(
    {
        "slots": {SLOT: {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}},
        "actions": ["action_ask_item"],
        "intents": ["inform"],
    }
)
CARD = {"type": "verdict", "service": {"id": "elderly-health"}, "verdict": "eligible"}


def turn(text: str, answer: str, state: dict[str, object]) -> list[Event]:
    """What one message of a resident leaves behind."""
    parse = {"text": text, "intent": {"name": "inform", "confidence": 0.9}, "entities": [], "text_tokens": [[0, 1]]}
    return [
        UserUttered(text, parse["intent"], [], parse, input_channel="web"),
        ActionExecuted("action_ask_item"),
        BotUttered(answer, {"custom": {"card": CARD}, "buttons": [{"title": "好", "payload": "好"}], "image": None}),
        SlotSet(SLOT, state),
        ActionExecuted("action_listen"),
    ]


def tracker_of(sender: str, turns: Sequence[list[Event]]) -> DialogueStateTracker:
    """A conversation of these turns."""
    beginning = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]
    events = [*beginning, *(event for one in turns for event in one)]
    return DialogueStateTracker.from_events(sender, events, DOMAIN.slots)


def said(tracker: DialogueStateTracker) -> list[str]:
    """What the resident said, in order."""
    return [event.text or "" for event in tracker.events if isinstance(event, UserUttered)]

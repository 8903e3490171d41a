"""The conversation during a handover, in Rasa's own terms.

While a person has a chat the conversation is paused: Rasa then records and reads what the
resident says, and answers nothing. What the person says is recorded like an answer of the bot,
marked with who said it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from rasa.shared.core.events import BotUttered, ConversationPaused, ConversationResumed, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from actions.translation import STATE_SLOT, from_parse
from bot.answers.messages import Card
from bot.dialogue.state import State
from bot.knowledge import knowledge

MARK = "beside"  # in the custom data of what was not said by the bot in answer
CLERK, NOTE = "clerk", "note"


def said_by_clerk(text: str, clerk: str) -> BotUttered:
    """A clerk's words, as recorded."""
    return BotUttered(text, {"custom": {MARK: {"by": CLERK, "clerk": clerk}}})


def noted(text: str, card: Card | None = None) -> BotUttered:
    """A sentence of ours about the handover, as recorded."""
    return BotUttered(text, {"custom": {MARK: {"by": NOTE}, **({"card": card} if card else {})}})


def mark_of(event: Event) -> dict[str, Any]:
    """Who said it; empty for the bot's own answers and everything else."""
    if not isinstance(event, BotUttered):
        return {}
    return ((event.data or {}).get("custom") or {}).get(MARK) or {}


def stamp(event: Event) -> int:
    """The event's time in microseconds: its place in the conversation."""
    return int(event.timestamp * 1_000_000)


class Talk:
    """Reads and writes conversations, each write under the same lock as the bot's own."""

    def __init__(self, agent: Any) -> None:
        self._agent = agent

    async def tracker(self, sender: str) -> DialogueStateTracker | None:
        """The conversation, or None."""
        found: DialogueStateTracker | None = await self._agent.tracker_store.retrieve_full_tracker(sender)
        return found

    async def state(self, sender: str) -> State:
        """What the bot remembers."""
        tracker = await self.tracker(sender)
        return State.load(tracker.get_slot(STATE_SLOT) if tracker else None)

    async def add(self, sender: str, *events: Event, change: Callable[[State], None] | None = None) -> int:
        """Records events, and a change of what the bot remembers; returns the place of the last event."""
        store = self._agent.tracker_store
        async with self._agent.lock_store.lock(sender):
            tracker = await store.get_or_create_tracker(sender)
            for event in events:
                event.timestamp = max(event.timestamp, time.time())
                tracker.update(event)
            if change:
                state = State.load(tracker.get_slot(STATE_SLOT))
                change(state)
                tracker.update(SlotSet(STATE_SLOT, state.dump()))
            await store.save(tracker)
            return stamp(tracker.events[-1])

    async def set_silent(self, sender: str, silent: bool, *events: Event) -> None:
        """Pauses or resumes the bot, if it is not so already, and records ``events``."""
        tracker = await self.tracker(sender)
        paused = bool(tracker and tracker.is_paused())
        switch: list[Event] = [] if paused == silent else [ConversationPaused() if silent else ConversationResumed()]
        if switch or events:
            await self.add(sender, *switch, *events, change=None if silent else _start_afresh)

    async def learn(self, sender: str) -> None:
        """Takes the facts of the resident's latest message, so that the bot knows them afterwards."""
        tracker = await self.tracker(sender)
        if tracker is None:
            return
        after, _ = _imagined(tracker)
        await self.add(sender, change=lambda state: state.persons.update(after.persons))

    async def last_place(self, sender: str) -> int:
        """The place of the latest event; 0 before the first."""
        tracker = await self.tracker(sender)
        return stamp(tracker.events[-1]) if tracker and tracker.events else 0


def suggestions(tracker: DialogueStateTracker) -> list[str]:
    """What the bot would say to the resident's latest message, if no person has answered it yet."""
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered) and mark_of(event).get("by") == CLERK:
            return []
        if isinstance(event, UserUttered):
            wants_person = event.intent_name == "human"
            return [] if wants_person else [text for text in _imagined(tracker)[1] if text.strip()]
    return []


def _imagined(tracker: DialogueStateTracker) -> tuple[State, list[str]]:
    """What the bot would remember and say after the latest message."""
    conversation = knowledge().refresh()
    state = State.load(deepcopy(tracker.get_slot(STATE_SLOT)))
    parse = tracker.latest_message.parse_data if tracker.latest_message else {}
    message = from_parse(dict(parse), conversation.catalog.vocabulary)
    return state, [answer.text for answer in conversation.respond(state, message)]


def _start_afresh(state: State) -> None:
    """What was open before a person took over is not asked on."""
    state.close_question()
    state.conflict, state.candidates, state.failures = [], [], 0

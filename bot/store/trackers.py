"""Rasa's tracker store: one row a conversation, short, masked, with expiry and deletion.

Rasa's own SQL store keeps every event for ever and reads all of a session on each message.
Here a conversation keeps its last turns and its slot, which is all that the bot needs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    ConversationPaused,
    ConversationResumed,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import delete, select

from bot.privacy import mask
from bot.settings import read_settings
from bot.store import callbacks, handovers, statistics
from bot.store.database import Conversation, Feedback, forget_deleted, now, session

KEPT_EVENTS = 80


class ConversationStore(TrackerStore):
    """Use with ``type: bot.store.trackers.ConversationStore`` in endpoints.yml, or directly."""

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        url: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain or Domain.empty(), event_broker, **kwargs)
        self._url = url or read_settings().database_url

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Writes the conversation as it now stands."""
        await self.stream_events(tracker)
        events = json.dumps([_compact(event) for event in _kept(tracker)], ensure_ascii=False)
        with session(self._url) as database:
            before = database.get(Conversation, tracker.sender_id)
            statistics.count(database, tracker, before.events if before else "")
            database.merge(Conversation(sender=tracker.sender_id, updated=now(), events=events))

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation, or None if there is none (any more)."""
        with session(self._url) as database:
            row = database.get(Conversation, sender_id)
            events = row.events if row else None
        if events is None:
            return None
        return DialogueStateTracker.from_dict(sender_id, json.loads(events), self.domain.slots)

    async def keys(self) -> Iterable[str]:
        """All senders."""
        with session(self._url) as database:
            return list(database.scalars(select(Conversation.sender)))

    async def delete(self, sender_id: str) -> None:
        """Everything stored about a sender."""
        delete_sender(self._url, sender_id)


def updated(url: str, sender: str) -> datetime | None:
    """When the sender's conversation was last written."""
    with session(url) as database:
        return database.scalar(select(Conversation.updated).where(Conversation.sender == sender))


def delete_sender(url: str, sender: str) -> None:
    """Deletes a sender's conversation, votes and call-back note; handovers stay as numbers without them."""
    with session(url) as database:
        handovers.forget(database, [sender])
        callbacks.forget_numbers(database, [sender])
        database.execute(delete(Conversation).where(Conversation.sender == sender))
        database.execute(delete(Feedback).where(Feedback.sender == sender))
    forget_deleted(url)


def expire(url: str, days: int) -> int:
    """Deletes conversations that nobody continued for ``days`` days; returns how many."""
    limit = now() - timedelta(days=days)
    callbacks.expire_notes(url, days)
    with session(url) as database:
        old = database.scalars(select(Conversation.sender).where(Conversation.updated < limit)).all()
        handovers.forget(database, old)
        deleted = database.execute(delete(Conversation).where(Conversation.updated < limit)).rowcount
    if deleted:
        forget_deleted(url)
    return deleted


def _kept(tracker: DialogueStateTracker) -> list[Event]:
    """The last events, beginning with a session and the slots as they were before them."""
    events = list(tracker.events)
    if len(events) <= KEPT_EVENTS:
        return events
    recent = events[-KEPT_EVENTS:]
    first_user = next((i for i, event in enumerate(recent) if isinstance(event, UserUttered)), 0)
    recent = recent[first_user:]
    slots = [SlotSet(slot.name, slot.value) for slot in tracker.slots.values() if slot.value is not None]
    silent = [ConversationPaused()] if _was_paused(events[: len(events) - len(recent)]) else []
    beginning = [ActionExecuted("action_session_start"), SessionStarted(), *slots, ActionExecuted("action_listen")]
    return [*beginning, *silent, *recent]


def _was_paused(events: list[Event]) -> bool:
    """Whether a person had the chat after these events."""
    last = next(
        (event for event in reversed(events) if isinstance(event, (ConversationPaused, ConversationResumed))), None
    )
    return isinstance(last, ConversationPaused)


def _compact(event: Event) -> dict[str, Any]:
    """The event as a dictionary, texts masked, without what can be made again."""
    data = event.as_dict()
    if isinstance(event, UserUttered):
        data["text"] = mask(data.get("text") or "")
        parse = data.get("parse_data") or {}
        data["parse_data"] = {
            "text": data["text"],
            "intent": parse.get("intent") or {},
            "entities": parse.get("entities") or [],
        }
    if isinstance(event, BotUttered):
        data["data"] = {key: value for key, value in (data.get("data") or {}).items() if value}
    return data

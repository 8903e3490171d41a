"""Rasa's tracker store: one row a conversation, short, masked, with expiry and deletion.

Rasa's own SQL store keeps every event for ever and reads all of a session on each message.
Here a conversation keeps its last turns and its slot, which is all that the bot needs, and
before them the words that were exchanged, for the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import DateTime, bindparam, delete, select, text, update

from bot.settings import read_settings
from bot.store import callbacks, handovers, statistics
from bot.store.database import Conversation, Feedback, engine, forget_deleted, now, session
from bot.store.stored_events import Stored, parted, restored, shortened

_READ = text("SELECT events FROM conversations WHERE sender = :sender")
_WRITE = text(
    "INSERT INTO conversations (sender, updated, events) VALUES (:sender, :updated, :events)"
    " ON CONFLICT (sender) DO UPDATE SET updated = excluded.updated, events = excluded.events"
).bindparams(bindparam("updated", type_=DateTime))


class RecentTracker(DialogueStateTracker):
    """The last turns of a conversation; ``earlier`` is stored before them and stays as it is.

    ``counted`` is the id of the last message that the statistics know.
    """

    earlier: list[Stored] = []
    counted: str = ""


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
        earlier = tracker.earlier if isinstance(tracker, RecentTracker) else []
        events = json.dumps(shortened(list(tracker.events), earlier), ensure_ascii=False, separators=(",", ":"))
        with engine(self._url).begin() as connection:
            connection.execute(_WRITE, {"sender": tracker.sender_id, "updated": now(), "events": events})
            tracker.counted = statistics.count(connection, tracker, getattr(tracker, "counted", ""))

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The last turns of the conversation, or None if there is none (any more)."""
        stored = self._stored(sender_id)
        if stored is None:
            return None
        earlier, recent = parted(stored)
        tracker = self._tracker(sender_id, recent)
        tracker.earlier = earlier
        return tracker

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Everything kept, of old turns only what was said; None if there is no conversation."""
        stored = self._stored(conversation_id)
        return None if stored is None else self._tracker(conversation_id, stored)

    def _stored(self, sender: str) -> list[Stored] | None:
        with engine(self._url).connect() as connection:
            events = connection.execute(_READ, {"sender": sender}).scalar()
        return None if events is None else json.loads(events)

    def _tracker(self, sender: str, stored: Iterable[Stored]) -> RecentTracker:
        tracker = RecentTracker.from_events(sender, map(restored, stored), self.domain.slots)
        tracker.counted = tracker.latest_message.message_id if tracker.latest_message else ""
        return tracker

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
    with session(url) as database:
        old = database.scalars(select(Conversation.sender).where(Conversation.updated < limit)).all()
        handovers.forget(database, old)
        deleted = database.execute(delete(Conversation).where(Conversation.updated < limit)).rowcount
    if deleted:
        forget_deleted(url)
    return deleted


def expire_votes(url: str, days: int) -> int:
    """Leaves only the number of votes older than ``days`` days: neither who voted nor why; returns how many."""
    old = update(Feedback).where(Feedback.at < now() - timedelta(days=days), Feedback.sender != "")
    with session(url) as database:
        wiped = database.execute(old.values(sender="", reason="")).rowcount
    if wiped:
        forget_deleted(url)
    return int(wiped)

"""Events as they are stored: masked, without what can be made again, old turns only as they are shown.

The bot looks at the last turns and at the slot; of what was said before, only the words are
kept, for the resident who opens the page again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    ConversationPaused,
    ConversationResumed,
    DefinePrevUserUtteredFeaturization,
    Event,
    FollowupAction,
    SessionStarted,
    SlotSet,
    UserUttered,
)

from bot.privacy import mask

Stored = dict[str, Any]
KEPT_EVENTS = 80
RECENT_TURNS = 1  # MemoizationPolicy looks back at one with ``max_history: 3``, rules at none
_SHOWN = (UserUttered.type_name, BotUttered.type_name)
_OF_THE_MODEL = ("model_id", "assistant_id")


def shortened(events: Sequence[Event], earlier: Sequence[Stored]) -> list[Stored]:
    """What to store of a conversation: ``earlier`` is stored already, ``events`` came after it.

    At most about KEPT_EVENTS; a session and the slots stand before the last RECENT_TURNS.
    """
    lasting = [event for event in events if not isinstance(event, FollowupAction)]  # done as soon as said
    kept = [*earlier, *_without_old_values([_compact(event) for event in lasting])]
    cut = _recent_from(kept)
    if cut == 0:
        return kept
    older, recent = kept[:cut], kept[cut:]
    shown = [event for event in older if event["event"] in _SHOWN][-max(0, KEPT_EVENTS - len(recent)) :]
    first = next((i for i, event in enumerate(shown) if event["event"] == UserUttered.type_name), len(shown))
    slots = [event for event in older if event["event"] == SlotSet.type_name]
    silent = [ConversationPaused().as_dict()] if _is_paused(older) else []
    return [*shown[first:], *_beginning(), *slots, ActionExecuted("action_listen").as_dict(), *silent, *recent]


def parted(stored: Sequence[Stored]) -> tuple[list[Stored], list[Stored]]:
    """What was only kept to be shown, and what the bot goes on from."""
    start = _recent_from(stored)
    while start > 0 and stored[start - 1]["event"] not in _SHOWN:
        start -= 1
    return list(stored[:start]), list(stored[start:])


def restored(data: Stored) -> Event:
    """The event. Rasa's own way looks through all classes of events for each one."""
    build = _BUILD.get(data["event"])
    return build(data) if build else Event.from_parameters(data)


def _recent_from(stored: Sequence[Stored]) -> int:
    """Where the last RECENT_TURNS begin; 0 if there are no more."""
    users = [i for i, event in enumerate(stored) if event["event"] == UserUttered.type_name]
    return users[-RECENT_TURNS] if len(users) > RECENT_TURNS else 0


def _is_paused(stored: Sequence[Stored]) -> bool:
    """Whether a person had the chat after these events."""
    names = (ConversationPaused.type_name, ConversationResumed.type_name)
    last = next((event["event"] for event in reversed(stored) if event["event"] in names), "")
    return last == ConversationPaused.type_name


def _beginning() -> list[Stored]:
    return [ActionExecuted("action_session_start").as_dict(), SessionStarted().as_dict()]


def _without_old_values(stored: list[Stored]) -> list[Stored]:
    """Without slots that are set again later: each holds the whole state of the conversation."""
    last = {event["name"]: i for i, event in enumerate(stored) if event["event"] == SlotSet.type_name}
    return [e for i, e in enumerate(stored) if e["event"] != SlotSet.type_name or last[e["name"]] == i]


def _compact(event: Event) -> Stored:
    """The event as a dictionary, texts masked, without what can be made again."""
    data = {key: value for key, value in event.as_dict().items() if value is not None}
    metadata = {key: value for key, value in (data.pop("metadata", None) or {}).items() if key not in _OF_THE_MODEL}
    if metadata:
        data["metadata"] = metadata
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


def _user(data: Stored) -> Event:
    parse = data["parse_data"]
    return UserUttered(
        data["text"],
        parse["intent"],
        parse["entities"],
        parse,
        data["timestamp"],
        data.get("input_channel"),
        data.get("message_id"),
        data.get("metadata"),
    )


def _action(data: Stored) -> Event:
    return ActionExecuted(
        data.get("name"),
        data.get("policy"),
        data.get("confidence"),
        data["timestamp"],
        data.get("metadata"),
        data.get("action_text"),
        bool(data.get("hide_rule_turn")),
    )


_BUILD: dict[str, Callable[[Stored], Event]] = {
    UserUttered.type_name: _user,
    ActionExecuted.type_name: _action,
    BotUttered.type_name: lambda data: BotUttered(
        data.get("text"), data.get("data"), data.get("metadata"), data["timestamp"]
    ),
    SlotSet.type_name: lambda data: SlotSet(data["name"], data.get("value"), data["timestamp"], data.get("metadata")),
    SessionStarted.type_name: lambda data: SessionStarted(data["timestamp"], data.get("metadata")),
    DefinePrevUserUtteredFeaturization.type_name: lambda data: DefinePrevUserUtteredFeaturization(
        data["use_text_for_featurization"], data["timestamp"], data.get("metadata")
    ),
}

"""Between Rasa's tracker and the conversation's own objects."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.answers.messages import Message
from bot.dialogue.state import State
from bot.dialogue.understood import SaidFact, Understood
from bot.nlu.results import fact_entities, service_entities, subject_entity
from bot.rules.facts import FactVocabulary

STATE_SLOT = "conversation"


def state_of(tracker: Tracker) -> State:
    """The state kept in the slot."""
    return State.load(tracker.get_slot(STATE_SLOT))


def understood(tracker: Tracker, vocabulary: FactVocabulary) -> Understood:
    """The latest message as understood by the pipeline."""
    return from_parse(tracker.latest_message, vocabulary)


def from_parse(parse: dict[str, Any], vocabulary: FactVocabulary) -> Understood:
    """Rasa's parse result as an Understood; facts the vocabulary does not know are dropped."""
    intent = parse.get("intent") or {}
    entities = parse.get("entities") or []
    return Understood(
        text=parse.get("text") or "",
        act=intent.get("name") or "out_of_scope",
        confidence=float(intent.get("confidence") or 0.0),
        services=tuple(service_entities(entities)),
        facts=tuple(fact for entity in entities for fact in _said(entity, vocabulary)),
        subject=subject_entity(entities),
    )


def _said(entity: dict[str, Any], vocabulary: FactVocabulary) -> list[SaidFact]:
    return [
        SaidFact(name, vocabulary.coerce(name, value), subject, entity.get("start") or 0, entity.get("end") or 0)
        for name, value, subject in fact_entities([entity])
        if name in vocabulary
    ]


def utter(dispatcher: CollectingDispatcher, message: Message) -> None:
    """Sends text and buttons; the card and the wish for a person travel as custom data of the same message."""
    custom = {key: value for key, value in (("card", message.card), ("handover", message.handover)) if value}
    dispatcher.utter_message(text=message.text, buttons=message.data()["buttons"], json_message=custom or None)

"""The entities that carry what was understood, written and read in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from bot.rules.values import Range, Value

SERVICE, FACT, SUBJECT = "service", "fact", "subject"
Entity = Mapping[str, Any]


def service_entities(entities: Iterable[Entity]) -> Iterator[tuple[str, float]]:
    """(item id, probability), best first."""
    for entity in entities:
        if entity["entity"] == SERVICE:
            yield entity["value"], float(entity.get("confidence_entity") or 1.0)


def fact_entity(name: str, value: Value, subject: str, start: int, end: int) -> dict[str, Any]:
    """A stated fact as an entity; ``subject`` is empty when the message names nobody."""
    return {
        "entity": FACT,
        "value": {"fact": name, "value": plain(value), "subject": subject},
        "start": start,
        "end": end,
    }


def fact_entities(entities: Iterable[Entity]) -> Iterator[tuple[str, Any, str]]:
    """(fact, raw value, subject)."""
    for entity in entities:
        if entity["entity"] == FACT and isinstance(entity["value"], Mapping):
            value = entity["value"]
            yield value["fact"], value["value"], value["subject"]


def subject_entity(entities: Iterable[Entity]) -> str:
    """The person the message asks about; empty when it names nobody."""
    return next((entity["value"] for entity in entities if entity["entity"] == SUBJECT), "")


def plain(value: Value) -> Any:
    """A JSON value that the vocabulary's coercion reads back (spans by their month or year)."""
    if isinstance(value, Range):
        low, high = value.low, value.high
        if isinstance(low, date):
            return f"{low:%Y-%m}" if low.month == high.month else f"{low:%Y}"
        return None
    return value.isoformat() if isinstance(value, date) else value

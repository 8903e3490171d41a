"""What the bot remembers of a conversation; plain data, so that it fits in one slot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from bot.rules.facts import FactError, FactVocabulary
from bot.rules.values import Range, Value

SELF = "self"


@dataclass
class State:
    """``persons`` holds stated facts (JSON values) by person; the rest says where we are.

    ``mode`` is "item" while one service item is looked at, "screen" while all are.
    ``asking`` is the fact of the open question; ``skipped`` lists by person the facts
    answered with 不知道 or 不想说; ``reasked`` is the open question once repeated.
    """

    persons: dict[str, dict[str, Any]] = field(default_factory=dict)
    subject: str = SELF
    service: str | None = None
    mode: str = ""
    asking: str | None = None
    reasked: bool = False
    skipped: dict[str, list[str]] = field(default_factory=dict)
    last_fact: list[str] | None = None  # [subject, fact], for corrections
    candidates: list[str] = field(default_factory=list)
    failures: int = 0
    every_benefit: bool = False

    @classmethod
    def load(cls, data: Mapping[str, Any] | None) -> State:
        """From the slot's data; unknown keys of an older version are dropped."""
        names = cls.__dataclass_fields__
        return cls(**{key: value for key, value in (data or {}).items() if key in names})

    def dump(self) -> dict[str, Any]:
        """For the slot."""
        return asdict(self)

    def facts(self, vocabulary: FactVocabulary, subject: str | None = None) -> dict[str, Value]:
        """Facts of a person, with the household's facts that somebody else stated.

        A stored fact that the vocabulary no longer knows is left out.
        """
        subject = subject or self.subject
        found: dict[str, Value] = {}
        for other, facts in self.persons.items():
            for name, raw in facts.items():
                mine = other == subject
                if name in vocabulary and (mine or (vocabulary[name].household and name not in found)):
                    value = _value(vocabulary, name, raw)
                    if value is not None:
                        found[name] = value
        return found

    def put(self, subject: str, name: str, value: Value) -> None:
        """Remember a fact; it is no longer skipped."""
        self.persons.setdefault(subject, {})[name] = _plain(value)
        self.last_fact = [subject, name]
        if name in self.skipped.get(subject, []):
            self.skipped[subject].remove(name)

    def skip(self, subject: str, name: str) -> None:
        """The person does not know or would rather not say."""
        if name not in self.skipped.setdefault(subject, []):
            self.skipped[subject].append(name)

    def forget(self, subject: str | None = None, name: str | None = None) -> None:
        """Forget a fact, a person, or everybody."""
        if subject is None:
            self.persons.clear()
        elif name is None:
            self.persons.pop(subject, None)
        else:
            self.persons.get(subject, {}).pop(name, None)


def _plain(value: Value) -> Any:
    if isinstance(value, Range):
        return {"from": _plain(value.low), "to": _plain(value.high)}
    return value.isoformat() if isinstance(value, date) else value


def _value(vocabulary: FactVocabulary, name: str, raw: Any) -> Value | None:
    try:
        if isinstance(raw, dict):
            return Range(vocabulary.coerce(name, raw["from"]), vocabulary.coerce(name, raw["to"]))
        return vocabulary.coerce(name, raw)
    except (FactError, KeyError):
        return None

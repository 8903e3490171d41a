"""What the bot remembers of a conversation; plain data, so that it fits in one slot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from bot.dialogue.persons import OF_A_COUPLE, SELF, is_family, kinship_facts, other_of_couple
from bot.rules.facts import FactError, FactVocabulary
from bot.rules.values import NOT_APPLICABLE, Range, Value

_NOT_APPLICABLE = "不涉及"
_REMEMBERED = 12


@dataclass
class State:
    """``persons`` holds stated facts (JSON values) by person; the rest says where we are.

    ``mode`` is "item" while one service item is looked at, "screen" while all are.
    ``asking`` is the fact of the open question, ``reasked`` once it was repeated;
    ``skipped`` lists by person the facts answered with 不知道 or 不想说; ``recent`` are the
    latest stated facts, ``told`` those of the latest message that told any, both as
    [person, fact]. ``listed`` are the items that the latest list named, in its order (第二个).
    ``suggested`` were decided or named beside a verdict. ``candidates`` are items offered as buttons, ``wanted`` the part of them
    asked for; ``queue`` [item, part] waits to be answered; ``earlier`` are interrupted
    [person, item] ("" for the screening). ``benefits`` were asked for by name, ``beside`` are those that the story is about.
    ``unanswered`` counts the questions left open in a row. ``conflict`` lists statements
    that cannot all be true. ``counted`` is the number of settled items told last. ``assumed`` marks a person we took from the item asked about.
    """

    persons: dict[str, dict[str, Any]] = field(default_factory=dict)
    subject: str = SELF
    service: str | None = None
    mode: str = ""
    asking: str | None = None
    reasked: bool = False
    skipped: dict[str, list[str]] = field(default_factory=dict)
    recent: list[list[str]] = field(default_factory=list)
    told: list[list[str]] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)
    candidates: list[str] = field(default_factory=list)
    wanted: str = ""
    queue: list[list[str]] = field(default_factory=list)
    earlier: list[list[str]] = field(default_factory=list)
    benefits: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    every_benefit: bool = False
    unanswered: int = 0
    conflict: list[dict[str, Any]] = field(default_factory=list)
    assumed: bool = False
    questions: int = 0
    counted: int = -1
    greeted: bool = False
    failures: int = 0

    @classmethod
    def load(cls, data: Mapping[str, Any] | None) -> State:
        """From the slot's data; unknown keys of an older version are dropped."""
        names = cls.__dataclass_fields__
        return cls(**{key: value for key, value in (data or {}).items() if key in names})

    def dump(self) -> dict[str, Any]:
        """For the slot."""
        return asdict(self)

    def facts(self, vocabulary: FactVocabulary, subject: str | None = None) -> dict[str, Value]:
        """Facts of a person: their own, what their kinship tells, and their household's.

        A household fact that two relatives state differently is left out, as is a stored
        fact that the vocabulary no longer knows.
        """
        subject = subject or self.subject
        found = self._own(vocabulary, subject)
        for name, value in (*kinship_facts(subject).items(), *self._of_the_other(vocabulary, subject)):
            if name in vocabulary:
                found.setdefault(name, value)
        shared: dict[str, list[Value]] = {}
        for other in self._relatives(subject):
            for name, value in self._own(vocabulary, other).items():
                if (
                    vocabulary[name].household
                    and name not in found
                    and not self._is_each_ones_own(name, subject, other)
                ):
                    shared.setdefault(name, []).append(value)
        return {
            **found,
            **{name: values[0] for name, values in shared.items() if values.count(values[0]) == len(values)},
        }

    def _own(self, vocabulary: FactVocabulary, subject: str) -> dict[str, Value]:
        stored = self.persons.get(subject, {})
        values = {name: _value(vocabulary, name, raw) for name, raw in stored.items() if name in vocabulary}
        return {name: value for name, value in values.items() if value is not None}

    def _of_the_other(self, vocabulary: FactVocabulary, subject: str) -> list[tuple[str, Value]]:
        """What is known of the husband or wife, as facts about the couple (配偶农村户口)."""
        other = other_of_couple(subject)
        told = self._own(vocabulary, other) if other else {}
        return [(name, is_so(told[own])) for own, (name, is_so) in OF_A_COUPLE.items() if own in told]

    @staticmethod
    def _is_each_ones_own(name: str, subject: str, other: str) -> bool:
        """Husband and wife often have a hukou each."""
        return name in OF_A_COUPLE and other_of_couple(subject) == other

    def _relatives(self, subject: str) -> list[str]:
        if not is_family(subject):
            return []
        return [other for other in self.persons if other != subject and is_family(other)]

    def owners(self, name: str) -> list[str]:
        """Everybody of whom the fact was stated, the person spoken of first."""
        found = [subject for subject, facts in self.persons.items() if name in facts]
        return sorted(found, key=lambda subject: subject != self.subject)

    def put(self, subject: str, name: str, value: Value) -> None:
        """Remember a fact; it is no longer skipped."""
        self.persons.setdefault(subject, {})[name] = plain(value)
        self.recent = [entry for entry in self.recent if entry != [subject, name]][-_REMEMBERED:] + [[subject, name]]
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

    def close_question(self) -> None:
        """No question is open any more."""
        self.asking, self.reasked = None, False

    def turn_to(self, subject: str) -> None:
        """Speak of somebody else; the open question was about the other."""
        if subject != self.subject:
            self.subject, self.assumed = subject, False
            self.close_question()

    def hand_over(self, before: str, names: list[str]) -> None:
        """Facts told of ``before`` turn out to be those of the person spoken of."""
        for name in names:
            value = self.persons.get(before, {}).pop(name, None)
            if value is not None and before != self.subject:
                self.persons.setdefault(self.subject, {})[name] = value
        self.told = [[self.subject, name] for name in names]

    def start_again(self) -> None:
        """Forget the whole conversation."""
        self.__dict__.update(State().__dict__)

    @property
    def skipped_here(self) -> list[str]:
        """Facts that the person spoken of did not want to or could not tell."""
        return self.skipped.get(self.subject, [])


def plain(value: Value) -> Any:
    """A JSON value that ``State.facts`` reads back."""
    if value is NOT_APPLICABLE:
        return _NOT_APPLICABLE
    if isinstance(value, Range):
        return {"from": plain(value.low), "to": plain(value.high)}
    return value.isoformat() if isinstance(value, date) else value


def _value(vocabulary: FactVocabulary, name: str, raw: Any) -> Value | None:
    if raw == _NOT_APPLICABLE:
        return NOT_APPLICABLE
    try:
        if isinstance(raw, dict):
            return Range(vocabulary.coerce(name, raw["from"]), vocabulary.coerce(name, raw["to"]))
        return vocabulary.coerce(name, raw)
    except (FactError, KeyError):
        return None

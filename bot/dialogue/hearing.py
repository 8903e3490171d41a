"""What a message tells, taken down, and how we say that we have taken it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.answers import wording
from bot.answers.messages import Message
from bot.answers.phrases import fact_phrase, noted
from bot.dialogue.clarifying import Clarifier
from bot.dialogue.ground import Ground
from bot.dialogue.listening import Listener
from bot.dialogue.state import State
from bot.dialogue.understood import Understood
from bot.rules.values import Value


@dataclass(frozen=True)
class Heard:
    """``facts`` of the person spoken of, ``others`` with whose they are; ``conflict`` is a question about what does not fit."""

    lead: str = ""
    facts: tuple[tuple[str, Value], ...] = ()
    conflict: tuple[Message, ...] = ()
    others: tuple[tuple[str, str, Value], ...] = ()


class Hearing:
    """Takes the facts of a message into the state."""

    def __init__(self, ground: Ground, listener: Listener, clarifier: Clarifier) -> None:
        self._ground, self._listener, self._clarifier = ground, listener, clarifier

    def hear(self, state: State, message: Understood, person: str = "") -> Heard:
        """Takes the message's facts and the person it is about (``person`` if that is known)."""
        before = state.subject
        state.told = []
        state.turn_to(person) if person else self._listener.turn(state, message)
        turned = state.mode and state.subject != before
        turning = self._turned_to(state, {said.fact for said in message.facts}) if turned else ""
        statements = self._listener.statements(state, message)
        clashes = self._listener.take(state, statements)
        facts = tuple((s.fact, s.value) for s in statements if s.subject == state.subject)
        odd = self._listener.impossible(message)
        lead = (f"{odd}，这一条我先不记。" if odd else "") + turning
        conflict = self._clarifier.about_clash(state, *clashes[0]) if clashes else []
        conflict = conflict or (self._clarifier.contradiction(state) if statements else [])
        others = tuple((s.subject, s.fact, s.value) for s in statements if s.subject != state.subject)
        return Heard(lead, facts, tuple(conflict), others)

    def told(self, heard: Heard, more: Iterable[tuple[str, Value]] = ()) -> str:
        """What was understood, in a sentence."""
        of_others = [(wording.person_by_name(who), name, value) for who, name, value in heard.others]
        return heard.lead + noted(self._ground.catalog, [*heard.facts, *more], of_others)

    def _turned_to(self, state: State, told: set[str]) -> str:
        """That we now speak of somebody else, and what we take over of what was said of the household."""
        turned = f"好，来看{wording.person_by_name(state.subject)}。"
        if state.subject in state.persons:
            return turned
        carried = [
            fact_phrase(self._ground.catalog, name, value)
            for name, value in self._ground.stated(state).items()
            if name not in told and self._is_told_of_the_household(state, name)
        ]
        return turned + (f"{'、'.join(carried)}，这也按您家的算，不一样请告诉我。" if carried else "")

    def _is_told_of_the_household(self, state: State, name: str) -> bool:
        """Whether the fact goes over to everybody at home, matters to what is under way, and may be said aloud."""
        fact = self._ground.fact(name)
        rules = self._ground.service(state, state.service).rules() if state.service else ()
        matters = not rules or any(name in rule.names for rule in rules)
        return fact.household and fact.sensitivity == 0 and matters

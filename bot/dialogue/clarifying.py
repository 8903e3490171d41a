"""Statements that cannot all be true: the bot asks which one is right and never picks one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.answers import wording
from bot.answers.messages import Message, buttons
from bot.answers.phrases import fact_phrase
from bot.dialogue import cues
from bot.dialogue.ground import Ground
from bot.dialogue.listening import Statement
from bot.dialogue.state import State, plain
from bot.dialogue.understood import Understood
from bot.nlu.text import clean
from bot.rules.implications import Contradiction
from bot.rules.values import Value

_BOTH = "都是"
SOMEBODY_ELSE = "说的是另一个人"


class Clarifier:
    """Asks about statements that do not fit, and settles them by the answer."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def about_clash(self, state: State, said: Statement, older: Value) -> list[Message]:
        """The same fact told twice, differently."""
        state.conflict = [self._entry(said.subject, said.fact, older), self._entry(said.subject, said.fact, said.value)]
        first, second = (entry["phrase"] for entry in state.conflict)
        text = f"{wording.person(said.subject)}的情况，前面说{first}，这次说{second}，按哪个算？"
        return [Message(text, buttons(first, second, SOMEBODY_ELSE))]

    def which_of(self, state: State, told: Mapping[str, Value]) -> list[Message]:
        """A bare place that could be several facts."""
        state.conflict = [self._entry(state.subject, name, value) for name, value in told.items()]
        phrases = [str(entry["phrase"]) for entry in state.conflict]
        return [Message(f"您是说{'，还是'.join(phrases)}？", buttons(*phrases, _BOTH))]

    def contradiction(self, state: State) -> list[Message]:
        """The first two statements about the person spoken of that cannot both be true."""
        derivation = self._ground.catalog.deriver.derive(self._ground.stated(state), self._ground.today())
        return self._about(state, derivation.contradictions[0]) if derivation.contradictions else []

    def _about(self, state: State, conflict: Contradiction) -> list[Message]:
        stated = self._ground.stated(state)
        names = [name for name in (*conflict.because, conflict.fact) if name in stated]
        state.close_question()
        state.conflict = [self._entry(self._owner(state, name), name, stated[name]) for name in dict.fromkeys(names)]
        phrases = [entry["phrase"] for entry in state.conflict]
        if len(phrases) < 2:
            return self._without_counterpart(state, conflict)
        text = f"您说{phrases[0]}，又说{'、'.join(phrases[1:])}，这两样对不上。哪一样是对的？"
        return [Message(text, buttons(*phrases, "都不对"))]

    def _without_counterpart(self, state: State, conflict: Contradiction) -> list[Message]:
        """What contradicts it follows from several statements: this one is asked again."""
        phrase = fact_phrase(self._ground.catalog, conflict.fact, conflict.stated)
        return [Message(f"您说{phrase}，和前面说的情况对不上。请再确认一下，是这样吗？", buttons(phrase, "都不对"))]

    def _owner(self, state: State, name: str) -> str:
        return next(iter(state.owners(name)), state.subject)

    def _entry(self, subject: str, name: str, value: Value) -> dict[str, object]:
        phrase = fact_phrase(self._ground.catalog, name, value)
        return {"subject": subject, "fact": name, "value": plain(value), "phrase": phrase}

    def settle(self, state: State, message: Understood) -> str | None:
        """Settles the open conflict by the answer; a sentence if it was one, else None.

        Without an answer all that is in conflict is forgotten: unknown is better than guessed.
        """
        conflict, state.conflict = state.conflict, []
        if clean(message.text) == clean(SOMEBODY_ELSE):
            return self._somebody_else(state, conflict)
        if message.words == _BOTH or cues.wants_all(message.words):
            return self._all(state, conflict)
        chosen = self._chosen(conflict, message)
        for entry in conflict:
            for owner in {entry["subject"], *state.owners(entry["fact"])}:
                state.forget(owner, entry["fact"])
        if chosen is None:
            return "好，这几样先都不算。" if cues.wants_none(message.words) else None
        state.persons.setdefault(chosen["subject"], {})[chosen["fact"]] = chosen["value"]
        return f"好，按{chosen['phrase']}算。"

    @staticmethod
    def _all(state: State, conflict: Sequence[dict[str, str]]) -> str | None:
        """Both are right, where they are different facts (户口 and 住)."""
        if len({entry["fact"] for entry in conflict}) < len(conflict):
            return None
        for entry in conflict:
            state.persons.setdefault(entry["subject"], {})[entry["fact"]] = entry["value"]
        return f"好，{'，'.join(entry['phrase'] for entry in conflict)}。"

    @staticmethod
    def _chosen(conflict: Sequence[dict[str, str]], message: Understood) -> dict[str, str] | None:
        exact = [entry for entry in conflict if clean(entry["phrase"]) == message.words]
        index = cues.ordinal(message.words, len(conflict))
        told = [e for e in conflict if any(s.fact == e["fact"] and plain(s.value) == e["value"] for s in message.facts)]
        part = [e for e in conflict if len(message.words) >= 2 and message.words in clean(e["phrase"])]
        found = exact or ([conflict[index]] if index is not None and index < len(conflict) else []) or told or part
        return found[0] if len(found) == 1 else None

    @staticmethod
    def _somebody_else(state: State, conflict: Sequence[dict[str, str]]) -> str:
        """Only what the latest message told stays."""
        latest = {fact: state.persons.get(subject, {}).get(fact) for subject, fact in state.told}
        latest.update({entry["fact"]: entry["value"] for entry in conflict[1:]})
        subject = conflict[0]["subject"]
        state.persons = {subject: {name: value for name, value in latest.items() if value is not None}}
        state.skipped.clear()
        return "好，换一个人，前面那个人的情况不算了。"

"""说错了，是63: which fact is meant, and what it becomes."""

from __future__ import annotations

import re

from bot.answers import wording
from bot.answers.messages import Button, Message
from bot.answers.phrases import fact_phrase, noted
from bot.dialogue import cues
from bot.dialogue.ground import Ground
from bot.dialogue.listening import Listener, Statement
from bot.dialogue.persons import SELF
from bot.dialogue.replies import Replies
from bot.dialogue.state import State, plain
from bot.dialogue.understood import Understood
from bot.rules.facts import FactError
from bot.rules.values import Value

_OTHER_PERSON = re.compile(
    r"不是(?:说|问)?我(?:自己|本人)?[，,。]?(?:是|问的是|说的是)|(?:说|问|讲)的(?:都)?是|(?:不对|错了?|搞混了?)[，,。]?(?:应该)?是我"
)
_SHOWN = 4


class Corrector:
    """Finds what a correction corrects."""

    def __init__(self, ground: Ground, listener: Listener, replies: Replies) -> None:
        self._ground, self._listener, self._replies = ground, listener, replies

    def correct(self, state: State, message: Understood) -> str | Message:
        """What was corrected, as a sentence to go on with; or a question about what to correct."""
        other = self._other_person(state, message)
        if other:
            return other
        statements = self._listener.statements(state, message)
        if statements:
            return self._put(state, statements)
        return self._by_value(state, cues.corrected_part(message.words))

    def _other_person(self, state: State, message: Understood) -> str:
        """不是我，是我妈: what was told last is hers."""
        if not (message.subject not in ("", SELF) and _OTHER_PERSON.search(message.words)):
            return ""
        key = self._listener.key(state, message.subject, message.words)
        before, told = state.subject, [name for person, name in state.told if person == state.subject]
        state.turn_to(key)
        state.hand_over(before, told)
        return f"好，改成说{wording.person(key)}。"

    def _put(self, state: State, statements: list[Statement]) -> str:
        known = any(said.fact in state.persons.get(said.subject, {}) for said in statements)
        self._listener.take(state, statements, correcting=True)
        self._let_prevail(state, [said.fact for said in statements])
        if not known:
            return noted(self._ground.catalog, [(said.fact, said.value) for said in statements])
        return self._changed(statements[-1].fact, statements[-1].value)

    def _by_value(self, state: State, part: str) -> str | Message:
        """The latest fact that could have the value named."""
        wrong = ""
        for subject, name in self._latest(state):
            try:
                value = self._replies.read(name, part)
            except FactError as error:
                wrong = wrong or str(error)
                continue
            if value is not None and plain(value) != state.persons[subject][name]:
                state.put(subject, name, value)
                self._let_prevail(state, [name])
                return self._changed(name, value)
        return Message(f"{wrong}。请再说一遍。") if wrong else self._which(state)

    def _let_prevail(self, state: State, names: list[str]) -> None:
        """What was just corrected is right: older statements that cannot stand beside it go."""
        for _ in range(_SHOWN):
            derivation = self._ground.catalog.deriver.derive(self._ground.stated(state), self._ground.today())
            for conflict in derivation.contradictions[:1]:
                older = [name for name in (conflict.fact, *conflict.because) if name not in names]
                for name in older:
                    for owner in state.owners(name):
                        state.forget(owner, name)

    @staticmethod
    def _latest(state: State) -> list[tuple[str, str]]:
        """Stated facts, the newest of the person spoken of first."""
        kept = [(s, name) for s, name in reversed(state.recent) if name in state.persons.get(s, {})]
        return sorted(kept, key=lambda entry: entry[0] != state.subject)

    def _changed(self, name: str, value: Value) -> str:
        return f"好，改成{fact_phrase(self._ground.catalog, name, value)}。"

    def _which(self, state: State) -> Message:
        """Which of the latest facts is wrong, as buttons."""
        facts = self._ground.stated(state)
        names = [name for subject, name in self._latest(state) if subject == state.subject][:_SHOWN]
        shown = [
            Button(fact_phrase(self._ground.catalog, name, facts[name]), f"改{self._ground.fact(name).label}")
            for name in names
            if name in facts
        ]
        return Message(
            "哪一条不对？点一下我重新问，或者直接说对的。" if shown else wording.WHICH_TO_CORRECT, tuple(shown)
        )

    def chosen(self, state: State, text: str) -> str | None:
        """The fact that 改年龄 names; it is forgotten, to be asked again."""
        for subject, name in self._latest(state):
            if text == f"改{self._ground.fact(name).label}".lower():
                state.forget(subject, name)
                return name
        return None

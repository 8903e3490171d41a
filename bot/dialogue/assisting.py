"""The same conversation for a clerk on the telephone, who sees all of it at once and may set any part of it.

Each deed changes the state of a call in place; ``view`` shows the whole of what is known afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from bot.answers import wording
from bot.answers.cards import question_card, verdict_card
from bot.answers.counters import Counter, CounterLookup, no_counters
from bot.answers.messages import Message
from bot.answers.phrases import labels
from bot.answers.screening import near, of_own_first, screening_message
from bot.answers.sections import unmodelled_message
from bot.answers.spoken import spoken
from bot.answers.verdicts import verdict_message
from bot.answers.wording import person
from bot.catalog.assessment import Assessment, region_of
from bot.catalog.service import Catalog
from bot.dialogue.asking import MAY_BE_NEITHER, question_text
from bot.dialogue.conversation import Conversation
from bot.dialogue.flow import Flow
from bot.dialogue.ground import Ground
from bot.dialogue.listening import ASKING_ACTS
from bot.dialogue.next_steps import fitting
from bot.dialogue.pertinence import own_facts
from bot.dialogue.smalltalk import SmallTalk
from bot.dialogue.state import State
from bot.dialogue.thresholds import SURE
from bot.dialogue.understood import Understood
from bot.rules.facts import FactError
from bot.rules.values import NOT_APPLICABLE
from bot.rules.verdicts import Verdict

_SHOWN_OPEN, _OTHERS = 4, 6
_LEAST_CHANCE = 0.01


class CallError(ValueError):
    """Why a deed is not possible, as a sentence."""


class Assistant:
    """Helps during calls, from the knowledge in ``catalog``."""

    def __init__(
        self, catalog: Catalog, today: Callable[[], date] = date.today, counters: CounterLookup = no_counters
    ) -> None:
        self.catalog = catalog
        self._ground = Ground(catalog, today, counters)
        self._flow = Flow(self._ground)
        self._conversation = Conversation(catalog, today, counters)

    # ---- deeds ------------------------------------------------------------------------------

    def hear(self, state: State, message: Understood) -> list[Message]:
        """What the caller said, in the clerk's words."""
        return self._conversation.respond(state, message)

    def put(self, state: State, subject: str, name: str, raw: Any) -> list[Message]:
        """Sets a fact; everything after it is looked at again. Raises FactError for what cannot be."""
        vocabulary = self.catalog.vocabulary
        if name not in vocabulary:
            raise FactError("没有这一条情况")
        nothing = raw == wording.NEITHER and name in MAY_BE_NEITHER
        state.put(subject, name, NOT_APPLICABLE if nothing else vocabulary.coerce(name, raw))
        return self._go_on(state)

    def forget(self, state: State, subject: str, name: str) -> list[Message]:
        """Takes a fact away: unknown again."""
        state.forget(subject, name)
        if not state.persons.get(subject) and subject != state.subject:
            state.forget(subject)
        return self._go_on(state)

    def skip(self, state: State) -> list[Message]:
        """The caller does not know the answer to the open question, or would rather not say."""
        if state.asking:
            state.skip(state.subject, state.asking)
        return self._go_on(state)

    def choose(self, state: State, service_id: str) -> list[Message]:
        """Looks at an item. Raises CallError."""
        if service_id not in self.catalog.files:
            raise CallError("没有这项服务")
        state.queue, state.conflict = [], []
        self._flow.interviewer.open(state, service_id, nobody_named=not state.persons)
        return self._go_on(state)

    def look_at(self, state: State, subject: str) -> list[Message]:
        """Turns to another person of the call. Raises CallError."""
        if subject not in state.persons:
            raise CallError("还没有说到这个人")
        state.turn_to(subject)
        return self._go_on(state)

    def screen(self, state: State) -> list[Message]:
        """All items for the person spoken of."""
        state.conflict = []
        return self._flow.screener.begin(state)

    def _go_on(self, state: State) -> list[Message]:
        """The next question or the conclusion, unless statements do not fit."""
        state.conflict = []
        state.close_question()
        conflict = self._flow.clarifier.contradiction(state)
        if conflict:
            return conflict
        return self._flow.screener.begin(state) if state.mode == "screen" else self._flow.go_on(state)

    # ---- view -------------------------------------------------------------------------------

    def view(
        self, state: State, said: Sequence[Message] = (), message: Understood | None = None, before: str | None = None
    ) -> dict[str, Any]:
        """Everything the clerk sees; ``said`` is what the conversation answers to ``message``.

        ``before`` is the item before the message: the candidates are None where it did not ask about another.
        """
        assessment = self._assessment(state)
        screened = state.mode == "screen"
        return {
            "act": message.act if message else None,
            "candidates": self._candidates(message) if message and self._asks(state, message, before) else None,
            "subject": state.subject,
            "who": person(state.subject),
            "conflict": self._conflict(state, said),
            "verdict": verdict_card(self.catalog, assessment, state.subject, state.benefits) if assessment else None,
            "modelled": assessment.service.modelled if assessment else True,
            "sentence": self._sentence(state, assessment, said, message),
            "question": self._question(state),
            "screening": self._screening(state).card if screened else None,
            "others": self._others(state) if assessment else [],
        }

    def where(self, state: State) -> tuple[str, tuple[Counter, ...]]:
        """The region where the person applies for the item at hand (empty if unknown) and its imported counters."""
        assessment = self._assessment(state)
        if assessment is None:
            return region_of(self._ground.stated(state)) or "", ()
        counters = self._ground.counters(state, assessment.service)
        return region_of(assessment.facts, assessment.service) or "", counters

    def _assessment(self, state: State) -> Assessment | None:
        return self._ground.assess(state, state.service) if state.service else None

    @staticmethod
    def _asks(state: State, message: Understood, before: str | None) -> bool:
        """Whether the message may be about an item, and no mere answer about the one at hand."""
        return before is None or state.service != before or (message.best[1] >= SURE and message.act in ASKING_ACTS)

    def _candidates(self, message: Understood) -> list[dict[str, Any]]:
        files = self.catalog.files
        return [
            {"id": sid, "name": files[sid].name, "summary": files[sid].summary, "confidence": round(chance, 3)}
            for sid, chance in message.services[:5]
            if chance >= _LEAST_CHANCE and sid in files
        ]

    @staticmethod
    def _conflict(state: State, said: Sequence[Message]) -> dict[str, Any] | None:
        """The question which of several statements is right."""
        if not state.conflict or not said:
            return None
        return {"text": said[-1].text, "options": [button.payload for button in said[-1].buttons]}

    def _sentence(
        self, state: State, assessment: Assessment | None, said: Sequence[Message], message: Understood | None
    ) -> str:
        """What to read out: the part asked for, else the verdict with what it depends on."""
        part = next((m for m in said if m.card and m.card["type"] == "service" and assessment), None)
        if part is not None:
            return spoken(part)
        if assessment is not None:
            return spoken(self._verdict(state, assessment))
        if state.mode == "screen":
            return spoken(self._screening(state))
        if message is not None and message.act == "out_of_scope" and not message.facts:
            return SmallTalk(self._ground).outside(message).text
        return ""

    def _verdict(self, state: State, assessment: Assessment) -> Message:
        if not assessment.service.modelled:
            return unmodelled_message(self.catalog, assessment.service)
        undecided = assessment.verdict is Verdict.UNKNOWN
        dropped = labels(self.catalog, assessment.missing[:_SHOWN_OPEN]) if undecided else []
        counters = self._ground.counters(state, assessment.service)
        return verdict_message(self.catalog, assessment, state.subject, state.benefits, dropped, counters)

    def _question(self, state: State) -> dict[str, Any] | None:
        """The open question with its answers as buttons."""
        if not state.asking:
            return None
        text = question_text(self._ground.fact(state.asking).question, state.subject)
        card = question_card(self.catalog, state.asking, text)
        if state.asking in MAY_BE_NEITHER:
            card["input"]["options"].append({"value": wording.NEITHER, "title": wording.NEITHER})
        return card

    def _screening(self, state: State) -> Message:
        own, common = own_facts(self._ground, state), self._ground.for_everyone()
        results = of_own_first(self._ground.assess_all(state), own)
        return screening_message(self.catalog, results, state.subject, common, near(results, own))

    def _others(self, state: State) -> list[dict[str, str]]:
        """Further items that what was told so far fits."""
        found = fitting(self._ground, state)[:_OTHERS]
        return [{"id": sid, "name": self._ground.name(sid)} for sid in found]

"""All items for one person: the fewest questions, a running count, results at any time."""

from __future__ import annotations

from dataclasses import replace

from bot.answers import wording
from bot.answers.messages import Message, buttons, with_buttons
from bot.answers.screening import named_in_order, near, of_own_first, progress, screening_message, settled
from bot.catalog.assessment import next_question
from bot.dialogue.asking import question, said
from bot.dialogue.ground import Ground
from bot.dialogue.pertinence import left_out, of_children, own_facts, places_told
from bot.dialogue.state import State

_PAUSE_AFTER = 8  # questions; then the results so far are shown


class Screener:
    """Leads through the screening of one person."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def begin(self, state: State, told: str = "") -> list[Message]:
        """The results so far and the first question."""
        state.mode, state.service, state.questions = "screen", None, 0
        state.benefits, state.candidates, state.queue, state.failures = [], [], [], 0
        state.close_question()
        name = self._next(state)
        results = self._results(state)
        if name is None:
            return said(told, results)
        going_on = Message(f"{results.text}\n{wording.SCREENING_GOES_ON}", results.buttons, results.card)
        return [*said(told, going_on), question(self._ground, state, name)]

    def step(self, state: State, lead: str = "") -> list[Message]:
        """The next question with the running count, or the results after enough questions."""
        name = self._next(state)
        state.questions += 1
        if name is None or state.questions > _PAUSE_AFTER:
            return said(lead, *self.results(state))
        return said(lead + self._count(state), question(self._ground, state, name))

    def _count(self, state: State) -> str:
        """How far we are, when that has changed."""
        results = self._ground.assess_all(state)
        before, state.counted = state.counted, settled(results)
        return progress(results) if state.counted != before else ""

    def results(self, state: State) -> list[Message]:
        """What is known so far, without a further question."""
        state.mode, state.service, state.questions = "screen", None, 0
        state.close_question()
        more = buttons(wording.ASK_ON) if self._next(state) else ()
        results = with_buttons(self._results(state), more)
        return [replace(results, text=f"{results.text}\n{wording.PICK_FROM_LIST}") if state.listed else results]

    def ask_on(self, state: State) -> list[Message]:
        """Goes on after a pause or another matter."""
        state.mode, state.service, state.questions, state.counted = "screen", None, 0, -1
        return self.step(state)

    def _next(self, state: State) -> str | None:
        """The next fact to ask; what only children have comes last for grown-ups."""
        skipped = [*left_out(self._ground, state), *places_told(self._ground, state)]
        return self._best(state, [*skipped, *of_children(self._ground, state)]) or self._best(state, skipped)

    def _best(self, state: State, skip: list[str]) -> str | None:
        facts = self._ground.stated(state)
        return next_question(self._ground.catalog, facts, self._ground.today(), None, skip)

    def _results(self, state: State) -> Message:
        own = own_facts(self._ground, state)
        results, common = of_own_first(self._ground.assess_all(state), own), self._ground.for_everyone()
        close = near(results, own)
        state.listed = named_in_order(results, common, close)
        return screening_message(self._ground.catalog, results, state.subject, common, close)

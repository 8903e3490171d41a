"""What our own buttons send, and choices among the items offered."""

from __future__ import annotations

from bot.answers import wording
from bot.answers.messages import Message, buttons
from bot.dialogue import cues
from bot.dialogue.asking import MAY_BE_NEITHER, question, said
from bot.dialogue.flow import Flow
from bot.dialogue.state import State
from bot.dialogue.understood import Understood
from bot.nlu.text import clean
from bot.rules.values import NOT_APPLICABLE

_LONGEST_SHORT_ANSWER = 6


class Choices:
    """Each method gives the messages, or None when the message is no such choice."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._ground = flow.ground

    def button(self, state: State, message: Understood) -> list[Message] | None:
        """What our own buttons send."""
        text = message.words
        if state.conflict:
            return None
        if text == clean(wording.SCREEN_PHRASE):
            return self._flow.screener.begin(state)
        if text == clean(wording.SHOW_RESULTS):
            return self._flow.screener.results(state)
        if text == clean(wording.ASK_ON) and not state.service:
            return self._flow.screener.ask_on(state)
        if text == wording.NEITHER and state.asking and state.asking in MAY_BE_NEITHER:
            return self._neither(state)
        if text.startswith(wording.LOOK_AT):
            return self._look_at(state, text)
        if text.startswith(wording.GO_BACK_TO):
            return self._go_back(state, text)
        return self._correction_button(state, text) or self._item_button(state, text)

    def _neither(self, state: State) -> list[Message]:
        """None of the options of the open question."""
        state.put(state.subject, state.asking or "", NOT_APPLICABLE)
        state.close_question()
        return self._flow.go_on(state)

    def _look_at(self, state: State, text: str) -> list[Message] | None:
        """再看您父亲."""
        for key in state.persons:
            if text == clean(wording.LOOK_AT + wording.person_by_name(key)):
                state.turn_to(key)
                return self._flow.go_on(state, f"好，来看{wording.person(key)}。")
        return None

    def _go_back(self, state: State, text: str) -> list[Message] | None:
        """接着看最低生活保障."""
        named = self._flow.router.by_whole_name(text.removeprefix(wording.GO_BACK_TO))
        if named:
            same = [place for place in state.earlier if place[1] == named]
            state.earlier = [*state.earlier, *(same or [[state.subject, named]])]
        return self._flow.back(state) if state.earlier else None

    def _correction_button(self, state: State, text: str) -> list[Message] | None:
        name = self._flow.corrector.chosen(state, text) if text.startswith("改") else None
        return said("好，重新问一遍。", question(self._ground, state, name)) if name else None

    def _item_button(self, state: State, text: str) -> list[Message] | None:
        if state.service is None:
            return None
        if text == clean(wording.MORE_BENEFITS):
            state.every_benefit = True
            return self._flow.go_on(state)
        if text == clean(wording.CHECK_ME):
            return self._flow.answer(state, "")
        for title, section in wording.FOLLOW_UPS.items():
            if text == clean(title):
                return self._flow.answer(state, section)
        return None

    def among_offered(self, state: State, message: Understood) -> list[Message] | None:
        """One of the items offered, by name, number or 都想问."""
        if not state.candidates:
            return None
        offered, wanted = state.candidates, state.wanted
        chosen = self._chosen(offered, message)
        state.candidates, state.wanted = [], ""
        if chosen:
            self._flow.interviewer.open(state, chosen[0], nobody_named=True)
            state.queue = [[service_id, wanted] for service_id in chosen[1:]]
            return self._flow.answer(state, wanted)
        if cues.wants_none(message.words) or message.act == "deny" and len(message.words) <= _LONGEST_SHORT_ANSWER:
            return [Message(wording.NONE_OF_THEM, buttons(wording.SCREEN_PHRASE, wording.HUMAN))]
        return None

    def _chosen(self, offered: list[str], message: Understood) -> list[str]:
        text = message.words
        whole = self._flow.router.by_whole_name(text)
        if whole in offered:
            return [whole]
        if cues.wants_all(text) or text == clean(wording.BOTH):
            return offered[:2]
        index = cues.ordinal(text, len(offered))
        if index is not None:
            return [offered[index]]
        if len(offered) == 1 and message.act == "affirm" and len(text) <= _LONGEST_SHORT_ANSWER:
            return offered
        return []

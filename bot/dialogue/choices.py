"""What our own buttons send, and choices among the items offered."""

from __future__ import annotations

import re

from bot.answers import wording
from bot.answers.messages import Message, buttons
from bot.dialogue import cues
from bot.dialogue.asking import MAY_BE_NEITHER, question, said
from bot.dialogue.flow import Flow
from bot.dialogue.follow_up_cues import is_bare, one_of_list, section_of
from bot.dialogue.follow_ups import is_usual
from bot.dialogue.state import State
from bot.dialogue.thresholds import SURE
from bot.dialogue.understood import Understood
from bot.nlu.text import clean
from bot.rules.values import NOT_APPLICABLE

_LONGEST_SHORT_ANSWER = 6
_BESIDE = 3  # characters beside the words of a fact that ask nothing (女的, 没有办残疾证)
_PART_OF_NAME = re.compile(r"(?:是|问|就是|看|要)?(.{2,6}?)(?:的|那个|那种|这个|这种|那项|方面)*")


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
        """One of the items offered, by name, number or 都想问; or more about the matter not yet chosen."""
        if not state.candidates:
            return None
        offered, wanted = state.candidates, state.wanted
        chosen, section = self._chosen(offered, message)
        narrowed = [] if chosen else self._with_word(offered, message.words)
        if 1 < len(narrowed) < len(offered):
            return [self._flow.offer(state, tuple(narrowed), wanted)]
        chosen = chosen or (narrowed if len(narrowed) == 1 else [])
        state.candidates, state.wanted = [], ""
        if not chosen and (named := self._by_what_is_told(offered, message)):
            heard = self._flow.hear(state, message)
            self._flow.interviewer.open(state, named, nobody_named=not message.subject)
            return list(heard.conflict) or self._flow.answer(state, wanted, self._flow.told(heard), True)
        if chosen:
            wanted = section or wanted
            self._flow.interviewer.open(state, chosen[0], nobody_named=True)
            state.queue = [[service_id, wanted] for service_id in chosen[1:]]
            return self._flow.answer(state, wanted)
        short = len(message.words) <= _LONGEST_SHORT_ANSWER
        if not message.facts and (cues.wants_none(message.words) or (message.act == "deny" and short)):
            return [Message(wording.NONE_OF_THEM, buttons(wording.SCREEN_PHRASE, wording.HUMAN))]
        return self._offered_again(state, message, offered, wanted)

    def _offered_again(
        self, state: State, message: Understood, offered: list[str], wanted: str
    ) -> list[Message] | None:
        """要带啥子, 那我爸呢 or a further fact, before anybody has chosen: taken, and the choice stays."""
        section = section_of(message.words) if is_bare(message.words) else ""
        usual = is_usual(message.words) and not self._flow.router.named(message)
        place = self._flow.replies.is_place(message.words)
        if not (section or usual or place or self._only_tells(message)):
            return None
        heard = self._flow.hear(state, message)
        if heard.conflict:
            return list(heard.conflict)
        part = section if section != "check" else ""
        return said(
            self._flow.told(heard) + wording.CHOOSE_FIRST,
            self._flow.offer(state, self._flow.possible(state, offered), part or wanted),
        )

    def _only_tells(self, message: Understood) -> bool:
        """Whether somebody goes on about the same matter (not about another one)."""
        if message.facts and message.letters_beside_facts <= _BESIDE and not cues.asks(message.words):
            return True
        if message.best[1] >= SURE or self._flow.router.named(message):
            return False
        return bool(message.facts) and (not cues.asks(message.words) or cues.names_another(message.words))

    def _by_what_is_told(self, offered: list[str], message: Understood) -> str:
        """领居民养老的, with two pensions on offer: the only item whose name has the option that was told."""
        values = [said.value for said in message.facts if self._ground.fact(said.fact).kind == "选项"]
        names = {item: self._ground.catalog.files[item].name for item in offered}
        fitting = [item for item, name in names.items() if any(str(value) in name for value in values)]
        return fitting[0] if len(fitting) == 1 and self._only_tells(message) else ""

    def _with_word(self, offered: list[str], text: str) -> list[str]:
        """Those whose name has the word in it: 职工的, 职工那个."""
        word = _PART_OF_NAME.fullmatch(text)
        return [item for item in offered if word and word[1] in self._ground.catalog.files[item].name]

    def _chosen(self, offered: list[str], message: Understood) -> tuple[list[str], str]:
        """The items chosen, and the part asked for with them."""
        text = message.words
        whole = self._flow.router.by_whole_name(text)
        if whole in offered:
            return [whole], ""
        if cues.wants_all(text) or text == clean(wording.BOTH):
            return offered[:2], ""
        index = cues.ordinal(text, len(offered))
        if index is not None:
            return [offered[index]], ""
        placed = one_of_list(text, len(offered))
        if placed and (not placed[1] or is_bare(placed[1])):
            section = section_of(placed[1])
            return [offered[placed[0]]], "" if section == "check" else section
        if len(offered) == 1 and message.act == "affirm" and len(text) <= _LONGEST_SHORT_ANSWER:
            return offered, ""
        return [], ""

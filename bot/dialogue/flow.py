"""How the conversation goes on: with the item, the screening, or the choice between items."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answers import wording
from bot.answers.messages import Button, Message, buttons, with_buttons
from bot.answers.phrases import noted
from bot.dialogue import cues
from bot.dialogue.asking import Interviewer, question, said
from bot.dialogue.clarifying import Clarifier
from bot.dialogue.correcting import Corrector
from bot.dialogue.ground import Ground
from bot.dialogue.listening import SECTION_ACTS, Listener
from bot.dialogue.replies import Replies
from bot.dialogue.routing import Route, Router, named_benefits
from bot.dialogue.screening import Screener
from bot.dialogue.state import State
from bot.dialogue.thresholds import SURE
from bot.dialogue.understood import Understood

_STORY = 2  # facts that make a message without an item a story to screen


@dataclass(frozen=True)
class Heard:
    """``told`` repeats what was understood; ``conflict`` is a question about what does not fit."""

    told: str = ""
    conflict: tuple[Message, ...] = ()


class Flow:
    """The parts of the conversation, and the ways from one to the other."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.router = Router(ground.catalog)
        self.listener = Listener(ground)
        self.replies = Replies(ground)
        self.interviewer = Interviewer(ground)
        self.screener = Screener(ground)
        self.clarifier = Clarifier(ground)
        self.corrector = Corrector(ground, self.listener, self.replies)

    # ---- listening --------------------------------------------------------------------------

    def hear(self, state: State, message: Understood) -> Heard:
        """Takes the message's facts and the person it is about."""
        self.listener.turn(state, message)
        statements = self.listener.statements(state, message)
        clashes = self.listener.take(state, statements)
        told = noted(self.ground.catalog, [(s.fact, s.value) for s in statements if s.subject == state.subject])
        odd = self.listener.impossible(message)
        told = (f"{odd}，这一条我先不记。" if odd else "") + told
        if clashes:
            return Heard(told, tuple(self.clarifier.about_clash(state, *clashes[0])))
        return Heard(told, tuple(self.clarifier.contradiction(state)) if statements else ())

    # ---- which item -------------------------------------------------------------------------

    def about_items(self, state: State, message: Understood) -> list[Message]:
        """A question about a service item, or a situation told."""
        heard = self.hear(state, message)
        route = self._route(state, message)
        section = self.section(message)
        if not route.chosen:
            return list(heard.conflict) or self.unclear(state, message, route, heard)
        self._open(state, message, route.chosen[0])
        state.queue = [[service_id, section] for service_id in route.chosen[1:]]
        return list(heard.conflict) or self.answer(state, section, heard.told, bool(message.facts))

    def _route(self, state: State, message: Understood) -> Route:
        best, chance = message.best
        elsewhere = chance >= SURE and best != state.service
        if state.service and not elsewhere and self._benefits_here(state, message):
            return Route((state.service,))
        return self.router.route(state, message)

    def _benefits_here(self, state: State, message: Understood) -> list[str]:
        return named_benefits(self.ground.service(state, state.service or ""), message.beside_facts)

    def _open(self, state: State, message: Understood, service_id: str) -> None:
        named = named_benefits(self.ground.service(state, service_id), message.beside_facts)
        kept = state.benefits if service_id == state.service and not named else named
        self.interviewer.open(state, service_id, kept, nobody_named=not message.subject)

    @staticmethod
    def section(message: Understood) -> str:
        """The part of an item that is asked for; empty for the conditions."""
        cue = cues.section_of(message.words)
        if message.act in SECTION_ACTS and cue != "check":
            return cue if cue == "basis" else SECTION_ACTS[message.act]
        return cue if cue != "check" and (cues.is_bare(message.words) or cue == "basis") else ""

    def answer(self, state: State, section: str, told: str = "", personal: bool = False) -> list[Message]:
        """The part asked for, or the check of the conditions. ``personal``: facts came with it."""
        if not section:
            return self.interviewer.begin(state, told)
        part = self.interviewer.part(state, section)
        if state.asking:  # the question stays open behind the follow-up
            return [*said(told, part), question(self.ground, state, state.asking)]
        if section == "entitlement" and personal and not state.queue:
            intro = f"{told}我再问几句，看{wording.person(state.subject)}符不符合。"
            return [part, *self.interviewer.step(state, intro=intro)]
        part = with_buttons(part, self.interviewer.way_back(state))
        return [*said(told, part), *self.interviewer.next_in_queue(state)]

    def unclear(self, state: State, message: Understood, route: Route, heard: Heard) -> list[Message]:
        """No item is clear: two or three likely ones as buttons, or how to go on without any."""
        if route.offered:
            return said(heard.told, self.offer(state, route.offered, self.section(message)))
        if len(message.facts) >= _STORY and not state.mode:
            return self.screener.begin(state, heard.told)
        if heard.told and state.mode:
            return self.other_facts(state, heard)
        if cues.section_of(message.words) and cues.is_bare(message.words):
            names = [self.ground.name(sid) for sid in self.interviewer.fitting(state)[:3]]
            return [Message(wording.WHICH_ITEM, buttons(*names, wording.HUMAN))]
        return self.not_understood(state, heard)

    def not_understood(self, state: State, heard: Heard) -> list[Message]:
        """Nothing to go by."""
        state.failures += 1
        if heard.told:
            return self.go_on(state, heard.told)
        if state.asking:
            return self.again(state, wording.NOT_HEARD)
        return [Message(wording.NOT_UNDERSTOOD, buttons(wording.SCREEN_PHRASE, wording.HUMAN))]

    def offer(self, state: State, items: tuple[str, ...], section: str) -> Message:
        """Two or three items with what tells them apart."""
        state.candidates, state.wanted = list(items), section
        files = [self.ground.catalog.files[service_id] for service_id in items]
        if len(files) == 1:
            text = f"您是想问“{files[0].name}”吗？\n{files[0].summary}"
            return Message(text.strip(), (Button("是的", files[0].name), *buttons(wording.NEITHER)))
        lines = [f"{number}. {file.name}：{file.summary}" for number, file in enumerate(files, start=1)]
        text = "您问的是下面哪一项？\n" + "\n".join(line.rstrip("：") for line in lines)
        return Message(text, buttons(*(file.name for file in files), wording.NEITHER))

    # ---- going on ---------------------------------------------------------------------------

    def go_on(self, state: State, lead: str = "") -> list[Message]:
        """Continue whatever is under way."""
        conflict = self.clarifier.contradiction(state)
        if conflict:
            return said(lead, *conflict)
        if state.mode == "screen":
            return self.screener.step(state, lead)
        if state.service:
            return self.interviewer.step(state, lead)
        return [Message((lead or "好。") + "您想查哪项服务？也可以看看能享受哪些。", buttons(wording.SCREEN_PHRASE))]

    def other_facts(self, state: State, heard: Heard) -> list[Message]:
        """Facts that were not asked for: taken, and an open question is asked again once."""
        if heard.conflict:
            return list(heard.conflict)
        if state.asking and self._is_still_open(state):
            return self.again(state, heard.told)
        state.close_question()
        return self.go_on(state, heard.told)

    def _is_still_open(self, state: State) -> bool:
        """Whether what was told does not answer the open question by implication."""
        if not state.asking:
            return False
        if state.mode == "screen":
            results = self.ground.assess_all(state)
            return any(state.asking in result.open for result in results)
        return state.asking in self.ground.assess(state, state.service or "").open

    def again(self, state: State, lead: str) -> list[Message]:
        """The open question once more; after the second time it is left."""
        assert state.asking
        if state.reasked:
            state.skip(state.subject, state.asking)
            state.close_question()
            return self.go_on(state, (lead if lead != wording.NOT_HEARD else "") + wording.LET_GO)
        state.reasked = True
        return said(lead, question(self.ground, state, state.asking))

    def back(self, state: State) -> list[Message]:
        """To the item or the screening that was interrupted last."""
        name = state.earlier.pop()
        if not name:
            return self.screener.ask_on(state)
        self.interviewer.open(state, name)
        return self.interviewer.step(state, f"好，接着看“{self.ground.name(name)}”。")

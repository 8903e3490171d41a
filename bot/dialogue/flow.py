"""How the conversation goes on: with the item, the screening, or the choice between items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers import wording
from bot.answers.messages import Button, Message, buttons, with_buttons
from bot.catalog.assessment import assess
from bot.dialogue import cues, follow_up_cues
from bot.dialogue.asking import Interviewer, is_for_children, question, said
from bot.dialogue.clarifying import Clarifier
from bot.dialogue.correcting import Corrector
from bot.dialogue.ground import Ground
from bot.dialogue.hearing import Heard, Hearing
from bot.dialogue.listening import ASKING_ACTS, SECTION_ACTS, Listener
from bot.dialogue.next_steps import fitting
from bot.dialogue.persons import SELF, is_grown_up
from bot.dialogue.replies import Replies
from bot.dialogue.routing import Route, Router, named_benefits
from bot.dialogue.screening import Screener
from bot.dialogue.state import State
from bot.dialogue.thresholds import GUESSED_ACT, OFFER_STATEMENT, SURE
from bot.dialogue.understood import Understood
from bot.rules.values import Value
from bot.rules.verdicts import Verdict

_AMOUNT = re.compile(
    r"[\d一二两三四五六七八九十百半几多]+(?:年|个?月|周?岁|天|块|元|级|个)(?:多|半)?了?"
)  # 两年, to no question
_PATIENCE = 2  # messages that we do not understand before we offer a person
_A_PERSON = 4  # characters of 我妈, 我老丈人
_STORY = 2  # facts that make a message without an item a story to screen


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
        self._hearing = Hearing(ground, self.listener, self.clarifier)
        self.hear, self.told = self._hearing.hear, self._hearing.told

    # ---- which item -------------------------------------------------------------------------

    def about_items(self, state: State, message: Understood) -> list[Message]:
        """A question about a service item, or a situation told."""
        before = self.interviewer.place(state)
        heard = self.hear(state, message)
        route = self._that_facts_allow(state, message, self._route(state, message))
        section = self.section(message)
        if not route.chosen and cues.asks_for_everything(message.words):
            return list(heard.conflict) or self.screener.begin(state, self.told(heard))
        if not route.chosen:
            return list(heard.conflict) or self.unclear(state, message, route, heard)
        self._open(state, message, route.chosen[0], before)
        told = self.told(heard, self._also_told(state, message).items())
        state.queue = [[service_id, section] for service_id in route.chosen[1:]]
        return list(heard.conflict) or self.answer(state, section, told, bool(message.facts))

    def _route(self, state: State, message: Understood) -> Route:
        best, chance = message.best
        route = self.router.route(state, message)
        elsewhere = len(route.chosen) > 1 or (chance >= SURE and best != state.service)
        if state.service and not elsewhere and self._benefits_here(state, message):
            return Route((state.service,))
        return route

    def _that_facts_allow(self, state: State, message: Understood, route: Route) -> Route:
        """Without the items on offer that what was told rules out (中职 for a child at primary school).

        The only one left is answered, if it was likely before the others were ruled out.
        """
        allowed = self.possible(state, route.offered)
        if len(allowed) == len(route.offered):
            return route
        settled = len(allowed) == 1 and message.chance(allowed[0]) >= OFFER_STATEMENT
        return Route(chosen=allowed) if settled else Route(offered=allowed)

    def possible(self, state: State, items: Sequence[str]) -> tuple[str, ...]:
        """Those of the items that what was told does not rule out; all of them if it rules out every one."""
        left = (sid for sid in items if self.ground.assess(state, sid).verdict is not Verdict.INELIGIBLE)
        return tuple(left) or tuple(items)

    def _benefits_here(self, state: State, message: Understood) -> list[str]:
        return named_benefits(self.ground.service(state, state.service or ""), message)

    def _open(self, state: State, message: Understood, service_id: str, before: list[str]) -> None:
        named = named_benefits(self.ground.service(state, service_id), message)
        kept = state.benefits if service_id == state.service and not named else named
        self.interviewer.open(state, service_id, kept, nobody_named=not message.subject, before=before)

    def _also_told(self, state: State, message: Understood) -> dict[str, Value]:
        """What clauses of the first message tell of the item's facts (有残疾证，二级)."""
        opened = self.ground.assess(state, state.service or "").open
        names = [name for name in opened if self.ground.fact(name).kind != "是否"]
        names = [name for name in names if not self.listener.is_of_another(state, message, name)]
        told = self.replies.others(names, message, None, self.ground.known(state))
        if not told or sum(self.ground.fact(name).kind == "地区" for name in told) > 1:
            return {}
        for name, value in told.items():
            state.put(state.subject, name, value)
        return told

    @staticmethod
    def section(message: Understood) -> str:
        """The part of an item that is asked for; empty for the conditions."""
        cue = follow_up_cues.section_of(message.words)
        if not cue and cues.is_elliptic(message.words):
            return ""  # 那护理补贴呢: checked like the one before
        if cues.asks_eligibility(message.words) and (message.facts or "〔" in message.words):
            return ""  # the verdict tells where and what to bring as well
        if not cue and cues.asks_for_everything(message.words):
            return ""
        if message.act in SECTION_ACTS and cue != "check" and (cue or message.confidence >= GUESSED_ACT):
            return cue if cue == "basis" else SECTION_ACTS[message.act]
        plain = not message.facts and not cues.asks_eligibility(message.words)
        return cue if cue != "check" and (plain or follow_up_cues.is_bare(message.words)) else ""

    def answer(self, state: State, section: str, told: str = "", personal: bool = False) -> list[Message]:
        """The part asked for, or the check of the conditions. ``personal``: facts came with it."""
        if not section:
            return self.interviewer.begin(state, told)
        part = self.interviewer.part(state, section)
        if state.asking:  # the question stays open behind the follow-up
            return [*said(told, part), question(self.ground, state, state.asking)]
        if section == "entitlement" and personal and not state.queue:
            intro = f"{told}我再问几句，看{wording.person(state.subject)}符不符合。"
            found = self.interviewer.step(state, lead=told, intro=intro)
            return [part, *found] if state.asking else found  # a verdict tells the amounts itself
        part = with_buttons(part, self.interviewer.way_back(state))
        return [*said(told, part), *self.interviewer.next_in_queue(state)]

    def unclear(self, state: State, message: Understood, route: Route, heard: Heard) -> list[Message]:
        """No item is clear: two or three likely ones as buttons, or how to go on without any."""
        if not state.mode and message.subject not in ("", SELF) and self.only_names(message):
            who = wording.person_by_name(state.subject)
            return [Message(f"您想帮{who}问哪项服务？说说情况也行。", buttons(wording.SCREEN_PHRASE))]
        offers = not message.words.isdigit() and (cues.asks(message.words) or message.best[1] >= OFFER_STATEMENT)
        if self.replies.is_place(message.words) or _AMOUNT.fullmatch(message.words):
            return [Message(wording.ANYTHING_ELSE, buttons(wording.SCREEN_PHRASE))]
        if route.offered and (offers or message.act in ASKING_ACTS):
            return said(self.told(heard), self.offer(state, route.offered, self.section(message)))
        if len(message.facts) >= _STORY and not state.mode:
            return self.screener.begin(state, self.told(heard))
        if heard.facts and state.mode:
            return self.other_facts(state, heard)
        return self.not_understood(state, heard)

    @staticmethod
    def only_names(message: Understood) -> bool:
        """我妈, 那我爸呢: a person and nothing else."""
        return cues.is_elliptic(message.words) or (len(message.words) <= _A_PERSON and not message.facts)

    def which_item(self, state: State) -> list[Message]:
        """A follow-up without an item to follow."""
        names = [self.ground.name(service_id) for service_id in fitting(self.ground, state)[:3]]
        answer = Message(wording.WHICH_ITEM, buttons(*names, wording.HUMAN))
        return [answer, question(self.ground, state, state.asking)] if state.asking else [answer]

    def not_understood(self, state: State, heard: Heard) -> list[Message]:
        """Nothing to go by."""
        state.failures += 1
        if heard.facts or heard.lead:
            return self.go_on(state, self.told(heard))
        if state.asking:
            return self.again(state, wording.NOT_HEARD)
        person = self.person_offered(state)
        text = wording.STILL_NOT_UNDERSTOOD if person else wording.NOT_UNDERSTOOD
        return [Message(text, buttons(wording.SCREEN_PHRASE, wording.HUMAN), handover=person)]

    @staticmethod
    def person_offered(state: State) -> str:
        """Whether we have failed often enough to offer a person: the mark that says so, or nothing."""
        return "offered" if state.failures >= _PATIENCE else ""

    def offer(self, state: State, items: tuple[str, ...], section: str) -> Message:
        """Two or three items with what tells them apart."""
        state.candidates, state.wanted = list(items), section
        files = [self.ground.catalog.files[service_id] for service_id in items]
        if len(files) == 1:
            text = f"您是想问{wording.quoted(files[0].name)}吗？\n{files[0].summary}"
            return Message(text.strip(), (Button("是的", files[0].name), *buttons(wording.NEITHER)))
        lines = [f"{number}. {file.name}：{file.summary}" for number, file in enumerate(files, start=1)]
        text = "您问的是下面哪一项？\n" + "\n".join(line.rstrip("：") for line in lines)
        both = (wording.BOTH,) if len(files) == 2 else ()
        return Message(text, buttons(*(file.name for file in files), *both, wording.NEITHER))

    # ---- going on ---------------------------------------------------------------------------

    def go_on(self, state: State, lead: str = "") -> list[Message]:
        """Continue whatever is under way."""
        conflict = self.clarifier.contradiction(state)
        if conflict:
            return said(lead, *conflict)
        if state.mode == "screen":
            return self.screener.step(state, lead)
        if state.service and is_grown_up(state.subject) and is_for_children(self.ground, state.service):
            return self.screener.begin(state, lead)  # 那奶奶呢, after an item for the child
        if state.service:
            return self.interviewer.step(state, lead)
        more = wording.TELL_MORE if len(state.recent) > 1 else wording.ASK_WHICH
        return [Message((lead or "好。") + more, buttons(wording.SCREEN_PHRASE))]

    def other_facts(self, state: State, heard: Heard) -> list[Message]:
        """Facts that were not asked for: taken, and an open question is asked again once."""
        if heard.conflict:
            return list(heard.conflict)
        if state.asking and self._is_still_open(state):
            return self.again(state, self.told(heard))
        if state.mode == "item" and not state.asking and self._changes_nothing(state, heard):
            name = wording.quoted(self.ground.name(state.service or ""))
            return [
                Message(self.told(heard) + wording.CHANGES_NOTHING.format(item=name), buttons(*wording.AFTER_VERDICT))
            ]
        if state.mode == "item" and not state.asking and heard.facts and self.interviewer.only_no(state):
            state.every_benefit = True  # 免保教费？还没到大班。是脱贫户: the other benefits of the item
        state.close_question()
        return self.go_on(state, self.told(heard))

    def _changes_nothing(self, state: State, heard: Heard) -> bool:
        """Whether the result of the item at hand is the same without what was just told."""
        if not heard.facts or not state.service or heard.lead:
            return False
        told = {name for name, _ in heard.facts}
        before = {name: value for name, value in self.ground.stated(state).items() if name not in told}
        old = assess(self.ground.catalog, state.service, before, self.ground.today())
        new = self.ground.assess(state, state.service)
        return new.verdict is not Verdict.UNKNOWN and [b.verdict for b in old.benefits] == [
            b.verdict for b in new.benefits
        ]

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
            return self.go_on(state, ("" if lead in (wording.NOT_HEARD, wording.NOT_USABLE) else lead) + wording.LET_GO)
        state.reasked = True
        return said(lead, question(self.ground, state, state.asking))

    def results(self, state: State) -> list[Message]:
        """What is known so far, without a further question."""
        return self.screener.results(state) if state.mode == "screen" else self.interviewer.conclude(state)

    def back(self, state: State) -> list[Message]:
        """To the item or the screening that was interrupted last."""
        person, name = state.earlier.pop()
        state.turn_to(person)
        if not name:
            return self.screener.ask_on(state)
        self.interviewer.open(state, name)
        return self.interviewer.step(state, f"好，接着看{wording.quoted(self.ground.name(name))}。")

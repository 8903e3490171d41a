"""The conversation: each public method answers one kind of message.

Methods take the state (changed in place) and the understood message, and return the
messages to send. Rasa's rules and stories decide which method is called; `respond` does
the same by act for callers without Rasa.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from bot.answers import cards, wording
from bot.answers.messages import Button, Message, buttons, with_buttons
from bot.catalog.assessment import Assessment, assess, assess_all, next_question
from bot.catalog.report import options_of
from bot.catalog.service import Catalog, Service
from bot.dialogue.state import SELF, State
from bot.dialogue.understood import Understood
from bot.nlu.extraction.answers import AnswerReader
from bot.nlu.text import clean, has_words
from bot.rules.facts import FactError
from bot.rules.verdicts import Verdict

SURE = 0.45  # probability above which an item is answered directly
POSSIBLE = 0.12  # below this an item is not even offered
SECTION_OF_ACT = {
    "ask_where": "where",
    "ask_materials": "materials",
    "ask_process": "process",
    "ask_entitlement": "entitlement",
}
ASKING_ACTS = {"ask_eligibility", "ask_general", *SECTION_OF_ACT}
_REFERS_BACK = re.compile(r"^(?:那|那么|还有|那要是|那如果|这个|它|那个)|(?:呢|喃|嘞)[?？。]?$")
_SHORT = 12
_SHARED_LINK = re.compile(r"^我想了解这项服务[:：]([a-z0-9-]+)$")
_SAME_FOR_ANOTHER = re.compile(
    r"^(?:那|那么|还有|换成|换做|要是|如果是)?(?:我|我们)?[^，。,？?]{1,5}(?:呢|喃|嘞|能不能|可以不|可以吗|行不行|得行不|算不算|有没有|能领吗|也能|能享受)"
)


class Conversation:
    """Answers messages from the knowledge in ``catalog``."""

    def __init__(self, catalog: Catalog, today: Callable[[], date] = date.today) -> None:
        self.catalog = catalog
        self._today = today
        self._reader = AnswerReader(catalog.vocabulary, catalog.regions)
        self._names = {clean(name): file.id for file in catalog.files.values() for name in (file.name, *file.aliases)}

    # ---- entry ------------------------------------------------------------------------------

    def respond(self, state: State, message: Understood) -> list[Message]:
        """The answer to any message, by its act."""
        return self.handler(message.act)(state, message)

    def handler(self, act: str) -> Callable[[State, Understood], list[Message]]:
        """The method for an act."""
        handlers = {
            **dict.fromkeys(ASKING_ACTS, self.ask_item),
            **dict.fromkeys(("inform", "affirm", "deny"), self.take_answer),
            **dict.fromkeys(("dont_know", "refuse"), self.skip_question),
            "screen": self.screen,
            "correct": self.correct,
            "why": self.explain,
            "human": self.human,
            "feedback": self.feedback,
            "delete_data": self.delete_data,
            "greet": self.greet,
            "thanks": self.thanks,
            "bye": self.bye,
            "insult": self.insult,
        }
        return handlers.get(act, self.out_of_scope)

    # ---- what somebody asks -----------------------------------------------------------------

    def ask_item(self, state: State, message: Understood) -> list[Message]:
        """A question about a service item, or a situation told."""
        answer = self._continuation(state, message)
        if answer is not None:
            return answer
        self._take_facts(state, message)
        chosen = self._chosen_item(state, message)
        if chosen is None:
            return self._unclear_item(state, message)
        if chosen != state.service:
            self._open_item(state, chosen)
        return self._answer_about_item(state, SECTION_OF_ACT.get(message.act))

    def _another_person(self, state: State, message: Understood) -> list[Message] | None:
        """那我妈呢: the same item, or screening, for somebody else."""
        new = message.subject and message.subject != state.subject
        if not (new and state.mode and _SAME_FOR_ANOTHER.search(clean(message.text))) or self._names_an_item(
            message.text
        ):
            return None
        self._turn_to(state, message.subject)
        self._take_facts(state, message)
        return self._go_on(state, f"好，来看{wording.person(state.subject)}。")

    def screen(self, state: State, message: Understood) -> list[Message]:
        """我能享受哪些: all items, with the next best question."""
        answer = self._answer_to_open_question(state, message)
        if answer is not None:
            return answer
        self._take_facts(state, message)
        state.mode, state.service, state.asking = "screen", None, None
        return self._screening(state, whole=True)

    def take_answer(self, state: State, message: Understood) -> list[Message]:
        """An answer or further facts."""
        answer = self._continuation(state, message)
        if answer is not None:
            return answer
        if self._take_facts(state, message):
            return self._go_on(state)
        if state.asking and not state.reasked:
            state.reasked = True
            return [self._question(state, state.asking, "我没听明白，请直接选一个，或者说“不知道”。")]
        if message.services and message.services[0][1] >= SURE:
            return self.ask_item(state, message)
        return self._unclear_item(state, message)

    def skip_question(self, state: State, message: Understood) -> list[Message]:
        """不晓得, 不想说: the fact stays unknown and is not asked again."""
        if not state.asking:
            return [Message(wording.NOTHING_ASKED, buttons(wording.SCREEN_PHRASE))]
        state.skip(state.subject, state.asking)
        state.asking = None
        return self._go_on(state, "没关系，这个先放一放。")

    def correct(self, state: State, message: Understood) -> list[Message]:
        """说错了，是63: the last fact, or the facts that the message states."""
        if self._take_facts(state, message):
            return self._go_on(state, "好，已经改过来了。")
        if state.last_fact:
            subject, name = state.last_fact
            try:
                value = self._reader.read(name, _after_correction(message.text))
            except FactError as error:
                return [Message(f"{error}。请再说一遍。")]
            if value is not None:
                state.put(subject, name, value)
                return self._go_on(state, f"好，改成{cards.fact_text(self.catalog, name, value)}。")
            state.asking = name
            return [self._question(state, name, "好，您重新说一遍。")]
        return [Message("您想改哪一条？请直接说正确的情况，比如“我今年63岁”。")]

    def explain(self, state: State, message: Understood) -> list[Message]:
        """为什么问: the reason for the open question, with the rule it serves."""
        if not state.asking:
            return [Message("我问这些，都是为了对照政策条件。您不想说的可以不说。")]
        fact = self.catalog.vocabulary[state.asking]
        text = f"因为{fact.why or '这一条决定结果'}。"
        condition = self._condition_on(state, state.asking)
        if condition:
            text += f"政策的要求是：{condition}。"
        return [self._question(state, state.asking, text)]

    # ---- small talk and the rest ------------------------------------------------------------

    def greet(self, state: State, message: Understood) -> list[Message]:
        """Hello."""
        return self._unless_answer(state, message, Message(wording.GREETING, buttons(wording.SCREEN_PHRASE)))

    def thanks(self, state: State, message: Understood) -> list[Message]:
        """Thank you."""
        return self._unless_answer(state, message, Message(wording.THANKS))

    def bye(self, state: State, message: Understood) -> list[Message]:
        """Good bye."""
        return self._unless_answer(state, message, Message(wording.BYE))

    def insult(self, state: State, message: Understood) -> list[Message]:
        """Anger: apologise, offer a human."""
        return self._unless_answer(state, message, Message(wording.SORRY_INSULT, buttons("找人工")))

    def feedback(self, state: State, message: Understood) -> list[Message]:
        """Praise or complaint about the bot."""
        return self._unless_answer(state, message, Message(wording.FEEDBACK, buttons("找人工")))

    def human(self, state: State, message: Understood) -> list[Message]:
        """Which hotline to call, by the item at hand."""
        phones = ["12345"]
        if state.service:
            phones = [*self._service(state, state.service).application.phones, "12345"]
        hotlines = self.catalog.channels.get("热线", {})
        lines = [
            f"· {number} {hotlines.get(number, {}).get('名称', '')}：{hotlines.get(number, {}).get('管什么', '')}"
            for number in dict.fromkeys(phones)
        ]
        return [Message("您可以打电话找人工：\n" + "\n".join(lines))]

    def delete_data(self, state: State, message: Understood) -> list[Message]:
        """Forget everything said; the caller deletes what is stored."""
        state.__dict__.update(State().__dict__)
        return [Message(wording.DELETED)]

    def out_of_scope(self, state: State, message: Understood) -> list[Message]:
        """Something else; blank messages and answers to the open question are told apart."""
        if not has_words(message.text):
            return [Message(wording.EMPTY, buttons(wording.SCREEN_PHRASE))]
        answer = self._continuation(state, message)
        if answer is not None:
            return answer
        if self._take_facts(state, message) and state.mode:
            return self._go_on(state)
        state.failures += 1
        return [Message(wording.OUT_OF_SCOPE, buttons(wording.SCREEN_PHRASE, "找人工"))]

    def _unless_answer(self, state: State, message: Understood, otherwise: Message) -> list[Message]:
        answer = self._answer_to_open_question(state, message)
        return [otherwise] if answer is None else answer

    # ---- facts ------------------------------------------------------------------------------

    def _take_facts(self, state: State, message: Understood) -> bool:
        """Remember stated facts and whom the message is about; True if a fact came."""
        if message.subject and (message.subject != SELF or message.act in ASKING_ACTS | {"screen"}):
            self._turn_to(state, message.subject)
        for said in message.facts:
            state.put(said.subject or state.subject, said.fact, said.value)
            if said.fact == state.asking:
                state.asking = None
        return bool(message.facts)

    def _turn_to(self, state: State, subject: str) -> None:
        if subject != state.subject:
            state.subject, state.asking, state.reasked = subject, None, False

    def _answer_to_open_question(self, state: State, message: Understood) -> list[Message] | None:
        """The conversation going on, when the message answers what was asked; else None."""
        if not state.asking:
            return None
        if clean(message.text) in (wording.DONT_KNOW, wording.RATHER_NOT, "不晓得"):
            return self.skip_question(state, message)
        if clean(message.text) == clean(wording.SHOW_RESULTS) and state.mode == "screen":
            state.asking = None
            return self._screening(state, whole=True, ask=False)
        stated = {said.fact for said in message.facts}
        if state.asking in stated:
            self._take_facts(state, message)
            return self._go_on(state)
        try:
            value = self._reader.read(state.asking, message.text)
        except FactError as error:
            return [self._question(state, state.asking, f"{error}。")]
        if value is None:
            return None
        state.put(state.subject, state.asking, value)
        state.asking, state.reasked = None, False
        self._take_facts(state, message)
        return self._go_on(state)

    def _continuation(self, state: State, message: Understood) -> list[Message] | None:
        """The answer when the message goes on with what is under way, whatever its act seems."""
        return (
            self._answer_to_open_question(state, message)
            or self._fixed_phrase(state, message)
            or self._another_person(state, message)
        )

    def _fixed_phrase(self, state: State, message: Understood) -> list[Message] | None:
        """What our own buttons send."""
        text = clean(message.text)
        if text == clean(wording.SCREEN_PHRASE):
            return self.screen(state, message)
        if text == clean(wording.SHOW_RESULTS):
            return self._screening(state, whole=True, ask=False)
        if text == clean(wording.WHY):
            return self.explain(state, message)
        if state.service is None:
            return None
        if text == clean(wording.MORE_BENEFITS):
            state.every_benefit = True
            return self._go_on(state)
        if text == clean(wording.CHECK_ME):
            return self._answer_about_item(state, None)
        for title, section in wording.FOLLOW_UPS.items():
            if text == clean(title):
                return self._answer_about_item(state, section)
        return None

    # ---- which item -------------------------------------------------------------------------

    def _chosen_item(self, state: State, message: Understood) -> str | None:
        """The item a message is about: named outright, the one at hand, or clearly likeliest."""
        named = self._named_outright(clean(message.text))
        if named:
            return named
        best, chance = message.services[0] if message.services else ("", 0.0)
        if state.service and self._is_about_the_same(state, message, best, chance):
            return state.service
        return best if chance >= SURE else None

    def _named_outright(self, text: str) -> str | None:
        """The item whose name is the whole message, or that a shared link names by its id."""
        linked = _SHARED_LINK.search(text)
        if linked and linked[1] in self.catalog.files:
            return linked[1]
        return self._names.get(text)

    def _is_about_the_same(self, state: State, message: Understood, best: str, chance: float) -> bool:
        """Follow-ups (要带什么, 那我妈呢) do not name the item again."""
        if best == state.service or self._names_an_item(message.text):
            return best == state.service
        text = clean(message.text)
        short = len(text) <= _SHORT
        return chance < SURE or (short and (message.act in SECTION_OF_ACT or bool(_REFERS_BACK.search(text))))

    def _names_an_item(self, text: str) -> bool:
        text = clean(text)
        return any(len(name) >= 3 and name in text for name in self._names)

    def _open_item(self, state: State, service_id: str) -> None:
        state.service, state.mode = service_id, "item"
        state.asking, state.reasked, state.every_benefit = None, False, False
        state.candidates, state.failures = [], 0

    def _unclear_item(self, state: State, message: Understood) -> list[Message]:
        """Two or three likely items as buttons, or how to go on without any."""
        likely = [sid for sid, chance in message.services[:3] if chance >= POSSIBLE]
        if likely:
            state.candidates = likely
            names = [self.catalog.files[sid].name for sid in likely]
            lines = [f"· {self.catalog.files[sid].name}：{self.catalog.files[sid].summary}" for sid in likely]
            text = "您问的是下面哪一项？\n" + "\n".join(line.rstrip("：") for line in lines)
            return [Message(text, (*buttons(*names), Button("都不是", "都不是，我找人工")))]
        state.failures += 1
        if any(state.persons.values()) and message.facts:
            return self.screen(state, message)
        return [Message(wording.NOT_UNDERSTOOD, buttons(wording.SCREEN_PHRASE, "找人工"))]

    # ---- answering about an item ------------------------------------------------------------

    def _answer_about_item(self, state: State, section: str | None) -> list[Message]:
        assert state.service is not None
        service = self._service(state, state.service)
        if section:
            state.asking = None
            return [cards.section_message(self.catalog, service, section)]
        if not service.modelled:
            return [cards.unmodelled_message(self.catalog, service)]
        return self._ask_or_conclude(state, introduce=True)

    def _go_on(self, state: State, lead: str = "") -> list[Message]:
        """Continue whatever is under way."""
        if state.mode == "screen":
            return self._screening(state, whole=False, lead=lead)
        if state.service:
            return self._ask_or_conclude(state, lead=lead)
        return [
            Message(
                (lead or "好，我记下了。") + "您想查哪项服务？也可以直接看看能享受哪些。",
                buttons(wording.SCREEN_PHRASE),
            )
        ]

    def _ask_or_conclude(self, state: State, lead: str = "", introduce: bool = False) -> list[Message]:
        assert state.service is not None
        assessment = self._assess(state, state.service)
        conflict = self._contradiction(state, assessment)
        if conflict:
            return [conflict]
        name = next_question(
            self.catalog,
            state.facts(self.catalog.vocabulary),
            self._today(),
            state.service,
            state.skipped.get(state.subject, []),
            state.every_benefit,
        )
        if name:
            if introduce and assessment.service.summary:
                lead = f"{assessment.service.summary}\n我问几句，帮{wording.person(state.subject)}对照条件。"
            return [self._question(state, name, lead)]
        return [self._conclusion(state, assessment, lead)]

    def _conclusion(self, state: State, assessment: Assessment, lead: str) -> Message:
        state.asking = None
        message = cards.verdict_message(self.catalog, assessment, state.subject)
        skipped = [n for n in assessment.open if n in state.skipped.get(state.subject, [])]
        text = f"{lead}\n{message.text}" if lead else message.text
        if skipped and assessment.verdict is Verdict.UNKNOWN:
            labels = "、".join(self.catalog.vocabulary[name].label for name in skipped)
            text += f"\n结果取决于：{labels}。您弄清楚了再告诉我。"
        message = Message(text, message.buttons, message.card)
        if assessment.verdict is Verdict.INELIGIBLE:
            message = with_buttons(message, buttons(wording.SCREEN_PHRASE))
        return message

    def _question(self, state: State, name: str, lead: str = "") -> Message:
        """The question for a fact, with quick replies."""
        state.asking = name
        fact = self.catalog.vocabulary[name]
        who = wording.person(state.subject)
        text = fact.question.replace("{谁}", who)
        choices = tuple(Button(title, title) for title, _ in options_of(self.catalog, name))
        rest = buttons(wording.DONT_KNOW, wording.RATHER_NOT, wording.WHY)
        extra = buttons(wording.SHOW_RESULTS) if state.mode == "screen" else ()
        card = cards.question_card(self.catalog, name, text)
        return Message(f"{lead}\n{text}" if lead else text, (*choices, *extra, *rest), card)

    def _contradiction(self, state: State, assessment: Assessment) -> Message | None:
        """A question that clears up two statements which cannot both be true."""
        for conflict in assessment.contradictions:
            others = [name for name in conflict.because if name in assessment.facts]
            said = [cards.fact_text(self.catalog, name, assessment.facts[name]) for name in others]
            mine = cards.fact_text(self.catalog, conflict.fact, conflict.stated)
            lead = f"您前面说{'、'.join(said)}，又说{mine}，这两样对不上。请再确认一下："
            state.forget(state.subject, conflict.fact)
            return self._question(state, conflict.fact, lead)
        return None

    def _condition_on(self, state: State, name: str) -> str:
        """The condition of the item at hand that a fact decides, with its paper."""
        if not state.service:
            return ""
        for benefit in self._assess(state, state.service).benefits:
            for reason in benefit.reasons:
                if name in reason.facts:
                    return reason.text + (f"（{reason.basis}）" if reason.basis else "")
        return ""

    # ---- screening --------------------------------------------------------------------------

    def _screening(self, state: State, whole: bool, lead: str = "", ask: bool = True) -> list[Message]:
        state.mode, state.service = "screen", None
        facts = state.facts(self.catalog.vocabulary)
        results = assess_all(self.catalog, facts, self._today())
        conflict = self._contradiction(state, results[0]) if results else None
        if conflict:
            return [conflict]
        skipped = state.skipped.get(state.subject, [])
        name = next_question(self.catalog, facts, self._today(), None, skipped) if ask else None
        messages = []
        if whole or name is None:
            messages.append(cards.screening_message(self.catalog, results, state.subject))
        if name:
            messages.append(self._question(state, name, lead + ("" if whole else _progress(results))))
        else:
            state.asking = None
        return messages

    # ---- helpers ----------------------------------------------------------------------------

    def _assess(self, state: State, service_id: str) -> Assessment:
        return assess(self.catalog, service_id, state.facts(self.catalog.vocabulary), self._today())

    def _service(self, state: State, service_id: str) -> Service:
        return self._assess(state, service_id).service


def _progress(results: list[Assessment]) -> str:
    modelled = [result for result in results if result.service.modelled]
    settled = sum(result.verdict is not Verdict.UNKNOWN for result in modelled)
    entitled = sum(result.verdict in (Verdict.ELIGIBLE, Verdict.LIKELY) for result in modelled)
    return f"已看清{settled}项，其中{entitled}项符合或初步符合；还有{len(modelled) - settled}项要看情况。"


def _after_correction(text: str) -> str:
    """The part of 说错了，是63 that states the new value."""
    text = re.sub(r"^.*?(?:说错了|错了|搞错了|不对|更正|改一下|记错了|弄错了|打错了)[，,。、 ]*", "", clean(text))
    return re.sub(r"^(?:应该|实际上?|其实)?(?:是|为)?", "", text)

"""What a message means to whatever is under way: an answer, a button, a choice, a follow-up.

The act of a short message is often taken for another; what we have just asked tells more.
"""

from __future__ import annotations

from bot.answers import wording
from bot.answers.messages import Message, buttons
from bot.answers.phrases import noted
from bot.dialogue import cues
from bot.dialogue.asking import question, said
from bot.dialogue.flow import Flow
from bot.dialogue.listening import ASKING_ACTS
from bot.dialogue.state import State
from bot.dialogue.understood import SaidFact, Understood
from bot.nlu.text import clean
from bot.rules.facts import FactError
from bot.rules.values import NOT_APPLICABLE, Value

Answer = list[Message] | None
_STATING = {"inform", "affirm", "deny", "correct"}
_LONGEST_FOLLOW_UP = 16
_LONGEST_SHORT_ANSWER = 6
_SURE_YES_NO = 0.8


class UnderWay:
    """``answer`` gives the messages, or None when the message starts something of its own."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._ground = flow.ground

    def answer(self, state: State, message: Understood) -> Answer:
        """The first reading that fits, in the order of how plain each is."""
        readings = (self._button, self._settled, self._choice, self._turn_of_talk, self._another_person)
        for reading in (*readings, self._reply, self._follow_up, self._in_passing):
            found = reading(state, message)
            if found is not None:
                return found
        return None

    # ---- buttons ----------------------------------------------------------------------------

    def _button(self, state: State, message: Understood) -> Answer:
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
        if text.startswith(wording.LOOK_AT):
            return self._look_at(state, text)
        if text.startswith(wording.GO_BACK_TO) and state.earlier:
            return self._flow.back(state)
        return self._correction_button(state, text) or self._item_button(state, text)

    def _look_at(self, state: State, text: str) -> Answer:
        """再看您父亲."""
        for key in state.persons:
            if text == clean(wording.LOOK_AT + wording.person(key)):
                state.turn_to(key)
                return self._flow.go_on(state, f"好，来看{wording.person(key)}。")
        return None

    def _correction_button(self, state: State, text: str) -> Answer:
        name = self._flow.corrector.chosen(state, text) if text.startswith("改") else None
        return said("好，重新问一遍。", question(self._ground, state, name)) if name else None

    def _item_button(self, state: State, text: str) -> Answer:
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

    # ---- choices ----------------------------------------------------------------------------

    def _settled(self, state: State, message: Understood) -> Answer:
        """The answer to which of two statements is right."""
        if not state.conflict:
            return None
        sentence = self._flow.clarifier.settle(state, message)
        return self._flow.go_on(state, sentence) if sentence else None

    def _choice(self, state: State, message: Understood) -> Answer:
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

    # ---- turns of the talk ------------------------------------------------------------------

    def _turn_of_talk(self, state: State, message: Understood) -> Answer:
        """重新开始, 回到刚才那个, 先看结果, 说错了, the name of an item."""
        text = message.words
        if cues.starts_again(text):
            state.start_again()
            return [Message(wording.STARTED_AGAIN, buttons(wording.SCREEN_PHRASE))]
        if cues.goes_back(text):
            return self._back(state)
        if cues.stops(text) and state.mode:
            return self._stop(state)
        if self._flow.router.by_whole_name(text):
            return self._flow.about_items(state, message)
        if cues.corrects(text) and not cues.asks(text):
            return self.correct(state, message)
        return None

    def _back(self, state: State) -> Answer:
        if state.earlier:
            return self._flow.back(state)
        return self._flow.go_on(state) if state.mode else None

    def _stop(self, state: State) -> list[Message]:
        """The result as far as it is known."""
        if state.mode == "screen":
            return self._flow.screener.results(state)
        return self._flow.interviewer.conclude(state)

    def correct(self, state: State, message: Understood) -> list[Message]:
        """说错了，是63."""
        corrected = self._flow.corrector.correct(state, message)
        if isinstance(corrected, Message):
            return [corrected]
        state.reasked = False
        return self._flow.go_on(state, corrected or wording.CORRECTED)

    def _another_person(self, state: State, message: Understood) -> Answer:
        """那我妈呢: the same item, or screening, for somebody else."""
        if not (state.mode and message.subject and cues.names_another(message.words)):
            return None
        key = self._flow.listener.key(state, message.subject, message.words)
        if key == state.subject or self._flow.router.named(message):
            return None
        self._flow.listener.turn(state, message)
        state.turn_to(key)
        heard = self._flow.hear(state, message)
        lead = f"好，来看{wording.person(key)}。{heard.told}"
        return list(heard.conflict) or self._flow.go_on(state, lead)

    # ---- the open question ------------------------------------------------------------------

    def _reply(self, state: State, message: Understood) -> Answer:
        """What answers the open question, with whatever else is told beside it."""
        if not state.asking or message.act in ("human", "delete_data"):
            return self._unasked(state, message)
        text = message.words
        if cues.asks_why(text) and not message.facts:
            return self.why(state)
        if self._declines(message):
            return self.decline(state, message)
        try:
            answered = self._answered(state, message)
        except FactError as error:
            return said(f"{error}。", question(self._ground, state, state.asking))
        return answered if answered is not None else self._beside_the_question(state, message)

    @staticmethod
    def _declines(message: Understood) -> bool:
        if cues.would_rather_not(message.words) or message.words in (
            clean(wording.DONT_KNOW),
            clean(wording.RATHER_NOT),
        ):
            return True
        return cues.does_not_know(message.words) and not cues.asks(message.words)

    def decline(self, state: State, message: Understood) -> list[Message]:
        """不晓得, 不想说: the fact stays unknown and is not asked again."""
        heard = self._flow.hear(state, message)
        if state.asking and not any(fact.fact == state.asking for fact in message.facts):
            state.skip(state.subject, state.asking)
        state.close_question()
        return list(heard.conflict) or self._flow.go_on(state, wording.LET_GO + heard.told)

    def _answered(self, state: State, message: Understood) -> Answer:
        """The conversation going on, when the question is answered; else None."""
        assert state.asking
        stated = any(said.fact == state.asking for said in message.facts)
        told = {} if stated else self._read(state, message)
        if not stated and not told:
            return None
        if stated and cues.asks(message.words) and message.act in ASKING_ACTS:
            return None  # 有残疾证，要带什么: the question decides how to go on
        return self._take(state, message, told)

    def _take(self, state: State, message: Understood, told: dict[str, Value]) -> list[Message]:
        person = state.subject
        heard = self._flow.hear(state, message)
        for name, value in told.items():
            state.put(person, name, value)
        state.told += [[person, name] for name in told]
        state.close_question()
        if heard.conflict:
            return list(heard.conflict)
        more = [said for said in message.facts if said.fact not in told]
        return self._flow.go_on(state, heard.told if len(more) > 1 or (more and told) else "")

    def _read(self, state: State, message: Understood) -> dict[str, Value]:
        """The facts that the words give: the one asked for, and others told with it."""
        assert state.asking
        for text in (message.words, *self._clauses(message)):
            value = self._value(state, message, text)
            if value is not None:
                others = self._others(state, message) if text != message.words else {}
                return {**others, **self._with_reason(state.asking, value)}
        return self._flow.replies.alternatives(state.asking, message.words)

    @staticmethod
    def _clauses(message: Understood) -> list[str]:
        parts = message.beside_facts.replace("、", "，").replace("。", "，").replace(" ", "，").split("，")
        return [part for part in parts if part] if len(parts) > 1 else []

    def _value(self, state: State, message: Understood, text: str) -> Value | None:
        assert state.asking
        value = self._flow.replies.read(state.asking, text)
        fact = self._ground.fact(state.asking)
        short = text == message.words and len(text) <= _LONGEST_SHORT_ANSWER and not cues.asks(text)
        if value is None and fact.kind == "是否" and short and message.confidence >= _SURE_YES_NO:
            return {"affirm": True, "deny": False}.get(message.act) if not message.facts else None
        return value

    def _with_reason(self, name: str, value: Value) -> dict[str, Value]:
        """没有 to 几级 also tells that there is no certificate."""
        denied = self._flow.replies.also_denied(name) if value is NOT_APPLICABLE else None
        return {denied: False} if denied else {name: value}

    # ---- beside the question ----------------------------------------------------------------

    def _open_facts(self, state: State) -> list[str]:
        """Facts that could still matter to what is under way."""
        if state.mode == "screen":
            results = self._ground.assess_all(state)
            return list(dict.fromkeys(name for result in results for name in result.open))
        return list(self._ground.assess(state, state.service).open) if state.service else []

    def _others(self, state: State, message: Understood) -> dict[str, Value]:
        told = {said.fact for said in message.facts}
        names = [name for name in self._open_facts(state) if name not in told]
        return self._flow.replies.others(names, message.beside_facts, state.asking)

    def _beside_the_question(self, state: State, message: Understood) -> Answer:
        """An answer to another question than the one asked."""
        if message.act in ASKING_ACTS and cues.asks(message.words):
            return None
        told = self._others(state, message)
        if not told:
            return self._flow.other_facts(state, self._flow.hear(state, message)) if self._only_tells(message) else None
        if {"户籍地", "居住地"} <= set(told):
            return self._which_place(told["户籍地"])
        extra = tuple(SaidFact(name, value, "") for name, value in told.items())
        heard = self._flow.hear(state, message)
        for fact in extra:
            state.put(state.subject, fact.fact, fact.value)
        state.told = [[state.subject, name] for name in told]
        told_all = noted(self._ground.catalog, [(f.fact, f.value) for f in (*message.facts, *extra)])
        return list(heard.conflict) or self._flow.other_facts(state, type(heard)(told_all))

    @staticmethod
    def _only_tells(message: Understood) -> bool:
        return bool(message.facts) and (message.act in _STATING or not cues.asks(message.words))

    def _which_place(self, code: Value) -> list[Message]:
        """A bare place could be two things; a question with both as buttons."""
        name = self._ground.catalog.regions.by_code[code].name
        text = f"{name}是户口所在地，还是现在住的地方？"
        return [Message(text, buttons(f"户口在{name}", f"现在住在{name}", f"户口在{name}，住在{name}"))]

    def _unasked(self, state: State, message: Understood) -> Answer:
        """A bare 63 or 绵阳 after a result: a fact that still matters to some benefit."""
        if not state.service or message.act not in (*_STATING, "out_of_scope") or cues.asks(message.words):
            return None
        told = self._others(state, message)
        if not told:
            return None
        if {"户籍地", "居住地"} <= set(told):
            return self._which_place(told["户籍地"])
        return self._take(state, message, told)

    # ---- follow-ups -------------------------------------------------------------------------

    def _follow_up(self, state: State, message: Understood) -> Answer:
        """要带啥子, 到哪里办: about the item at hand, whatever the act."""
        text = message.words
        if not state.service or len(text) > _LONGEST_FOLLOW_UP or not cues.is_bare(text) or message.facts:
            return None
        section = cues.section_of(text)
        return self._flow.answer(state, "" if section == "check" else section) if section else None

    def _in_passing(self, state: State, message: Understood) -> Answer:
        """An item asked about in a message whose act is something else (顺便问下生育津贴)."""
        if message.act in ASKING_ACTS or message.act in ("screen", "human", "delete_data"):
            return None
        tells = message.act in _STATING and not cues.asks(message.words)
        if (state.asking and tells) or not self._flow.router.in_passing(message):
            return None
        return self._flow.about_items(state, message)

    # ---- why --------------------------------------------------------------------------------

    def why(self, state: State) -> list[Message]:
        """为什么问: the reason, with the rule that the fact serves and its paper."""
        assert state.asking
        fact = self._ground.fact(state.asking)
        text = f"因为{fact.why or '这一条决定结果'}。{self._rule_with(state, state.asking)}"
        return said(text + "不方便说的可以不说。", question(self._ground, state, state.asking))

    def _rule_with(self, state: State, name: str) -> str:
        """The condition that the fact decides, with its paper."""
        results = [self._ground.assess(state, state.service)] if state.service else self._ground.assess_all(state)
        for result in results:
            for benefit in result.benefits:
                for reason in benefit.reasons:
                    if name in reason.facts and reason.value is None:
                        where = "" if state.service else f"比如“{result.service.name}”，"
                        paper = f"（{reason.basis}）" if reason.basis else ""
                        return f"{where}政策的要求是：{reason.text}{paper}。"
        return ""

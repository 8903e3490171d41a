"""Answers to the open question, and facts told beside it or after a result."""

from __future__ import annotations

import re

from bot.answers import wording
from bot.answers.messages import Message
from bot.answers.phrases import noted
from bot.dialogue import cues
from bot.dialogue.asking import question, said
from bot.dialogue.flow import Flow
from bot.dialogue.hearing import Heard
from bot.dialogue.listening import ASKING_ACTS
from bot.dialogue.state import State
from bot.dialogue.thresholds import SURE_IN_PASSING
from bot.dialogue.understood import Understood
from bot.dialogue.yes_or_no import is_about_something_else, read_yes_or_no
from bot.nlu.text import clean
from bot.rules.facts import FactError
from bot.rules.values import NOT_APPLICABLE, Value

Answer = list[Message] | None
STATING_ACTS = {"inform", "affirm", "deny", "correct"}
_CERTIFICATE = re.compile(
    r"(?:我|他|她|都|也|是)*(还?没(?:有|得)?|莫得)?(?:有|办了?|办过|办得有|拿了?|领了?)?(?:那个|这个)?(?:证|本本)(?:办?了|的|嘛|哈)*"
)
_LONGEST_SHORT_ANSWER = 6
_SURE_YES_NO = 0.8
_MANY, _ENOUGH = 3, 5  # questions in a row that somebody could not answer


class Answering:
    """``reply`` reads an answer to the open question, ``unasked`` facts after a result."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._ground = flow.ground

    def reply(self, state: State, message: Understood) -> Answer:
        """What answers the open question, with whatever else is told beside it."""
        if not state.asking or self._asks_for_something_else(state.asking, message):
            return self.unasked(state, message)
        message = self._flow.replies.as_answer(state.asking, message)
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

    def _asks_for_something_else(self, name: str, message: Understood) -> bool:
        """找人工, 删除我的信息 (but not 工人, which answers what somebody works as)."""
        if message.facts and message.words != wording.HUMAN:
            return False
        return message.act in ("human", "delete_data") and not self._flow.replies.answers(name, message.words)

    @staticmethod
    def _declines(message: Understood) -> bool:
        buttons_said = (clean(wording.DONT_KNOW), clean(wording.RATHER_NOT))
        if cues.would_rather_not(message.words) or message.words in buttons_said:
            return True
        return cues.does_not_know(message.words) and not cues.asks(message.words)

    def decline(self, state: State, message: Understood) -> list[Message]:
        """不晓得, 不想说: the fact stays unknown and is not asked again."""
        heard = self._flow.hear(state, message)
        if state.asking and not any(fact.fact == state.asking for fact in message.facts):
            state.skip(state.subject, state.asking)
        state.close_question()
        state.unanswered += 1
        lead = self._let_go(state) + self._flow.told(heard)
        if heard.conflict:
            return list(heard.conflict)
        if state.unanswered < _ENOUGH:
            return self._flow.go_on(state, lead)
        state.unanswered = 0
        return said(lead, *self._flow.results(state))

    @staticmethod
    def _let_go(state: State) -> str:
        """That an open answer is all right, without saying so in the same words each time."""
        if state.unanswered >= _ENOUGH:
            return wording.LET_GO_ALL
        if state.mode == "screen" and state.unanswered == _MANY:
            return wording.LET_GO_MANY
        return wording.LET_GO if state.unanswered <= 1 else wording.LET_GO_AGAIN

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

    def _take(self, state: State, message: Understood, told: dict[str, Value], lead: str = "") -> list[Message]:
        person = state.subject
        heard = self._flow.hear(state, message)
        for name, value in told.items():
            state.put(person, name, value)
        state.told += [[person, name] for name in told]
        state.unanswered = 0
        state.close_question()
        if heard.conflict:
            return list(heard.conflict)
        more = [said for said in message.facts if said.fact not in told]
        return self._flow.go_on(
            state, lead or (self._flow.told(heard) if heard.lead or len(more) > 1 or (more and told) else "")
        )

    def _read(self, state: State, message: Understood) -> dict[str, Value]:
        """The facts that the words give: the one asked for, and others told with it."""
        assert state.asking
        whole = message.beside_facts.strip("，") if message.facts else message.words
        for text in (whole, *self._clauses(message)):
            value = self._value(state, message, text) if text else None
            if value is not None:
                others = self._others(state, message) if text != whole else {}
                return {**others, **self._with_reason(state, state.asking, value)}
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
        if value is None and fact.kind == "是否" and short and message.confidence >= _SURE_YES_NO and not message.facts:
            plain = {"affirm": "是", "deny": "不是"}.get(message.act, "")
            return None if is_about_something_else(fact, text) else read_yes_or_no(fact, plain)
        return value

    def _with_reason(self, state: State, name: str, value: Value) -> dict[str, Value]:
        """没有 to 几级 also tells that there is no certificate."""
        denied = self._flow.replies.also_denied(name) if value is NOT_APPLICABLE else None
        known = self._ground.known(state).get(denied or "") is True
        return {denied: False} if denied and not known else {name: value}

    def _open_facts(self, state: State) -> list[str]:
        """Facts that could still matter to what is under way."""
        if state.mode == "screen":
            results = self._ground.assess_all(state)
            return list(dict.fromkeys(name for result in results for name in result.open))
        return list(self._ground.assess(state, state.service).open) if state.service else []

    def _others(self, state: State, message: Understood) -> dict[str, Value]:
        told = {said.fact for said in message.facts}
        opened = self._open_facts(state)
        sources = [source for name in opened for source in self._ground.fact(name).sources]
        names = [name for name in dict.fromkeys([*opened, *sources]) if name not in told]
        return self._flow.replies.others(names, message, state.asking, self._ground.known(state))

    def _by_option(self, state: State, message: Understood) -> dict[str, Value]:
        """肢体, 公办: a bare option that only one fact has, though nobody asks for it now."""
        if message.facts or len(message.words) > _LONGEST_SHORT_ANSWER:
            return {}
        facts = self._ground.catalog.vocabulary.facts.values()
        names = [fact.name for fact in facts if fact.kind == "选项" and not fact.late]
        return self._flow.replies.others(names, message, state.asking, self._ground.known(state))

    def _certificate(self, state: State, message: Understood) -> dict[str, Value]:
        """有证, 没办证: of the only certificate whose details were told (残疾等级 of a 残疾人证)."""
        found = _CERTIFICATE.fullmatch(message.words)
        if not found or message.facts:
            return {}
        details = [name for name, value in self._ground.known(state).items() if value != NOT_APPLICABLE]
        gates = {gate for name in details if (gate := self._flow.replies.also_denied(name))}
        gates = {gate for gate in gates if self._ground.fact(gate).label.endswith("证")}
        return dict.fromkeys(gates, not found[1]) if len(gates) == 1 else {}

    def _beside_the_question(self, state: State, message: Understood) -> Answer:
        """An answer to another question than the one asked."""
        if message.act in ASKING_ACTS and cues.asks(message.words):
            return None
        if self._is_another_matter(state, message):
            return self._flow.about_items(state, message)
        readings = (self._others, self._same_place, self._by_option, self._certificate)
        told: dict[str, Value] = next((found for read in readings if (found := read(state, message))), {})
        if not told:
            return self._flow.other_facts(state, self._flow.hear(state, message)) if self._only_tells(message) else None
        if len(told) > 1 and self._places(told):
            return self._flow.clarifier.which_of(state, told)
        heard = self._flow.hear(state, message)
        for name, value in told.items():
            state.put(state.subject, name, value)
        state.told += [[state.subject, name] for name in told]
        return self._flow.other_facts(state, Heard(heard.lead, (*heard.facts, *told.items()), heard.conflict))

    def _same_place(self, state: State, message: Understood) -> dict[str, Value]:
        """户口也是: the place told before, for the other of the two."""
        name = cues.same_place(message.words)
        known = self._ground.stated(state)
        other = known.get("户籍地" if name == "居住地" else "居住地")
        return {name: other} if name and other is not None and not message.facts else {}

    def _is_another_matter(self, state: State, message: Understood) -> bool:
        """A story told in the middle of an item that none of its facts matter to, and plainly about another."""
        best, chance = message.best
        if not state.service or best == state.service or chance < SURE_IN_PASSING:
            return False
        return len(message.facts) > 1 and not {said.fact for said in message.facts} & set(self._open_facts(state))

    def _places(self, told: dict[str, Value]) -> bool:
        """Whether all is one place name that could be several facts."""
        return all(self._ground.fact(name).kind == "地区" for name in told)

    @staticmethod
    def _only_tells(message: Understood) -> bool:
        return bool(message.facts) and not cues.asks(message.words)

    def unasked(self, state: State, message: Understood) -> Answer:
        """A bare 63 or 绵阳 after a result: a fact that still matters to some benefit."""
        if not state.service or message.act not in (*STATING_ACTS, "out_of_scope") or cues.asks(message.words):
            return None
        told = self._others(state, message)
        if not told:
            return None
        if len(told) > 1 and self._places(told):
            return self._flow.clarifier.which_of(state, told)
        return self._take(state, message, told, noted(self._ground.catalog, told.items()))

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

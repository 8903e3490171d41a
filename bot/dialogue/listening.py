"""Takes down what a message says: whose it is, what is new, what does not fit what was said."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.dialogue import cues
from bot.dialogue.ground import Ground
from bot.dialogue.persons import OF_A_COUPLE, SELF, SPOUSE, belongs_to_question, key_of, sex_of_spouse
from bot.dialogue.replies import check_day, denied, impossible
from bot.dialogue.state import State
from bot.dialogue.understood import SaidFact, Understood
from bot.rules.facts import FactError
from bot.rules.values import NOT_APPLICABLE, Range, Value, region_within

SECTION_ACTS = {
    "ask_where": "where",
    "ask_materials": "materials",
    "ask_process": "process",
    "ask_entitlement": "entitlement",
}
ASKING_ACTS = {"ask_eligibility", "ask_general", *SECTION_ACTS}
# 我 as the one who asks, not as the one asked about.
_ASKER = re.compile(
    r"我(?:们)?(?:就|是)?(?:想|要|来)?(?:再)?(?:问|咨询|了解|晓得|知道|听说|记得|看)|(?:帮|给|跟|告诉|麻烦给)我|我(?:帮|替|代|给)"
)
_OF_THEIR_OWN = ASKING_ACTS | {"screen", "correct", "human"}
_KIN = re.compile(r"女儿|闺女|儿子|娃|女婿|媳妇|孙|妈|爸|爹|娘|老汉|母亲|父亲|哥|姐|弟|妹")
_HOST = re.compile(rf"住(?:在|到)?[^，。]{{0,6}}?我?(?:{_KIN.pattern})(?:们)?(?:家|那里|那边|那儿|这里|这边|屋头)")
_OF_BOTH = re.compile(r"都|我们|我俩|两口|夫妻|双方|我[和跟同与]")
_MARRIAGE, _MARRIAGEABLE = "婚姻状况", 16
_AGE = re.compile(r"(?<!\d)(\d{3,}|[-－]\d+)(?:周岁|岁)")


@dataclass(frozen=True)
class Statement:
    """A fact about a person, as just stated."""

    subject: str
    fact: str
    value: Value


class Listener:
    """Writes a message's facts into the state."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def turn(self, state: State, message: Understood) -> None:
        """Speak of the person whom the message is about, if it names another."""
        if message.subject == SELF:
            if message.act in ASKING_ACTS | {"screen"} and "我" in _ASKER.sub("", message.words):
                state.turn_to(SELF)
        elif message.subject and not (self._is_part_of_answer(state, message) or self._is_mentioned(state, message)):
            state.turn_to(self.key(state, message.subject, message.words))
            if message.subject == SPOUSE and (sex := sex_of_spouse(message.words)):
                state.persons.setdefault(SPOUSE, {}).setdefault("性别", sex)

    def _is_part_of_answer(self, state: State, message: Understood) -> bool:
        if not state.asking or message.act in ASKING_ACTS:
            return False
        return belongs_to_question(message.subject, self._ground.fact(state.asking).question)

    def _is_mentioned(self, state: State, message: Understood) -> bool:
        """Whether a relative is only told of while the matter is somebody else's (我老婆没得工作)."""
        if not state.mode or message.act in _OF_THEIR_OWN or cues.asks(message.words):
            return False
        if cues.names_another(message.words) or not state.persons.get(state.subject):
            return False
        told = {said.fact for said in message.facts if said.subject == message.subject}
        if state.asking:
            return bool(told) and state.asking not in told
        return message.subject == SPOUSE and bool(told) and told <= OF_A_COUPLE.keys()

    @staticmethod
    def key(state: State, subject: str, text: str) -> str:
        """The person whom ``text`` calls ``subject``."""
        return SELF if subject == SELF else key_of(subject, text, state.subject, state.persons)

    def statements(self, state: State, message: Understood) -> list[Statement]:
        """What the message says, by person."""
        told = [Statement(self._owner(state, message, said), said.fact, said.value) for said in message.facts]
        told = [self._with_its_owner(told, said) for said in told if not self._is_of_parents(state, told, said)]
        own_hukou = not self._is_of_spouse(message)
        return [said for said in told if own_hukou or said.fact != "户口性质" or said.subject != state.subject]

    def _with_its_owner(self, told: list[Statement], said: Statement) -> Statement:
        """我老公是退伍军人，参战过: who was in the war is the one who was a soldier."""
        owners = [other.subject for other in told if other.fact in self._gates(said.fact) and other.value is True]
        return replace(said, subject=owners[0]) if owners and said.subject not in owners else said

    def is_of_another(self, state: State, message: Understood, name: str) -> bool:
        """Whether the message tells of somebody else what the fact is a detail of."""
        told = [said for said in self.statements(state, message) if said.fact in self._gates(name)]
        return bool(told) and all(said.subject != state.subject for said in told)

    def _gates(self, name: str) -> set[str]:
        """The yes-or-no facts that the fact is a detail of (退役军人 of 老兵认定)."""
        found = (i for i in self._ground.catalog.deriver.implications if (name, NOT_APPLICABLE) in i.conclusions)
        return {gate for implication in found if (gate := denied(implication))}

    @staticmethod
    def _is_of_spouse(message: Understood) -> bool:
        """Whether the only hukou told is that of husband or wife (我老婆是农村户口)."""
        spans = [said for said in message.facts if said.fact == "配偶农村户口"]
        own = [said for said in message.facts if said.fact == "户口性质"]
        inside = [o for o in own for s in spans if o.start < s.end and s.start < o.end]
        return bool(own) and inside == own and not any(_OF_BOTH.search(message.words[: s.end]) for s in spans)

    def _is_of_parents(self, state: State, told: list[Statement], said: Statement) -> bool:
        """Whether the marriage told beside a child of eight is that of its parents (他爸死了)."""
        if said.fact != _MARRIAGE:
            return False
        ages = [s.value for s in told if s.subject == said.subject and s.fact == "年龄"]
        known = state.facts(self._ground.catalog.vocabulary, said.subject).get("年龄")
        age = ages[-1] if ages else known
        return isinstance(age, int) and age < _MARRIAGEABLE

    def _owner(self, state: State, message: Understood, said: SaidFact) -> str:
        if not said.subject or said.fact == state.asking and said.subject == message.subject == SELF:
            return state.subject
        if self._is_part_of_answer(state, message) and said.subject == message.subject:
            return state.subject
        return self.key(state, said.subject, message.words[: said.end] or message.words)

    def take(
        self, state: State, statements: list[Statement], correcting: bool = False
    ) -> list[tuple[Statement, Value]]:
        """Remembers the statements; gives back those that clash, each with the older value."""
        clashes = []
        for said in statements:
            older = state.facts(self._ground.catalog.vocabulary, said.subject).get(said.fact)
            stated = said.fact in state.persons.get(said.subject, {})
            if stated and not correcting and said.fact != state.asking and not fits(older, said.value):
                clashes.append((said, older))
            elif not (stated and _is_finer(older, said.value)):
                state.put(said.subject, said.fact, said.value)
        if statements:
            state.told = [[said.subject, said.fact] for said in statements]
        return clashes

    def impossible(self, message: Understood) -> str:
        """A kind sentence about something in the message that cannot be; empty if all may be."""
        odd = _AGE.search(message.words)
        age = self._ground.fact("年龄")
        if odd and not 0 <= int(odd[1].replace("－", "-")) <= (age.high or 0):
            return impossible(age)
        return next((text for said in message.facts if (text := self._wrong_day(said, self._ground.today()))), "")

    def _wrong_day(self, said: SaidFact, today: date) -> str:
        try:
            if self._ground.fact(said.fact).kind == "日期":
                check_day(self._ground.fact(said.fact), said.value, today)
        except FactError as error:
            return str(error)
        return ""


def at_home_of_relatives(message: Understood) -> Understood:
    """住成都女儿家 names a place: what follows is said of the speaker, and nobody else is spoken of."""
    host = _HOST.search(message.words)
    if not host or _KIN.search(_HOST.sub("", message.words)):
        return message
    facts = tuple(replace(said, subject="") for said in message.facts)
    return replace(message, subject="", facts=facts)


def fits(older: Value, newer: Value) -> bool:
    """Whether both can be true: equal, or one more exact than the other."""
    if older is None or older == newer:
        return True
    if isinstance(older, Range) or isinstance(newer, Range):
        first, second = _ends(older), _ends(newer)
        return bool(first[0] <= second[1] and second[0] <= first[1])
    if _is_place(older) and _is_place(newer):
        return bool(region_within(older, newer) or region_within(newer, older))
    return False


def _is_finer(older: Value, newer: Value) -> bool:
    """Whether what was known already says more (成都市 before 四川)."""
    if older == newer or older is None:
        return False
    if _is_place(older) and _is_place(newer):
        return bool(region_within(older, newer))
    return isinstance(newer, Range) and not isinstance(older, Range)


def _is_place(value: Value) -> bool:
    return isinstance(value, str) and len(value) == 6 and value.isdigit()


def _ends(value: Value) -> tuple[Value, Value]:
    return (value.low, value.high) if isinstance(value, Range) else (value, value)

"""Reads replies: the answer to the open question, and answers to questions not yet asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from bot.dialogue import cues
from bot.dialogue.follow_up_cues import one_of_list
from bot.dialogue.ground import Ground
from bot.dialogue.understood import Understood
from bot.dialogue.yes_or_no import read_yes_or_no
from bot.nlu.extraction.answers import AnswerReader
from bot.nlu.extraction.numerals import to_months
from bot.nlu.text import clean
from bot.rules.facts import Fact, FactError
from bot.rules.implications import Implication
from bot.rules.nodes import Condition
from bot.rules.operators import Holds
from bot.rules.values import NOT_APPLICABLE, Range, Value, years_between

Facts = Mapping[str, Value]
_CLAUSE = re.compile(r"[，。；！,;!\n、]+")
_NUMBER = r"(?:\d+(?:\.\d+)?[万千百]?|[零〇一二两三四五六七八九十百千万]+|半)"
_BESIDE_NUMBER = re.compile(
    rf"{_NUMBER}|今年|今天|去年|现在|已经|差不多|大概|大约|左右|一共|总共|一个月|每个月|每月|每年|周岁|岁|级|个|月|年|元|块|钱|平方米|平方|平|多点?|来|"
    r"我|他|她|您|你|妈|爸|老人家?|孩子|娃儿?|有|是|满|快|刚|才|就|了|的|吧|嘛|哦|啊|呢|都|也|交|缴|住|领|拿|第|年龄|月大|大|不到|收入|嗯|哈"
)
_BESIDE_NAME = re.compile(r"娃儿?|孩子|儿子|女儿|我们?|他|她|妈|爸|读|上|在|是|的|了|现在|今年|家里?|屋头|要|参加|交")
_DENIAL = re.compile(
    r"^(?:都|全|一个|一分|一天|一年|还|从来|根本)*(?:没有?|没得|莫得|无|冇|不|木有|0)"
    r"(?:有|得|过|交|缴|生|养|当|办|评|参加|收入|买|做|级|一个|一分|娃儿?|孩子|钱)*(?:了|的|啊|嘛|哦|过)*$|"
    r"^(?:以上)?都不(?:是|算|符合)$|^都没有?$|^没一个$"
)
_TOTAL = re.compile(r"一共|收入")
_UNITS = {"周岁": "岁", "级": "级", "个月": "月年", "年": "年", "元": "元块万千", "平方米": "平", "个": "个"}
_THIS_YEAR = re.compile(r"今年|去年|明年")  # no unit of the number beside it
_OLDEST = 130
_LONGEST_BARE = 12
_LEAST_PART = 2
_BIRTHDAY = re.compile(r"^(?:我|他|她|是)*(?:19|20)?\d{2}年\d{1,2}月(?:\d{1,2}[日号])?(?:出?生)?的?$")
_BIRTH_YEAR = re.compile(  # 五八年的, 我是1958年3月生的; 2016年当兵 is of something else
    r"^(?:我|他|她|是|老人家?|娃儿?|孩子|身份证上?|写的|今年|[我他她]?(?:妈|爸)|出生|生)*"
    r"(?:(?:19|20)?\d{2}|[一二零〇九]{0,2}[零〇一二三四五六七八九]{2})年"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十正冬腊]{1,2})月)?(?:(?:初|[农阴阳]历)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?)?"
    r"(?:出|生|的|人|,|属.|了|哈|嘛|哦|啊)*$"
)
_AGE, _MONTHS, _BABY = "年龄", "月龄", 36  # months
_MONTHS_OLD = re.compile(rf"^(?:才|刚|今年|现在|有|快|娃儿?|孩子|宝宝|满)*({_NUMBER}个(?:半)?月)(?:大|了|的|多)*$")
_PLACE_WORDS = re.compile(r"户口|户籍|籍|人$|住|打工|上班|务工")
_LONGEST_PLACE = 8
_EVERYBODY_HAS = {"就业状态", "性别", "婚姻状况", "户口性质"}  # 没有 answers none of them
# Short ways to say how one works that are no part of the options' titles.
_WORKING = {
    **dict.fromkeys(("上班", "在上班", "有工作", "在厂里", "厂里", "上班的"), "在职"),
    **dict.fromkeys(
        ("没上班", "没工作了", "待业", "耍起的", "在家耍", "没事做", "没有工作", "没得工作", "没活路"), "失业"
    ),
    **dict.fromkeys(("零工", "打零工的", "打短工", "散工"), "灵活就业"),
    **dict.fromkeys(("退了", "退休了", "退休的"), "退休"),
    **dict.fromkeys(("种地", "种田", "种地的", "种庄稼", "农民", "做农活", "务农的"), "务农"),
    **dict.fromkeys(("做生意", "开店", "摆摊", "个体户", "开铺子"), "个体经营"),
    **dict.fromkeys(("读书", "上学", "学生", "在读书"), "在校"),
}
_BESIDE_OPTION = 4  # characters beside an option that nobody asked for


class Replies:
    """What a short text answers."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._reader = AnswerReader(ground.catalog.vocabulary, ground.catalog.regions)

    def read(self, name: str, text: str) -> Value | None:
        """The value that the text gives the fact asked for; None when it is no answer to it.

        Raises FactError with a sentence for the resident when it is one that cannot be.
        """
        fact, text = self._ground.fact(name), clean(text).strip("。，,.!！~ ")
        if fact.kind == "是否":
            return None if cues.asks(text) else read_yes_or_no(fact, text)
        if _DENIAL.match(text) and not self._is_title(fact, text):
            return self._nothing(fact)
        if fact.kind in ("整数", "金额") and not _is_number(fact, text):
            return None
        if cues.asks(text):
            return None
        return self._checked(fact, self._value(fact, text))

    def as_answer(self, name: str, message: Understood) -> Understood:
        """The message without facts that a bare answer (交了三年, 四川的) was taken for instead."""
        told = [said for said in message.facts if said.fact != name and self._alike(name, said.fact)]
        bare = len(message.words) <= _LONGEST_BARE and not _PLACE_WORDS.search(message.words)
        if not told or not bare or len(told) < len(message.facts) or not self.answers(name, message.words):
            return message
        return replace(message, facts=())

    def _alike(self, name: str, other: str) -> bool:
        kinds = {self._ground.fact(name).kind, self._ground.fact(other).kind}
        return kinds <= {"整数", "金额"} or kinds == {"地区"}

    def answers(self, name: str, text: str) -> bool:
        """Whether the text is an answer to the question for the fact, be it one that cannot be."""
        try:
            return self.read(name, text) is not None
        except FactError:
            return True

    @staticmethod
    def _is_title(fact: Fact, text: str) -> bool:
        return text in {clean(title) for title in (*fact.options, *fact.option_titles.values())}

    def _value(self, fact: Fact, text: str) -> Value | None:
        placed = one_of_list(text, len(fact.options)) if fact.kind == "选项" else None
        if placed and not placed[1]:
            return fact.options[placed[0]]
        text = _WORKING.get(text, text) if fact.name == "就业状态" else text
        try:
            value = self._reader.read(fact.name, _THIS_YEAR.sub("", text))
            return _by_part(fact, text) if value is None and fact.kind == "选项" else value
        except FactError:
            raise FactError(impossible(fact)) from None

    def _checked(self, fact: Fact, value: Value | None) -> Value | None:
        """The value, unless it is a day that cannot be."""
        if fact.kind == "日期" and value is not None:
            check_day(fact, value, self._ground.today())
        return value

    def _nothing(self, fact: Fact) -> Value | None:
        """What 没有 says about a fact that is no yes or no."""
        if fact.kind in ("整数", "金额") and _TOTAL.search(fact.question):
            return 0
        if fact.kind == "选项" and fact.name in _EVERYBODY_HAS:
            return None
        if fact.kind == "选项" or fact.unit == "级" or self._lacking(fact.name):
            return NOT_APPLICABLE
        return None

    def status_called(self, text: str) -> str | None:
        """The yes-or-no fact that the text names and does not state (低保, 工伤认定)."""
        facts = self._ground.catalog.vocabulary.facts.values()
        return next((f.name for f in facts if f.kind == "是否" and text in (f.name, clean(f.label))), None)

    def is_place(self, text: str) -> bool:
        """Whether hardly anything but the name of a place stands here."""
        return len(text) <= _LONGEST_PLACE and self._reader.read("居住地", text) is not None

    def also_denied(self, name: str) -> str | None:
        """The yes-or-no fact behind a detail: 几级？ 没有 says that there is no 残疾证."""
        return self._lacking(name)

    def _lacking(self, name: str) -> str | None:
        for implication in self._ground.catalog.deriver.implications:
            if (name, NOT_APPLICABLE) in implication.conclusions and (gate := denied(implication)):
                return gate
        return None

    def alternatives(self, name: str, text: str) -> dict[str, Value]:
        """The fact that the asked one is computed from: a birth year for an age, or a baby's months."""
        found: dict[str, Value] = {}
        months = to_months(baby[1]) if name == _AGE and (baby := _MONTHS_OLD.match(text)) else None
        if months is not None and months <= _BABY:
            return {_AGE: months // 12, _MONTHS: months}
        for source in self._ground.fact(name).sources:
            if self._ground.fact(source).kind == "日期" and _BIRTH_YEAR.match(text):
                value = self._reader.read(source, text)
                if value is not None:
                    check_day(self._ground.fact(source), value, self._ground.today())
                    found[source] = value
        return found

    def others(self, names: Iterable[str], message: Understood, asked: str | None, known: Facts) -> dict[str, Value]:
        """Facts among ``names`` that clauses of the message state without being asked.

        Only what is plain by its unit, its option or a place name; a place that could be two
        facts comes back for both.
        """
        names = [name for name in names if name != asked]
        found: dict[str, Value] = {}
        for clause in _CLAUSE.split(message.beside_facts):
            if clause and not cues.asks(clause):
                found.update(self._in_clause(names, clause, message.words, known))
        return found

    def _in_clause(self, names: list[str], clause: str, text: str, known: Facts) -> dict[str, Value]:
        read = {name: value for name in names if (value := self._plainly(name, clause)) is not None}
        if self._kinds(read) == {"地区"}:
            return _placed(read, text)
        if self._kinds(read) == {"选项"}:
            return {name: value for name, value in read.items() if list(read.values()).count(value) == 1}
        nearest = self._nearest(list(read), clause, known)
        return {nearest: read[nearest]} if nearest else {}

    def _nearest(self, names: list[str], clause: str, known: Facts) -> str | None:
        """Of several facts that a clause may state the one that is known to matter, or the likest."""
        held = [name for name in names if known.get(self._lacking(name) or "") is True]
        return held[0] if len(held) == 1 else _likest([self._ground.fact(name) for name in names], clause)

    def _kinds(self, names: Iterable[str]) -> set[str]:
        return {self._ground.fact(name).kind for name in names}

    def _plainly(self, name: str, clause: str) -> Value | None:
        fact = self._ground.fact(name)
        if fact.kind == "是否":
            return _named_plainly(fact, clause)
        if fact.kind in ("整数", "金额") and not (
            any(u in clause for u in _UNITS.get(fact.unit, fact.unit or "…")) or clause.isdigit()
        ):
            return None
        if fact.name == "出生日期" and _BIRTHDAY.match(clause):
            return self.read(name, clause)
        if fact.kind == "日期" or _DENIAL.match(clause) or (fact.kind == "选项" and not _is_option(fact, clause)):
            return None
        try:
            return self.read(name, clause)
        except FactError:
            return None


def _by_part(fact: Fact, text: str) -> Value | None:
    """The only option whose title has these words (工人 of 工人等其他岗位)."""
    bare = text.rstrip("的了")
    fitting = [option for option in fact.options if bare in clean(fact.title_of(option))]
    return fitting[0] if len(bare) >= _LEAST_PART and len(fitting) == 1 else None


def _named_plainly(fact: Fact, clause: str) -> bool | None:
    """现在怀孕, 没得工伤: hardly anything but the fact's own name, perhaps denied."""
    label = clean(fact.label)
    if len(label) < 2 or label not in clause or not 0 < len(clause) - len(label) <= _BESIDE_OPTION:
        return None
    return not re.search(r"没|莫|不|未|无", clause.split(label)[0])


def _is_option(fact: Fact, clause: str) -> bool:
    """Whether hardly anything but one of the options stands here."""
    titles = [
        part for title in (*fact.options, *fact.option_titles.values()) for part in re.split(r"[（）、()]", title)
    ]
    clause = _BESIDE_NAME.sub("", clause)
    told = [
        len(part) for part in map(clean, titles) if len(part) > 1 and part in clause and not part.startswith("其他")
    ]
    return bool(told) and len(clause) - max(told) <= _BESIDE_OPTION


def _placed(read: dict[str, Value], text: str) -> dict[str, Value]:
    """A place with words that say which (户口, 住); without them all facts it may be."""
    if len(read) == 1:
        return read
    if re.search(r"户口|户籍|籍|人$", text):
        return {name: value for name, value in read.items() if name == "户籍地"}
    if re.search(r"住|打工|上班|务工", text):
        return {name: value for name, value in read.items() if name == "居住地"}
    return {name: value for name, value in read.items() if name in ("户籍地", "居住地")}


def denied(implication: Implication) -> str | None:
    """The fact whose no is the whole condition of an implication."""
    node = implication.condition
    if isinstance(node, Condition) and isinstance(node.operator, Holds) and node.operator.target is False:
        return node.fact.name
    return None


def impossible(fact: Fact) -> str:
    """A kind sentence about a value that cannot be."""
    if fact.kind in ("整数", "金额") and fact.high is not None:
        return f"这个数好像不对，{fact.label}一般在{fact.low or 0:g}到{fact.high:g}{fact.unit}之间"
    return f"{fact.label}好像不是这样说的"


def check_day(fact: Fact, value: Value, today: date) -> None:
    """Raises FactError for a day to come, or for a birth longer ago than anybody lives."""
    first = value.low if isinstance(value, Range) else value
    if fact.name == "出生日期" and (first > today or years_between(first, today) > _OLDEST):
        raise FactError("这个出生日期好像不对")


def _is_number(fact: Fact, text: str) -> bool:
    """Whether hardly anything but a number stands here (not 我想问一下)."""
    if fact.unit == "周岁" and "虚岁" in text:
        raise FactError("政策按周岁算，不按虚岁。您说周岁，或者说哪年哪月生的都行")
    if re.search(r"(?:^|[^\d])[-－负]\s*[\d一二三四五六七八九十]", text):
        raise FactError(impossible(fact))
    has_number = bool(re.search(_NUMBER, text)) or text in {clean(t) for t in fact.option_titles.values()}
    rest = set(_BESIDE_NUMBER.sub("", text)) - set(fact.label)
    return has_number and len(rest) <= 2


def _likest(facts: list[Fact], clause: str) -> str | None:
    """The fact whose question shares most with the clause; None when several share as much."""
    if len(facts) == 1:
        return facts[0].name
    words = set(re.sub(rf"{_NUMBER}|[个月年了的是在有]", "", clause).replace("缴", "交"))
    scores = sorted(((len(words & set(fact.question.replace("缴", "交"))), fact.name) for fact in facts), reverse=True)
    return scores[0][1] if scores and scores[0][0] and (len(scores) < 2 or scores[0][0] > scores[1][0]) else None

"""Short answers to an open question: 65, 有, 莫得, 二级, 农村的, 半年, 五八年三月."""

from __future__ import annotations

import re

from bot.catalog.regions import Regions
from bot.nlu.extraction.numerals import NUMBER, to_number
from bot.nlu.extraction.regions import PlaceFinder
from bot.nlu.text import clean
from bot.rules.facts import Fact, FactVocabulary
from bot.rules.values import Value

_YES = re.compile(
    r"^(?:是的?|对的?|对头|有的?|有啊|嗯+|要得|得行|行|会|能|可以|办了|办过|参加了|交了|签了|当过|打算|好|yes|y|确实|当然|都?有|就是|没错|准备|住满了|需要)"
    r"(?:是的?|对头|啊|呀|嘛|哦|的|了|哈|呢|有的?|噻|撒|嘞)*$"
)
_NO = re.compile(
    r"^(?:不是|没有|没得|莫得|没|否|不|无|不会|不能|未|木有|都没有|不打算|没办|没参加|没交|没签|没当过|不可以|还没|没啥|no|n|不需要|冇得?|不对|哪有)"
    r"(?:啊|呀|嘛|哦|的|了|哈|呢|有|得|过|噻|撒|嘞|办|领)*$"
)
_ORDINALS = re.compile(r"(?:第?)([一二三四五六七八九十\d]+)级")
_DATE = re.compile(
    rf"((?:19|20)\d{{2}}|\d{{2}}|[一二][九〇零][零〇一二三四五六七八九]{{2}}|[零〇一二三四五六七八九]{{2}})[年.\-/]"
    rf"(?:({NUMBER})[月.\-/]?)?(?:({NUMBER})[日号]?)?"
)
_COMPACT_DATE = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")


class AnswerReader:
    """Reads an answer for a given fact. ``read`` gives None when the text is no answer."""

    def __init__(self, vocabulary: FactVocabulary, regions: Regions) -> None:
        self._vocabulary = vocabulary
        self._places = PlaceFinder(regions)

    def read(self, name: str, text: str) -> Value | None:
        """The value that ``text`` states for the fact.

        Raises FactError when it is an answer, but one that cannot be (999岁).
        """
        fact = self._vocabulary[name]
        text = clean(text).strip("。，,.!！？?~ ")
        raw = self._raw(fact, text)
        return None if raw is None else self._vocabulary.coerce(name, raw)

    def _raw(self, fact: Fact, text: str) -> Value | None:
        if not text or len(text) > 30:
            return None
        titles = {clean(title): key for key, title in fact.option_titles.items()}
        if text in titles:
            return titles[text]
        readers = {
            "是否": self._boolean,
            "选项": self._option,
            "整数": self._number,
            "金额": self._number,
            "日期": self._date,
            "地区": self._place,
        }
        return readers[fact.kind](fact, text)

    @staticmethod
    def _boolean(fact: Fact, text: str) -> Value | None:
        label = clean(fact.label)
        bare = text.replace(label, "") or text
        if _NO.match(bare):
            return False
        if _YES.match(bare):
            return True
        return None

    @staticmethod
    def _option(fact: Fact, text: str) -> Value | None:
        named = [option for option in fact.options if clean(option) in text]
        named += [
            option
            for option, title in fact.option_titles.items()
            if any(len(part) >= 2 and part in text for part in re.split(r"[（）、()]", clean(title)))
        ]
        longest = max(named, key=len, default=None)
        return longest if longest in fact.options or longest is None else longest

    @staticmethod
    def _number(fact: Fact, text: str) -> Value | None:
        grade = _ORDINALS.search(text)
        if grade and fact.unit == "级":
            return to_number(grade[1])
        if fact.unit == "个月":
            months = _months(text)
            if months is not None:
                return months
        match = re.search(NUMBER, text)
        number = to_number(match[0]) if match else None
        if number is None or _is_something_else(fact, text):
            return None
        return int(number) if number == int(number) else number

    @staticmethod
    def _date(fact: Fact, text: str) -> Value | None:
        compact = _COMPACT_DATE.fullmatch(text)
        match = compact or _DATE.search(text)
        if not match:
            return None
        parts = [int(to_number(part) or 0) for part in match.groups() if part]
        if parts[0] < 100:
            parts[0] += 1900 if parts[0] > 26 else 2000
        return "-".join(map(str, parts))

    def _place(self, fact: Fact, text: str) -> Value | None:
        named = [code for _, _, code in self._places.spans(text)]
        whole = self._vocabulary._resolve_region(text) if len(text) >= 2 else None
        return whole or (named[0] if named else None)


def _months(text: str) -> float | None:
    """半年 6, 一年半 18, 3年 36, 8个月 8."""
    match = re.search(rf"({NUMBER})年(半)?", text)
    if match and (years := to_number(match[1])) is not None:
        return years * 12 + (6 if match[2] else 0)
    if "半年" in text:
        return 6.0
    match = re.search(rf"({NUMBER})个?月", text)
    return to_number(match[1]) if match else None


def _is_something_else(fact: Fact, text: str) -> bool:
    """Whether the number in the text carries the unit of another kind of fact."""
    units = {"周岁": "岁", "级": "级", "年": "年", "元": "元块"}
    mine = units.get(fact.unit, "")
    others = "".join(units.values()) + "月"
    return any(sign in text and sign not in mine for sign in others if sign != "年" or fact.unit != "个月")

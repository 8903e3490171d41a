"""The little language of knowledge/phrases.yml: a phrase -> a regular expression and its cues.

Plain text stands for itself. ``{数}`` is a number, ``{时长}`` a span of time, ``{名}`` and other
names in braces stand for a list of words, ``(甲|乙)`` for alternatives, ``(甲|乙)?`` for something
that may be missing, ``(甲|乙)*`` for any number of them (up to eight), ``+`` for at least one, ``…`` for up to six characters within
the clause, ``……`` for up to sixteen within the sentence and about one person, ``$`` for the end of the clause. ``【低保】`` counts only where it stands
alone.

The cues of a phrase are short pieces of text of which at least one must occur for the phrase
to match: with them a message is compared with a few dozen phrases instead of thousands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.nlu.extraction.numerals import DURATION, NUMBER
from bot.nlu.text import clean

Words = Mapping[str, Sequence[str]]
_PARTS = re.compile(r"\{[^{}]+\}|\.{6}|\.{3}|[()|?*+$]|(?:[^{}()|?*+$.](?![?*+]))+|.")
_STEP = r"[^,。;!?、不没无未]"  # a gap does not reach across a denial
_GAP = _STEP + r"{0,6}?"
_CLAUSE_END = r"(?=[,。;!?、:)]|$)"
_SOMEBODY_ELSE = (
    r",[我他她](?:家|屋头)?的?(?:[妈爸娃弟妹哥姐爷奶婆公爱媳男侄孙舅姑姨岳丈幺崽]|老[公婆伴汉妈爸]|外[公婆孙])"
)
_LONG_GAP = rf"(?:(?!{_SOMEBODY_ELSE})[^。;!?]){{0,16}}?"  # nor does it reach over to another person


@dataclass(frozen=True)
class Expression:
    """A regular expression, with the text pieces of which one must be there."""

    regex: str
    cues: frozenset[str]


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says why."""


def parse(phrase: str, words: Words) -> Expression:
    """The expression of one phrase. Raises PhraseError."""
    parser = _Parser(_PARTS.findall(clean(phrase)), words, phrase)
    expression = parser.alternatives()
    if parser.rest:
        raise PhraseError(f"“{phrase}”里多了一个“{parser.rest[0]}”")
    if not expression.cues:
        raise PhraseError(f"“{phrase}”里没有一定会出现的字")
    return expression


class _Parser:
    def __init__(self, parts: list[str], words: Words, phrase: str) -> None:
        self.rest = parts
        self._words = words
        self._phrase = phrase

    def alternatives(self) -> Expression:
        """甲|乙|丙 up to a closing bracket or the end."""
        found = [self._sequence()]
        while self.rest and self.rest[0] == "|":
            self.rest.pop(0)
            found.append(self._sequence())
        return _either(found)

    def _sequence(self) -> Expression:
        regex, cues = "", frozenset[str]()
        while self.rest and self.rest[0] not in "|)":
            item = self._item()
            regex += item.regex
            cues = _better(cues, item.cues)
        return Expression(regex, cues)

    def _item(self) -> Expression:
        part = self.rest.pop(0)
        item = self._group() if part == "(" else self._simple(part)
        how_often = self.rest.pop(0) if self.rest and self.rest[0] in "?*+" else ""
        if how_often in ("*", "+"):
            least, cues = (1, item.cues) if how_often == "+" else (0, frozenset[str]())
            return Expression(f"(?:{item.regex.replace(_GAP, _STEP)}){{{least},8}}?", cues)
        return Expression(f"(?:{item.regex})?", frozenset()) if how_often else item

    def _group(self) -> Expression:
        inner = self.alternatives()
        if not self.rest or self.rest.pop(0) != ")":
            raise PhraseError(f"“{self._phrase}”少了一个右括号")
        return Expression(f"(?:{inner.regex})", inner.cues)

    def _simple(self, part: str) -> Expression:
        marks = {
            "{数}": f"((?!一个?[月人]){NUMBER})",
            "{时长}": f"({DURATION})",
            "...": _GAP,
            "......": _LONG_GAP,
            "$": _CLAUSE_END,
        }
        if part in marks:
            return Expression(marks[part], frozenset())
        if part.startswith("{"):
            return self._named(part[1:-1])
        return Expression(re.escape(part), _cues_of(part))

    def _named(self, name: str) -> Expression:
        if name not in self._words:
            raise PhraseError(f"“{self._phrase}”里的“{{{name}}}”没有定义")
        options = [
            _Parser(_PARTS.findall(clean(str(word))), self._words, str(word)).alternatives()
            for word in self._words[name]
        ]
        return _either(sorted(options, key=lambda option: len(option.regex), reverse=True))


def _either(options: list[Expression]) -> Expression:
    if len(options) == 1:
        return options[0]
    cues = (
        frozenset[str]()
        if any(not option.cues for option in options)
        else frozenset().union(*(o.cues for o in options))
    )
    return Expression("(?:" + "|".join(option.regex for option in options) + ")", cues)


def _cues_of(text: str) -> frozenset[str]:
    return frozenset({text[:2]}) if text else frozenset()


def _better(first: frozenset[str], second: frozenset[str]) -> frozenset[str]:
    """The cues that let fewer messages through: longer pieces, then fewer of them."""
    if not first or not second:
        return first or second
    return min(first, second, key=lambda cues: (-min(map(len, cues)), len(cues)))

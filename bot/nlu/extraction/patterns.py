"""Phrases of knowledge/phrases.yml -> matches of facts in a text.

Under a 是否 fact the keys are 是 and 否; under options the options; under numbers ``数``, a
factor (``12`` for years counted in months) or the value itself. 句式 names patterns shared by
facts of one sort (证件: 有、办了、没办 …), into which the fact's 名 are put. 不算 lists longer
words that contain a phrase without stating the fact (公租房 for 租房).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.nlu.extraction.numerals import DIGIT, is_exact, to_months, to_number
from bot.nlu.extraction.phrasing import Expression, Words, parse
from bot.nlu.text import clean
from bot.rules.facts import Fact, FactError, FactVocabulary
from bot.rules.values import Value

NAMES, SHAPE, NOT_MEANT = "名", "句式", "不算"
_SETTINGS = {NAMES, SHAPE, NOT_MEANT}
_ALONE = re.compile(r"^【(.+)】$")
_ANY_MONTH, _NOT_ONE = {"一个月", "1个月"}, re.compile("(?:都|也|就)?[没未]")  # 一个月都没断
_ENDS_DENYING = re.compile(r"(?:没有|没|无)$")
_OBJECT = re.compile(r"[一-龥](?<![了呢啊嘛哦的吧哈噻办过到享吃领评批给下,])")
_BARE_DENIAL = re.compile(
    r"(?:[我他她妈爸爷奶婆公娘]|母亲|父亲|老[伴公婆汉]|爱人|丈夫|妻子|儿子|女儿|[哥弟姐妹])(?:们|自己)?(?:却|就|也|倒|又|还|都)?(没有?)(?=$|[,。;!?]|[那为想她他我咋怎啷能可该](?!家))"
)
_HAD = {"低保", "残疾证", "领取职工养老金", "居住证", "特困", "劳动合同"}
_TO_THE_YEAR = {"养老保险缴费年数"}  # the years are counted to the month: 交了三年多 does not say how many
_APART = 6  # characters between what one has and who has it not
_SMALLEST_SUM = 100  # yuan; below it a number without 元 is no sum (工资一直没发)


@dataclass(frozen=True)
class Match:
    """One statement found, its value coerced to the fact's type.

    ``alone``: a mere name, which states something only where it stands alone or is said of
    somebody (低保户 in 我家低保户, not in 低保户的政策).
    """

    fact: str
    value: Value
    start: int
    end: int
    alone: bool = False


@dataclass(frozen=True)
class _Pattern:
    fact: Fact
    key: Any
    regex: re.Pattern[str]
    cues: frozenset[str]
    alone: bool
    order: int = 0  # of two equally long matches the pattern written first holds


class PhraseMatcher:
    """All phrases of all facts."""

    def __init__(self, phrases: Mapping[str, Any], vocabulary: FactVocabulary) -> None:
        self._vocabulary = vocabulary
        facts: Mapping[str, Mapping[Any, Any]] = phrases.get("事实", {})
        self._by_cue: dict[str, list[_Pattern]] = {}
        everything = (p for name, entry in facts.items() for p in _patterns(vocabulary[name], entry, phrases))
        for order, found in enumerate(everything):
            pattern = replace(found, order=order)
            for cue in pattern.cues:
                self._by_cue.setdefault(cue, []).append(pattern)
        self._not_meant = {
            name: re.compile("|".join(parse(text, _words(name, entry, phrases)).regex for text in entry[NOT_MEANT]))
            for name, entry in facts.items()
            if entry.get(NOT_MEANT)
        }

    def find(self, text: str) -> list[Match]:
        """Matches in the text; of overlapping ones about one fact the longest stays."""
        found = without_overlaps(match for pattern in self._possible(text) for match in self._of(pattern, text))
        return without_overlaps([*found, *_unsaid_denials(text, found)])

    def _possible(self, text: str) -> Iterable[_Pattern]:
        """Patterns of which some cue occurs in the text, each once."""
        pieces = {*text, *map("".join, zip(text, text[1:], strict=False))}
        patterns: dict[int, _Pattern] = {}
        for piece in pieces & self._by_cue.keys():
            patterns.update((id(pattern), pattern) for pattern in self._by_cue[piece])
        return sorted(patterns.values(), key=lambda pattern: pattern.order)

    def _is_not_meant(self, match: Match, text: str) -> bool:
        """Whether the match is only part of a longer word listed under 不算."""
        words = self._not_meant.get(match.fact)
        return words is not None and any(
            word.start() < match.end and match.start < word.end() for word in words.finditer(text)
        )

    def _of(self, pattern: _Pattern, text: str) -> Iterator[Match]:
        position = 0
        while match := pattern.regex.search(text, position):
            found = self._match(pattern, match)
            if found is not None and not self._is_not_meant(found, text):
                yield found
                position = max(match.end(), match.start() + 1)
            else:  # what is said may begin within it: 退伍五年了, 当了8年兵
                position = match.start() + 1

    def _match(self, pattern: _Pattern, match: re.Match[str]) -> Match | None:
        value = self._value(pattern, match)
        if value is None or (value is False and _lacks_another(match)):
            return None
        return Match(pattern.fact.name, value, match.start(), match.end(), pattern.alone)

    def _value(self, pattern: _Pattern, match: re.Match[str]) -> Value | None:
        group = match.lastindex
        counted = group is not None and pattern.fact.kind in ("整数", "金额")
        raw: Any = _number(pattern, match, group) if counted and group else pattern.key
        try:
            return None if raw is None else self._vocabulary.coerce(pattern.fact.name, raw)
        except FactError:
            return None


def _unsaid_denials(text: str, found: Sequence[Match]) -> Iterator[Match]:
    """What 没有 denies without saying it again: 我有退休金，她没有 (of her)."""
    for denial in _BARE_DENIAL.finditer(text):
        told = [m for m in found if m.fact in _HAD and m.value is True and 0 <= denial.start() - m.end <= _APART]
        if told and not re.search("[。;!?]", text[told[-1].end : denial.start()]):
            yield Match(told[-1].fact, False, denial.start(1), denial.end(1))


def _lacks_another(match: re.Match[str]) -> bool:
    """Whether the 没有 that ends the phrase denies what follows it: 有居住证没有社保."""
    return bool(_ENDS_DENYING.search(match[0]) and _OBJECT.match(match.string, match.end()))


def _number(pattern: _Pattern, match: re.Match[str], group: int) -> int | float | None:
    """The number said, in the fact's unit; None when it is not meant exactly."""
    said, money = match[group], pattern.fact.kind == "金额"
    start, end = match.span(group)
    if not is_exact(match.string, start, end, about=money):
        return None
    if said in _ANY_MONTH and _NOT_ONE.match(match.string, end):
        return None
    if pattern.fact.name in _TO_THE_YEAR and said.endswith("多"):
        return None
    if re.search("[年月]", said):
        months = to_months(said)
        return (months // 12 or None) if months is not None and pattern.fact.unit == "年" else months
    number = to_number(said)
    if number is None or (money and number < _SMALLEST_SUM and match.string[end : end + 1] not in ("元", "块")):
        return None
    number *= pattern.key if isinstance(pattern.key, int) else 1
    return int(number) if number == int(number) else number


def _patterns(fact: Fact, entry: Mapping[Any, Any], phrases: Mapping[str, Any]) -> Iterator[_Pattern]:
    """One pattern for each key (是, 否, an option, 数 …), and one for its mere names."""
    words = _words(fact.name, entry, phrases)
    shape: Mapping[Any, Sequence[str]] = phrases.get(SHAPE, {}).get(entry.get(SHAPE), {})
    for key in {**shape, **entry}:
        if key in _SETTINGS:
            continue
        texts = [str(text) for text in (*shape.get(key, ()), *(entry.get(key) or ()))]
        names = [match[1] for text in texts if (match := _ALONE.match(text))]
        full = [text for text in texts if not _ALONE.match(text)]
        yield from (_pattern(fact, key, group, words, group is names) for group in (full, names) if group)


def _words(name: str, entry: Mapping[Any, Any], phrases: Mapping[str, Any]) -> Words:
    """The lists of words that a phrase of this fact may name."""
    return {**phrases.get("词", {}), NAMES: entry.get(NAMES) or [name]}


def _pattern(fact: Fact, key: Any, texts: Sequence[str], words: Words, alone: bool) -> _Pattern:
    ordered = sorted(texts, key=lambda text: len(clean(text)), reverse=True)
    expressions: list[Expression] = [parse(text, words) for text in ordered]
    regex = "|".join(_whole_numbers(expression.regex) for expression in expressions)
    cues = frozenset().union(*(expression.cues for expression in expressions))
    return _Pattern(fact, key, re.compile(regex), cues, alone)


def _whole_numbers(regex: str) -> str:
    """A number at the beginning must not be the tail of a longer one."""
    return rf"(?<!{DIGIT})(?<!\.){regex}" if regex.startswith("((?:") else regex


def without_overlaps(found: Iterable[Match]) -> list[Match]:
    """Of overlapping matches about one fact the longest, statements before mere names, in order of position."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (m.alone, m.start - m.end, m.start)):
        if not any(m.fact == match.fact and m.start < match.end and match.start < m.end for m in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)

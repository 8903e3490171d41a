"""The spaCy pipeline that reads facts: blank Chinese, one token per character.

Components in order: ``phrases`` (knowledge/phrases.yml), ``places`` (regions.csv),
``births`` (dates), ``statements`` (negation, questions, corrections), ``persons`` (whose
fact it is). Each writes to ``doc.user_data``; the tokens are characters because jieba
hides short words inside longer ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bot.catalog.regions import Regions
from bot.nlu.extraction.numerals import NUMBER, to_number
from bot.nlu.extraction.patterns import Match, PhraseMatcher
from bot.nlu.extraction.regions import PlaceFinder
from bot.nlu.extraction.subjects import asked_about, mentions, subject_at
from bot.rules.facts import FactError, FactVocabulary
from bot.rules.values import Value

_NEGATED = re.compile(
    r"(?:没有|没得|莫得|没|不是|不算|不属于|未|无|并非|不享受|没能|还没)(?:去|再|能|给|人)?"
    r"(?:办|办过|办理|领|领过|拿|拿到|吃|享受|评上|评|申请到|取得|参加|买|交|缴|签|纳入|是|有)?(?:到|上|过|了)?(?:什么|啥|啥子|任何)?$"
)
_ASKED = re.compile(
    r"(?:有没有|有没|是不是|算不算|能不能|要不要|有无|是否|可不可以|会不会|够不够|想|想要|怎么才能|怎么|怎样|咋个|咋|如何|才能|必须|需要|"
    r"如果|要是|假如|万一|除非|只有|凭|申请|办理|评|吃得到|能|可以|应该|该不该|要)(?:[是有当算评吃拿领办])?(?:个|到|上)?$"
)
_CORRECTION = re.compile(rf"^[岁级个月年元块]*[，,、]?(?:而|应该|实际|实际上|其实)?是({NUMBER})")
_REPLACED = re.compile(r"(?:不是|不对|没有|并非)$")
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2}|[一二][九〇零][零〇一二三四五六七八九]{2}|\d{2}|[三四五六七八九][零〇一二三四五六七八九])年"
    r"(?:(\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?:(\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?)?"
    r"(?:出生|生的|生人|生(?!活|病|育|意|产)|的人|出世)"
)
_BORN_ON = re.compile(
    r"(?:出生(?:日期|年月)?[是为:：在于]*|生于)((?:19|20)\d{2})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?"
)


@dataclass(frozen=True)
class StatedFact:
    """A fact as stated in a message, with whose it is."""

    fact: str
    value: Value
    subject: str
    start: int
    end: int


@dataclass(frozen=True)
class Extraction:
    """All facts of a message, the person it asks about, and whether it names anybody."""

    facts: tuple[StatedFact, ...]
    subject: str
    named: bool = False

    def of(self, subject: str) -> dict[str, Value]:
        """Facts of one person."""
        return {fact.fact: fact.value for fact in self.facts if fact.subject == subject}


class FactReader:
    """Reads facts from cleaned text."""

    def __init__(
        self,
        phrases: Mapping[str, Mapping[Any, Sequence[str]]],
        vocabulary: FactVocabulary,
        regions: Regions,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._vocabulary = vocabulary
        self._matcher = PhraseMatcher(phrases, vocabulary)
        self._places = PlaceFinder(regions)
        self._today = today
        self._nlp = self._pipeline()

    def _pipeline(self) -> Language:
        nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
        steps = {
            "phrases": self._find_phrases,
            "places": self._find_places,
            "births": self._find_births,
            "statements": self._keep_statements,
            "persons": self._assign_persons,
        }
        for name, step in steps.items():
            Language.component(f"shuhui_{name}", func=step)  # type: ignore[arg-type]
            nlp.add_pipe(f"shuhui_{name}", name=name)
        return nlp

    def read(self, text: str) -> Extraction:
        """Facts stated in ``text`` (cleaned)."""
        if not text:
            return Extraction((), "self")
        doc = self._nlp(text)
        return Extraction(tuple(doc.user_data["facts"]), doc.user_data["subject"], doc.user_data["named"])

    def _find_phrases(self, doc: Doc) -> Doc:
        doc.user_data["matches"] = self._matcher.find(doc.text)
        return doc

    def _find_places(self, doc: Doc) -> Doc:
        places = self._places.find(doc.text)
        doc.user_data["matches"] += [Match(p.fact, p.code, p.start, p.end) for p in places]
        return doc

    def _find_births(self, doc: Doc) -> Doc:
        for pattern in (_YEAR, _BORN_ON):
            for match in pattern.finditer(doc.text):
                value = self._birth(match)
                if value is not None:
                    doc.user_data["matches"].append(Match("出生日期", value, match.start(), match.end()))
        return doc

    def _birth(self, match: re.Match[str]) -> Value | None:
        parts = [int(to_number(part) or 0) for part in match.groups() if part]
        if parts[0] < 100:
            parts[0] += 1900 if parts[0] > self._today().year % 100 else 2000
        try:
            return self._vocabulary.coerce("出生日期", "-".join(map(str, parts)))
        except FactError:
            return None

    def _keep_statements(self, doc: Doc) -> Doc:
        text = doc.text
        kept = [self._as_stated(text, match) for match in doc.user_data["matches"]]
        doc.user_data["matches"] = [match for match in kept if match is not None]
        return doc

    def _as_stated(self, text: str, match: Match) -> Match | None:
        """The match as stated: negated, corrected, or None when it is only asked about."""
        before = re.split(r"[，。；！？,.;!?、]", text[max(0, match.start - 12) : match.start])[-1]
        if isinstance(match.value, bool):
            if _ASKED.search(before):
                return None
            negated = bool(_NEGATED.search(before))
            return replace(match, value=not match.value) if negated and match.value else match
        if _REPLACED.search(before):
            return self._corrected(text, match)
        return match

    def _corrected(self, text: str, match: Match) -> Match | None:
        """不是62是63: the value after 是; None when nothing replaces what was denied."""
        better = _CORRECTION.search(text[match.end :])
        number = to_number(better[1]) if better else None
        if number is None or not isinstance(match.value, (int, float)):
            return None
        try:
            return replace(match, value=self._vocabulary.coerce(match.fact, int(number)))
        except FactError:
            return None

    def _assign_persons(self, doc: Doc) -> Doc:
        people = mentions(doc.text)
        asked = asked_about(doc.text, people)
        stated: dict[tuple[str, str], StatedFact] = {}
        for match in doc.user_data["matches"]:
            subject = subject_at(people, match.start, asked)
            stated[(match.fact, subject)] = StatedFact(match.fact, match.value, subject, match.start, match.end)
        doc.user_data["facts"] = list(stated.values())
        doc.user_data["subject"] = asked
        doc.user_data["named"] = bool(people)
        return doc

"""The spaCy pipeline that reads facts: blank Chinese, one token per character.

Components in order: ``phrases`` (knowledge/phrases.yml), ``people`` (who is named), ``ages``
(ages and dates of birth), ``grades``, ``places`` (regions.csv), ``statements`` (what is
stated rather than asked, wished or supposed), ``persons`` (whose fact it is). Each writes to
``doc.user_data``; the tokens are characters because jieba hides short words inside longer ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bot.catalog.regions import Regions
from bot.nlu.extraction.ages import AgeReader
from bot.nlu.extraction.clauses import Clauses
from bot.nlu.extraction.ellipsis import denied
from bot.nlu.extraction.grades import GradeReader
from bot.nlu.extraction.patterns import Match, PhraseMatcher, without_overlaps
from bot.nlu.extraction.persons import Owned, Persons
from bot.nlu.extraction.regions import PlaceFinder
from bot.nlu.extraction.spelling import Spelling
from bot.nlu.extraction.statements import Statements
from bot.nlu.extraction.subjects import SELF, mentions
from bot.nlu.extraction.unnamed import is_of_child
from bot.nlu.extraction.values import one_value_each
from bot.rules.facts import FactVocabulary
from bot.rules.values import Value

# Phrases that hold a place where not the person but the relatives are (爸妈都在广东打工).
_OF_RELATIVES_AWAY = {"父母外出务工", "事实无人抚养", "家有义务兵"}

# Facts that hold of the speaker too inside such a phrase (我和老婆都是农村户口, 独生女残疾).
_OF_BOTH = {"户口性质", "独生子女伤残", "户籍地"}

# The grade in 我独女是重残二级 is the child's, who is not asked about.
_CHILD_DISABLED, _OF_DISABLED = "独生子女伤残", {"残疾等级", "残疾类别", "残疾证"}
_OF_A_LIVING = re.compile("(?:的)?(?:遗属|家属|遗孀|后代|亲属)")  # 我妈是烈士遗属: she is told of

_STEPS = "shuhui_steps"


@Language.factory(_STEPS)
def _step(nlp, name):  # type: ignore[no-untyped-def]  # spaCy cannot read postponed annotations
    """The step of that name of the reader that the pipeline belongs to."""
    return nlp.meta[_STEPS][name]


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
    """Reads facts from text. ``phrases`` is the content of knowledge/phrases.yml."""

    def __init__(
        self,
        phrases: Mapping[str, Any],
        vocabulary: FactVocabulary,
        regions: Regions,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.vocabulary = vocabulary
        self._spelling = Spelling(phrases.get("改写", {}))
        self._matcher = PhraseMatcher(phrases, vocabulary)
        self._ages = AgeReader(vocabulary, today)
        self._grades = GradeReader(vocabulary)
        self._places = PlaceFinder(regions)
        self._lasting = frozenset(phrases.get("经历", ()))
        self._nature = phrases.get("归属", {})
        self._shared = frozenset(name for name, fact in vocabulary.facts.items() if fact.household)
        self._regions = regions
        self._nlp = self._pipeline()

    def _pipeline(self) -> Language:
        """Built of this reader's own steps: spaCy keeps one component of a name for the whole process."""
        nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
        steps: dict[str, Callable[[Doc], Doc]] = {
            "phrases": self._find_phrases,
            "people": self._find_people,
            "ages": self._find_ages,
            "grades": self._find_grades,
            "places": self._find_places,
            "statements": self._keep_statements,
            "persons": self._assign_persons,
        }
        nlp.meta[_STEPS] = steps
        for name in steps:
            nlp.add_pipe(_STEPS, name=name)
        return nlp

    def read(self, text: str) -> Extraction:
        """Facts stated in ``text``, cleaned or not; the blanks of a raw text help to part clauses."""
        text = self._spelling.mend(text)
        if not text:
            return Extraction((), SELF)
        doc = self._nlp(text)
        return Extraction(tuple(doc.user_data["facts"]), doc.user_data["subject"], doc.user_data["named"])

    def _find_phrases(self, doc: Doc) -> Doc:
        doc.user_data["clauses"] = Clauses(doc.text)
        doc.user_data["matches"] = self._matcher.find(doc.text)
        return doc

    def _find_people(self, doc: Doc) -> Doc:
        with_kin = self._nature.get("含亲人", ())
        taken = [
            (m.start, m.end)
            for m in doc.user_data["matches"]
            if m.fact in with_kin and not m.alone and not _OF_A_LIVING.match(doc.text, m.end)
        ]
        doc.user_data["people"] = mentions(doc.text, taken)
        return doc

    def _find_ages(self, doc: Doc) -> Doc:
        people = doc.user_data["people"]
        ends = {person.end for person in people}
        of_children = {person.end for person in people if person.subject in ("child", "other")}
        starts = {person.start for person in people}
        doc.user_data["matches"] += self._ages.find(doc.text, ends, of_children, starts)
        return doc

    def _find_grades(self, doc: Doc) -> Doc:
        doc.user_data["matches"] += self._grades.find(doc.user_data["clauses"])
        return doc

    def _find_places(self, doc: Doc) -> Doc:
        places = self._places.find(doc.text)
        elsewhere = [match for match in doc.user_data["matches"] if match.fact in _OF_RELATIVES_AWAY]
        doc.user_data["matches"] += [
            Match(place.fact, place.code, place.start, place.end)
            for place in places
            if not any(match.start <= place.start < match.end for match in elsewhere)
        ]
        return doc

    def _keep_statements(self, doc: Doc) -> Doc:
        data = doc.user_data
        data["matches"] = self._without_parts(data["matches"])
        statements = Statements(doc.text, data["clauses"], data["people"], self._lasting)
        stated = statements.stated(without_overlaps(data["matches"]))
        data["matches"] = [*stated, *denied(doc.text, stated, data["people"])]
        return doc

    def _without_parts(self, matches: list[Match]) -> list[Match]:
        """Without what is told of a relative inside a phrase (乳腺癌 in 妻子乳腺癌走了: 丧偶)."""
        with_kin = self._nature.get("含亲人", ())
        wholes = [match for match in matches if match.fact in with_kin and not match.alone]
        of_child = [match for match in matches if match.fact == _CHILD_DISABLED]
        matches = [
            match
            for match in matches
            if match.fact not in _OF_DISABLED
            or not any(child.start <= match.start <= child.end + 1 for child in of_child)
        ]
        return [
            match
            for match in matches
            if match.fact in with_kin
            or match.fact in _OF_BOTH
            or not any(whole.start < match.start < whole.end for whole in wholes)
        ]

    def _assign_persons(self, doc: Doc) -> Doc:
        data = doc.user_data
        persons = Persons(data["clauses"], data["people"], self._nature, self._shared)
        owned, data["subject"] = persons.assign(data["matches"])
        data["named"] = persons.named
        unnamed = data["subject"] in (SELF, "child") and not persons.tells_of_somebody
        if unnamed and is_of_child(owned, doc.text, self._nature.get("大人", ())):
            owned = [replace(item, subject="child") for item in owned]
            data["subject"], data["named"] = "child", True
        data["facts"] = [_stated(item) for item in one_value_each(owned, doc.text, self._regions)]
        return doc


def _stated(item: Owned) -> StatedFact:
    match = item.match
    return StatedFact(match.fact, match.value, item.subject, match.start, match.end)

"""Whose each fact is, and whom a message asks about.

A fact is its own clause's person's; a clause that names nobody goes on about the person
of the clauses before it, and a message that names nobody at all is about the speaker.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalog.regions import Regions
from bot.nlu.extraction.clauses import Clauses
from bot.nlu.extraction.patterns import Match
from bot.nlu.extraction.subjects import BESIDE, FOR, HOME, MANY, SELF, TOPIC, Mention

_PARENTS = {"爸妈", "父母", "爹妈", "爹娘", "双亲", "爸爸妈妈", "父母亲", "二老", "妈老汉", "妈老汉儿"}
_YOUNG = re.compile(r"孙|侄|外甥|弟|妹|兄弟|姐姐家|邻居|哥|姐")
# Facts of children, which a parent tells without naming the child again.
_OF_CHILDREN = {"月龄", "学段", "寄宿", "就读学校性质", "就读地", "幼儿园大班", "营养餐学校", "中职年级", "全日制学籍", "孤儿", "事实无人抚养", "父母外出务工"}
_GROWN = 16
_OLD = 55
_QUESTION = re.compile(
    r"能不能|可不可以|能|可以|怎么|怎样|咋|如何|哪|吗|\?|多少|好多|什么|啥|申请|办|领|补贴|补助|救助|报销|免费|享受|咨询|请问|求助|有没有|要不要|符合"
)
_SEVERAL_CHILDREN = re.compile(r"大的|小的|老大|老二|一个[^,。]{1,12},?(?:另)?一个|分别|大娃|二娃|大宝|二宝|两个都|哥哥|姐姐|弟弟|妹妹")
_LINK = re.compile(r"^(?:了|证)?(?:的)?(?:我|我们|那个|老|家里的?)?$")


@dataclass(frozen=True)
class Owned:
    """A match and the person it belongs to."""

    match: Match
    subject: str


class Persons:
    """The persons of one text."""

    def __init__(self, clauses: Clauses, people: Sequence[Mention]) -> None:
        self._clauses = clauses
        self._people = people
        self._own = [person for person in people if person.subject != HOME]
        self._by_clause: dict[int, list[Mention]] = {}
        for person in people:
            self._by_clause.setdefault(clauses.index(person.start), []).append(person)

    @property
    def named(self) -> bool:
        """Whether the message names anybody."""
        return bool(self._own)

    def assign(self, matches: Sequence[Match]) -> tuple[list[Owned], str]:
        """Every match with its person, and the person asked about."""
        told = {self._clauses.index(match.start) for match in matches}
        holders = [self._holder(match, told) for match in matches]
        asked = self._asked(matches, holders, told)
        owned = []
        for match, holder in zip(matches, holders, strict=True):
            subject = self._settle(match, holder, asked)
            owned.append(Owned(match, subject))
            if subject == "father" and self._parents_hold(match, told):
                owned.append(Owned(match, "mother"))
        return owned, asked

    # ---- whose a fact is ----------------------------------------------------------------------

    def _holder(self, match: Match, told: set[int]) -> Mention | None:
        """The mention a fact belongs to; None when nobody was named before it."""
        described = self._described(match)
        if described:
            return described
        clause = self._clauses.index(match.start)
        here = [p for p in self._by_clause.get(clause, ()) if p.end <= match.start or p.start < match.start < p.end]
        named = [person for person in here if person.role in (TOPIC, FOR)]
        holder = named[-1] if named else self._carried(clause, told)
        return self._by_age(match, holder, clause) if not named else self._near(match, named, holder)

    def _near(self, match: Match, named: list[Mention], holder: Mention | None) -> Mention | None:
        if match.fact in _OF_CHILDREN and holder and holder.subject in (SELF, HOME, "spouse"):
            beside = [p for p in self._people if p.start < match.start and _is_child(p) and p.role != TOPIC]
            inside = [p for p in beside if self._clauses.index(p.start) == self._clauses.index(match.start)]
            return inside[-1] if inside else holder
        return holder

    def _described(self, match: Match) -> Mention | None:
        """The person right after an attribute: 70岁的母亲."""
        for person in self._people:
            between = self._clauses.text[match.end : person.start] if person.start >= match.end else None
            if between is not None and len(between) <= 4 and _LINK.match(between) and person.role != MANY:
                return person if person.subject not in (SELF, HOME) else None
        return None

    def _carried(self, clause: int, told: set[int]) -> Mention | None:
        """Whom the clauses before are about. A relative in passing (儿子在外打工) is not it."""
        for index in range(clause - 1, -1, -1):
            people = [p for p in self._by_clause.get(index, ()) if p.subject != HOME and p.role in (TOPIC, FOR)]
            if people:
                return people[-1]
            passing = [p for p in self._by_clause.get(index, ()) if p.role == BESIDE and p.subject not in (SELF, HOME)]
            if passing and index in told and not any(p.subject == SELF for p in self._by_clause[index]):
                return passing[-1] if _goes_first(self._clauses, passing[-1]) else None
        return None

    def _by_age(self, match: Match, holder: Mention | None, clause: int) -> Mention | None:
        """Corrects a carried person by what cannot be: a child's grade, an old parent's age."""
        before = [person for person in self._people if self._clauses.index(person.start) < clause]
        age = match.value if match.fact == "年龄" else None
        childish = match.fact in _OF_CHILDREN or (age is not None and age < _GROWN)
        if childish and not (holder and _is_child(holder)):
            children = [person for person in before if _is_child(person)]
            here = [p for p in self._by_clause.get(clause, ()) if _is_child(p) and p.start < match.start]
            return (here or children or [holder])[-1]
        aged = match.fact in ("独居", "婚姻状况") or (age is not None and age >= _OLD)
        if aged and holder and holder.subject == "child":
            older = [p for p in before if p.subject not in ("child", HOME) and p.role in (TOPIC, FOR)]
            return older[-1] if older else None
        return holder

    def _settle(self, match: Match, holder: Mention | None, asked: str) -> str:
        if holder is None:
            return asked
        if holder.subject == HOME:
            return SELF if self._is_stranger(asked) else asked
        return holder.subject

    def _is_stranger(self, subject: str) -> bool:
        return subject == "other" and any(person.stranger for person in self._people if person.subject == "other")

    def _parents_hold(self, match: Match, told: set[int]) -> bool:
        holder = self._holder(match, told)
        return holder is not None and holder.word in _PARENTS

    # ---- whom the message asks about ----------------------------------------------------------

    def _asked(self, matches: Sequence[Match], holders: Sequence[Mention | None], told: set[int]) -> str:
        scores: Counter[str] = Counter()
        for holder in holders:
            if holder is not None and holder.subject != HOME:
                scores[holder.subject] += 1
            elif holder is not None:
                scores[SELF] += 0.2
            elif any(person.subject == SELF for person in self._own):
                scores[SELF] += 0.6
        for person in self._own:
            if person.role == FOR:
                scores[person.subject] += 3
        self._score_questions(scores, told)
        first = next((p for p in self._own if p.subject != SELF and p.role in (TOPIC, FOR)), None)
        if first:
            scores[first.subject] += 0.5
        if not scores:
            return next((person.subject for person in self._own if person.subject != SELF and person.role != MANY), SELF)
        return max(scores, key=lambda subject: scores[subject])

    def _score_questions(self, scores: Counter[str], told: set[int]) -> None:
        """Whoever a question names, or goes on about, is likely meant."""
        carried = ""
        for index, span in enumerate(self._clauses.spans):
            if not _QUESTION.search(self._clauses.text[span.start : span.end] + span.mark):
                continue
            people = [p for p in self._by_clause.get(index, ()) if p.role in (TOPIC, FOR) and p.subject != HOME]
            if people:
                scores[people[-1].subject] += 2
            elif holder := self._carried(index, told):
                carried = holder.subject
        if carried:
            scores[carried] += 1


def _is_child(person: Mention) -> bool:
    return person.subject == "child" or (person.subject == "other" and bool(_YOUNG.search(person.word)))


def _goes_first(clauses: Clauses, person: Mention) -> bool:
    """Whether the person stands at the beginning of the clause, as a subject does."""
    return person.start - clauses.at(person.start).start <= 2


def one_value_each(owned: Sequence[Owned], text: str, regions: Regions) -> list[Owned]:
    """One value for each fact of a person.

    Of several the later holds, as in a correction; of places the more precise one. Two
    children with two ages or grades are left out: the bot has to ask which child is meant.
    """
    kept: dict[tuple[str, str], Owned] = {}
    unclear: set[tuple[str, str]] = set()
    for item in sorted(owned, key=lambda item: item.match.start):
        key = (item.match.fact, item.subject)
        other = kept.get(key)
        if other is None or other.match.value == item.match.value:
            kept.setdefault(key, item)
        elif _is_more_precise(other.match.value, item.match.value, regions):
            continue
        elif _SEVERAL_CHILDREN.search(text) and item.subject in ("child", "other"):
            unclear.add(key)
        elif item.match.fact != "慢性病":
            kept[key] = item
    return [item for key, item in kept.items() if key not in unclear]


def _is_more_precise(first: object, second: object, regions: Regions) -> bool:
    """Whether the first is a region within the second."""
    known = isinstance(first, str) and isinstance(second, str) and first in regions.by_code
    return known and first != second and regions.lies_within(str(first), str(second))

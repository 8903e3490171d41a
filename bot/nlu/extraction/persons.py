"""Whose each fact is, and whom a message asks about.

A fact is its own clause's person's; a clause that names nobody goes on about the person
of the clauses before it, and a message that names nobody at all is about the speaker.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.nlu.extraction.asked import Asked
from bot.nlu.extraction.bereaved import DEATH, MARITAL, asks_for_dead_spouse, is_of_nobody, widowed
from bot.nlu.extraction.clauses import Clauses
from bot.nlu.extraction.kinship import ANY_CHILD, PARENTS
from bot.nlu.extraction.patterns import Match
from bot.nlu.extraction.subjects import APART, ASIDE, FOR, HOME, MANY, SELF, TOPIC, Mention

_YOUNG = re.compile(r"孙|侄|外甥|弟|妹|娃|儿|女")
ORPHAN = "孤儿"
_GROWN = 16
_OF_AGE = 18
_OLD = 55
_OF_WOMEN, _DAUGHTER = {"怀孕", "产后42天内", "生育情况", "生育保险"}, re.compile("女|媳|姑娘")
_OF_WORKERS = {"就业状态", "养老保险", "养老保险缴费年数", "失业原因", "失业登记", "劳动合同", "拖欠工资"}
_SCHOOLING = re.compile(
    r"幼儿园|托班|托育|[读上]小学|小学生|[读上]初中|疫苗|入学|升学"
)  # of a child that does not work
_OF_COUPLE = {"子女数", "独生子女家庭", "农村双女户"}
BOTH = "other"  # both parents together
_THEY = re.compile(r"他们|两[个位人老名](?:老人|人)?(?:都|的)|两[位个名]老人|二老|两老|[她他]们?俩")
_STATUS = {"低保", "低保边缘", "脱贫监测", "困难家庭认定"}
_PREDICATE = re.compile(
    r"[我他她](?:是|户口在|住在?|在)[^,。;!?个名位]{0,3}$"
)  # 我是肢体二级他是听力一级, 我户口在雅安她…
_LINK = re.compile(r"^(?:了|证)?(?:的)?(?:我|我们|那个|老|家里的?)?$")
_SIBLING = re.compile(r"弟|妹|哥|姐")
_WE = re.compile(
    r"我们?[和跟与同](?:我|她|他|孩子|娃儿?)?的?(?:老公|老婆|丈夫|妻子|爱人|媳妇|堂客|婆娘|男人|他爸|他妈|她爸|她妈)"
)
_PUPIL = re.compile(r"我(?:是|今年|现在|在)?[^,。;!?]{0,6}(?:学生|[在就]读|读(?:书|[小初高大中])|考[上起]|上[初高大])")
_EACH = re.compile(r"(?:(?<!成)都|均|全|两个|两个人|两人|双双)")


@dataclass(frozen=True)
class Owned:
    """A match and the person it belongs to."""

    match: Match
    subject: str


class Persons:
    """The persons of one text.

    ``nature`` names the facts that only 孩子 or only 大人 have, ``shared`` those of a household.
    """

    def __init__(
        self,
        clauses: Clauses,
        people: Sequence[Mention],
        nature: Mapping[str, Collection[str]],
        shared: Collection[str] = (),
    ) -> None:
        self._clauses = clauses
        self._text = clauses.text
        self._people = people
        self._of_children = nature.get("孩子", ())
        self._of_adults = nature.get("大人", ())
        self._of_all = {*shared, *nature.get("全家", ())}
        self._has_pupil = self._has_grown_child = self._has_children = False
        self._own = [person for person in people if person.subject not in (HOME, APART)]
        self._by_clause: dict[int, list[Mention]] = {}
        for person in people:
            self._by_clause.setdefault(clauses.index(person.start), []).append(person)
        self._asked = Asked(clauses, self._own, (self._of_adults, self._of_all), self._carried)

    @property
    def tells_of_somebody(self) -> bool:
        """Whether anybody but those who merely take part is named."""
        return any(person.role in (TOPIC, FOR) for person in self._own)

    @property
    def named(self) -> bool:
        """Whether the message names anybody."""
        return bool(self._own)

    def assign(self, matches: Sequence[Match]) -> tuple[list[Owned], str]:
        """Every match with its person, and the person asked about."""
        told = {self._clauses.index(match.start) for match in matches}
        self._has_children = any(match.fact in _OF_COUPLE for match in matches) and not _PUPIL.search(self._text)
        self._has_pupil = any(map(_is_of_pupil, matches))
        self._has_grown_child = any(map(self._is_of_grown_child, matches))
        matches = [
            match
            for match in matches
            if not self._is_grown_orphan(match, matches, told) and not is_of_nobody(self._text, match, self._people)
        ]
        holders = [self._holders(match, told) for match in matches]
        asked = self._asked.find(matches, [found[0] for found in holders], told)
        if asks_for_dead_spouse(self._text, matches, self._own):
            asked = "spouse"
        if asked in ("father", "mother") and self._asks_for_both():
            asked = BOTH
            holders = [[*found, Mention(BOTH, 0, 0)] if len(found) > 1 else found for found in holders]
        owned = [
            Owned(match, subject)
            for match, found in zip(matches, holders, strict=True)
            for subject in dict.fromkeys(self._subject(match, holder, asked) for holder in found)
            if subject != APART
        ]
        owned += [
            Owned(match, subject)
            for match, subject in widowed(self._text, self._own)
            if not any(item.match.fact == MARITAL and item.subject == subject for item in owned)
        ]
        owned += [
            replace(item, subject=asked)
            for item in owned
            if item.subject == SELF
            and asked == "child"
            and item.match.fact in _STATUS  # 我是低保户: the child at home as well
        ]
        return owned, asked

    def _asks_for_both(self) -> bool:
        """Whether the question is of both parents: 爸妈都没社保, 老汉78我妈73，他们两个怎么领."""
        parents = [p for p in self._own if p.subject in ("father", "mother") and p.word[:1] not in ("他", "她")]
        parents = [p for p in parents if not p.word.startswith("老人")]
        single = [p for p in parents if p.word not in PARENTS]
        if not single:
            return bool(parents) and all(p.role in (TOPIC, FOR) for p in parents)
        if {p.subject for p in single if p.role in (TOPIC, FOR)} != {"father", "mother"}:
            return False
        return bool(_THEY.search(self._text, single[-1].end))

    # ---- whose a fact is ----------------------------------------------------------------------

    def _holders(self, match: Match, told: set[int]) -> list[Mention | None]:
        """The mentions a fact belongs to, mostly one; None when nobody was named before it."""
        described = self._described(match) if self._text[match.end - 1] not in ",。;!?、:" else None
        if described:
            return [described]
        clause = self._clauses.index(match.start)
        here = [
            person
            for person in self._by_clause.get(clause, ())
            if _comes_before(person, match) and not self._is_burdened(person, match)
        ]
        named = [person for person in here if person.role in (TOPIC, FOR, ASIDE)]
        if match.fact in self._of_children:  # 侄儿爹妈都不在了
            named = [person for person in named if person.subject != APART] or named
        if not named and _EACH.search(self._clauses.before(match.start) + self._text[match.start : match.end]):
            several = self._listed_before(clause)
            if len(several) > 1:
                return list(several)
        holder = (
            named[-1]
            if named
            else self._dead(match, clause) or self._apart(match, clause, told) or self._carried(clause, told)
        )
        holder = holder or self._before_anybody(match, told)
        holder = self._possible(match, holder, clause)
        if holder is not None and holder.word in PARENTS:
            return [holder, Mention("mother", holder.start, holder.end)]
        return [holder]

    def _is_burdened(self, person: Mention, match: Match) -> bool:
        """我妈穿衣吃饭都要我弄: who does it for another, within the words that tell of the other."""
        return match.start < person.start < match.end and self._text[person.start - 1] in "要靠由归让喊"

    def _described(self, match: Match) -> Mention | None:
        """The person right after an attribute: 70岁的母亲, but not in 妈六十八爸七十."""
        joined = self._text.startswith("的", match.end)
        if not joined and any(person.end == match.start for person in self._people):
            return None
        for person in self._people:
            between = self._text[match.end : person.start] if person.start >= match.end else None
            if between is not None and len(between) <= 4 and _LINK.match(between) and person.role != MANY:
                if self._goes_on_to(match, between, person):
                    return None
                at_home = match.fact == "居住地" and self._text.startswith(("家", "那", "屋", "这"), person.end)
                return person if person.subject not in (SELF, HOME) and not at_home else None  # 住成都女儿家
        return None

    def _goes_on_to(self, match: Match, between: str, person: Mention) -> bool:
        """Whether the next clause begins there without a sign: 离婚了娃儿判给我, 我十五岁我爸…."""
        if match.fact in {"婚姻状况", *self._of_adults} and _is_child(person):
            return True
        if between.startswith("了") and "的" not in between:
            return True
        if not between and _PREDICATE.search(self._clauses.before(match.start)):
            return True
        return between.startswith("我") and self._clauses.at(match.start).start < match.start

    def _listed_before(self, clause: int) -> list[Mention]:
        """Relatives told of one after another (父亲82岁, 母亲79岁) right before the clause."""
        found: dict[str, Mention] = {}
        for index in range(max(0, clause - 4), clause):
            for person in self._by_clause.get(index, ()):
                if person.role == TOPIC and person.subject != HOME:
                    found[person.subject] = person
        return list(found.values())

    def _carried(self, clause: int, told: set[int]) -> Mention | None:
        """Whom the clauses before are about. A relative in passing (儿子在外打工) is not it."""
        for index in range(clause - 1, -1, -1):
            everybody = self._by_clause.get(index, ())
            people = [p for p in everybody if p.subject not in (HOME, APART) and p.role in (TOPIC, FOR)]
            if people:
                return people[-1]
            passing = [
                person for person in everybody if person.role == ASIDE and person.subject not in (SELF, HOME, APART)
            ]
            if passing and index in told:
                return passing[-1]
        return None

    def _apart(self, match: Match, clause: int, told: set[int]) -> Mention | None:
        """A stranger's relative of whom the clause before has begun to tell (他爸爸三十八，有残疾证)."""
        if match.fact in self._of_all:
            return None
        before = self._by_clause.get(clause - 1, ())
        return before[-1] if before and before[-1].subject == APART and clause - 1 in told else None

    def _dead(self, match: Match, clause: int) -> Mention | None:
        """Whose age follows a death: 奶奶去世了，88岁."""
        before = self._by_clause.get(clause - 1, ()) if match.fact == "年龄" else ()
        last = before[-1] if before else None
        if not last or last.role != ASIDE or not DEATH.match(self._text, last.end):
            return None
        return last

    def _before_anybody(self, match: Match, told: set[int]) -> Mention | None:
        """The speaker, for what is told before a relative comes in by contrast (退休金1850, 老伴没有)."""
        first = next((person for person in self._own if person.role in (TOPIC, FOR, ASIDE)), None)
        if match.fact in self._of_all:
            return None
        if first is None or first.start < match.start or first.subject == SELF:
            return None
        contrast = first.role == TOPIC and self._clauses.index(first.start) in told
        return self._speaker if contrast and all(person.role != FOR for person in self._own) else None

    def _possible(self, match: Match, holder: Mention | None, clause: int) -> Mention | None:
        """The holder, or another where it cannot be: a grade is a child's, three children are not."""
        age = match.value if match.fact == "年龄" else None
        earlier = [person for person in self._people if person.start < match.start]
        if (match.fact in self._of_children or (age is not None and age < _GROWN)) and not _is_child(holder):
            here = [person for person in earlier if self._clauses.index(person.start) == clause]
            if holder is not None and holder.subject == SELF and holder.start >= match.start:  # 我和他爸都在打工
                return next(filter(_is_child, self._people), Mention("child", match.start, match.end))
            if holder is not None and holder.subject == APART and holder.word in ANY_CHILD:
                return holder
            if holder in here and holder is not None and holder.subject == SELF and not self._beside_child(here):
                return holder
            children = [person for person in earlier if _is_child(person)]
            later = next(filter(_is_child, self._people), None) if match.fact in self._of_children else None
            counted = self._has_children and match.fact in self._of_children  # 我带一个娃，读高一
            return children[-1] if children else later or (self._child if counted else holder)
        of_spouse = holder is not None and holder.subject == "spouse" and match.fact in {"有赡养抚养人", *_STATUS}
        if (
            (match.fact in _OF_COUPLE or of_spouse)
            and holder is not None
            and self._clauses.index(holder.start) != clause
        ):
            return None
        aged = match.fact in self._of_adults or match.fact == "婚姻状况" or (age is not None and age >= _OLD)
        aged = aged or (self._has_pupil and match.fact in _OF_WORKERS)
        if aged and holder is not None and holder.subject == "child" and not self._says_so(holder, match):
            older = [p for p in earlier if p.subject not in ("child", HOME) and p.role in (TOPIC, FOR)]
            return older[-1] if older else self._speaker
        return holder

    @property
    def _child(self) -> Mention:
        return Mention("child", 0, 0)

    @property
    def _speaker(self) -> Mention:
        return Mention(SELF, 0, 0)

    def _says_so(self, holder: Mention, match: Match) -> bool:
        """Whether a grown child's own age or marriage is told in the child's own clause."""
        same = self._clauses.index(holder.start) == self._clauses.index(match.start)
        of_daughter = match.fact in _OF_WOMEN and bool(_DAUGHTER.search(holder.word))
        if self._has_grown_child:  # 女儿26岁，离婚后独自带娃
            return True
        married = match.fact == MARITAL and holder.word not in ANY_CHILD and holder.end == match.start
        return (same and match.fact not in self._of_adults) or of_daughter or married

    def _is_of_grown_child(self, match: Match) -> bool:
        here = self._by_clause.get(self._clauses.index(match.start), ())
        of_age = match.fact == "年龄" and isinstance(match.value, int) and _OF_AGE <= match.value < _OLD
        return of_age and any(p.subject == "child" and p.role in (TOPIC, FOR) and p.end <= match.start for p in here)

    @staticmethod
    def _beside_child(here: Sequence[Mention]) -> bool:
        return any(_is_child(person) for person in here)

    def _is_grown_orphan(self, match: Match, matches: Sequence[Match], told: set[int]) -> bool:
        """Whether only the parents' death was told (父母都不在了), and of somebody grown up."""
        if match.fact != ORPHAN or ORPHAN in self._text[match.start : match.end]:
            return False
        if any(other.fact == "学段" or (other.fact == "年龄" and other.value < _OF_AGE) for other in matches):
            return False
        return not any(_is_child(h) and not _SIBLING.search(h.word) for h in self._holders(match, told) if h)

    def _subject(self, match: Match, holder: Mention | None, asked: str) -> str:
        """The person's name; the household's facts are those of the one asked about."""
        ours = holder is not None and (
            holder.subject == HOME or (match.fact in self._of_all and self._is_we(holder, match))
        )
        apart = holder is not None and self._clauses.index(holder.start) != self._clauses.index(match.start)
        if apart and match.fact in self._of_all and _is_child(holder) and asked in (SELF, "other"):
            return asked  # 带两个娃，小的3岁，租房
        if ours:
            return SELF if self._is_stranger(asked) else asked
        if holder is None:
            widow = match.fact == MARITAL and asked == "spouse"
            return SELF if widow or self._cannot_be(match, asked) else asked
        return holder.subject

    def _is_we(self, holder: Mention, match: Match) -> bool:
        """我们, 我和老公; but where the two live need not be where the child is."""
        pair = match.fact != "居住地"
        return "们" in holder.word or any(
            pair and found.start() <= holder.start < found.end() for found in _WE.finditer(self._text)
        )

    def _cannot_be(self, match: Match, asked: str) -> bool:
        """Whether a fact told of nobody named is surely not that of the person asked about."""
        if asked == "child":
            return match.fact in self._of_adults or (match.fact in _OF_WORKERS and bool(_SCHOOLING.search(self._text)))
        childish = match.fact in self._of_children or (match.fact == "年龄" and match.value < _GROWN)
        return childish and asked != "other"

    def _is_stranger(self, subject: str) -> bool:
        return subject == "other" and any(person.stranger for person in self._people if person.subject == "other")


def _comes_before(person: Mention, match: Match) -> bool:
    """Named before the fact, or the speaker within the words that tell it (老婆跟我离婚)."""
    inside = person.start < match.end and (
        person.subject == SELF or 0 <= person.start - match.start <= (3 if person.role == TOPIC else 1)
    )  # 我妈残疾证丢了, 有个亲戚得了癌症
    return person.end <= match.start or inside


def _is_of_pupil(match: Match) -> bool:
    """Whether a fact is a young child's or a pupil's."""
    young = match.fact == "年龄" and isinstance(match.value, int) and match.value < _GROWN
    return young or match.fact == "月龄" or (match.fact == "学段" and match.value != "高校")


def _is_child(person: Mention | None) -> bool:
    if person is None:
        return False
    return person.subject == "child" or (person.subject == "other" and bool(_YOUNG.search(person.word)))

"""Whom a message asks about, of all who are named in it.

Everybody named gets a score: for what is told of him, for questions that name him or go on about
him, for errands run for him, and for topics that only children or the old have.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from bot.nlu.extraction.bereaved import MARITAL
from bot.nlu.extraction.clauses import Clauses, Span
from bot.nlu.extraction.patterns import Match
from bot.nlu.extraction.subjects import APART, ASIDE, BESIDE, FOR, HOME, MANY, SELF, TOPIC, Mention

_QUESTION = re.compile(
    r"能|可以|怎么|怎样|咋|如何|哪|吗|\?|(?<!不了)(?<!没有)(?<!不到)多少|好多|什么|啥|申请|咨询|请问|求助|有没有|要不要|符合|想|不$|没$"
)
_OWN_CASE = re.compile(
    r"[,。;!?](?:为什么|为啥|凭什么|那)?我(?!们?(?:村|社区|邻居|朋友|同事|同学))"
)  # 邻居吃低保，我家没有
_OF_FALLEN = {"烈属", "遗属类别", "遗属关系"}  # 我哥是烈士，我妈85: the mother is asked about
_OF_BIRTH = re.compile(r"生育津贴|产假|生育保险|生育险|哺乳假")  # the mother's, however the child is told of
_ELDER = re.compile(r"公|婆|岳|丈|老人|舅|伯|姑|姨|大爷|嬢")
_OF_ELDERS = re.compile(r"日间照料|居家养老|养老服务|养老院|敬老院|高龄")
_OF_AGE = 18
_NAMED = 0.2  # score of somebody who is merely named, after the speaker
_MUCH = 1.4  # score of somebody of whom several things are told
_FOR_MYSELF = re.compile(r"(?:我(?:是|想|要|主要)?问(?:的)?(?:是)?|问的是|是问)我(?:那个|这个|自己|个人|本人|能|的|可)")
_BUT_I = re.compile(r"[,。;]我(?:自己|个人|本人)(?!家|屋|带|照顾|来问)")
_OF_THE_DEAD = re.compile(r"丧葬|继承|个人账户|死亡待遇")
_DIED = re.compile(r"[^。;!?]{0,24}(?:去世|死了|走了|过世|病故|病逝|不在了|死的)")
_OF_OUR_KIND = re.compile(r"(?:我|我们|咱们?)(?:们)?(?:家)?(?:这种|这样|这个情况|这类)")
_OF_BIRTH_COST = re.compile(r"报|津贴|生育险|生育保险|产检|住院|补贴")
_BEARS = re.compile(r"[^,。;!?]{0,6}(?:怀|生(?:了|完|孩子|娃|二|三|头|小)|刚?生(?=[,。]|$)|剖|坐月子)")
_REGISTER = re.compile(r"户口|户籍|迁|落户|入户")
_TO_BE_CARED_FOR = re.compile(
    r"(?:有没有|谁|哪个|能不能|可不可以)[^,。;!?]{0,10}(?:照[看顾]|看|管|帮|救)[^,。;!?]{0,2}$"
)
_TOPICS = {
    ("child",): re.compile(
        r"疫苗|打针|预防针|防疫|麻腮风|百白破|卡介苗|脊灰|糖丸|接种|幼儿园|读书|上学|学费|课本|教材|作业本|助学|高考|奖学金|营养餐|入园|保教费|留守|寄养|监护人|[要想转来去回][^,。;!?]{0,6}[读上](?:幼儿园|小学|初中|高中|职高)|[放丢留]在?老家|[丢留]给|自闭|孤独症|脑瘫|困境儿童|孤儿|事实无人抚养|(?:户口|上户|落户)[^,。]{0,4}(?:随|跟)|随(?:谁|哪个|父|母|爸|妈)|跟(?:谁|哪个)上"
    ),
    ("mother", "father", "grandparent"): re.compile(r"高龄|老年(?!痴呆)|敬老|养老院|助浴|长寿|上门照"),
}


def _is_of_pupil(match: Match) -> bool:
    """Whether a fact is that of somebody who still goes to school."""
    return match.fact == "学段" or (match.fact == "年龄" and isinstance(match.value, int) and match.value < _OF_AGE)


def _may_be_meant(person: Mention) -> bool:
    """Whether a message that tells nothing else may be about him: not about a husband in prison."""
    return person.role not in (MANY, BESIDE) and not (person.role == ASIDE and person.subject == "spouse")


class Asked:
    """The choice among the persons of one text; ``own`` are all but the household.

    ``carried`` gives whom the clauses before a clause are about.
    """

    def __init__(
        self,
        clauses: Clauses,
        own: Sequence[Mention],
        nature: tuple[Collection[str], Collection[str]],
        carried: Callable[[int, set[int]], Mention | None],
    ) -> None:
        self._clauses, self._own, self._carried = clauses, own, carried
        self._of_adults, self._of_all = nature
        self._by_clause: dict[int, list[Mention]] = defaultdict(list)
        for person in own:
            self._by_clause[clauses.index(person.start)].append(person)

    def find(self, matches: Sequence[Match], holders: Sequence[Mention | None], told: set[int]) -> str:
        """The person; ``holders`` are whose the matches are, ``told`` the clauses that state something."""
        scores: dict[str, float] = defaultdict(float)
        elders = {"father", "mother", "grandparent"} & {holder.subject for holder in holders if holder}
        of_school = _TOPICS[("child",)].search(self._clauses.text)
        told_of = [
            holder
            for match, holder in zip(matches, holders, strict=True)
            if holder
            and holder.subject != APART
            and not (of_school and match.fact in self._of_all and "们" in holder.word)
            and not holder.word.endswith("的")
            and not (elders and match.fact in _OF_FALLEN)
        ]
        for subject, count in Counter(holder.subject for holder in told_of).items():
            scores[SELF if subject == HOME else subject] += (
                0.2 if subject == HOME else min(count, 3) * 0.7 + max(0, count - 3) * 0.25
            )
        if None in holders and self._speaks_of_self():
            scores[SELF] += 0.9
        elif all(person.subject in (SELF, "child") for person in self._own):
            grown = [m for m, holder in zip(matches, holders, strict=True) if not holder and m.fact in self._of_adults]
            scores[SELF] += 1.3 * len(grown)
        for subject in {person.subject for person in self._own if person.role == FOR}:
            scores[subject] += 3
        if any(p.stranger and p.role != FOR and _OWN_CASE.search(self._clauses.text, p.end) for p in self._own):
            scores[SELF] += 2.5
        self._score_questions(scores, told)
        self._score_speaker(matches, holders, scores)
        first = next(
            (p for p in self._own if p.subject != SELF and p.role in (TOPIC, FOR) and not p.word.endswith("的")), None
        )
        if first:
            scores[first.subject] += 0.5 if first is self._own[0] else 0.2
        if self._own and self._own[0].subject == SELF and self._own[0].role == TOPIC and scores.get(SELF):
            scores[SELF] += 0.4
        self._score_topics(scores, Counter(holder.subject for holder in told_of))
        self._score_elders(scores)
        self._score_pupils(matches, holders, scores)
        if not scores:
            return next((p.subject for p in self._own if p.subject != SELF and _may_be_meant(p)), SELF)
        asked = max(scores, key=lambda subject: scores[subject])
        if asked == "child" and scores[asked] <= _NAMED and self._own[0].subject == SELF and self._own[0].role == TOPIC:
            return SELF  # 以前我是低保户，后来娃工作了就没有了: nothing speaks for the child but that it is named
        return SELF if asked == "spouse" and self._speaker_begins(matches) else asked

    def _speaker_begins(self, matches: Sequence[Match]) -> bool:
        """72岁，老伴75岁，两人都没养老金: what is told before anybody is named is the speaker's, who asks."""
        first = self._own[0]
        own = any(match.end <= first.start and match.fact not in {MARITAL, *self._of_all} for match in matches)
        named = any(person.subject == "spouse" and (person.role == FOR or self._asks(person)) for person in self._own)
        return first.subject == "spouse" and own and not named

    def _asks(self, person: Mention) -> bool:
        """Whether the clause that names the person is a question."""
        span = self._clauses.at(person.start)
        return bool(_QUESTION.search(self._clauses.text[span.start : span.end] + span.mark))

    def _speaks_of_self(self) -> bool:
        """Whether facts of nobody named are the speaker's: no relative is a topic."""
        return all(person.subject == SELF or person.role in (ASIDE, BESIDE, MANY) for person in self._own)

    def _score_topics(self, scores: dict[str, float], told_of: Mapping[str, int]) -> None:
        """Some questions are of children or of the old, whoever else is told of."""
        for subjects, words in _TOPICS.items():
            if words.search(self._clauses.text):
                for subject in {
                    p.subject
                    for p in self._own
                    if p.subject in subjects
                    and (p.role not in (BESIDE, ASIDE) or (p.role == BESIDE and told_of.get(p.subject, 0) > 1))
                }:
                    scores[subject] += 1.2

    def _score_elders(self, scores: dict[str, float]) -> None:
        """公公婆婆…有没有日间照料: care for the old is asked for those in-law as well."""
        if _OF_ELDERS.search(self._clauses.text):
            for subject in {p.subject for p in self._own if p.subject == "other" and _ELDER.search(p.word)}:
                scores[subject] += 2

    def _score_pupils(
        self, matches: Sequence[Match], holders: Sequence[Mention | None], scores: dict[str, float]
    ) -> None:
        """我们是脱贫户，女儿读职高: a speaker who tells only of the household asks for the pupil."""
        pairs = list(zip(matches, holders, strict=True))
        pupil = any(holder and holder.subject == "child" and match.fact == "学段" for match, holder in pairs)
        own = [match.fact for match, holder in pairs if holder is None or holder.subject in (SELF, HOME)]
        of_home = bool(own) and all(fact in self._of_all for fact in own)
        if pupil and of_home:
            scores["child"] += 1
        elif of_home and _TOPICS[("child",)].search(self._clauses.text):
            child = any(p.role == TOPIC and p.subject == "child" for p in self._own)
            scores["child"] += 1 if child else 0  # 我们在绵阳租房住，娃儿打预防针
        if _OF_BIRTH.search(self._clauses.text) and not any(person.role == FOR for person in self._own):
            scores[SELF] += 1.2 if all(p.subject in (SELF, "child") for p in self._own) else 0

    def _score_speaker(
        self, matches: Sequence[Match], holders: Sequence[Mention | None], scores: dict[str, float]
    ) -> None:
        """A pupil who writes asks for himself, and so does who says so (我问的是我自己); the dead are asked about."""
        text = self._clauses.text
        pairs = list(zip(matches, holders, strict=True))
        alone = all(person.subject not in ("child", "other") for person in self._own)
        own = [match for match, holder in pairs if (holder.subject == SELF if holder else alone)]
        if any(map(_is_of_pupil, own)):
            scores[SELF] += 3
        if _FOR_MYSELF.search(text):
            scores[SELF] += 6
        if _BUT_I.search(text) and own:
            scores[SELF] += 1
        dead = next((p for p in self._own if p.subject != SELF and _DIED.match(text, p.end)), None)
        if dead and _OF_THE_DEAD.search(text):
            scores[dead.subject] += 5
        if own and _OF_OUR_KIND.search(text):
            scores[SELF] += 2
        bearing = next((p for p in self._own if p.subject in ("spouse", "other") and _BEARS.match(text, p.end)), None)
        if bearing and _OF_BIRTH_COST.search(text):
            scores[bearing.subject] += 1.5
        for person in self._own:
            if person.role == BESIDE and _TO_BE_CARED_FOR.search(text, 0, person.start):
                scores[person.subject] += 2

    def _score_questions(self, scores: dict[str, float], told: set[int]) -> None:
        """Whoever a question names, or goes on about, is likely meant."""
        carried = ""
        for index, span in enumerate(self._clauses.spans):
            if not _QUESTION.search(self._clauses.text[span.start : span.end] + span.mark):
                continue
            people = [p for p in self._by_clause.get(index, ()) if p.role in (TOPIC, FOR) and p.subject != HOME]
            if people:
                scores[self._of_question(people, span).subject] += 2
                carried = ""
            elif holder := self._goes_on_about(index, told, scores):
                carried = holder.subject
        if carried and self._tells_of_himself_first(carried, scores):
            carried = SELF
        if carried:
            scores[carried] += 1.5 if scores[carried] >= scores[SELF] else 1.0

    def _of_question(self, people: Sequence[Mention], span: Span) -> Mention:
        """Whom a question clause is about; the speaker named last may only go on to tell of himself."""
        last = people[-1]
        if last.subject != SELF or len(people) == 1:
            return last
        before = [p for p in people if p.subject != SELF]
        cues = list(_QUESTION.finditer(self._clauses.text, span.start, span.end))
        child = next((p for p in reversed(before) if p.subject == "child"), None)
        if child and _TOPICS[("child",)].search(self._clauses.text, last.end, span.end):
            return child
        return before[-1] if before and cues and cues[-1].start() < last.start else last

    def _goes_on_about(self, index: int, told: set[int], scores: Mapping[str, float]) -> Mention | None:
        """Whom the clauses before are about; not a speaker of whom nothing is told (我们轮流出钱)."""
        holder = self._carried(index, told)
        while holder and holder.subject == SELF:
            before = self._clauses.index(holder.start)
            if before in told or not any(
                score >= _MUCH and subject != SELF and score > scores.get(SELF, 0) for subject, score in scores.items()
            ):
                return holder
            holder = self._carried(before, told) if before else None
        return holder or self._carried(index, told)

    def _tells_of_himself_first(self, carried: str, scores: Mapping[str, float]) -> bool:
        """我六十三…，老伴有尿毒症，能不能吃低保: the speaker comes first, and has no less to tell of himself."""
        first = self._own[0]
        if first.subject != SELF or first.role != TOPIC or not scores.get(SELF):
            return False
        if carried == "other" and _OF_ELDERS.search(self._clauses.text):
            return False
        if carried == "spouse":
            return True
        of_children = carried == "child" and (
            _TOPICS[("child",)].search(self._clauses.text) or _REGISTER.search(self._clauses.text)
        )
        return not of_children and scores[SELF] > scores.get(carried, 0) - (0.1 if carried == "child" else 0)

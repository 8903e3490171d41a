"""Whether a phrase found in a message states the fact, denies it, or only mentions it.

A message says much that is not so of anybody: questions (有没有残疾证), conditions (如果我是
低保户), rules (要低保才行), wishes (想办残疾证), what was or will be (以前是低保户), what
others have. Each test looks at the words around the phrase within its clause; the tests
err on the side of leaving a fact out, since the bot will ask for what it needs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.nlu.extraction.clauses import Clauses
from bot.nlu.extraction.kinship import ANY_CHILD
from bot.nlu.extraction.patterns import Match
from bot.nlu.extraction.subjects import FOR, HOME, MANY, SELF, TOPIC, Mention

_NEGATED = re.compile(
    r"(?:没有|没|不是|不算|不属于|未|无|并非|非|不享受|没能|还没|没得|不存在|不(?!但|仅|光|只|过|管|然|论|如|好|晓得|知道))(?:去|再|能|给|人|让|得|正式|直接|真正|经过|家人?|单位|公司|我们?|一直|任何|什么|(?:跟|和|与|同|给)[^,。]{1,4})*"
    r"(?:办|办过|办理|领|领过|拿|拿到|吃|享受|评上|评|申请到|取得|参加|买|交|缴|签|纳入|是|有|在|住|达到|进|做|上|认定为?|列入|被|属于|当|得|患)?(?:到|上|过|了)?(?:什么|啥|任何|个|一个)?$"
)
_LISTED_DENIAL = re.compile(r"(?:没有|不是|无|没办)[^,。;!?]{1,8}(?:和|、|或|或者|也不是|也没有|及|跟|与)$")
_ASKED_BEFORE = re.compile(
    r"收不收|给不给|管不管|有没有|有没|是不是|是否|算不算|能不能|能否|可否|要不要|有无|可不可以|会不会|够不够|需不需要|该不该|属不属于|算是不是|得不得|必不必须|哪些人|哪种人|什么人|啥子人|谁|什么样的|怎么才|怎样才|如何才"
)
_WISHED = re.compile(
    r"(?:申请|申办|申报|办理|办|评|评定|认定|鉴定)(?:一下|个|一个|上|到|下|成)*$|(?:想|想要|咋个|怎么|怎样|咋|如何|才能|必须|需要|须|凭|吃得到|能|可以|应该|应当|该|要|得|打算|准备|希望|争取|计划|考虑|咨询|了解|问|查询|关于|对于|对|针对|给|给予|面向|变更|补办|换领|更换|报|够|符合|达到|达不到|何时|为何|还能|那种|这种|哪种|所谓|只有|除了|限|享受不到|取消|求|算|补贴|是指|比如|例如|包括)"
    r"(?:一下|不到|得到|到|上|成|个|一个|为|下|办|有|是|当|吃|拿|领|享受|下来|下|了解|请|去|来)*$"
)
_SUPPOSED = re.compile(
    r"如果|要是|要不是|假如|假设|倘若|假使|万一|只要|除非|即使|就算|哪怕|不管|无论|不论|凡是|若(?!尔盖)|等到|等我|等他|等她|一旦|(?:必须|需要|一定|非)(?:要|得|是|有)"
)
_CONSEQUENCE = re.compile(r"就|能|可以|那")
_GOES_ON = re.compile(r"又|也|还|并|而且|同时|且|加上|再|户口|家里|有|没|是")
_OTHERS = re.compile(
    r"别人|(?<![电访信求本询])人家(?!给我|嫌)|别个|有的人|有些人|其他人|有的家庭|有人说|都说|他们说|听说|据说|听讲|网上说|听[^,。]{1,4}[说讲]|隔壁(?:那家|的)|那家人?|别家|很多|好多(?![年岁钱个])|不少|有些|电视|政策(?:说|规定|上)|文件|规定|凡|所有|一般(?:来说|是)|比如|譬如|例如|那些|只管|好像|似乎|也许|说不定|没[说讲](?:过)?|(?:政府|派出所|窗口|工作人员|[村乡镇]上|街道|他们)[说讲]|[\d一二三四五六七八九十]楼|班上|小区一[名个位]|老师说|村干部|大家都|哪些|哪个|告诉我们?|通知说|要求|^说是(?!我)|差一?点|险些|社区说|村上说|以为"
)
_REFUSED_US = re.compile(r"[不没]有?(?:给|让|准|同意)(?:我|他|她)")  # 村干部不给我们评低保
_OURS = re.compile(r"[把给将让]?我们?(?:家|屋头)?的?$")  # 村干部把我家低保取消了
_BEFORE_NOW = re.compile(
    r"以前|本来(?!就)|原来|原本|之前(?!的)|曾经|原先|过去|从前|那时候?|当年|小时候|早先|早些年|前些年|年轻时|头几年|前几年(?!征地)|先前"
)
_TO_COME = re.compile(
    r"(?:马上|快要?|即将|将要|将|就要|准备|打算|明年|后年|下个?月|下半年|过两年|过几年|等|(?<![一-龥])以后|等[^,。]{0,6}以后|将来|预计|还差|差|到时候?|年底|想要?|计划|下学期)(?:在[^,。]{1,6})?(?:我|他|她|就|要|再|才|去|来|升|读|上|满|能|可以|年|明年|后年|今年|[一二三几\d]个?[月年])*$"
)
_ASKED_AFTER = re.compile(
    r"^(?:的|了|啦|过)?(?:户|家庭)?(?:吗|么(?!多)|否|与否|没有?(?:$|[,。?])|没(?:$|[,。?])|不(?:$|[,。?])|不(?:嘛|喃|呢|哦|啊|咯)|没(?:得)?(?:嘛|喃|呢|哦|啊)|呢\?|\?|,?还是|或者|或|的?话|才|方可|方能|都可以|以上|以下|及以上|以内)"
)
_RULE_AFTER = re.compile(r"^[^,。;!?]{0,8}(?:才(?:能|行|可以|可|得|给|算|有|办|享受|报)|的话|为前提|为准|就?够了吗)")
_SUPPOSED_AFTER = re.compile(
    r"^(?:了|过|的|以?后|之后|之?后)?(?:是不是|能不能|能否|可不可以|可以|(?:国家|政府)(?:赔|补|管|给|有)|就(?![剩没我一])|也?能|会不会|会|还能|算不算|有没有|有用|有什么(?:用|好处|作用|优惠|福利|待遇)|有啥|得不得|要不要|需不需要|免不免|是否)"
)
_NAME_OF_HELP = re.compile(r"(?:咨询|了解|申请|请问)$")  # 咨询失能老人护理补贴
_GRADED = re.compile(r"(?:视力|听力|言语|肢体|智力|精神)残?[一二三四1-4]级$")
_AGE_REACHED = re.compile(r"(?:是不是|老人|人)?(?:年满|满了?|到了?|过了?)")
_THEN = re.compile(r"了?的?(?:就|才|能|可以|可不|领|发|有(?:没|什么|啥)|是不是|免|会|每|一个?月|好多|多少)")
_OF_A_SORT = re.compile(  # 五十岁女工人退休
    r"的?(?:女工|男工|女职工|男职工|工人|职工|老人|老年人|老兵|农民|人员|居民|妇女|残疾人)[^,。;!?]"
)
_OPEN_QUESTION = re.compile(r"什么|啥|多少|好多|哪|几|怎么|咋|如何")  # who asks so is speaking of himself
_GENERIC_AFTER = re.compile(
    r"^(?:的|者|户|家庭|类)?(?:的)?(?:那种|这种|这类)?(?:人员|人群|人士|人|家庭|对象|群体|群众|居民|老年人|老人|学生|孩子|娃娃|娃儿|残疾人|职工|妇女|子女|员工|条件|标准|政策|待遇|补贴|补助|资格|津贴|证明|手续|流程|认定|申请|等级|鉴定|改造|补偿|住院(?:报|的)|报销|优惠|福利|救助|怎么|如何|咋|在?哪|去哪|到哪|找哪|要(?:带|哪|什么|准备|啥)|需要|能|可以|有(?:什么|啥|哪些|没有)|是(?:什么|啥|怎么|多少|好多|指)|多少|好多|好久|什么|啥|比例|一个?月|每个?月|和|与|跟|、|发|补|管|归|由|待)"
)
_GENERIC_OF = re.compile(
    r"^的(?:那种|这种|这类|那个|那家)?(?:医院|单位|地方|政策|规定|[^,。]{1,3}生(?![活病育产])|人员|人群|人士|人|家庭|对象|群体|群众|居民|老年人|老人|学生|孩子|娃娃|娃儿|残疾人|职工|妇女|员工|病人|患者|农民|母亲|妈妈|家属|情况|话|时候)"
)
_ASSERTED = re.compile(
    r"(?:已经|早就|刚刚?|都|也|一直|现在|目前|今年|去年|前年|正在|[年月日]|我们?|他|她|本人|家里|家|爸|妈|(?<!还)是|也是|均|系|确实|属于|属|为)$"
)
_SAID_OF = re.compile(
    r"(?:(?:是|属于|属|算|系|为|成了|成为|当了|评为|评上了?|认定为|认定了|划为|划成|列为|列入|纳入|定为|确定为|自称(?:是|为)?|称(?:自己)?(?:是|为)|自述(?:是|为)?)(?:了|个|一个|一名|一位|名|位|我们|本|[^,。]{0,6}的)?|(?:评|定|认定|登记)的是|家中为|家里|全家|一家人?|也|都|又|还|均|现在|目前|已经|本人|兼|一直|今年|有个|有一个)$"
)
_ENDS_WELL = re.compile(
    r"^(?:$|[,。;!:、()\"”…~]|的?(?:$|[,。;!])|了|呢|哈|哦|嘛|啊|噻|嘞|哒|家庭(?![情困成])|户(?![口籍])|[\d一二三四]级|[一二三四五六七八九]?十|\d\d(?!\d))"
)
# A question that names a condition (职工医保断缴去哪补) states it of nobody, unless it has happened (怀孕三个月了).
_QUESTION = re.compile(
    r"怎么|怎样|咋|如何|哪|多少|多钱|好多(?!年)|几成|几[回次个档]|什么|啥|能|可以|可否|是否|有没有|吗|嘛|要不要|算不算|够不够|给不给|发不发|要(?:带|出|准备)|报得|[免补管领报给发要行成]不|不$|有[^,。]{1,8}没$|\?|标准|流程|条件"
)
_HAPPENED = re.compile(r"[了着起过]|现在|目前|今年|已经|刚|才|都|也|月|周|家里|本人|是")
_FEW, _SHORT = 4, 7  # clauses, characters of a query in keywords
_WANTED = re.compile(
    r"要求|要不要|规定|政策|申请|材料|补|赔|减|免|怎么|咋|多少|好多|吗$|条件|流程|标准|备案|发|选|等待期|治疗费|办|领|几"
)
_TOPIC_ONLY = re.compile(
    r"^(?:怎么|怎样|咋|如何|在?哪|去哪|找哪|要什么|需要什么|有什么|多少|好多|一(?:个)?月(?:多|好)|免费|[^,。]{0,3}(?:报|测|查|领)(?:几|多少|好多))"
)


class Statements:
    """Tells what is stated among the matches of one text."""

    def __init__(
        self,
        text: str,
        clauses: Clauses,
        people: Sequence[Mention],
        events: Collection[str],
    ) -> None:
        self._text = text
        self._clauses = clauses
        self._people = people
        self._events = events
        self._ends = {person.end for person in people}
        self._starts = {p.start for p in people if p.role != MANY and p.subject not in (SELF, HOME)}
        self._match_starts: set[tuple[int, str]] = set()
        self._match_ends: set[tuple[int, str]] = set()

    def stated(self, matches: Sequence[Match]) -> list[Match]:
        """Those that are stated, each with the value as stated (没有残疾证: 否)."""
        terse = [match for match in matches if match.alone or not isinstance(match.value, bool)]
        self._match_starts = {(match.start, match.fact) for match in terse}
        self._match_ends = {(match.end, match.fact) for match in terse}
        found = [match for match in map(self._as_stated, matches) if match is not None]
        return [] if self._is_query(found) else found

    def _is_query(self, found: Sequence[Match]) -> bool:
        """Keywords as typed into a search box (低保 新申请 材料): one name, and what is wanted of it."""
        words = [self._text[span.start : span.end] for span in self._clauses.spans]
        facts = {match.fact for match in found}
        names = all(match.alone or isinstance(match.value, bool | str) for match in found)
        if len(facts) != 1 or not names or self._people or not 1 < len(words) <= _FEW or max(map(len, words)) > _SHORT:
            return False
        return found[0].start == 0 and not _HAPPENED.search(self._text) and bool(_WANTED.search("".join(words[1:])))

    def _as_stated(self, match: Match) -> Match | None:
        before, after = self._clauses.before(match.start), self._clauses.after(match.end)
        if self._is_attribute_of_somebody(match):
            if match.alone and _NAME_OF_HELP.search(before):
                return None
            return None if self._is_of_any_child(match, after) else self._denied(match, before)
        if match.alone and not self._stands_alone(match, before, after):
            return None
        if self._is_supposed(match) or self._is_asked(match, before, after) or self._is_of_others(match, before):
            return None
        if self._is_merely_named(match, before, after):
            return None
        over = match.value is not False and match.fact not in self._events and _BEFORE_NOW.search(before)
        if over or _TO_COME.search(before):
            return None
        return self._denied(match, before)

    def _denied(self, match: Match, before: str) -> Match | None:
        """After a negation a 否 for what can be denied; for other values nothing."""
        if not (_NEGATED.search(before) or _LISTED_DENIAL.search(before + self._comma_before(match))):
            return match
        if isinstance(match.value, bool):
            return replace(match, value=False) if match.value else None
        return None

    def _comma_before(self, match: Match) -> str:
        start = self._clauses.at(match.start).start
        return "、" if start == match.start and self._text[start - 1 : start] == "、" else ""

    def _is_attribute_of_somebody(self, match: Match) -> bool:
        """70岁的母亲, 瘫痪在床的老汉: said of a person named right after, whatever is asked."""
        if self._text[match.end - 1] == "后":  # 离婚后孩子户口怎么迁
            return False
        after = re.match(r"(?:了|证)?的?(?:我|他|她|我们|老)?", self._text[match.end :])
        return after is not None and any(match.end + cut in self._starts for cut in range(after.end() + 1))

    def _is_of_any_child(self, match: Match, after: str) -> bool:
        """低保户的孩子读大学有没有补助: a question, by itself, about whatever child."""
        person = next((person for person in self._people if person.start >= match.end), None)
        generic = person is not None and person.word in ANY_CHILD and isinstance(match.value, bool)
        first = not any(other.start < match.start for other in self._people)
        return bool(generic and first and len(self._clauses.spans) == 1 and _QUESTION.search(after))

    def _stands_alone(self, match: Match, before: str, after: str) -> bool:
        """Whether a mere name is said of somebody, or makes up a clause by itself."""
        denied = bool(_NEGATED.search(before))
        said_of = (
            denied
            or match.start in self._ends
            or _by_another(match, match.start, self._match_ends)
            or bool(_SAID_OF.search(before))
        )
        begins = not before or said_of
        ends = bool(_ENDS_WELL.match(after)) or _by_another(match, match.end, self._match_starts)
        if begins and ends:
            return True
        return said_of and not _GENERIC_AFTER.match(after)

    def _is_asked(self, match: Match, before: str, after: str) -> bool:
        if not isinstance(match.value, (bool, str)):
            rule = bool(_AGE_REACHED.fullmatch(before) and _THEN.match(after))  # 满80了能领好多
            rule = rule or bool(not self._people and len(self._clauses.spans) == 1 and _OF_A_SORT.match(after))
            asked = re.match(r"(?:块|元)?钱?(?:\?|吗|哇)", after) and not isinstance(match.value, bool)
            return bool(rule or asked or re.match(r"以[上下]|[及或]以[上下]", after))
        if before.endswith("有") and self._text.startswith("没", match.start):  # 有没有养老保险
            return True
        if _ASKED_BEFORE.search(before) or _ASKED_AFTER.match(after) or _RULE_AFTER.match(after):
            return True
        if _WISHED.search(before):
            return True
        asserted = (
            match.start in self._ends
            or bool(_ASSERTED.search(before))
            or _by_another(match, match.start, self._match_ends)
            or self._has_subject(match)
            or self._is_graded(match)
        )
        supposed = _SUPPOSED_AFTER.match(after) and not _OPEN_QUESTION.search(after)
        return not asserted and bool(supposed or _GENERIC_OF.match(after))

    def _has_subject(self, match: Match) -> bool:
        """Whether somebody is the subject of the clause before the match (我73岁没有收入可以申请吗)."""
        clause = self._clauses.at(match.start)
        return any(
            clause.start <= person.start and person.end <= match.start
            for person in self._people
            if person.role in (TOPIC, FOR)
        )

    def _is_merely_named(self, match: Match, before: str, after: str) -> bool:
        """A condition named in a question, in a message that so far speaks of nobody."""
        if any(person.start < match.end for person in self._people if not person.word.startswith("老人")):
            return False
        words = self._text[match.start : match.end]
        if self._is_graded(match):
            return False
        several = len(self._clauses.spans) > 1  # 没有合同怎么讨薪, all by itself, is asked in general
        if _HAPPENED.search(before + words) or re.match("了|啦", after) or (several and re.search("[没未无]", words)):
            return False
        topic = match.alone and not before and len(self._clauses.spans) == 2 and not re.search("[户庭象员人]$", words)
        if topic and _TOPIC_ONLY.match(self._text[match.end + 1 :]):
            return True
        return bool(_QUESTION.search(after))

    def _is_graded(self, match: Match) -> bool:
        """听力四级能不能考驾照: with sort and grade, nobody names a disability but his own."""
        return bool(_GRADED.search(self._text[max(0, match.start - 4) : match.end]))

    def _is_supposed(self, match: Match) -> bool:
        """In a condition: the clause of 如果, and those that go on with it."""
        sentence = self._clauses.sentence(match.start)
        marks = list(_SUPPOSED.finditer(self._text, sentence.start, match.start))
        if not marks:
            return False
        between = self._text[marks[-1].end() : match.start]
        first, *later = re.split(r"[,、]", between)
        return not _CONSEQUENCE.match(first) and all(_GOES_ON.match(part) for part in later)

    def _is_of_others(self, match: Match, before: str) -> bool:
        words = self._text[match.start : match.end]
        refused = match.value is False and (
            re.search(r"说[^,。]{0,4}我", before)  # 村上说我有车不给评低保
            or _REFUSED_US.match(words)
            or _OURS.search(before)
        )
        return bool(_OTHERS.search(before)) and not refused


def _by_another(match: Match, position: int, borders: Collection[tuple[int, str]]) -> bool:
    """Whether another fact's match ends or begins there."""
    return any(place == position and fact != match.fact for place, fact in borders)

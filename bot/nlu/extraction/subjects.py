"""Who is named in a message: kinship words, pronouns, the speaker, the household.

The words become mentions with a role. A ``topic`` is what the clause is about; facts after
it are this person's. ``beside`` is somebody who merely takes part (跟儿子住, 由女儿照顾), and
``aside`` a relative told of in passing (儿子在外打工), ``for`` the one an errand is run for
(帮我妈问), ``many`` children that are merely counted, and ``home`` the speaker's household.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.nlu.extraction.kinship import AFTER_I, ANY_CHILD, BY_NAME, MENTION, PARENTS, STRANGERS, WORDS, YOUNG
from bot.nlu.extraction.relations import OF_GRANDCHILDREN, is_grandparent, told_by_relation
from bot.nlu.extraction.roles import APART, ASIDE, BESIDE, CARER, FOR, HOME, MANY, SELF, TOPIC, role_of

__all__ = ["APART", "ASIDE", "BESIDE", "FOR", "HOME", "MANY", "SELF", "TOPIC", "Mention", "mentions"]

_LONGER = re.compile(
    r"(?:老太婆|老太太|老大爷|孤儿|婴儿车|儿童|幼儿|托儿|育儿|老婆婆|孤老(?:头儿?|头子|汉|太婆|婆婆|人)?|(?:很多|好多|不少|许多|一些|这些|哪些|所有|有的)(?:的)?老人|(?:耍|谈|交|处|找|(?<!我)(?<!我的)男|(?<!我)(?<!我的)女)(?:了|过|个)?朋友|姑娘家|娘家|妈祖|大妈们|父母官|母亲节|父亲节|儿子们|爷们|叔叔阿姨|小朋友们|(?<![电访信求本询户])人家|孩子们|娃们|娃儿些|同学们|朋友圈|朋友们"
    r"|养老汉|独生子女(?:家庭)?的?(?:父母|爸妈|爹妈|爸爸妈妈|父亲|母亲)|独生子女|家公司|单身(?:妈妈|母亲|爸爸|父亲)|年轻(?:妈妈|母亲)|失独(?:妈妈|妈|爸|父母|老人|母亲|父亲)|单亲(?:妈妈|母亲|爸爸|父亲)?|离异家庭的?(?:孩子|娃儿?)?|(?:一个|[是就剩]个)老(?:头子?|头儿|太婆|婆婆|汉|人)|父母奖励|父母光荣|婆媳|儿女|子女|爸宝|妈宝|奶娃|父母双亡|无儿|无女|没儿|没女|男人婆|女娃娃些|兄弟姐妹|兄妹|姐妹|小姐|单亲(?:妈妈|母亲|爸爸|父亲)|宝妈|全职妈妈|女子(?:学校|监狱)|(?<!我)(?<!家)女子|妇女|第[一二三]个(?:娃|孩子)|(?<![,。;!?:最])(?<!^)(?:大的|小的))"
)
_LOCAL = r"这里|这边|这儿|这|村|县|市|镇|乡|社区|小区|院|队|组|区|楼|国|省|州|街道|那边|那里|那"
_SELF = re.compile(
    rf"(?:我|咱|俺)(?:们两口子|们夫妻俩?|们两老|们俩口子|俩口子|两口子|俩|们俩|们)?(?!们?(?:{_LOCAL}))(?!(?:们)?(?:这种|这样|那个))(?!们?家|们?屋头)|老两口|夫妻俩|两口子|夫妻双方"
    r"|本人(?!亲自|到场|去|来|不去|不来|不能来|签字|必须|才能|到|办)|来电人|来信人|来访人|反映人|诉求人|咨询人|求助人|致电人|投诉人|(?:^|[,。:])(?:该)?(?:市民|群众|居民|村民|网民)(?=来电|反映|咨询|称|表示|[^,。]{0,4}(?:先生|女士|某))"
)
_HOME = re.compile(
    r"(?:我们?|咱们?|俺们?)(?:一)?(?:家里?|屋头)(?!乡)|(?<![人老国回全大在农公住搬])家里|全家|一家(?:人|[一二两三四五六七八]口)|家中|家庭(?!困难|人均|成员|医生)|户主"
)
_THIRD = re.compile(
    r"(?<![其])[他她](?![们国])|其(?:本人)?(?=[\d今户现身因在为系无有患已属曾于,]|个人)|患者|病人|老人家?|老太太|老太婆|老人"
)
_OF_THE_VILLAGE = re.compile(  # 我们村有个五保老汉
    r"(?:隔壁|对门|楼[上下]|路边|街上|(?<!农)村[里头上]?|组[里上]?|小区|社区|院坝?里?)(?:还)?(?:有|住)(?:了|着)?(?:一)?[个位名][^,。;!?我]{0,6}$"
)
_OF_A_COUPLE = re.compile(r"我们?(?:今年|都)?\d{2}岁?,?(?:我?(?:老公|老婆|爱人))?$")  # 我50，她48
_OWN_ASKING = re.compile(
    r"^(?:就|只|先|还|又|也)?(?:是)?(?:想|要|来)?(?:请)?(?:问|咨询|了解|晓得|知道|听说|听到|看到|帮|替|给|代|打电话|反映|求助|查|喊|怕|看|觉得|以为|代表|跟|照顾|(?:都|自己)?(?:不|没)(?:大|太)?(?:晓得|知道|清楚|懂|明白)|(?:都)?(?:说|搞|弄)不清)|^要(?:照顾|养|供)|^一个人?(?:都|也|实在)?(?:看|照顾|照看|照管|管|顾|带|伺候|服侍|弄)不(?:过来|住|到|下|了|赢|动)"
)
_WITH_ME = re.compile(r"(?:用|靠|跟|跟着|跟到|和|与|同|随|给|帮|让|叫|对|把|向|找|告诉|通知|被|遭|不给|像|比)$")
_OF_SEX = {
    "她": re.compile(r"[妈母娘婆奶姐妹女姨姑嬢孃婶嫂媳妻]|老伴|爱人|堂客"),
    "他": re.compile(r"[爸父爹公爷哥弟儿舅叔伯夫汉]|老伴|爱人"),
}
_OUTSIDE = re.compile(
    r"(?:隔壁|对门|楼[上下]|路边|街上|(?<!农)村[里头上]?|组[里上]?|小区|队上)(?:有|住)?(?:一)?[个位名]?(?:那个|那位|的|孤寡|独居|残疾)?$"
)
_KEPT = re.compile(r"(?:们)?(?:一直|来)?(?:养|照顾|带|照管|供|伺候|服侍|$|[,。;!?])")  # 靠我养 is not of my work
_OF_A_THIRD = re.compile(r"[他她](?:们)?(?:的|屋头?|家里?|家的)?$")  # 她老公, 他屋娃儿
_ERRAND = re.compile(
    r"(?:[让托喊叫]我|想|要|来|帮忙?|,)*(?:(?:问|咨询|打听|反映|说)(?:一?[下哈声个])?)?[,:。]?[他她][^,。;!?]{0,3}"
)
_AROUND_US = re.compile(  # 我们厂食堂一个大姐
    r"(?:厂|宿舍|寝室|班|公司|单位|小区|楼|院|村|组|队|食堂|工地|店|同学)[^,。;!?我]{0,5}(?:有)?一?[个位]$"
)
_OF_MINE = re.compile(r"我们?(?:家|屋头|自己)?的?$")
_KIN_OF_YOUNG = {"爸爸", "妈妈", "爸", "妈", "父亲", "母亲"} | PARENTS
_YOUNGER = re.compile(r"孙|侄|外甥")
_VOCATIVE = re.compile(  # 幺妹儿请问哈, 么妹我问你, 姐姐你好: those who are addressed are nobody
    r"(?:^|(?<=[,。;!?])|(?<=喂)|(?<=你好))[幺么]?(?:妹儿|妹妹|妹|姐姐|小姐姐|大姐|姐|大哥|哥哥|哥|小哥|阿姨|嬢嬢|叔叔|大叔|大爷|同学|小妹|小伙子|兄弟|老乡|朋友们?|亲|儿)(?:些|们)?"
    r"(?=,?(?:请问|你好|您好|我(?:想|来|要)?(?:请)?(?:问|咨询)|我跟你|帮我?|麻烦|打扰|问一?[下哈]|你(?:们)?(?:说|讲|帮|晓得|知道|看)|向你|给你))"
)
_TO_BE_BORN = re.compile(  # 娃下个月生
    r"(?:娃娃|娃儿|娃|孩子|小孩|宝宝)(?:下个?月|马上|快|年底|月底|还有[^,。;!?]{1,4}月)(?:就|才)?要?(?:出)?生(?=[,。;!?]|$|了)"
)
_UNBORN = re.compile(
    r"(?:等|把)?(?:娃娃|娃儿|娃|孩子|小孩|宝宝)(?:生下来|生出来|出生)(?:以?后|了)?|生下(?:来的?)?(?:娃娃|娃儿|娃|孩子|小孩|宝宝)"
)
_EXPECTING = re.compile(r"怀孕|怀[起了着]|怀上|身孕|未婚先孕|预产期")
_OF_A_CHILD = re.compile(r"(?:儿子|女儿|娃儿?|娃娃|孩子?|姑娘|小孩|[孙侄].{0,2}|外甥女?)$")
_TWO_OLD = re.compile(r"(?:两|二|2|俩)[个位名]?$")
_OUR_KIND = re.compile(r"(?:都|也|就)?(?:是|属于|算|系)(?!不是)[^,。;!?]{0,7}(?:家庭|户)(?:$|[,。;!?])")  # 我们是低保户
_CONTRASTED = re.compile(r"我(?:的)?(?:户口|今年|住|是|有|在)[^,。;!?]{0,8}[,、]?$")  # 我户口在雅安她户口在云南
_SPOUSE = re.compile(r"老公|老婆|丈夫|妻子|老伴|爱人|男人|堂客|婆娘|媳妇")
_JOINED = re.compile(r"^(?:的|他|她|家的|家|家里的?|屋头的?)?$")


@dataclass(frozen=True)
class Mention:
    """A person named at a position of the text. ``stranger``: not of the speaker's family."""

    subject: str
    start: int
    end: int
    role: str = TOPIC
    word: str = ""

    @property
    def stranger(self) -> bool:
        return self.word in STRANGERS


def mentions(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Mention]:
    """Persons named, in order. Words inside a span of ``taken`` (老伴走了 as 丧偶) are passed over."""
    taken = list(taken)
    longer = [match.span() for words in (_LONGER, _VOCATIVE, _TO_BE_BORN) for match in words.finditer(text)]
    people = [
        _person(text, match)
        for match in MENTION.finditer(text)
        if not _within(match, taken) and not _within(match, longer)
    ]
    people = _settled(text, _chains(text, people))
    people = _by_relation(text, people)
    people = _of_thirds(text, people)
    people += _speakers(text, people, taken) + _homes(text, people, taken)
    return _with_pronouns(text, sorted(people, key=lambda person: person.start), taken)


def _by_relation(text: str, people: list[Mention]) -> list[Mention]:
    """我是他女儿: where nobody else is named, the father is asked about."""
    found = told_by_relation(text)
    if not found or any(not found[1] <= person.start < found[2] for person in people):
        return people
    return [Mention(found[0], found[1], found[2], FOR, text[found[1] : found[2]])]


def _within(match: re.Match[str], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < match.end() and match.start() < end for start, end in spans)


def _person(text: str, match: re.Match[str]) -> Mention:
    outside = _OF_THE_VILLAGE.search(text[: match.start()])
    return Mention(
        "other" if outside else WORDS.get(match[0]) or AFTER_I.get(match[0], ("other",))[0],
        match.start(),
        match.end(),
        role_of(text, match.start(), match.end()),
        match[0],
    )


def _chains(text: str, people: list[Mention]) -> list[Mention]:
    """邻居家的娃儿, 老公的妈妈, 我哥的儿子: one person, seen from the speaker."""
    joined: list[Mention] = []
    for person in people:
        last = joined[-1] if joined else None
        link = text[last.end : person.start] if last else None
        in_law = last and (
            (last.subject == "spouse" and person.word in ("妈", "爸", "妈妈", "爸爸"))
            or (last.subject == "other" and person.subject == "spouse")  # 表弟媳妇
        )
        if last and link is not None and (link or in_law) and _JOINED.match(link):
            joined[-1] = replace(last, subject=_relative(last, person), end=person.end)
        else:
            joined.append(person)
    return joined


def _relative(first: Mention, second: Mention) -> str:
    if first.subject in ("other", ""):
        return "other"
    if first.subject == "child":
        return "spouse" if second.subject in ("mother", "father") else "other"
    if first.subject == "spouse":
        return "child" if second.subject == "child" else "other"
    if second.subject in ("mother", "father") and first.subject in ("mother", "father"):
        return "grandparent"
    return "other"


def _settled(text: str, people: list[Mention]) -> list[Mention]:
    """Words whose meaning hangs on the others: 婆婆 beside 老公 is the mother-in-law."""
    married = bool(re.search(r"公公|老公|丈夫|男人|媳妇|嫁|爱人|怀孕|怀起|坐月子", text))
    nephew = next(
        (p for p in people if p.subject == "other" and (YOUNG.search(p.word) or _is_childs(text, p))),
        None,
    )
    child = next((person for person in people if person.subject in ("child", "other")), None)
    unborn = any(p.subject == "other" for p in people) and bool(_EXPECTING.search(text) and _UNBORN.search(text))
    grandchild = is_grandparent(text)
    settled: list[Mention] = []
    for person in people:
        if person.word == "婆婆" and married:
            person = replace(person, subject="other")
        elif person.word in ("爸", "妈") and settled and settled[-1].word[:1] in ("他", "她"):
            person = replace(person, subject=settled[-1].subject)
        elif person.word in ANY_CHILD and unborn:
            person = replace(person, role=BESIDE)
        elif person.word in ANY_CHILD | OF_GRANDCHILDREN and (grandchild or (nephew and nephew.start < person.start)):
            person = replace(person, subject="other")
        elif (
            person.word in PARENTS
            and person.role == TOPIC
            and child
            and child.start < person.start
            and "我" not in text[person.start - 2 : person.start]
        ):
            person = replace(person, role=ASIDE)
        settled.append(person)
    return settled


def _is_childs(text: str, person: Mention) -> bool:
    """大伯家的女儿: a child of relatives, whom 这个娃 means later."""
    return not person.stranger and bool(_OF_A_CHILD.search(text[person.start : person.end]))


def _of_thirds(text: str, people: list[Mention]) -> list[Mention]:
    """Relatives of somebody else who is told of (我侄女…她爸爸) are nobody of the speaker's.

    They stay apart, so that neither their facts nor a later 她 are taken for those of the one asked
    about; only where that one merely has the question asked (表姐让我问，她老公…) they are meant.
    """
    found: list[Mention] = []
    for person in people:
        owner = next((p for p in reversed(found) if p.role in (TOPIC, FOR) and p.subject != APART), None)
        third = person.word[:1] in ("他", "她") or _OF_A_THIRD.search(text, 0, person.start)
        if owner and owner.subject == "other" and third:
            only_asks = owner.role == FOR or _ERRAND.fullmatch(text[owner.end : person.start])
            person = replace(person, subject="other" if only_asks else APART)
        elif (
            owner
            and owner.subject == "other"
            and person.word in _KIN_OF_YOUNG
            and (_YOUNGER.search(owner.word) or (found[-1].subject == APART and found[-1].word not in PARENTS))
        ):
            person = person if text[person.start - 1] == "我" else replace(person, subject=APART)
        elif owner and _is_outsider(text, owner) and person.subject != "other":
            person = person if _OF_MINE.search(text, 0, person.start) else replace(person, subject=APART)
        elif owner and owner.subject in ("child", "other") and person.subject == "child" and person.role == BESIDE:
            person = replace(person, subject=APART, role=TOPIC)  # 女儿离婚了，带个三岁的娃
        found.append(person)
    return found


def _is_outsider(text: str, person: Mention) -> bool:
    """A neighbour, a colleague, 李叔: the relatives told of next are theirs (老公又赌，女儿才上技校)."""
    known = person.stranger or BY_NAME.fullmatch(person.word)
    around = _AROUND_US.search(text, 0, person.start) or _OF_THE_VILLAGE.search(text[: person.start])
    return person.subject == "other" and bool(known or around)


def _speakers(text: str, people: list[Mention], taken: list[tuple[int, int]]) -> list[Mention]:
    spans = [(person.start, person.end) for person in people]
    grown = any(person.subject != "child" and person.role in (TOPIC, FOR) for person in people)
    found = []
    for match in _SELF.finditer(text):
        after = text[match.end() : match.end() + 8]
        kin_follows = any(
            match.end() <= start <= match.end() + 1 and text[match.end() : start] in ("", "的", "们")
            for start, _ in spans
        )
        of_others = match[0][:1] not in "我咱俺" and any(match.start() == end for _, end in spans)  # 邻居两口子
        if _within(match, spans) or kin_follows or of_others:
            continue
        before = text[max(0, match.start() - 3) : match.start()]
        with_me = _WITH_ME.search(before) and not (before.endswith("靠") and not _KEPT.match(after))
        couple = match[0] in ("两口子", "老两口", "夫妻俩") and len({p.subject for p in people if p.role == TOPIC}) > 1
        if couple:  # 我妈七十，老汉七十二，两口子都没低保
            continue
        if match[0] == "我们" and grown and _OUR_KIND.match(text, match.end()):
            found.append(Mention(HOME, match.start(), match.end(), TOPIC, match[0]))
            continue
        beside = _OWN_ASKING.match(after) or with_me or CARER.match(after)
        found.append(Mention(SELF, match.start(), match.end(), BESIDE if beside else TOPIC, match[0]))
    return found


def _homes(text: str, people: list[Mention], taken: list[tuple[int, int]]) -> list[Mention]:
    """The household, unless a relative follows (我家娃儿)."""
    starts = {person.start for person in people}
    return [
        Mention(HOME, match.start(), match.end(), TOPIC, match[0])
        for match in _HOME.finditer(text)
        if not _within(match, taken)
        and not any(match.end() + gap in starts for gap in (0, 1))
        and not _within(match, [(person.start, person.end) for person in people])
    ]


def _with_pronouns(text: str, people: list[Mention], taken: list[tuple[int, int]]) -> list[Mention]:
    """他, 她, 其, 老人 are whoever of the others came last before; 家里老人 alone is an old relative."""
    spans = [(person.start, person.end) for person in people]
    found = list(people)
    for match in _THIRD.finditer(text):
        if _within(match, spans) or _within(match, taken):
            continue
        if match[0].startswith("老人") and _TWO_OLD.search(text, 0, match.start()) and len(found) > 1:
            continue
        known = [p for p in found if p.start < match.start() and p.subject not in (SELF, HOME, APART)]
        if match[0].startswith("老人"):
            at_home = text.endswith("家里", 0, match.start())
            known = [p for p in known if p.subject != "child" and not (at_home and p.subject == "spouse")]
        known = [p for p in known if not (p.word[:1] in "他她" and len(p.word) > 1)] or known
        known = [p for p in known if p.word not in PARENTS] or known  # 她 is not 爸妈
        known = [p for p in known if p.role in (TOPIC, FOR)] or [p for p in known if p.role != MANY] or known
        if match[0] in _OF_SEX and _OF_A_COUPLE.search(text[: match.start()]):
            found.append(Mention("spouse", match.start(), match.end(), TOPIC, match[0]))
            continue
        sex = _OF_SEX.get(match[0])
        known = [p for p in known if sex and sex.search(p.word)] or known
        subject = known[-1].subject if known else _unknown_third(text, match, found) or _dead_spouse(text, match, taken)
        if not subject and match[0] in _OF_SEX and _CONTRASTED.search(text, 0, match.start()):
            subject = APART
        if subject:
            role = role_of(text, match.start(), match.end())
            found.append(Mention(subject, match.start(), match.end(), role, match[0]))
            found.sort(key=lambda person: person.start)
    return found


def _dead_spouse(text: str, match: re.Match[str], taken: Iterable[tuple[int, int]]) -> str:
    """老公走了，他交的职工养老: 他 is the one of whose death was told."""
    told = any(end <= match.start() and _SPOUSE.search(text, start, end) for start, end in taken)
    return "spouse" if told and match[0] in _OF_SEX else ""


def _unknown_third(text: str, match: re.Match[str], people: Iterable[Mention]) -> str:
    """Whom a word for a third person means when nobody was named before it."""
    if match[0].startswith("其"):
        return SELF
    if _OUTSIDE.search(text[: match.start()]) or _OF_THE_VILLAGE.search(text[: match.start()]):
        return "other"
    if match[0] == "老太婆" and any(p.subject == SELF and p.start < match.start() for p in people):
        return "spouse"
    if not match[0].startswith("老"):
        return ""
    before, after = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 5]
    particular = re.search(r"(?:家里?|家中|有个|有一?位|这个|[\d十]岁的?)$", before) and not after.startswith(
        (
            "能",
            "可以",
            "有什么",
            "有没",
            "有补",
            "有啥",
            "怎么",
            "咋",
            "该",
            "看病",
            "是不是",
            "一个月",
            "要",
            "免",
            "一年",
            "每",
            "坐",
            "补",
            "体检",
            "乘",
            "享",
            "的",
        )
    )
    told = not re.search(r"岁(?:的|农村)?(?:的)?$|农村$|乡下$", before) and re.match(
        r"今年|户口|现在|卧床|失能|由|跟(?:我|我们)|没有?[^,。]?(?:残|社保|退休|收入)|有残|是|一个人|住|\d|[六七八九]十|身体|行动|腿|患|得了|瘫|自己",
        after,
    )
    return "grandparent" if particular or told else ""

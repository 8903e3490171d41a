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

SELF, HOME = "self", "home"
TOPIC, BESIDE, FOR, MANY, ASIDE = "topic", "beside", "for", "many", "aside"
SUBJECTS: dict[str, tuple[str, ...]] = {
    "mother": (
        "老妈", "妈妈", "母亲", "老母亲", "老娘", "老人妈", "妈",
        "继母", "后妈", "养母", "阿妈", "家母", "老母", "妈咪", "老妈子", "其母",
    ),
    "father": (
        "妈老汉", "妈老汉儿", "老爸", "爸爸", "父亲", "老父亲", "老汉儿", "老汉", "老爹", "爸", "继父", "后爸",
        "养父", "阿爸", "家父", "老父", "其父", "爸妈", "父母", "爹妈", "爹娘", "双亲", "爸爸妈妈", "父母亲", "二老", "两老人",
    ),
    "child": (
        "儿子", "女儿", "娃儿", "女子", "姑娘", "女孩", "男孩", "小女孩", "小男孩", "最小的", "最大的", "大的", "小的", "两个学生", "娃娃", "孩子", "小孩", "幺儿", "闺女", "宝宝", "幺女", "幺妹", "儿娃子", "女娃", "男娃", "娃", "女娃儿", "男娃儿",
        "双胞胎", "大的那个", "小的那个", "老大", "老二", "小宝", "大宝", "二宝", "婴儿", "小朋友", "小娃儿", "小娃娃", "小家伙", "奶娃儿", "细娃儿", "细娃", "仔仔", "崽崽", "老幺",
        "独生女", "独子", "养女", "养子", "继子", "继女", "其子", "其女", "小儿子", "小女儿", "大儿子", "大女儿", "女娃子", "二娃", "三娃", "大娃", "小娃", "幺娃",
    ),
    "spouse": (
        "老公", "老婆", "丈夫", "妻子", "爱人", "婆娘", "堂客", "媳妇儿", "媳妇", "老伴", "老伴儿", "配偶", "屋头那个", "家里那个", "家里男人",
        "我家男人", "内人", "当家的", "娃爸", "娃妈", "孩子爸爸", "孩子他爸", "孩子爸", "娃他爸", "娃儿他爸", "娃娃他爸", "娃他爹", "娃儿他爹", "孩子妈妈", "孩子他妈", "孩子妈",
        "娃他妈", "娃儿他妈", "娃儿老汉", "娃娃老汉", "娃儿妈", "娃儿爸", "孩子父亲", "孩子母亲", "孩子的爸爸", "孩子的妈妈", "孩子的父亲", "孩子的母亲",
        "其夫", "其妻", "其丈夫", "其妻子", "其配偶", "其爱人", "其老伴", "老头儿", "老头子", "老头",
    ),
    "grandparent": (
        "爷爷", "奶奶", "外公", "外婆", "姥姥", "姥爷", "婆婆", "家公", "家婆", "祖母", "祖父", "爷爷奶奶", "外公外婆", "嘎嘎", "嘎公", "嘎婆", "外爷",
        "祖祖", "曾祖母", "曾祖父", "曾祖", "太婆", "太奶奶", "老辈子", "祖父母",
    ),
    "other": (
        "哥哥", "姐姐", "弟弟", "妹妹", "兄弟", "邻居", "亲戚", "舅舅", "姑姑", "叔叔", "婶婶", "嬢嬢", "娘娘", "阿姨",
        "姨妈", "舅妈", "伯伯", "老表", "朋友", "老乡", "同事", "侄儿", "侄娃子", "侄娃", "侄女", "外甥", "儿媳", "女婿", "隔壁", "表叔", "表哥", "大爷", "侄子", "外甥女", "儿媳妇",
        "村里有个", "村上有个", "幺爸", "二爸", "大伯", "堂弟", "堂哥", "表弟", "表妹", "孙子", "孙女", "孙儿", "外孙", "外孙女", "孙娃", "孙娃儿", "孙女儿",
        "表姐", "堂姐", "堂妹", "姐夫", "妹夫", "嫂子", "弟媳", "弟妹", "兄弟媳妇", "孙媳妇", "哥老倌", "姑妈", "三爸", "伯父", "伯母", "舅子", "小姨子", "小舅子",
        "小叔子", "大姐", "二姐", "三姐", "大哥", "二哥", "三哥", "弟娃", "弟娃儿", "妹儿", "前夫", "前妻", "同学", "室友", "工友", "战友", "闺蜜",
        "他爸", "她爸", "他妈", "她妈", "他爸爸", "她爸爸", "他妈妈", "她妈妈", "他父亲", "她父亲", "他母亲", "她母亲", "个学生", "名学生", "岳母", "丈母娘", "婆婆妈", "岳父", "老丈人", "丈人", "公公", "公公婆婆", "公婆", "叔父", "姑母", "舅父", "姨母", "姨父", "婶子", "婶婶", "表婶", "大叔", "亲家", "舅公", "姑婆", "姨婆", "舅婆", "姨爹", "姑爷", "姑父", "舅母", "大妈", "大娘", "二娘", "干妈", "干爹", "其兄", "其弟", "其姐", "其妹", "其孙", "其孙子", "其孙女", "其哥哥", "其弟弟",
    ),
}  # fmt: skip
_STRANGERS = {"邻居", "朋友", "老乡", "同事", "隔壁", "同学", "室友", "工友", "战友", "闺蜜", "村里有个", "村上有个"}
PARENTS = {
    "爸妈",
    "父母",
    "爹妈",
    "爹娘",
    "双亲",
    "爸爸妈妈",
    "父母亲",
    "二老",
    "妈老汉",
    "妈老汉儿",
    "两老人",
}
_ANY_CHILD = {"孩子", "小孩", "娃儿", "娃娃", "娃", "宝宝", "小朋友", "小娃儿", "小家伙", "小娃娃"}
_YOUNG = re.compile(r"孙|侄|外甥|弟|妹|兄弟")

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
# Words that name a relative only after 我 (我爷, 我女), and what must not follow them (我公司, 我女的).
_AFTER_I = {
    "爷": ("grandparent", "爷们"), "婆": ("grandparent", "婆娘家"), "公": ("grandparent", "公司租务积交共安益"), "奶": ("grandparent", "奶"),
    "儿": ("child", "童媳子女娃"), "女": ("child", "的,。职性方同工人士生朋婿孩子儿娃"), "哥": ("other", ""), "姐": ("other", ""),
    "父": ("father", ""), "母": ("mother", ""), "弟": ("other", ""), "妹": ("other", ""), "舅": ("other", ""), "姑": ("other", ""), "姨": ("other", ""), "娘": ("mother", "家"),
    "爹": ("father", ""), "男人": ("spouse", ""), "男的": ("spouse", ""), "对象": ("spouse", ""),
}  # fmt: skip
_WORDS = {word: subject for subject, words in SUBJECTS.items() for word in words}
_NEIGHBOUR = rf"(?<![我他她家姓])[{_SURNAMES}](?:婆婆|大爷|大妈|大娘|奶奶|爷爷|嬢嬢|孃孃|阿姨|叔叔|伯伯|大伯|老太|老汉|大哥|大姐|婆)(?!家人)"
_DISTANT = r"(?:大|二|三|四|小|幺|老|堂|表)(?:姑|姨|舅|叔|伯|嬢|孃|婶|嫂|哥|姐(?!夫妻)|弟|妹|爸|爹)(?:妈|父|爹|娘|夫|婆|公|子|儿|爷)?"
_MINE = "|".join(rf"{word}(?![{barred}])" if barred else word for word, (_, barred) in _AFTER_I.items())
_MENTION = re.compile(
    "|".join(
        [
            _NEIGHBOUR,
            *sorted(map(re.escape, _WORDS), key=len, reverse=True),
            rf"(?<=[我俺咱])(?:{_MINE})",
            r"(?<=的)女(?=[,。;!?]|$)|(?<![^,。;])[父母](?=[,:]?\d)",  # 读小学的女; 父80,母78
            _DISTANT,
        ]
    )
)
_LONGER = re.compile(
    r"(?:老太婆|老太太|老大爷|孤儿|婴儿车|儿童|幼儿|托儿|育儿|老婆婆|老伴的|姑娘家|娘家|妈祖|大妈们|父母官|母亲节|父亲节|儿子们|爷们|叔叔阿姨|小朋友们|(?<![电访信求本询])人家|孩子们|娃们|娃儿些|同学们|朋友圈|朋友们"
    r"|养老汉|独生子女(?:家庭)?的?父母|独生子女|家公司|单身(?:妈妈|母亲|爸爸|父亲)|年轻(?:妈妈|母亲)|失独(?:妈妈|妈|爸|父母|老人|母亲|父亲)|单亲|离异家庭的?(?:孩子|娃儿?)?|(?:一个|[是就剩]个)老(?:头子?|头儿|太婆|婆婆|汉|人)|父母奖励|父母光荣|婆媳|儿女|子女|爸宝|妈宝|奶娃|父母双亡|无儿|无女|没儿|没女|男人婆|女娃娃些|兄弟姐妹|兄妹|姐妹|小姐|单亲(?:妈妈|母亲|爸爸|父亲)|宝妈|全职妈妈|女子(?:学校|监狱)|(?<!我)(?<!家)女子|妇女|第[一二三]个(?:娃|孩子)|(?<![,。;!?:最])(?<!^)(?:大的|小的))"
)
_LOCAL = r"这里|这边|这儿|这|村|县|市|镇|乡|社区|小区|院|队|组|区|楼|国|省|州|街道|那边|那里|那"
_SELF = re.compile(
    rf"(?:我|咱|俺)(?:们两口子|们夫妻俩?|们两老|两口子|俩|们俩|们)?(?!们?(?:{_LOCAL}))(?!(?:们)?(?:这种|这样|那个))(?!们?家|们?屋头)|老两口|夫妻俩|两口子|夫妻双方"
    r"|本人|来电人|来信人|来访人|反映人|诉求人|咨询人|求助人|致电人|投诉人|(?:^|[,。:])(?:该)?(?:市民|群众|居民|村民|网民)(?=来电|反映|咨询|称|表示|[^,。]{0,4}(?:先生|女士|某))"
)
_HOME = re.compile(
    r"(?:我们?|咱们?|俺们?)(?:一)?(?:家里?|屋头)(?!乡)|(?<![人老国回全大在农公住搬])家里|全家|一家(?:人|[一二两三四五六七八]口)|家中|家庭(?!困难|人均|成员|医生)|户主"
)
_THIRD = re.compile(
    r"(?<![其])[他她](?![们国])|其(?:本人)?(?=[\d今户现身因在为系无有患已属曾于,]|个人)|患者|病人|老人家?|老太太|老太婆|老人"
)
_CARE = r"(?:照顾|照看|伺候|服侍|护理|养|供|抚养|赡养|带|管|送|接|陪|领|抱|背)(?:着|起|了|到|好)?"
_ASKING_FOR = re.compile(
    r"(?:给|帮|替|为|代|让|代替|关于)(?:一下|哈|着|到)?(?:我|我们|我家|我们家|自己|家里|自家)?(?:的|那个|这个|村里的?|一个|个|下|隔壁的?|屋头|80多岁的|老家的|乡下的)?$"
)
_BESIDE = re.compile(
    rf"(?:跟|跟着|跟到|和|与|同|随|随着|由|说|说是|被|遭|找|靠|用|算|凭|拿|像|比|除了|依靠|投靠|挂在|{_CARE})(?:我|我们|自己|着|了|的|那个|这个|家|一起|瘫痪的?|生病的?|年迈的?|生病|住院|上学|读书)*$"
)
_SOME = re.compile(
    r"(?:没有|无|有|生|养|带|要|照顾|接送|领养|收养|抚养|供|拉扯|剩|就|几)(?:了|过|起|着)?(?:一|两|三|四|五|二|几|俩|好多|多|1|2|3|4|\d)(?:个|岁的)?(?:未成年|小|大|上学|年幼|读书)?的?$|(?:两|三|四|五|几|俩|2|3|4)个(?:[^,。]{0,5}的|小|大|未成年)?$|(?:没有|无|几)个?$|(?:生|养|要|想要|带|生完|怀|怀起|怀着|怀了)(?:了|过|起|个)?$"
)
_SPEAKER_BEFORE = re.compile(r"(?:我|本人)(?!.*(?:想问|咨询))[^。;!?]{3,}[,。]$")  # the speaker is told of already
_RAISED = re.compile(r"(?:带|养|供|拉扯|抚养)(?:着|起|了|到)?(?:一)?个[^,。]{1,6}的?$")  # 带着一个读小学的孩子
_NEW = re.compile(r"(?:有|生了|养了|领养了?|收养了?)(?:一)?(?:个|位)(?:[^,。]{0,4}的)?$")
_ASIDE = re.compile(
    r"^(?:们)?(?:都|也|又|早就|已经|前年|去年|今年|早年|很早|[^,。]{0,4}年)?(?:在外|在国外|在[^,。]{1,4}(?:打工|务工|上班)|外出|出去|打工|去世|死|走得早|走了|过世|不在了|不管|不养|不孝|嫁|成家|失踪|失联|跑了|坐牢|改嫁|出门|离家|不回来|管不[了到住]|带不动|年纪大|照顾不[动了]|离婚|离异|分开|各管各|也?没办法|没本事|各人)"
)
_OWN_ASKING = re.compile(
    r"^(?:就|只|先|还|又|也)?(?:是)?(?:想|要|来)?(?:请)?(?:问|咨询|了解|晓得|知道|听说|听到|看到|帮|替|给|代|打电话|反映|求助|查|喊|怕|看|觉得|以为|代表|跟|照顾|(?:都|自己)?(?:不|没)(?:大|太)?(?:晓得|知道|清楚|懂|明白)|(?:都)?(?:说|搞|弄)不清)|^要(?:照顾|养|供)"
)
_WITH_ME = re.compile(r"(?:用|靠|跟|跟着|跟到|和|与|同|随|给|帮|让|叫|对|把|向|找|告诉|通知|被|遭|不给|像|比)$")
_OF_SEX = {
    "她": re.compile(r"[妈母娘婆奶姐妹女姨姑嬢孃婶嫂媳妻]|老伴|爱人|堂客"),
    "他": re.compile(r"[爸父爹公爷哥弟儿舅叔伯夫汉]|老伴|爱人"),
}
_OUTSIDE = re.compile(
    r"(?:隔壁|对门|楼[上下]|路边|街上|村[里头上]?|组[里上]?|小区|队上)(?:有|住)?(?:一)?[个位名]?(?:那个|那位|的|孤寡|独居|残疾)?$"
)
_AT_HOME_OF = re.compile(r"(?:在|到|去|回|往|投奔)(?:我|我们)?$")  # 住在亲戚家
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
        return self.word in _STRANGERS


def mentions(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Mention]:
    """Persons named, in order. Words inside a span of ``taken`` (老伴走了 as 丧偶) are passed over."""
    taken = list(taken)
    longer = [match.span() for match in _LONGER.finditer(text)]
    people = [
        _person(text, match)
        for match in _MENTION.finditer(text)
        if not _within(match, taken) and not _within(match, longer)
    ]
    people = _settled(text, _chains(text, people))
    people += _speakers(text, people, taken) + _homes(text, people, taken)
    return _with_pronouns(text, sorted(people, key=lambda person: person.start), taken)


def _within(match: re.Match[str], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < match.end() and match.start() < end for start, end in spans)


def _person(text: str, match: re.Match[str]) -> Mention:
    return Mention(
        _WORDS.get(match[0]) or _AFTER_I.get(match[0], ("other",))[0],
        match.start(),
        match.end(),
        _role(text, match.start(), match.end()),
        match[0],
    )


def _role(text: str, start: int, end: int) -> str:
    word = text[start:end]
    before, after = text[max(0, start - 12) : start], text[end : end + 8]
    before = re.split(r"[,。;!?:]", before)[-1]
    if _ASKING_FOR.search(before):
        return FOR
    if _NEW.search(before):
        return BESIDE if _SPEAKER_BEFORE.search(text[: max(0, start - len(before))]) else TOPIC
    if _RAISED.search(before):
        return BESIDE
    if _SOME.search(before):
        return MANY
    at_home = _AT_HOME_OF.search(before) and re.match(r"家|那|屋", after)
    told_by = word in _STRANGERS and re.match(r"(?:们|的人|些)?(?:都)?(?:说|讲|告诉|那家)", after)  # 听隔壁说
    relation = re.search(r"我是(?:他|她|其|[^,。]{1,4})的?$", before)  # 我是他爱人 tells who writes
    if _BESIDE.search(before) or at_home or relation or told_by:
        return BESIDE
    return ASIDE if _ASIDE.match(after) else TOPIC


def _chains(text: str, people: list[Mention]) -> list[Mention]:
    """邻居家的娃儿, 老公的妈妈, 我哥的儿子: one person, seen from the speaker."""
    joined: list[Mention] = []
    for person in people:
        last = joined[-1] if joined else None
        link = text[last.end : person.start] if last else None
        in_law = last and last.subject == "spouse" and person.word in ("妈", "爸", "妈妈", "爸爸")
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
    nephew = next((person for person in people if person.subject == "other" and _YOUNG.search(person.word)), None)
    child = next((person for person in people if person.subject in ("child", "other")), None)
    settled: list[Mention] = []
    for person in people:
        if person.word == "婆婆" and married:
            person = replace(person, subject="other")
        elif person.word in ("爸", "妈") and settled and settled[-1].word[:1] in ("他", "她"):
            person = replace(person, subject=settled[-1].subject)
        elif person.word in _ANY_CHILD and nephew and nephew.start < person.start:
            person = replace(person, subject="other")
        elif (
            person.word in PARENTS
            and child
            and child.start < person.start
            and "我" not in text[person.start - 2 : person.start]
        ):
            person = replace(person, role=ASIDE)
        settled.append(person)
    return settled


def _speakers(text: str, people: list[Mention], taken: list[tuple[int, int]]) -> list[Mention]:
    spans = [(person.start, person.end) for person in people]
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
        beside = _OWN_ASKING.match(after) or _WITH_ME.search(before)
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
        known = [p for p in found if p.start < match.start() and p.subject not in (SELF, HOME)]
        known = [p for p in known if p.role in (TOPIC, FOR)] or [p for p in known if p.role != MANY] or known
        sex = _OF_SEX.get(match[0])
        known = [p for p in known if sex and sex.search(p.word)] or known
        subject = known[-1].subject if known else _unknown_third(text, match, found)
        if subject:
            role = _role(text, match.start(), match.end())
            found.append(Mention(subject, match.start(), match.end(), role, match[0]))
            found.sort(key=lambda person: person.start)
    return found


def _unknown_third(text: str, match: re.Match[str], people: Iterable[Mention]) -> str:
    """Whom a word for a third person means when nobody was named before it."""
    if match[0].startswith("其"):
        return SELF
    if _OUTSIDE.search(text[: match.start()]):
        return "other"
    if match[0] == "老太婆" and any(p.subject == SELF and p.start < match.start() for p in people):
        return "spouse"
    if not match[0].startswith("老"):
        return ""
    before, after = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 5]
    particular = re.search(r"(?:家里?|家中|有个|有一?位|这个|[\d十]岁的?)$", before) and not after.startswith(
        ("能", "可以", "有什么", "免", "一年", "每", "坐", "补", "体检", "乘", "享", "的")
    )
    told = not re.search(r"岁(?:的|农村)?(?:的)?$|农村$|乡下$", before) and re.match(
        r"今年|户口|现在|跟(?:我|我们)|没有?[^,。]?(?:残|社保|退休|收入)|有残|是|一个人|住|\d|[六七八九]十|身体|行动|腿|患|得了|瘫|自己",
        after,
    )
    return "grandparent" if particular or told else ""

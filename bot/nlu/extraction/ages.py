"""Ages and dates of birth: 68岁, 今年六十五, 我妈70, 两岁半, 满月, 八个月了, 五八年三月初八生的."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from itertools import chain

from bot.nlu.extraction.numerals import DIGIT, NUMBER, is_exact, to_number
from bot.nlu.extraction.patterns import Match
from bot.rules.facts import FactError, FactVocabulary

AGE, MONTHS, BORN, DISCHARGED = "年龄", "月龄", "出生日期", "退役日期"
_TENS = r"(?:[2-9]0有[1-9]|[二三四五六七八九]?十(?:有?[一二三四五六七八九])?|一百零?[一二三四五六七八九]?|\d{2,3})"
_YEARS_OLD = re.compile(
    rf"(?<!{DIGIT})(?<!\.)({NUMBER})(?:周)?岁(半|多|零?({NUMBER})个多?月|零?({NUMBER})个月)?(?:大)?"
)
# After 岁: a time of life or a rule (60岁以后, 18岁时, 80岁才能), not the age now.
_NOT_NOW = re.compile(
    r"^(?:的?(?:时候?|那年|那时|那会|起|开始|之?[前后]|以[前后上下]|及以上|[或到至~\-]|左右|上下|出头|多|几|线|呢|每|就(?!得了?|患|有了|没|瘫|下岗|失业|守寡)|才|能|可以|免费|退休(?!工资|金|费|教师|工人|职工|在家|了)|开始|是不是|要|得了?病|结婚|当兵|参军|工作|读书|出来|不到|体检|补贴|津贴|待遇|有(?:什么|啥|哪些)|领|去世|走的|死的|该|得病|出去|从))"
)
_NOT_NOW_BEFORE = re.compile(
    r"(?:[小大差少长]|从|到|自|满了?|年满|达到|等|过完|才能|要|须|必须|需要|不满|未满|没满|已满|刚到|或者?|、|超过|以上|是不是|男|女|去年|明年|后年|领到|活到|将满|满不满|活了|高龄|小于|大于|上个?月)$"
)
_BARE_BEFORE = re.compile(
    r"(?:现在|如今|目前|今年子?(?:都|刚好|刚|已经|已|快)?满?|现年|享年|年方|周岁是?|户口|户籍|(?:农村|城镇)的?|年龄[是为:]*|年纪[是为]*|岁数[是]*|都|也?已经|刚刚?满|刚|整|我们?|本人|满了?|(?<![一每个])才|[他她妈爸汉婆公爷奶亲我]有|了|满的|(?:应该|应当|其实|实际上?)是)$"
)
# What may stand between somebody and his age: 我自己也六十八了, 婆婆是七十六, 我们两个都是三十.
_LEADING = re.compile(
    r"(?:今年子?|现在|如今|目前|现年|自己|本人|年龄|年纪|岁数|两个人?|二人|俩|同岁|也|都|就|已经?|才|刚刚?|整|满|是|为|:)+$"
)
_BARE = re.compile(
    rf"(?<!{DIGIT})(?<![.\-/第])(?<!\d:)(?<![\d零一二三四五六七八九]年)({_TENS})(?![\d.%])(了|的人了?|啦|咯|半了?|整了?(?=[,。;!?]|$))?"
)
# 不是79，是80了: two bare numbers set against each other are ages.
_CORRECTED = re.compile(
    rf"不是({_TENS})岁?[,、]?(?:应该|应当|而)?是({_TENS})(?=岁|了|[,。;!?]|$)|(?<!不)是({_TENS})岁?[,、]?不是(?:{_TENS})岁?(?=[,。;!?]|$)"
)
# 六十二哦说错了是六十三: the second number takes the place of the first.
_MISSPOKEN = re.compile(
    rf"{_TENS}岁?了?[,、。]?(?:哦|哎|啊|嗯|呃|哈)*[,、。]?(?:(?:不对|不是)[,、。]?)?我?(?:(?:说|打|写|记|搞)错了?(?:哈|哦)?|(?<=不对)|(?<=不对,)|(?<=哦不)|(?<=哦不,))[,、。]?(?:应该|应当)?是?({_TENS})(?=岁|了|[,。;!?]|$|[^\d年月号个元块万千百])"
)
# 五十二，错了，身份证上是五十三: so does what the identity card says.
_ON_CARD = re.compile(
    rf"(?:错了?|不对|搞混了?)[^。;!?]{{0,6}}身份证上?面?(?:写|登记)?的?(?:年龄)?是?({_TENS})(?=岁|了|[,。;!?]|$)"
)
# 一个十三一个九岁: ages of several children are nobody's.
_OF_SEVERAL = re.compile(
    rf"一个(?:才|都|也|刚|今年)?{NUMBER}岁?了?[,、]?(?:另|还有)?一个(?:才|都|也|刚|今年)?{NUMBER}岁?"
)
# How old somebody was at death (走的时候才五十一, 55岁得病走了): the age that counts for the dead.
_AT_DEATH = re.compile(r"(?:死|走|去世|过世)(?:的?时候?|那年)(?:才|刚)?$")
# 妈走的时候我才五岁: how old the speaker was then.
_BACK_THEN = re.compile(
    r"(?:时候?|那年|那时|那会儿?)[,、]?(?:我|他|她|娃|孩子|儿子|女儿)们?(?:都|也)?(?:还)?(?:才|刚|只有|已经)?(?:有|满)?$"
)
_DIED_AT = re.compile(r"^(?:就|时)?(?:因|得|患|生)[^,。]{0,4}(?:走|死|去世|过世|病故)了")
_ONE_TIME = re.compile(
    r"^(?:就)?(?:下岗|失业|退休|结婚|离婚|守寡|当兵|入伍|得病|中风|瘫)的(?:[,。;!?]|$)"
)  # 45岁下岗的
_NOT_YET = re.compile(
    r"(?:过[^,。]{1,3}月|再过|还有(?![我他她])|还差|差|快|就|等|明年|下个?月|马上|等到|到)[^,。]{0,8}满?$"
)
_BARE_AFTER = re.compile(
    r"^(?:$|[,。;!?、)]|但|不过|可是|还在|又|当过|怀[了起着]|有(?![几多])|没|属[鼠牛虎兔龙蛇马羊猴鸡狗猪]|是|摔|聋|瞎|癌|胃|肺|肝|肾|尿毒|身上|吃低保|[我他她](?:的)?(?:老公|老婆|爱人|男人|老伴|妈|爸|是|在|有|今年)|(?:的)?(?:高龄|周岁|农村|城镇|农业|农民|残疾|低保|住|在|跟|想|卧|中风|痴呆|老年痴呆|高血压|糖尿病|脑|生活|女|男|离|丧|未婚|已婚|失业|单身|还能|还在|还没|没|下岗|打工|务农|五保|特困|脱贫|户口|社保|住在|一个人|独居|没有|腿|眼|身体|身患|有(?:残|高|糖|心|社|慢)|退休|瘫|五保|老伴|患|二级|一级|三级|四级|视力|肢体|听力|智力|精神|能不能|可以|在家|还在|得了|户籍))"
)
_UNIT = re.compile(
    r"^(?:[年月日号个元块万千百毛斤米平度级楼栋室天次%角分人口家名位套间层届期路点来几多余倍张份]|公斤|周|小时|公里)"
)
_RUN_ON_UNIT = re.compile(r"^[虚年月日号个元块万千百亩斤米级楼天次分口名位间期点来几多余倍份桌头只条后前初开底线]")
_GROWN = 18
_MONTHS_OLD = re.compile(
    rf"(?<!{DIGIT})(?<!\.)({NUMBER})个?(半)?月(?:大(?![概约专学])|龄)|月龄(?:是|为|:)?({NUMBER})|(半)岁|满月(?![酒礼后])"
)
_SPOKEN_MONTHS = re.compile(
    rf"(?<!{DIGIT})(?<!\.)({NUMBER})个(?:半)?月(?=了|的?(?:宝宝|娃|孩子|小孩|婴儿|奶娃)|[,。;!?]|$|没|还|不|都|可以|能|要|该|打)"
)
_CARRIED = re.compile(
    r"(?:怀(?!疑)|孕)(?!.*(?:生下|生了|生的|出生|生完|产后|宝宝|娃娃|娃儿))[^。;!?]*$"
)  # 怀的双胞胎，七个月
_FOR_BABIES = re.compile(r"疫苗|预防针|打针|接种|辅食|儿保")
_RULE_OF_BOTH = re.compile(rf"男(?:性|的|职工)?{NUMBER}岁?[,、和]?女(?:性|的|职工)?{NUMBER}岁?")  # 男60女50退休
_MONTH = r"(?:正|冬|腊|\d{1,2}|十?[一二三四五六七八九]|十)"
_YEAR = r"(?:(?:19|20)\d{2}|[一二][九零][零一二三四五六七八九]{2}|\d{2}|[二三四五六七八九零][零一二三四五六七八九])"
_DAY = r"(?:初?(?:\d{1,2}|[二三]?十?[一二三四五六七八九]|[二三]?十))"
_BORN_AFTER = re.compile(
    rf"(?<!{DIGIT})({_YEAR})[年.\-/](?:({_MONTH})[月.\-/](?:份)?(?:({_DAY})[日号]?)?)?(?:出生|生的|生人|生(?!活|病|育|意|产|孩|娃|了|下|二|子)|的人(?!才)|出世)"
)
_BORN_BEFORE = re.compile(
    rf"(?:出生(?:日期|年月|于)?|生于|生日(?:是|为)?)[是为:在]*(?:农历|阴历|阳历)?({_YEAR})[年.\-/](?:({_MONTH})[月.\-/]?(?:份)?(?:({_DAY})[日号]?)?)?"
)
_BORN_BARE = re.compile(rf"(?<!{DIGIT})({_YEAR})年的(?=[,。;!?、]|$|娃|人)")
_DISCHARGED = re.compile(
    rf"(?<!{DIGIT})({_YEAR})年(?:({_MONTH})月(?:份)?(?:({_DAY})[日号])?)?(?:从?(?:部队|新疆|西藏|海军|陆军))?(?:退伍|退役|复员|转业)"
)
_CHINESE_MONTHS = {"正": 1, "冬": 11, "腊": 12}


class AgeReader:
    """Finds 年龄, 月龄, 出生日期 and 退役日期."""

    def __init__(self, vocabulary: FactVocabulary, today: Callable[[], date]) -> None:
        self._vocabulary = vocabulary
        self._today = today

    def find(
        self, text: str, person_ends: Collection[int], child_ends: Collection[int], person_starts: Collection[int] = ()
    ) -> list[Match]:
        """Ages in the text; a bare number counts only right after a person or a word for age."""
        found = [*self._years(text), *self._bare(text, person_ends, person_starts), *self._births(text, person_ends)]
        found += self._corrections(text)
        found += self._at_death(text)
        found += self._months(text, child_ends)
        found += self._discharges(text)
        rules = [rule.span() for words in (_RULE_OF_BOTH, _OF_SEVERAL) for rule in words.finditer(text)]
        return [m for m in found if m is not None and not any(start <= m.start < end for start, end in rules)]

    def _years(self, text: str) -> Iterator[Match | None]:
        for match in _YEARS_OLD.finditer(text):
            if not is_exact(text, match.start(1), match.end(1)) or not _is_now(text, match.start(), match.end()):
                continue
            years = to_number(match[1])
            yield self._match(AGE, years, match)
            months = to_number(match[3] or match[4]) if match[3] or match[4] else None  # 两岁半 is no count of months
            if years is not None and months:
                yield self._match(MONTHS, years * 12 + months, match)

    def _bare(self, text: str, person_ends: Collection[int], person_starts: Collection[int]) -> Iterator[Match | None]:
        for match in _BARE.finditer(text):
            start, after = match.start(), text[match.end() :]
            before = text[max(0, start - 5) : start]
            number = to_number(re.sub("0?有", "", match[1]))  # 五十有三, 70有2
            if (
                number is None
                or not 6 <= number <= 115
                or _UNIT.match(after)
                or not is_exact(text, start, match.end(1))
            ):
                continue
            told = _subject_end(text, start) in person_ends or _BARE_BEFORE.search(before)
            if _NOT_YET.search(text[max(0, start - 10) : start]) or _BACK_THEN.search(text[max(0, start - 12) : start]):
                continue
            begins = not before or before[-1] in ",。;!?、:(男女" or before.endswith(("男的", "女的"))
            of_next = after[:1] == "的" and match.end() + 1 in person_starts  # 七十六的老妈
            spoken = (
                bool(match[2])
                or _goes_on(number, before, after)
                or of_next
                or match.end() in person_starts
                or _BARE_AFTER.match(after)
            )
            if (told and spoken) or (told and match[1].isdigit() and "年" in before) or (begins and spoken):
                yield self._match(AGE, number, match, alone=begins and not told and not match[2])

    def _corrections(self, text: str) -> Iterator[Match | None]:
        for match in _CORRECTED.finditer(text):
            yield self._match(AGE, to_number(match[2] or match[3]), match)
        for match in chain(_MISSPOKEN.finditer(text), _ON_CARD.finditer(text)):
            yield self._match(AGE, to_number(re.sub("0?有", "", match[1])), match)

    def _at_death(self, text: str) -> Iterator[Match | None]:
        for match in _BARE.finditer(text):
            if _AT_DEATH.search(text[: match.start()]) and is_exact(text, match.start(), match.end(1)):
                yield self._match(AGE, to_number(match[1]), match)

    def _months(self, text: str, child_ends: Collection[int]) -> Iterator[Match | None]:
        for match in _MONTHS_OLD.finditer(text):
            before = text[max(0, match.start() - 3) : match.start()]
            if before.endswith("早产") or _CARRIED.search(text[: match.start()]):
                continue
            if match[0] == "满月":
                yield self._match(MONTHS, None if re.search(r"[住交缴干做个到未]$|没|不", before) else 1, match)
            elif match[4]:
                yield self._match(MONTHS, 6, match)
            elif is_exact(text, match.start(), match.end()):
                yield self._match(MONTHS, to_number(match[1] or match[3]), match)
        for match in _SPOKEN_MONTHS.finditer(text):
            if _CARRIED.search(text[: match.start()]):
                continue
            before = re.sub(r"(?:今年|现在|才|都|已经|刚刚?|满|有|快|生下来|出生|生了)*$", "", text[: match.start()])
            alone = (
                (child_ends or _FOR_BABIES.search(text))
                and re.search("[,。;]$|^$", text[: match.start()])
                and re.match("了?(?:[,。;!?]|$)", text[match.end() :])
            )
            of_child = (
                alone
                or (len(before) in child_ends and not re.search("怀|孕", before[-6:]))
                or re.match(r"的?(?:宝宝|娃|孩子|小孩|婴儿|奶娃)", text[match.end() :])
            )
            if of_child and is_exact(text, match.start(), match.end()):
                yield self._match(MONTHS, to_number(match[1]), match)

    def _births(self, text: str, person_ends: Collection[int]) -> Iterator[Match | None]:
        for pattern in (_BORN_AFTER, _BORN_BEFORE):
            for match in pattern.finditer(text):
                yield self._match(BORN, self._date(match.groups()), match)
        for match in _BORN_BARE.finditer(text):
            before = text[: match.start()]
            if match.start() in person_ends or re.search(
                r"属[鼠牛虎兔龙蛇马羊猴鸡狗猪],?(?:是)?$|(?:我|他|她)是?$|身份证上?(?:写的|面)?是?$|(?:妈|爸|婆|公|爷|奶|母|父)是$",
                before,
            ):
                yield self._match(BORN, self._date((match[1],)), match)

    def _discharges(self, text: str) -> Iterator[Match | None]:
        for match in _DISCHARGED.finditer(text):
            yield self._match(DISCHARGED, self._date(match.groups()), match)

    def _date(self, parts: tuple[str | None, ...]) -> str | None:
        numbers = [number_of_date(part) for part in parts if part]
        if not all(numbers):
            return None
        if numbers[0] < 100:
            numbers[0] += 1900 if numbers[0] > self._today().year % 100 else 2000
        return "-".join(map(str, numbers))

    def _match(self, fact: str, raw: float | str | None, match: re.Match[str], alone: bool = False) -> Match | None:
        if raw is None or raw == "":
            return None
        try:
            value = self._vocabulary.coerce(fact, int(raw) if isinstance(raw, float) else raw)
        except FactError:
            return None
        return Match(fact, value, match.start(), match.end(), alone)


def _goes_on(number: float, before: str, after: str) -> bool:
    """今年五十四现在回来了: no sign parts the age from what is told next."""
    plain = before.endswith(("今年", "今年子", "现年")) and number >= _GROWN
    return plain and bool(re.match(r"[一-龥]", after)) and not _RUN_ON_UNIT.match(after)


def _subject_end(text: str, start: int) -> int:
    """Where the words end whose age may be told at ``start``."""
    leading = _LEADING.search(text, max(0, start - 10), start)
    return leading.start() if leading else start


def number_of_date(part: str) -> int:
    """三, 正, 初八, 58, 五八 -> the number; 0 when it is none."""
    part = part.removeprefix("初")
    return _CHINESE_MONTHS.get(part) or int(to_number(part) or 0)


def _is_now(text: str, start: int, end: int) -> bool:
    """Whether the years are somebody's age now, not a rule (满60岁就能领) or a time of life."""
    before, after = text[max(0, start - 6) : start], text[end : end + 6]
    if _ONE_TIME.match(after) or _BACK_THEN.search(text[max(0, start - 12) : start]):
        return False
    if _DIED_AT.match(text[end : end + 10]):
        return True
    named = re.search(
        r"(?:今年|现年|我们?|本人|他|她|爸|妈|公|婆|爷|奶|父|母|亲|儿|娃|子|女|哥|姐|弟|妹|年龄[是为]?|已经?|都|刚)(?:刚?满|有|已|刚)?$",
        before,
    )
    if named and not re.search(r"(?:去年|明年|后年)[^,。]{0,3}$", before):
        return not re.match(
            r"^(?:的?时候|那年|那时|以[前后上下]|之[前后]|起|就(?!能|可以|是|得|患|没|瘫)|开始|退休(?!工资|金|费|了|在家)|去世|走的|左右|多|出头)",
            after,
        )
    if re.search(r"(?<!不)(?<!没)(?<!未)满了?$", before) and re.match(r"了(?:,|。|$|!)", after):
        return True
    return not (_NOT_NOW_BEFORE.search(before) or _NOT_NOW.match(after))

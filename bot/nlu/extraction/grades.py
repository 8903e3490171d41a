"""Grades: of a disability certificate (1-4), of a work injury, of a disabled soldier (1-10).

All three are said as 几级, and so are high blood pressure, hospitals and licences; the words
around a grade tell which it is, and a grade that nothing around explains is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.extraction.clauses import Clauses
from bot.nlu.extraction.numerals import DIGIT, NUMBER, to_number
from bot.nlu.extraction.patterns import Match
from bot.rules.facts import FactError, FactVocabulary

DISABILITY, INJURY, SOLDIER = "残疾等级", "工伤伤残等级", "残疾军人等级"
_GRADE = re.compile(rf"(?<!{DIGIT})(?<![.第])({NUMBER})级")
_CHANGED = re.compile(r"^(?:变|升|改|调|换|转)(?:成|为|到|了)*[一二三四1-4]级")
_KINDS = r"视力|听力|言语|语言|肢体|智力|精神|多重"
_NOT_A_GRADE = re.compile(
    r"^(?:以[上下]|及以[上下]|或|和|至|到|、[一二三四五六七八九十\d]+级|甲|乙|医院|护理|高血压|糖尿病|公路|建造|证书|技师|技工|心理|消防|职业|厨师|地震|预警|响应|风|公务员|士官|军士|上士|警士|跳|台阶|市场|保护|政府|教师|综合医院|医疗|运动员|烧伤|心功能|失能|政协|人大|以内|党委|干部|机关|[一二三四五六七八九十]级)"
)
_NOT_BEFORE = re.compile(
    r"(?:血压|高压|高血|压|医院|三甲|糖尿病|心功能|护理|失能|职业资格|技能|等级证书|电工|焊工|厨师|[一二三四五六七八九十\d](?:级)?(?:、|和|到|至|或|或者|-|~)|年|上|降|分|跳|达到|满足|属于哪|属不属于|[cd]|台风|地震)$"
)
_OF_SOLDIER = re.compile(
    r"残疾?军|(?:伤残|残疾)(?:的)?(?:退役|退伍)|(?:退役|退伍|复员|转业)(?:军人|士兵|人员|兵)?,?[^,。]{0,4}伤残|伤残军|军人?残|残军|革命伤残|军人证"
)
_OF_INJURY = re.compile(r"工伤|伤残(?!军|人证|人)|劳动能力|劳鉴|劳动鉴定|工残")
_ON_THE_ROAD = re.compile(r"车撞|撞[了到伤]|车祸|交通事故")
_EMPLOYED = re.compile(r"工伤|工地|上下?班|残疾|厂|单位|公司|劳动")
_AT_WORK = re.compile(r"工伤|工地|厂|公司|单位|老板|上班|打工|机器|伤残|劳动|干活|矿|工人")
_DISABILITY_BEFORE = re.compile(
    rf"(?:残疾?|精神(?:疾|障碍)?病?|残疾人?证|残疾?证书?|残疾人|重残|脑瘫|自闭症|孤独症|偏瘫|瘫痪|截瘫|聋|盲|{_KINDS}|{_KINDS}[障残][碍疾]?)(?:残疾?|人|证|证书|障碍|等级|上|写|的|是|为|定|评|评的|评了|评定|鉴定|属于|个|办|成|也|都|了|得|有|:|为:|程度|类|办的|给我?|达|在|当时|方面|现在|[一二三四1-4]级|变|改|升|调|换|[12]本|本|拿|到|:|\()*$"
)
_DISABILITY_AFTER = re.compile(
    rf"^[,、]?(?:的|重度|中度|轻度|极重度)*(?:残(?!奥)|重残|肢残|智残|视残|听残|精残|{_KINDS}|聋|盲|伤残人)"
)
_RATED = re.compile(
    r"(?:评|定|鉴定|评定|认定|鉴|办|是|为|有|得|个|的|了|成|下来|出来|刚|给|我|他|她|只|才|等级|:)+$|^$"
)
_NOW_DISABLED = re.compile(
    r"有证|办了证|持证|听不[到见]|看不[到见]|失明|失聪|聋|瞎|盲|智障|脑瘫|偏瘫|自闭|孤独症|残疾?证|残疾|重残|评残|肢残|智残|视残|听残|残联"
)
_SAID_BEFORE = re.compile(rf"[我他她妈爸儿女娃孩婆公爷奶哥姐弟妹]|本人|家里|老[人伴公婆汉]|是|为|证|评|定|{_KINDS}")
_ASKED_OF = re.compile(
    r"^(?:的|重度|重)?(?:残疾|伤残|残)?(?:人|的|者)?(?:护理|生活|两项|残疾人)*(?:补贴|补助|津贴|标准|待遇|赔|有什么|有啥|有多少|有没有|有补|能不能|能领|可以|怎么|咋个|多少|好多|和|跟|与|还是|、|每个?月|一个?月(?:多少|好多|有)|坐|免)"
)
# Which of two grades holds in a correction: 是三级不是二级, 不是二级是三级, 没有六级是四级.
_CORRECTED = re.compile(
    rf"(?<!不)是({NUMBER})级[,、]?不是{NUMBER}级|(?:不是|没有){NUMBER}级[,、]?(?:而|应该|应当)?是({NUMBER})级"
)
# 腿不方便，证是四级的: what the certificate is of was told before.
_ON_CERTIFICATE = re.compile(r"(?<![军业能格工])证上?面?(?:写|评|定)?的?(?:是|为)?$")
_IMPAIRED = re.compile(r"腿|脚|眼|耳|手|残|瘫|聋|瞎|哑|腰杆|智|精神")
_NEARBY = 30


class GradeReader:
    """Finds the grades in a text and what they are grades of."""

    def __init__(self, vocabulary: FactVocabulary) -> None:
        self._vocabulary = vocabulary

    def find(self, clauses: Clauses) -> Iterator[Match]:
        """Each grade whose kind is clear."""
        text = clauses.text
        yield from self._corrected(text)
        for match in _GRADE.finditer(text):
            before, after = clauses.before(match.start()), clauses.after(match.end())
            if (
                _NOT_A_GRADE.match(after)
                or _CHANGED.match(after)
                or _NOT_BEFORE.search(text[max(0, match.start() - 6) : match.start()])
            ):
                continue
            fact = None if _is_generic(before, after) else _kind(text, match, before, after)
            number = to_number(match[1])
            if fact and number:
                yield from self._match(fact, int(number), match)

    def _corrected(self, text: str) -> Iterator[Match]:
        """Only disabilities are corrected so: the other grades are told with what they are grades of."""
        for match in _CORRECTED.finditer(text):
            number = to_number(match[1] or match[2])
            told = match[2] or _NOW_DISABLED.search(text)
            if number and told and not (_OF_SOLDIER.search(text) or _OF_INJURY.search(text)):
                yield from self._match(DISABILITY, int(number), match)

    def _match(self, fact: str, grade: int, match: re.Match[str]) -> Iterator[Match]:
        try:
            yield Match(fact, self._vocabulary.coerce(fact, grade), match.start(), match.end())
        except FactError:
            return


def _is_generic(before: str, after: str) -> bool:
    """二级残疾护理补贴标准: a question that names a grade, not somebody's grade."""
    return not _SAID_BEFORE.search(before) and bool(_ASKED_OF.match(after))


def _kind(text: str, match: re.Match[str], before: str, after: str) -> str | None:
    """The fact a grade belongs to, by the nearest words that tell."""
    near = text[max(0, match.start() - 12) : match.end() + 8]
    if _OF_SOLDIER.search(near):
        return SOLDIER
    if re.match(rf"^的?(?:{_KINDS}|[智视听精肢]残)", after):
        return DISABILITY
    on_the_road = _ON_THE_ROAD.search(text) and not _EMPLOYED.search(text)
    if _OF_INJURY.search(before + after[:8]) and not on_the_road:
        return INJURY
    if _DISABILITY_BEFORE.search(before) or _DISABILITY_AFTER.match(after):
        return DISABILITY
    earlier = text[max(0, match.start() - _NEARBY) : match.start()]
    if after.startswith("证") and re.search(rf"残|瘫|{_KINDS}", earlier):
        return DISABILITY
    if _ON_CERTIFICATE.search(before) and _IMPAIRED.search(earlier):
        return DISABILITY
    if _RATED.search(before) and _AT_WORK.search(earlier) and not _NOW_DISABLED.search(earlier):
        return INJURY
    ends = re.match(r"^(?:的|了|[,。;!?):]|$|[一-龥]{0,2}能)", after)
    return DISABILITY if _RATED.search(before) and ends and _NOW_DISABLED.search(earlier) else None

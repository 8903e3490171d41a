"""Places in a message: where somebody is registered, lives, studies or enlisted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.catalog.regions import Regions

# Short names that are also ordinary words: they count only with 县/区/市 or after a higher name.
_COMMON_WORDS = {
    "安居", "石棉", "前锋", "南部", "朝天", "名山", "天全", "合江", "大安", "东区", "西区", "高县", "平昌", "长宁", "通江", "市中",
    "青神", "新龙", "得荣", "中江", "仁和", "乐至", "美姑", "宝兴", "兴文", "会东", "吉林", "昌都", "保山", "和平", "长春", "海东", "海南",
    "太和", "大同", "阳光", "文山", "普洱", "安顺", "延安", "怀化", "益阳", "白山", "白银", "市中区", "白玉", "金川", "恩阳", "大英", "大竹",
}  # fmt: skip
# Of those, the counties of Sichuan that people do name without 县, given that a word for home stands by.
_WITH_EVIDENCE = {
    "南部", "合江", "高县", "平昌", "长宁", "通江", "青神", "中江", "乐至", "美姑", "兴文", "宝兴", "会东", "恩阳", "大英", "大竹", "名山", "天全", "石棉",
    "仁和", "白玉", "金川", "新龙", "得荣", "海南", "吉林", "延安",
}  # fmt: skip
_SMALLER = r"(?:[\u4e00-\u9fffx*某]{1,6}?(?:街道|新区|镇|乡|村|社区|小区|路|街|组|社)){0,3}"
_HUKOU_BEFORE = re.compile(
    r"(?:户口|户籍|户籍地|籍地|上户|落户|户籍所在地)(?:(?:本|所在)?地)?(?:都|也|还|就|一直|仍|现在|目前|已经|已|是|在|为|于|属于|系|:|没迁|迁到了?|迁来了?|迁回了?|转到了?|落在了?|落到了?|上在|上到|挂在|老家|我们|原来的|的|了|农村|(?:随|跟)[^,。]{1,4}|没迁,|没有迁,|从[^,。]{1,8}(?:迁|转)(?:到|来|回|入|至)了?|四川){0,6}$"
)
_HUKOU_AFTER = re.compile(
    rf"^{_SMALLER}(?:这边|那边|本地|乡下|乡里|村里|乡镇|镇上|农村|城镇|城市|农业|非农业|城里|县城)?的?(?:集体|居民|本地|农业)?(?:户口|户籍|籍(?!贯))"
    rf"|^{_SMALLER}(?:农村|乡下|本地|那边|这边)?(?:的)?(?:一?名)?(?:普通)?(?:的)?(?:人(?![民社口均才力数士事员行工大])|村民|农民)"
)
_FROM = re.compile(r"(?:从|由|离开|不在|没在|不是|去年在)$")
_OWN = re.compile(
    r"(?:我|我们|本人|咱|来电人|她|他|其|爸|妈|婆|公|爷|奶|母亲|父亲|儿|女|子|娃|老公|老婆|户|家里?|屋头|孩子|亲)(?:都|也|家)?(?:是|系|为)?(?:来自)?$|^(?:是|系)?$|(?:^|,)是$|[岁族]$"
)
_COMES_FROM = re.compile(r"(?:^|[我们是系人均都,])来自(?:于)?$")
_OWN_AFTER = re.compile(
    rf"^{_SMALLER}(?:这边|那边|农村|乡下|山里|大山里|山区|底下)?(?:的(?:$|[,。?!;)])|的?(?:一?[名个])?(?:普通|贫困)?的?(?:农民|村民|居民户))"
)
_LIVES_BEFORE = re.compile(
    r"(?:(?:居?住在?|暂住在?|现住址?|现居(?:住|地)?[在于:]?|租住在?|定居在?|搬(?:到|来|去)了?|住到|居住地?(?:址)?(?:[是在为于:])?|人(?:还|现|都)?在|(?<![老国大农商专厂])家(?:都|就|也|还)?(?:是)?在|(?:现在|目前|长期|一直|现|常年|平时|如今|目前人|现在人)(?:都|还)?(?:就)?在?|嫁到了?|嫁来|嫁在|(?<![转迁退召])回(?:到|了|来|老家|到老家|了老家)|坐标)(?:我们|我这里|我这儿|我这边|我这|老家|了|于|:|四川省?)?)$"
)
_BARE_AT = re.compile(
    r"(?:^|[,。;!?:]|我们?|我|她|他|本人|爸|妈|亲|公|婆|爷|奶|子|女|儿|娃|家|都|也|人|一家[人口]?|全家|口人|屋头|跟我们?|孩子)(?:都|也|就|还|是|两口子|带[^,。]{1,4}|跟[^,。]{1,4}|一起)?(?:在)$"
)
_WORK_AT = re.compile(r"(?:在|来到?了?|到|去了?|跑到|上|在到)$")
_LIVES_AFTER = re.compile(
    rf"^{_SMALLER}(?:市里|市区|城里|县城|主城|这边|那边|本地|乡下|农村|山里|省城|里|那头|市|县里|区)?(?:[^,。在]{{1,3}}区)?(?:一家|某|一个|一处|的?[^,。的]{{0,6}}(?:厂|公司|工地|超市|学校|饭店|餐馆))?(?:才|刚|都|已经|一共|也|又|就|一直)?(?:居?住|打工|务工|上班|工作|生活|租(?!房补|门面|铺)|带孙|带娃|带外孙|做生意|做活路|开店|摆摊|定居|买了?房|干活|帮|养老|待|陪读|教书|当老师|照顾|开|跑|做|居住|落脚|安家|当|种|养|送|(?:已?经?|都|有|快|差不多)*(?:[一二两三四五六七八九十几多半]+|\d+)(?:多|个)?(?:年|月|个月))"
)
# Where somebody merely works is not where he says he lives, unless he tells since when (在彭山打工两年多).
_ONLY_WORKS = re.compile(
    rf"^{_SMALLER}(?:市里|市区|城里|县城|这边|那边)?(?:[^,。在]{{1,3}}区)?(?:一家|某|一个|一处|的?[^,。的]{{0,6}}(?:厂|公司|工地|超市|学校|饭店|餐馆))?(?:打零?工|务工|上班|工作|做生意|做活路|干活|开|摆摊|送|跑|做)(?!了?(?:已经|都|有|快|差不多)*(?:[一二两三四五六七八九十几多半]+|\d+)(?:多|个)?(?:年|月|个月)|[^,。]{{0,6}}(?<!居)住(?!证))"
)
# 绵阳户口，在成都上班: set against the hukou, where one works is where one lives.
_REGISTERED_ELSEWHERE = re.compile(r"户[口籍]|外[地省市]的|外地人|(?<!回)老家")
_WORKS_THERE = re.compile(r"^(?:市|这边|市里|城里)?(?:打工|务工|上班|工作)(?:$|[,。;!?]|了|的)")
_NEVER_SETTLED = re.compile(r"(?:一直|常年|长期)(?:都|还)?在?$")
_SETTLED = re.compile(r"(?:居住|住|暂住|租住|定居|搬到|搬来|住到)(?:在|于|到)?$")
_OF_CHILDREN_AWAY = re.compile(r"(?:儿女|子女|儿子女儿|[娃儿]们|孩子们|兄弟姐妹)(?:们)?(?:都|也|全)*在$")
_WANTS_AFTER = re.compile(
    r"^(?:这边|那边)?(?:想|要(?!不|求|是)|,|。|$|\?|没有(?!房|住房|买|自己)|有居住证|办了居住证|租(?!门面|铺|店)|呢|了)"
)
_PASSING = re.compile(
    r"^[^,。;!?]{0,8}(?:医院|看病|住院|手术|华西|出差|旅游|买的?房|买了房|买房|参军|当兵|入伍|读书|上学|念书|读(?:幼|小|初|高|大|职|中)|上(?:幼|小学|初|高|大学|职|中|特)|报销|异地|就医|鉴定|火车|服役|部队|受伤|摔|受的?伤)"
)
_STUDIES_AFTER = re.compile(
    rf"^{_SMALLER}(?:市里|市区|城里|县城|这边|那边|县里|里)?(?:的)?(?:[^,。]{{0,6}}(?:中学|小学|学校|学院|大学|幼儿园|[一二三四五六七八九十]中))?(?:一所|一家|某|公立|私立|公办|民办|特殊)?(?:的?(?:一所|一个)[^,。]{{0,6}}(?:学校|中学|小学|大学|幼儿园)|读书|上学|念书|就读|读(?=[,。;!?]|$)|读(?:公办|民办|公立|私立)?(?:幼儿园|小学|初|高[中一二三]|大学|大[一二三四专]|职|中[专职]|技|卫校|特|研|[一二三四五六]年级)|上(?:幼儿园|小学|初|高中|大学|职|中专|特殊|卫校|[一二三四五六]年级|学前))"
)
_STUDIES_BEFORE = re.compile(r"(?:在|到|来|去|转学?到了?|转到了?|就读于|考到了?|考上|回)$")
_ENLISTED_AFTER = re.compile(r"^[^,。]{0,4}(?:入的?伍|参的?军|当的兵|征的?兵|批准入伍|武装部)")
_MEANT_FOR = re.compile(
    r"(?:想|拟|打算|准备|要|计划|希望|以后|将来|可以|能|能不能|是否|咨询|哪些人|申请|明年|应该)(?:回|去|到|来|搬到?|在|把|迁到?|落户?|入户?|住|转到?|迁入)*$"
)
_KIND_OF_HUKOU = re.compile(  # 外省户口在成都租房: the place is where one lives
    r"(?:外省|省外|外地|外市|外县|农村|农业|城镇|城市|居民|集体|非农)的?户[口籍]的?,?(?:现在|目前|一直|都|长期|常年)?在$"
)
_HUKOU_TOO = re.compile(r"^[^,。]{0,6},户[口籍]也(?:是|在)(?:这|那|本地|当地|$|[,。])")
_HUKOU_CORRECTED = re.compile(r"户[口籍][^,。]{0,4}不是[^,。]{2,8},?(?:而)?是$")
_HUKOU_AND_SELF = re.compile(r"户[口籍](?:和|跟|同|与)(?:人|住处|住址|住的地方|家)(?:都|也|全)?在$")
_NOT_MOVED = re.compile(r"没有?迁[^,。]{0,3},?(?:人)?(?:都|也|还|现在)?在$")  # 户口没迁，在攀枝花住了六年
_NOT_THERE = re.compile(r"(?:不在|没在|不是|没有在|离开)$")
_PAST = re.compile(r"以前|原来|之前|曾经|原先|过去|当年|小时候|年轻时")


@dataclass(frozen=True)
class Place:
    """A place and the fact it states (户籍地, 居住地, 就读地, 入伍地)."""

    fact: str
    code: str
    start: int
    end: int


class PlaceFinder:
    """Finds names of regions, joins chains (达州宣汉), and reads the words around them."""

    def __init__(self, regions: Regions) -> None:
        self._regions = regions
        self._by_start: dict[str, list[str]] = {}
        for name in sorted(self._names(), key=len, reverse=True):
            self._by_start.setdefault(name[:2], []).append(name)

    def _names(self) -> set[str]:
        found = set(self._regions.by_name)
        for region in self._regions.by_code.values():
            found.update((region.name, *region.aliases))
        return {name for name in found if len(name) >= 2}

    def _named(self, text: str) -> Iterator[tuple[int, int]]:
        """Spans of region names, the longest at each position."""
        position = 0
        while position < len(text) - 1:
            names = self._by_start.get(text[position : position + 2], ())
            name = next((name for name in names if text.startswith(name, position)), None)
            if name:
                yield position, position + len(name)
            position += len(name) if name else 1

    def spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, code) of every place, adjacent names joined into one."""
        chain: list[tuple[int, int]] = []
        for span in [*self._named(text), (-1, -1)]:
            if chain and (
                span[0] < 0 or text[chain[-1][1] : span[0]] not in ("", "的", "下面的", "下面", "·", "省", "市")
            ):
                code = self._resolve([text[start:end] for start, end in chain])
                if code:
                    yield chain[0][0], chain[-1][1], code
                chain = []
            chain.append(span)

    def _resolve(self, names: list[str]) -> str | None:
        if len(names) == 1 and names[0] in _COMMON_WORDS - _WITH_EVIDENCE:
            return None
        code = self._regions.resolve(names[0])
        for name in names[1:]:
            code = self._regions.resolve((self._regions.by_code[code].name if code else "") + name) or code
        return code

    def find(self, text: str) -> list[Place]:
        """Places that state where somebody is registered, lives, studies or enlisted."""
        found: list[Place] = []
        for start, end, code in self.spans(text):
            last = found[-1] if found else None
            elsewhere = last and last.fact == "户籍地" and not self._regions.lies_within(code, last.code)
            told = re.match(r"[^,。;!?]{0,4}户[口籍]", text[last.end : start]) if elsewhere and last else None
            found += self._facts(text, start, end, code, last.end + told.end() if last and told else 0)
        return found

    def _facts(self, text: str, start: int, end: int, code: str, since: int) -> Iterator[Place]:
        """``since``: where to look from, after the 户口 of another place (贵州户口在成都读)."""
        clause = re.split(r"[。;!?]", text[max(since, start - 20) : start])[-1]
        before, after = re.split(r"[,(]", clause)[-1], text[end : end + 24]
        if _FROM.search(before) or _MEANT_FOR.search(before):
            return
        if _HUKOU_AND_SELF.search(before):  # 户口和人都在德阳
            yield Place("户籍地", code, start, end)
            yield Place("居住地", code, start, end)
            return
        elsewhere = since > 0 or bool(_REGISTERED_ELSEWHERE.search(clause))
        fact = self._fact(before, clause, after, elsewhere)
        doubtful = text[start:end] in _COMMON_WORDS
        if fact and not (doubtful and fact == "居住地" and not _LIVES_BEFORE.search(before)):
            past = _PAST.search(before) and not re.search(r"现在|如今|后来", before)
            if not past:
                yield Place(fact, code, start, end)
                if fact == "居住地" and _HUKOU_TOO.match(after):
                    yield Place("户籍地", code, start, end)

    @staticmethod
    def _fact(before: str, clause: str, after: str, elsewhere: bool) -> str | None:
        if _ENLISTED_AFTER.match(after):
            return "入伍地"
        away = _NOT_MOVED.search(clause) or (_KIND_OF_HUKOU.search(clause) and not after.startswith("住在"))
        if (
            (_HUKOU_BEFORE.search(clause) and not (away and _LIVES_AFTER.match(after)))
            or _HUKOU_CORRECTED.search(clause)
            or (_HUKOU_AFTER.match(after) and not _NOT_THERE.search(before))
        ):
            return "户籍地"
        if before.endswith(("学校在", "学校是在", "学校就在")):
            return "就读地"
        if _STUDIES_BEFORE.search(before) and _STUDIES_AFTER.match(after):
            return "就读地"
        if (_OWN.search(before) or before.endswith(("老家是", "老家在", "老家"))) and _OWN_AFTER.match(after):
            return (
                "户籍地"
                if not before.endswith(("老家是", "老家在", "老家")) or re.match(r"^[^,。]{0,4}(?:户口|人)", after)
                else None
            )
        if _COMES_FROM.search(before):
            return "户籍地"
        if _SETTLED.search(before) and not re.match("[^,。]{0,6}(?:医院|院)", after):
            return "居住地"
        if before.endswith("在老家") or (before.endswith("在") and after.startswith("老家")):
            return "居住地"
        if _PASSING.search(after) or _OF_CHILDREN_AWAY.search(before):
            return None
        if before.endswith("回") and re.match(r"老家|农村|乡下", after):
            return "居住地"
        works = bool(_ONLY_WORKS.match(after)) and not (elsewhere and _WORKS_THERE.match(after))
        if works and _NEVER_SETTLED.search(before):
            return None
        if _LIVES_BEFORE.search(before) or (_BARE_AT.search(before) and _WANTS_AFTER.match(after)):
            return "居住地"
        return "居住地" if _WORK_AT.search(before) and _LIVES_AFTER.match(after) and not works else None

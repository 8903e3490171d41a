"""Places in a message: where somebody is registered and where they live."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.catalog.regions import Regions

# Short names that are also ordinary words: they count only with 县/区/市 or after a higher name.
_COMMON_WORDS = {
    "安居", "石棉", "前锋", "南部", "朝天", "名山", "天全", "合江", "大安", "东区", "西区", "高县", "平昌", "长宁", "通江",
    "青神", "新龙", "得荣", "中江", "仁和", "乐至", "美姑", "宝兴", "兴文", "会东", "吉林", "昌都", "保山", "和平", "长春", "海东", "海南",
    "太和", "大同", "阳光", "文山", "普洱", "安顺", "延安", "怀化", "益阳", "白山", "白银",
}  # fmt: skip
_HUKOU_BEFORE = re.compile(r"(?:户口|户籍|上户)[^，。；！？,;]{0,5}$")
_HUKOU_AFTER = re.compile(
    r"^(?:这边|那边|本地|乡下|乡里|村里|乡镇|镇上|农村|城镇|农业|城里|县城)?的?(?:集体)?(?:户口|户籍|籍)|^(?:农村|乡下|本地)?人(?![民社口均才力数])"
)
_OWN = re.compile(r"(?:我们?是|我们?家是|本人是|来电人是|她是|他是|爸是|妈是)$")
_OWN_AFTER = re.compile(r"^(?:这边|那边|农村|乡下|山里|大山里)?的(?:[，。,.？?！!]|$|农民|村民|居民)")
_LIVES_BEFORE = re.compile(
    r"(?:住在|居住在|现住|租住在|定居|搬到了?|搬来|住到|居住地[是在]?|人在|现在在|目前在|长期在|一直在|在|住)$"
)
_COMES_BEFORE = re.compile(r"(?:来到?|到)$")
_LIVES_AFTER = re.compile(
    r"^(?:这边|那边|城里|市区|市里|县城|本地)?(?:住|打工|务工|上班|工作|生活|租|带孙|带娃|做生意|做活路|开店|摆摊|定居|买房|干活|读书|上学|帮|已?经?[一二两三四五六七八九十几多\d半]+(?:多|个)?(?:年|月))"
)
_PASSING = re.compile(r"^[^，。；！？,;]{0,8}(?:医院|看病|住院|手术|华西|出差|旅游|买的?房|买了房|办的|参军|当兵|入伍)")


@dataclass(frozen=True)
class Place:
    """A place and the fact it states (户籍地 or 居住地)."""

    fact: str
    code: str
    start: int
    end: int


class PlaceFinder:
    """Finds names of regions, joins chains (达州宣汉), and reads the words around them."""

    def __init__(self, regions: Regions) -> None:
        self._regions = regions
        names = sorted((name for name in self._names() if len(name) >= 2), key=len, reverse=True)
        self._name = re.compile("|".join(map(re.escape, names)))

    def _names(self) -> set[str]:
        found = set(self._regions.by_name)
        for region in self._regions.by_code.values():
            found.add(region.name)
            found.update(region.aliases)
        return found

    def spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, code) of every place, adjacent names joined into one."""
        matches = list(self._name.finditer(text))
        index = 0
        while index < len(matches):
            last = index
            while last + 1 < len(matches) and self._adjacent(text, matches[last], matches[last + 1]):
                last += 1
            start, end = matches[index].start(), matches[last].end()
            code = self._resolve([match[0] for match in matches[index : last + 1]])
            if code:
                yield start, end, code
            index = last + 1

    @staticmethod
    def _adjacent(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
        return text[first.end() : second.start()] in ("", "的", "下面的", "下面", "·")

    def _resolve(self, names: list[str]) -> str | None:
        if len(names) == 1 and names[0] in _COMMON_WORDS:
            return None
        code = self._regions.resolve(names[0])
        for name in names[1:]:
            code = self._regions.resolve((self._regions.by_code[code].name if code else "") + name) or code
        return code

    def find(self, text: str) -> list[Place]:
        """Places that state where somebody is registered or lives."""
        return [place for span in self.spans(text) for place in self._facts(text, *span)]

    def _facts(self, text: str, start: int, end: int, code: str) -> Iterator[Place]:
        before, after = text[max(0, start - 10) : start], text[end : end + 14]
        if (
            _HUKOU_BEFORE.search(before)
            or _HUKOU_AFTER.search(after)
            or _OWN.search(before)
            and _OWN_AFTER.search(after)
        ):
            yield Place("户籍地", code, start, end)
        elif _PASSING.search(after):
            return
        elif (
            _LIVES_BEFORE.search(before)
            or (_COMES_BEFORE.search(before) and _LIVES_AFTER.search(after))
            or _LIVES_AFTER.search(after)
        ):
            yield Place("居住地", code, start, end)

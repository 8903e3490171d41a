"""One value for each fact of a person, of several that a message states."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalog.regions import Regions
from bot.nlu.extraction.numerals import NUMBER
from bot.nlu.extraction.persons import Owned

_FIRST_HOLDS = {"慢性病", "学段"}
_SEVERAL_CHILDREN = re.compile(
    r"大的|小的|老大|老二|一个[^,。]{1,12},?(?:另)?一个|分别|大娃|二娃|大宝|二宝|[大小](?:儿子|女儿|姑娘|孙|女娃|男娃|崽)|两个都|哥哥|姐姐|弟弟|妹妹"
)
_TOLD_APART = re.compile(r"大的[^,。;!?]{1,8}小的")  # 大的读高中小的读小学
_ADD_UP = {"养老保险缴费年数", "失业保险缴费月数", "服役年数"}  # 在广东交了十年，在四川交了三年
_AGAIN = re.compile(rf"(?:[又再]|在[^,。;!?]{{1,5}})(?:接着|继续)?(?:交|缴|买|当)了?{NUMBER}(?:多|个)?[年月]")
_CORRECTING = re.compile(r"错|不对|不是|更正")
_OLD_COUPLE = re.compile(r"[爷公].*[奶婆]|[奶婆].*[爷公]")


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
        elif _tells_of_two(item, text) or (item.match.fact in _ADD_UP and not _CORRECTING.search(text)):
            unclear.add(key)
        elif item.match.fact not in _FIRST_HOLDS:
            kept[key] = item
    unclear |= {key for key, item in kept.items() if key[0] in _ADD_UP and _AGAIN.search(text, item.match.end)}
    unclear |= {key for key in kept if key[0] == "学段" and _TOLD_APART.search(text)}
    return [item for key, item in kept.items() if key not in unclear]


def _tells_of_two(item: Owned, text: str) -> bool:
    """Whether two children, or a grandfather and a grandmother, are told of under one name."""
    if item.subject in ("child", "other") and _SEVERAL_CHILDREN.search(text):
        return True
    return item.match.fact == "年龄" and item.subject in ("grandparent", "other") and bool(_OLD_COUPLE.search(text))


def _is_more_precise(first: object, second: object, regions: Regions) -> bool:
    """Whether the first is a region within the second."""
    known = isinstance(first, str) and isinstance(second, str) and first in regions.by_code
    return known and first != second and regions.lies_within(str(first), str(second))

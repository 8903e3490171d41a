"""Numbers and spans of time as people write them: 65, 六十五, 两百, 一千二, 1.5万, 半年, 三年半."""

from __future__ import annotations

import re

import cn2an

_CHINESE = "零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾廿"
DIGIT = rf"[\d{_CHINESE}]"
# A number in either script; 3千5 is 3500.
NUMBER = rf"(?:\d+(?:\.\d+)?(?:[万千百]\d?|k(?![a-z]))?|[{_CHINESE}](?:(?:(?<=十)一|(?!一个|一月)[{_CHINESE}]))*)"
# How long: 半年, 一年半, 3年, 三年多 (three full years), 两年零四个月, 8个月, 二十个多月.
DURATION = rf"(?:整整)?(?:{NUMBER}年整?(?:零?{NUMBER}个?月|半|多)?|{NUMBER}个?半?多?月|[一大]?半年)(?:整(?![理个天夜改治顿修容形]))?"
# What makes a number inexact: 快70, 六十好几, 三千多. "About" is kept apart: 大概三千 is still a sum.
_NOT_QUITE = re.compile(
    r"(?:快要?|将近|接近|不到|不足|不够|不满|未满|没满|没到|未到|超过|至少|最多|最少|上了?|(?<![交缴买住签当干做教待读])过了?|奔|虚岁?|挨边|满不了|还差|差|多于|低于|高于|近|[\d一二三四五六七八九十][、~\-至到或])$"
)
_OR_SO = re.compile(
    r"(?:多|几|来|好几|余|出头|挂零|以[上下内前后]|之[间内前后]|起步|打底|[\-~至到或、]\d|[\-~至到][一二三四五六七八九十])"
)
_ABOUT_BEFORE = re.compile(r"(?:大概|大约|差不多|约|估计|可能|也就)(?:是|有)?$")
_ABOUT_AFTER = re.compile(r"(?:左右|上下|的样子)")
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾〇", "一二三四五六七八九十零")
_SPOKEN_PAIR = re.compile(r"一二|二三|两三|三四|四五|五六|六七|七八|八九")
_FACTORS = {"": 1, "百": 100, "千": 1000, "万": 10_000, "k": 1000}


def to_number(text: str) -> float | None:
    """The value of a numeral, or None. ``一千二`` is 1200, ``1.2万`` 12000; ``七八`` (seven or eight) is None."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([万千百k]?)(\d?)", text)
    if match:
        factor = _FACTORS[match[2]]
        return float(match[1]) * factor + int(match[3] or 0) * factor / 10
    text = text.translate(_CAPITALS)
    if _SPOKEN_PAIR.search(text) and len(text) < 4:
        return None
    try:
        return float(cn2an.cn2an(text, "normal"))
    except (ValueError, KeyError):
        return _digit_by_digit(text)


def _digit_by_digit(text: str) -> float | None:
    """一九五八 -> 1958."""
    digits = {sign: str(i) for i, sign in enumerate("零一二三四五六七八九")} | {"两": "2"}
    if text and all(sign in digits for sign in text):
        return float("".join(digits[sign] for sign in text))
    return None


def to_months(text: str) -> int | None:
    """The months of a ``DURATION``; what is said beyond full years (两年多) does not count."""
    text = text.removeprefix("整整").replace("整", "")
    if text.endswith("半年"):
        return 6
    match = re.fullmatch(rf"({NUMBER})年(?:零?({NUMBER})个?月|(半)|多)?", text)
    if match:
        years, months = to_number(match[1]), to_number(match[2]) if match[2] else 0
        return None if years is None or months is None else int(years * 12 + months + (6 if match[3] else 0))
    match = re.fullmatch(rf"({NUMBER})个?(半)?多?月", text)
    months = to_number(match[1]) if match else None
    return None if months is None else int(months)


def is_exact(text: str, start: int, end: int, about: bool = False) -> bool:
    """Whether the number at ``text[start:end]`` is meant as it stands.

    With ``about`` a rounded figure (大概三千, 三千左右) passes: a sum of money is rarely known better.
    """
    before, after = text[max(0, start - 4) : start], text[end : end + 4]
    if _NOT_QUITE.search(before) or _OR_SO.match(after):
        return False
    return about or not (_ABOUT_BEFORE.search(before) or _ABOUT_AFTER.match(after))

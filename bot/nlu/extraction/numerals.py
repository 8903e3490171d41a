"""Numbers as people write them: 65, 六十五, 两百, 一千二, 1.5万, 半年."""

from __future__ import annotations

import re

import cn2an

_CHINESE = "零〇一二两三四五六七八九十百千万"
# A number in either script; 半 only where a unit follows (半年).
NUMBER = rf"(?:\d+(?:\.\d+)?[万千百]?|[{_CHINESE}]+)"


def to_number(text: str) -> float | None:
    """The value of a numeral, or None. ``一千二`` is 1200, ``一万五`` 15000, ``1.2万`` 12000."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([万千百]?)", text)
    if match:
        factor = {"": 1, "百": 100, "千": 1000, "万": 10_000}[match[2]]
        return float(match[1]) * factor
    try:
        return float(cn2an.cn2an(text.replace("〇", "零"), "normal"))
    except (ValueError, KeyError):
        return _digit_by_digit(text)


def _digit_by_digit(text: str) -> float | None:
    """一九五八 -> 1958."""
    digits = {sign: str(i) for i, sign in enumerate("零一二三四五六七八九")} | {"〇": "0", "两": "2"}
    if text and all(sign in digits for sign in text):
        return float("".join(digits[sign] for sign in text))
    return None

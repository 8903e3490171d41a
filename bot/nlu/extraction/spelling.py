"""Typos and dialect words put right before anything is read: 底保 -> 低保, 莫得 -> 没有.

Every word is replaced by one of the same length, so positions stay those of the message.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.nlu.text import clean

# Blanks within a word or a number (65 岁, 1.2 万) part nothing; others stand for a comma.
_WITHIN = re.compile(r"(?<=\d)\s+(?=[岁年月个元块级万千百日号天周平后])|(?<=[,，。;；:：、!?！？])\s+")
_LETTER_FOR_ZERO = re.compile(r"(?<=\d)[oO](?=\d|岁|$|[,，。了])")  # 7o岁
_BLANK = re.compile(r"\s+")


class Spelling:
    """The words of 改写 in knowledge/phrases.yml (right word: what people write instead)."""

    def __init__(self, variants: Mapping[str, Sequence[str]]) -> None:
        self._right = {clean(wrong): clean(right) for right, wrongs in variants.items() for wrong in wrongs}
        for wrong, right in self._right.items():
            if len(wrong) != len(right):
                raise ValueError(f"改写：“{wrong}”和“{right}”字数不同")
        longest_first = sorted(self._right, key=len, reverse=True)
        self._wrong = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def mend(self, text: str) -> str:
        """``text`` in usual words. Blanks of a raw text part clauses, as people use them."""
        text = _LETTER_FOR_ZERO.sub("0", text.strip())
        text = clean(_BLANK.sub("，", _WITHIN.sub("", text)))
        return self._wrong.sub(lambda match: self._right[match[0]], text)

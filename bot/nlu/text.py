"""Text as the classifiers see it: simplified, half-width, without blanks and control signs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import zhconv

MAX_LENGTH = 600  # characters looked at; longer messages keep their beginning and end


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """``text`` in simplified characters, NFKC, without control characters and blanks."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(sign for sign in text if unicodedata.category(sign)[0] != "C" and not sign.isspace())
    if len(text) > MAX_LENGTH:
        text = text[: MAX_LENGTH // 2] + text[-MAX_LENGTH // 2 :]
    return str(zhconv.convert(text, "zh-cn")).lower()


_CLAUSE_ENDS = re.compile(r"[，。；！？,.;!?~]+")
_ENDING = 26  # characters; what people ask stands at the end of what they tell
_SHORT_CLAUSE = 6


def ending(text: str) -> str:
    """The last clause of a cleaned text (with the one before it when it is very short)."""
    clauses = [clause for clause in _CLAUSE_ENDS.split(text) if clause]
    if not clauses:
        return text
    last = clauses[-1]
    if len(last) < _SHORT_CLAUSE and len(clauses) > 1:
        last = clauses[-2] + last
    return last[-_ENDING:]


def has_words(text: str) -> bool:
    """Whether anything is left that can be understood (letters, characters, digits)."""
    return any(unicodedata.category(sign)[0] in "LN" for sign in text)

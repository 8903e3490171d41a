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


_MASKS = re.compile(r"〔[^〔〕]{1,8}〕")


def without_masks(text: str) -> str:
    """``text`` without the marks that stand where private numbers and names were."""
    return _MASKS.sub("", text)


def has_words(text: str) -> bool:
    """Whether anything is left that can be understood (letters, characters, digits)."""
    return any(unicodedata.category(sign)[0] in "LN" for sign in text)

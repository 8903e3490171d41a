"""Texts in pieces that WeChat takes: at most 2,048 bytes of UTF-8 each."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_TEXT = 2048  # bytes
# Never cut: a link with its label, an address, a flag, a sign with what is joined to it.
_WHOLE = re.compile(
    r"<a [^>]*>.*?</a>"
    r"|https?://[^\s，。；、（）【】“”]+"
    r"|[\U0001F1E6-\U0001F1FF]{2}"
    r"|.(?:\u200d.|[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U0001F3FB-\U0001F3FF\U000E0020-\U000E007F])*",
    re.DOTALL,
)
_BREAKS = ("\n\n", "\n", "。", "；", "，")


def split(text: str, limit: int = LONGEST_TEXT) -> list[str]:
    """``text`` in order, in pieces of at most ``limit`` bytes, cut where a reader would pause."""
    pieces = []
    rest = text.strip()
    while size(rest) > limit:
        head = _head(rest, limit)
        pieces.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    return [piece for piece in [*pieces, rest] if piece]


def size(text: str) -> int:
    """Bytes in UTF-8."""
    return len(text.encode("utf-8"))


def _head(text: str, limit: int) -> str:
    """The longest beginning within ``limit``, up to the best pause in its second half."""
    units, used = [], 0
    for unit in _units(text, limit):
        used += size(unit)
        if used > limit:
            break
        units.append(unit)
    for pause in _BREAKS:
        end = _last(units, pause)
        if end and size("".join(units[:end])) > limit // 2:
            return "".join(units[:end])
    return "".join(units)


def _last(units: list[str], pause: str) -> int:
    """How many units there are up to and with the last ``pause``; 0 if there is none."""
    wanted = list(pause)
    starts = range(len(units) - len(wanted), -1, -1)
    return next((start + len(wanted) for start in starts if units[start : start + len(wanted)] == wanted), 0)


def _units(text: str, limit: int) -> Iterator[str]:
    """What must stay together; of something that fits nowhere the single signs."""
    for match in _WHOLE.finditer(text):
        yield from [match[0]] if size(match[0]) <= limit else list(match[0])

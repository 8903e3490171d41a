"""What every channel does to a text before anybody else sees it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.privacy import mask

LONGEST = 1000  # characters looked at
_KEPT_CONTROLS = "\n\t"
_TERMINAL_CODE = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~])?")


_LEADING = re.compile(r"^[\s/／]+")


@dataclass(frozen=True)
class Incoming:
    """A message fit to be handled: masked, shortened, without control signs or a leading slash."""

    text: str
    masked: bool
    shortened: bool


def clean_incoming(raw: str) -> Incoming:
    """Makes a resident's text safe.

    A leading ``/`` would be taken for a command by Rasa; control characters and lone
    surrogates would upset storage; private numbers must not be stored.
    """
    text = _LEADING.sub("", printable(raw)).strip()
    masked = mask(text)  # before shortening, which could cut a number in two
    shortened = len(masked) > LONGEST
    kept = masked if not shortened else masked[: LONGEST // 2 - 1] + " " + masked[-LONGEST // 2 :]
    return Incoming(kept.strip(), masked != text, shortened)


def printable(text: str) -> str:
    """``text`` without terminal codes (the 31 of a red text is no number), controls and lone surrogates."""
    text = _TERMINAL_CODE.sub("", text).encode("utf-8", "ignore").decode("utf-8")
    return "".join(s for s in text if s in _KEPT_CONTROLS or unicodedata.category(s)[0] != "C" or s == "\u200d")

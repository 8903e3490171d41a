"""What every channel does to a text before anybody else sees it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from bot.privacy import mask

LONGEST = 1000  # characters looked at
_KEPT_CONTROLS = "\n\t"


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
    text = raw.encode("utf-8", "ignore").decode("utf-8")
    text = "".join(s for s in text if s in _KEPT_CONTROLS or unicodedata.category(s)[0] != "C" or s == "\u200d")
    text = text.strip().lstrip("/／").strip()
    shortened = len(text) > LONGEST
    if shortened:
        text = text[: LONGEST // 2] + " " + text[-LONGEST // 2 :]
    masked = mask(text)
    return Incoming(masked, masked != text, shortened)

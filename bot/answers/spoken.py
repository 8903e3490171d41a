"""An answer as the clerk reads it out: whole sentences, without the marks, bullets and document numbers of the page."""

from __future__ import annotations

import re
from itertools import groupby

from bot.answers.messages import Message

_MARK = re.compile(r"^【([^】]*)】")
_BULLET = re.compile(r"^(?:·|✓|✗|？)\s*")
_ENDED = "。！？；："
_LEFT_OUT = ("依据：",)
_ASIDE = "弄清楚了再告诉我。"
# How a heading of the page is said; {} is what follows it.
_SAID = {
    "能得：": "能得到：{}",
    "待核实：": "要由受理单位核实：{}",
    "没达到的要求：": "没达到的要求是：{}",
    "怎样会变：": "以后情况变了可以再问：{}",
    "结果取决于：": "还要看{}",
    "去哪办：": "到{}办理",
    "要带：": "去的时候带上{}",
    "问电话：": "要问清楚可以打{}",
}


def spoken(message: Message) -> str:
    """The message's text as sentences; documents stay on the card, and the names of a screening their verdict."""
    lists = bool(message.card) and (message.card or {})["type"] == "screening"
    lines = [_MARK.sub(r"\1的有：" if lists else "", line.strip()) for line in message.text.split("\n")]
    if lines and lines[0].endswith("："):
        return _list(lines)
    return "".join(dict.fromkeys(map(_sentence, lines)))


def _list(lines: list[str]) -> str:
    """A heading with its bullets as one sentence, and whatever follows them."""
    parts = [
        (bullets, list(group)) for bullets, group in groupby(lines[1:], key=lambda line: bool(_BULLET.match(line)))
    ]
    said = [_bullets(group) if bullets else "".join(map(_sentence, group)) for bullets, group in parts]
    return lines[0] + "".join(said)


def _bullets(lines: list[str]) -> str:
    texts = [_BULLET.sub("", line).rstrip("。；") for line in lines]
    return "；".join(texts) + "。"


def _sentence(line: str) -> str:
    text = _BULLET.sub("", line).replace(_ASIDE, "").strip()
    if not text or text.startswith(_LEFT_OUT):
        return ""
    for heading, said in _SAID.items():
        if text.startswith(heading):
            text = said.format(text[len(heading) :].rstrip("。"))
    aside = text.startswith("（") and text.endswith("）")
    return text if aside or text[-1] in _ENDED else f"{text}。"

"""The bot's messages as texts for a phone: no cards, no buttons, nothing that needs a second screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.answers.verdicts import MARKS
from bot.channels.wechat.options import buttons_of, lines_of, may_be_numbered
from bot.rules.verdicts import ENTITLED

Messages = Sequence[dict[str, Any]]
_ELSEWHERE = re.compile(r"（一共\d+条，其余的在下面）")
_SHORTENED = re.compile(r"^(【.+?】).*?等(\d+)项", re.MULTILINE)
_MOST_REASONS = 6
_ENTITLED = {verdict.value for verdict in ENTITLED}
_MARK_OF = {verdict.value: mark for verdict, mark in MARKS.items()}


@dataclass(frozen=True)
class Answer:
    """One text of any length, the quick replies at its end, and whether these have numbers."""

    text: str
    buttons: tuple[dict[str, str], ...] = ()
    numbered: bool = True


def render(messages: Messages, created: int = 0, heading: str = "") -> Answer:
    """The whole answer to a resident's message of ``created``; an empty text when the bot keeps silent."""
    if not messages:
        return Answer("")
    buttons, numbered = buttons_of(messages), may_be_numbered(messages)
    blocks = [heading, *(text_of(message) for message in messages), lines_of(buttons, numbered, created)]
    return Answer("\n\n".join(block for block in blocks if block), tuple(buttons), numbered)


def text_of(message: dict[str, Any]) -> str:
    """A message with what its card alone would show. ``<`` would begin a link."""
    card = message.get("card") or {}
    whole = _WITH_CARD.get(card.get("type", ""), _without_card)(str(message.get("text") or ""), card)
    return whole.replace("<", "＜").strip()


def _without_card(text: str, card: dict[str, Any]) -> str:
    return text


def _with_sections(text: str, card: dict[str, Any]) -> str:
    """The lines that the text leaves to the card."""
    lines = [f"· {line}" for section in card["sections"] for line in section["lines"] if f"· {line}" not in text]
    return _ELSEWHERE.sub(lambda _: "\n".join(lines), text)


def _with_items(text: str, card: dict[str, Any]) -> str:
    """All names of entitlements instead of the first of them."""
    groups = {_MARK_OF[group["verdict"]]: group["items"] for group in card["groups"]}

    def all_names(match: re.Match[str]) -> str:
        return match[1] + "、".join(item["name"] for item in groups[match[1]][: int(match[2])])

    return f"{_SHORTENED.sub(all_names, text)}\n想细看哪一项，把它的名字发给我。"


def _with_reasons(text: str, card: dict[str, Any]) -> str:
    """Why somebody is entitled, before where to go; air between the parts."""
    verdict, _, apply = text.partition("\n去哪办：")
    entitled = [benefit for benefit in card["benefits"] if benefit["verdict"] in _ENTITLED]
    met = dict.fromkeys(r["text"] for benefit in entitled for r in benefit["reasons"] if r["value"] is True)
    why = "\n".join(["为什么：", *(f"✓ {reason}" for reason in list(met)[:_MOST_REASONS])]) if met else ""
    online = [f"网上办：{channel['name']} {channel['url']}" for channel in card["apply"]["channels"] if channel["url"]]
    where = "\n".join([f"去哪办：{apply}", *(online[:1] if entitled else [])]) if apply else ""
    return "\n\n".join(part for part in (verdict, why, where.replace("\n依据：", "\n\n依据：")) if part)


_WITH_CARD = {"service": _with_sections, "screening": _with_items, "verdict": _with_reasons}

"""Quick replies in WeChat: links to tap and numbers to type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

Options = list[dict[str, Any]]
_REMEMBERED = 2
_MOST = 20
_A_HUNDRED = 100  # more links than an answer has
_BREAKS_A_LINK = re.compile(r"[&\"'<>#%+\s]")
_DIGITS = "零一二三四五六七八九十"
_NUMBER = re.compile(r"(?:我?[选要点])?(第)?\(?(\d{1,2}|[一二三四五六七八九十])(个|项|条|种|号)?\)?[.、,。:)]?")
_DRESS = re.compile("[\ufe0f\u20e3\\s]")
_ANSWERED_BY_NUMBERS = ("number", "money", "date")
_HOW_MANY = re.compile(r"几|多少")


def buttons_of(messages: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """The quick replies of an answer, each once."""
    found = {button["payload"]: button for message in messages for button in message.get("buttons") or []}
    return list(found.values())[:_MOST]


def may_be_numbered(messages: Iterable[dict[str, Any]]) -> bool:
    """Whether a typed number can mean an option: not while a number is what we ask for."""
    cards = [message.get("card") or {} for message in messages]
    return all(_is_free(card) for card in cards if card.get("type") == "question")


def _is_free(card: dict[str, Any]) -> bool:
    """Whether a number is no answer by itself, or means the same as answer and as option (二级 second)."""
    if card["input"]["kind"] in _ANSWERED_BY_NUMBERS:
        return False
    values = [option["value"] for option in card["input"]["options"]]
    return not _HOW_MANY.search(card["text"]) or values in ([], list(range(1, len(values) + 1)))


def lines_of(buttons: Sequence[dict[str, str]], numbered: bool, created: int = 0) -> str:
    """The quick replies as text; empty without any. Their links say to which message (``created``) they belong."""
    if not buttons:
        return ""
    links = [_link(created * _A_HUNDRED + number, button) for number, button in enumerate(buttons, start=1)]
    if not numbered:
        return "也可以点：" + "　".join(links)
    return "\n".join(["点一下，或者回复数字：", *(f"{number}. {link}" for number, link in enumerate(links, start=1))])


def _link(identity: int, button: dict[str, str]) -> str:
    """A link that sends the payload as if typed; the bare title where the payload would break the link."""
    title, payload = button["title"].replace("<", "＜"), button["payload"]
    if _BREAKS_A_LINK.search(payload):
        return title
    return f'<a href="weixin://bizmsgmenu?msgmenucontent={payload}&msgmenuid={identity}">{title}</a>'


def remembered(earlier: Options, buttons: Sequence[dict[str, str]], numbered: bool, created: int) -> Options:
    """What to keep when options are shown in answer to a message of ``created`` (WeChat's Unix seconds)."""
    if not buttons:
        return earlier
    payloads = [button["payload"] for button in buttons] if numbered else []
    return [{"at": created, "payloads": payloads}, *earlier][:_REMEMBERED]


def is_of_before(link: int, options: Options) -> bool:
    """Whether a tapped link stands in an answer before the latest that has any."""
    return bool(link and options) and link // _A_HUNDRED < options[0]["at"]


def resolved(text: str, options: Options, created: int) -> str:
    """The payload that a typed number means, else the text as it is.

    A message that was written before the latest options were shown, but arrives after, means
    those before.
    """
    index = number_in(text)
    shown: list[str] = next((entry["payloads"] for entry in options if entry["at"] <= created), [])
    return shown[index - 1] if index is not None and 0 < index <= len(shown) else text


def number_in(text: str) -> int | None:
    """The number of an option in 1, ２., ③, 第一个, 选2; None for anything else, such as 一个 or 2级."""
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", _DRESS.sub("", text)))
    if not match or (match[3] in ("个", "项", "条", "种") and not match[1]):
        return None
    return int(match[2]) if match[2].isdigit() else _DIGITS.index(match[2])

"""What is said to each kind of message: most become a text for the bot, the rest are answered here."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from bot.answers import wording
from bot.answers.messages import Message, buttons
from bot.catalog.wechat_file import read_welcome
from bot.channels.exchange import Handler, exchange
from bot.channels.handover import Takeover
from bot.channels.incoming import clean_incoming
from bot.channels.wechat.received import MENU, PICTURE, PLACE, SCAN, SUBSCRIBE, TEXT, VOICE, Received
from bot.channels.wechat.rendering import Answer, render
from bot.knowledge import knowledge
from bot.nlu.extraction.regions import PlaceFinder
from bot.settings import read_settings

CHANNEL = "wechat"
LIVES_IN = "居住地"
_STICKERS = re.compile(r"(?:\[[^\[\]\s]{1,6}\]|/:[^\s\u4e00-\u9fff]{1,8}|\s)+")
_LONGEST_HEARD = 60
_NOT_HEARD = "这段语音我没听清。请再说一遍，说慢一点；或者打字告诉我。"
_PICTURE = "图片我看不懂。请打字或者发语音，说说您的情况和想问的事。"
_OTHER = "这种消息我看不懂。请打字或者发语音，说说您的情况和想问的事。"
FROM_BEFORE = "您点的是前面的选项，现在问到别的了。请看最下面一条，点那里的选项，或者直接打字告诉我。"
_PLACE_UNKNOWN = "没认出这个位置是哪个市、哪个县。请打字告诉我，比如“我住在达州市渠县”。"

Asking = Callable[[str], Awaitable["str | None"]]


class Replies:
    """``handle`` is Rasa's; ``asking`` gives the fact of a sender's open question; ``takeover`` brings people in."""

    def __init__(self, handle: Handler, asking: Asking, takeover: Takeover | None) -> None:
        self._handle, self._asking, self._takeover = handle, asking, takeover

    async def reply(self, message: Received, sender: str, text: str) -> tuple[Answer, bool]:
        """The answer to a message, and whether the resident had everything deleted.

        ``text`` is the message's own, with a typed number replaced by what it means.
        """
        heading = ""
        if message.kind == TEXT:
            said = "" if _STICKERS.fullmatch(text) else text
        elif message.kind == VOICE:
            said, heading = text, f"听到您说：“{_shown(message.text)}”"
            if not said.strip():
                return _standing(_NOT_HEARD), False
        elif message.kind == PLACE:
            place = _place_in(text)
            if not place:
                return _standing(_PLACE_UNKNOWN), False
            said = place if await self._asking(sender) == LIVES_IN else f"我住在{place}"
            heading = f"收到您的位置：{place}"
        elif message.kind == MENU:
            said = text
        elif message.kind in (SUBSCRIBE, SCAN):
            said = _service_name(text)
            if not said:
                return welcome(message.created), False
            heading = f"您扫的是：{said}"
        else:
            return _standing(_PICTURE if message.kind == PICTURE else _OTHER), False
        messages = await exchange(self._handle, sender, said, CHANNEL, self._takeover)
        return render(messages, message.created, heading), _is_deletion(messages)


def _place_in(label: str) -> str:
    """The full name of the smallest region in the address of a place; empty if there is none."""
    regions = knowledge().conversation.catalog.regions
    found = [code for _, _, code in PlaceFinder(regions).spans(label)]
    return regions.full_name(max(found, key=lambda code: len(regions.chain(code)))) if found else ""


def welcome(created: int) -> Answer:
    """To somebody who has just followed the account: its own words, or the bot's."""
    text = read_welcome(read_settings().knowledge) or wording.GREETING
    return render([Message(text, buttons(wording.SCREEN_PHRASE)).data()], created)


def stands_alone(text: str) -> bool:
    """Whether a quick reply means the same at any time: an item's name, the screening, a person."""
    if text in (wording.SCREEN_PHRASE, wording.HUMAN):
        return True
    return any(text == service.name for service in knowledge().conversation.catalog.files.values())


def _standing(sentence: str) -> Answer:
    """A sentence that leaves the options shown before as they are."""
    return Answer(sentence)


def _service_name(scene: str) -> str:
    """A code at a counter names an item by its id; empty for any other."""
    catalog = knowledge().refresh().catalog
    return catalog.files[scene].name if scene in catalog.files else ""


def _shown(text: str) -> str:
    """What was heard, masked and short."""
    heard = clean_incoming(text).text.replace("<", "＜").rstrip("。")
    return heard if len(heard) <= _LONGEST_HEARD else heard[:_LONGEST_HEARD] + "……"


def _is_deletion(messages: list[dict[str, Any]]) -> bool:
    return bool(messages) and messages[0]["text"] == wording.DELETED

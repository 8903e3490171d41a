"""What came from WeChat, in our own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wechatpy.messages import BaseMessage

from bot.channels.wechat.protocol import Refused

TEXT, VOICE, PLACE, PICTURE, OTHER = "text", "voice", "place", "picture", "other"
SUBSCRIBE, UNSUBSCRIBE, SCAN, MENU, SILENT = "subscribe", "unsubscribe", "scan", "menu", "silent"
_KINDS = {"text": TEXT, "voice": VOICE, "location": PLACE, "image": PICTURE}
_EVENTS = {
    "subscribe": SUBSCRIBE,
    "subscribe_scan": SUBSCRIBE,
    "unsubscribe": UNSUBSCRIBE,
    "scan": SCAN,
    "click": MENU,
}
_TEXT_FIELDS = {
    TEXT: "content",
    VOICE: "recognition",
    PLACE: "label",
    SUBSCRIBE: "scene_id",
    SCAN: "scene_id",
    MENU: "key",
}
# What WeChat puts in place of a sticker or another thing that it does not hand on.
_NOT_HANDED_ON = re.compile(r"^【收到不支持的消息类型.*】$")
_OPENID = re.compile(r"[\w-]{1,64}")


@dataclass(frozen=True)
class Received:
    """One message or event.

    ``text`` is what was written, heard, clicked or scanned, or the address of a place (its
    coordinates are dropped here). ``created`` are WeChat's Unix seconds. ``identity`` is the
    same for each delivery of one message and for no other message. ``link`` is the number of
    the tapped link, 0 for what was typed.
    """

    kind: str
    openid: str
    text: str
    created: int
    identity: str
    link: int = 0


def received(message: BaseMessage) -> Received:
    """From wechatpy's message. Raises Refused when what every message has is missing."""
    try:
        openid, created, number = str(message.source or ""), int(message.time), int(message.id or 0)
    except (TypeError, ValueError) as error:
        raise Refused(400, "message") from error
    if not _OPENID.fullmatch(openid):
        raise Refused(400, "message")
    kind = _kind(message)
    text = str(getattr(message, _TEXT_FIELDS.get(kind, ""), None) or "")
    if kind == TEXT and _NOT_HANDED_ON.match(text):
        kind, text = OTHER, ""
    # As WeChat's documentation has it: messages by MsgId, events by sender and time.
    identity = (
        str(number) if number and message.type != "event" else f"{openid} {created} {message.type} {_event(message)}"
    )
    link = str(message._data.get("bizmsgmenuid") or "")
    return Received(kind, openid, text, created, identity, int(link) if re.fullmatch(r"[0-9]{1,18}", link) else 0)


def _kind(message: BaseMessage) -> str:
    if message.type == "event" or message.type == "unknown":
        is_message = message.type == "unknown" and "Event" not in message._data
        return OTHER if is_message else _EVENTS.get(getattr(message, "event", ""), SILENT)
    return _KINDS.get(message.type, OTHER)


def _event(message: BaseMessage) -> str:
    return f"{getattr(message, 'event', '')} {message._data.get('EventKey') or ''}"

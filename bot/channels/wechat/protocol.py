"""WeChat's envelope: who signed a request, what is in it, and how an answer is wrapped.

Nothing of a body is parsed before the signature of the request has been found right, and
nothing is decrypted before the signature of the ciphertext has.
"""

from __future__ import annotations

import hmac
import re
import time
import xml.parsers.expat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xmltodict
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.messages import BaseMessage
from wechatpy.replies import TextReply
from wechatpy.utils import WeChatSigner, random_string

from bot.channels.wechat.settings import PLAIN, SAFE, WeChatSettings

LONGEST_BODY = 64_000  # bytes; a text of 2,048 bytes is about 5,000 in compatible mode
OLDEST_SECONDS = 300
_DEEPEST = 8
_ENCRYPTED = "aes"


class Refused(Exception):
    """A request that is not answered. ``reason`` is a word for the log and holds nothing of the request."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


@dataclass(frozen=True)
class Query:
    """The signed part of a request's address."""

    timestamp: str
    nonce: str
    encrypted: bool
    msg_signature: str


class Envelope:
    """Opens requests and wraps answers for one official account. ``clock`` gives Unix seconds."""

    def __init__(self, settings: WeChatSettings, clock: Callable[[], float] = time.time) -> None:
        self._settings, self._clock = settings, clock
        with_key = settings.mode != PLAIN
        self._crypto = WeChatCrypto(settings.token, settings.aes_key, settings.app_id) if with_key else None

    def check(self, arguments: Mapping[str, Sequence[str]]) -> Query:
        """The query of a request that WeChat has signed within the last minutes. Raises Refused."""
        timestamp, nonce = _only(arguments, "timestamp"), _only(arguments, "nonce")
        if not self._is_signed(_only(arguments, "signature"), timestamp, nonce):
            raise Refused(403, "signature")
        if not re.fullmatch(r"[0-9]{1,12}", timestamp) or abs(self._clock() - int(timestamp)) > OLDEST_SECONDS:
            raise Refused(403, "timestamp")
        encrypted = _only(arguments, "encrypt_type") == _ENCRYPTED
        return Query(timestamp, nonce, encrypted, _only(arguments, "msg_signature"))

    def open(self, query: Query, body: bytes) -> BaseMessage:
        """The message of a request whose ``query`` has been checked. Raises Refused."""
        if len(body) > LONGEST_BODY:
            raise Refused(413, "size")
        if query.encrypted != (self._crypto is not None) and self._settings.mode in (PLAIN, SAFE):
            raise Refused(403, "mode")
        text = _text(body)
        fields = read_xml(text)
        if query.encrypted:
            text = self._decrypted(query, fields)
            read_xml(text)
        try:
            return parse_message(text)
        except Exception as error:  # wechatpy takes the presence and kind of fields for granted
            raise Refused(400, "message") from error

    def _decrypted(self, query: Query, fields: Mapping[str, Any]) -> str:
        ciphertext = fields.get("Encrypt")
        if not isinstance(ciphertext, str) or self._crypto is None:
            raise Refused(400, "message")
        if not self._is_signed(query.msg_signature, query.timestamp, query.nonce, ciphertext):
            raise Refused(403, "msg_signature")
        try:
            return str(
                self._crypto.decrypt_message({"Encrypt": ciphertext}, query.msg_signature, query.timestamp, query.nonce)
            )
        except Exception as error:  # wrong key, wrong padding, wrong account: all the same to the caller
            raise Refused(403, "ciphertext") from error

    def _is_signed(self, signature: str, *parts: str) -> bool:
        """Whether WeChat made ``signature``; takes as long for a wrong one as for a right one."""
        signer = WeChatSigner()
        signer.add_data(self._settings.token, *parts)
        return hmac.compare_digest(signer.signature.encode(), signature.encode("utf-8", "replace"))

    def wrap(self, query: Query, message: BaseMessage, text: str) -> str:
        """The body of a passive reply, encrypted if the request was."""
        reply = TextReply(message=message, content=text.replace("]]>", "]]＞")).render()
        if not query.encrypted or self._crypto is None:
            return str(reply)
        return str(self._crypto.encrypt_message(reply, random_string(16), str(int(self._clock()))))


def _only(arguments: Mapping[str, Sequence[str]], name: str) -> str:
    """The value of a parameter that stands once; empty for none and for several."""
    values = arguments.get(name) or []
    return values[0] if len(values) == 1 else ""


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, "encoding") from error


def read_xml(text: str) -> dict[str, Any]:
    """The fields of ``<xml>…</xml>``, if that is all there is: no document type, so no entities. Raises Refused."""
    parser = xml.parsers.expat.ParserCreate()
    depth = 0

    def forbidden(*_: Any) -> None:
        raise Refused(400, "xml")

    def opened(*_: Any) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Refused(400, "xml")

    def closed(*_: Any) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ProcessingInstructionHandler = forbidden
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    try:
        parser.Parse(text, True)
        fields = xmltodict.parse(text).get("xml")
    except (xml.parsers.expat.ExpatError, ValueError) as error:
        raise Refused(400, "xml") from error
    if not isinstance(fields, dict):
        raise Refused(400, "xml")
    return fields

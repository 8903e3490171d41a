"""A simulator of WeChat: residents' phones, and WeChat's servers between them and ours."""

from __future__ import annotations

import hashlib
import itertools
import re
import secrets
import time
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

import requests
import xmltodict
from wechatpy.crypto import WeChatCrypto

from tests.server.running import Server

ACCOUNT = "gh_0123456789ab"
APP_ID = "wx0123456789abcdef"
TOKEN = "aTokenOfTheTests"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
_numbers = itertools.count(24_000_000_000_000_000)


def signature(*parts: str, token: str = TOKEN) -> str:
    return hashlib.sha1("".join(sorted((token, *parts))).encode()).hexdigest()


@dataclass
class Sent:
    """A request as WeChat makes it; to be sent once more for a retry, or changed for a forgery."""

    query: dict[str, str]
    body: bytes


@dataclass
class Platform:
    """WeChat's servers for one account. ``encrypted`` requests carry ciphertext, in compatible mode plain fields too."""

    server: Server
    encrypted: bool = True
    with_plain: bool = False
    skew: int = 0
    crypto: WeChatCrypto = field(default_factory=lambda: WeChatCrypto(TOKEN, AES_KEY, APP_ID))

    @property
    def address(self) -> str:
        return f"{self.server.url}/webhooks/wechat/webhook"

    def request(self, xml: str, openid: str = "") -> Sent:
        """A signed request with a message in it."""
        stamp, nonce = str(int(time.time()) + self.skew), str(secrets.randbelow(10**10))
        query = {"signature": signature(stamp, nonce), "timestamp": stamp, "nonce": nonce, "openid": openid}
        if not self.encrypted:
            return Sent(query, xml.encode())
        sealed = xmltodict.parse(self.crypto.encrypt_message(xml, nonce, stamp))["xml"]
        query |= {"encrypt_type": "aes", "msg_signature": sealed["MsgSignature"]}
        plain = (
            re.sub(r"^<xml>|</xml>$", "", xml) if self.with_plain else f"<ToUserName><![CDATA[{ACCOUNT}]]></ToUserName>"
        )
        return Sent(query, f"<xml>{plain}<Encrypt><![CDATA[{sealed['Encrypt']}]]></Encrypt></xml>".encode())

    def deliver(self, sent: Sent, timeout: float = 60) -> requests.Response:
        return requests.post(
            self.address, params=sent.query, data=sent.body, headers={"Content-Type": "text/xml"}, timeout=timeout
        )

    def reply_of(self, response: requests.Response) -> dict[str, str]:
        """The fields of a passive reply; empty for ``success``."""
        assert response.status_code == 200, (response.status_code, response.text)
        if response.text == "success":
            return {}
        fields = xmltodict.parse(response.text)["xml"]
        if "Encrypt" in fields:
            opened = self.crypto.decrypt_message(
                response.text, fields["MsgSignature"], fields["TimeStamp"], fields["Nonce"]
            )
            fields = xmltodict.parse(opened)["xml"]
        assert fields["FromUserName"] == ACCOUNT and fields["MsgType"] == "text"
        return dict(fields)


def message_xml(openid: str, kind: str, created: int, number: int | None, **fields: Any) -> str:
    """A message or event as WeChat writes it."""
    shown = "".join(f"<{name}>{_content(value)}</{name}>" for name, value in fields.items())
    identity = f"<MsgId>{number}</MsgId>" if number else ""
    return (
        f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName><FromUserName><![CDATA[{escape(openid)}]]></FromUserName>"
        f"<CreateTime>{created}</CreateTime><MsgType><![CDATA[{kind}]]></MsgType>{shown}{identity}</xml>"
    )


def _content(value: Any) -> str:
    if isinstance(value, (int, float)):
        return str(value)
    inside = value.replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{inside}]]>"


class Phone:
    """One resident's phone. ``clock`` is the second of the next message, so that tests do not wait for it."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.openid = "o" + secrets.token_urlsafe(20)[:27].replace("-", "_")
        self.clock = int(time.time()) - 100

    def message(self, kind: str, **fields: Any) -> Sent:
        """A message, signed and not yet delivered."""
        self.clock += 1
        for text in fields.values():
            if isinstance(text, str):
                self.platform.server.said.append(text)
        return self.platform.request(message_xml(self.openid, kind, self.clock, next(_numbers), **fields), self.openid)

    def event(self, event: str, **fields: Any) -> Sent:
        self.clock += 1
        return self.platform.request(
            message_xml(self.openid, "event", self.clock, None, Event=event, **fields), self.openid
        )

    def shows(self, sent: Sent) -> str:
        """The text that the phone shows in reply; empty for none."""
        fields = self.platform.reply_of(self.platform.deliver(sent))
        if not fields:
            return ""
        assert fields["ToUserName"] == self.openid
        assert len(fields["Content"].encode()) <= 2048
        return fields["Content"]

    def says(self, text: str) -> str:
        return self.shows(self.message("text", Content=text))

    def clicks(self, key: str) -> str:
        return self.shows(self.event("CLICK", EventKey=key))

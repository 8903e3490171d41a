"""Texts to a resident outside of a passive reply, through the customer-service API."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from bot.channels.delivery import Undelivered
from bot.channels.wechat.api import ApiFailed, WeChatApi
from bot.channels.wechat.identity import Identities
from bot.channels.wechat.settings import WeChatSettings
from bot.channels.wechat.splitting import split
from bot.store import wechat as store

logger = logging.getLogger(__name__)
_NO_PERMISSION = 48001


class Delivery:
    """Writes to residents by the name under which we keep them. Its methods block: call them in a thread.

    ``possible`` is False without the API; it becomes so when WeChat says that the account may not use it.
    """

    def __init__(self, settings: WeChatSettings, identities: Identities, database_url: str) -> None:
        self._identities, self._url = identities, database_url
        self._api = WeChatApi(settings, identities, database_url)
        self.possible = settings.has_api

    def send(self, sender: str, text: str) -> None:
        """All of ``text``. Raises Undelivered."""
        if not self.possible:
            raise Undelivered("这个公众号不能主动发消息，居民再说话时才能回。")
        kept = store.contact(self._url, sender)
        openid = self._identities.unseal(kept.openid) if kept else None
        if openid is None:
            raise Undelivered("居民超过48小时没有说话，或者已经取消关注、删除信息，微信不让再发。")
        store.change_contact(self._url, sender, options=[])  # a number is now an answer to this text
        try:
            for part in split(text.replace("<", "＜")):
                self._api.send_text(openid, part)
        except ApiFailed as error:
            raise Undelivered(f"没有发出去：{error}。") from None

    async def push(self, sender: str, text: str) -> None:
        """``send`` without blocking; the way in which staff write to residents. Raises Undelivered."""
        await asyncio.to_thread(self.send, sender, text)

    def send_parts(self, sender: str, openid: str, parts: Sequence[str]) -> None:
        """An answer's parts; those that WeChat does not take are kept for when the resident writes again."""
        for index, part in enumerate(parts):
            try:
                self._api.send_text(openid, part)
            except ApiFailed as error:
                logger.error("customer-service message not sent: %s", error.code)
                self.possible = self.possible and error.code != _NO_PERMISSION
                store.change_contact(self._url, sender, rest=list(parts[index:]))
                return

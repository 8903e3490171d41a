"""Texts to a resident outside of a passive reply, through the customer-service API."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from functools import lru_cache

from bot.channels.sessions import secret
from bot.channels.wechat.api import ApiFailed, WeChatApi
from bot.channels.wechat.identity import Identities
from bot.channels.wechat.settings import WeChatSettings, read_wechat_settings
from bot.channels.wechat.splitting import split
from bot.settings import read_settings
from bot.store import wechat as store

logger = logging.getLogger(__name__)
_NO_PERMISSION = 48001


class NotDelivered(Exception):
    """Why a text did not reach the resident, as a sentence for staff."""


class Delivery:
    """Writes to residents by the name under which we keep them. Its methods block: call them in a thread.

    ``possible`` is False without the API; it becomes so when WeChat says that the account may not use it.
    """

    def __init__(self, settings: WeChatSettings, identities: Identities, database_url: str) -> None:
        self._identities, self._url = identities, database_url
        self._api = WeChatApi(settings, identities, database_url)
        self.possible = settings.has_api

    def send(self, sender: str, text: str) -> None:
        """All of ``text``. Raises NotDelivered."""
        if not self.possible:
            raise NotDelivered("这个公众号不能主动发消息，居民再说话时才能回。")
        kept = store.contact(self._url, sender)
        openid = self._identities.unseal(kept.openid) if kept else None
        if openid is None:
            raise NotDelivered("居民超过48小时没有说话，或者已经取消关注、删除信息，微信不让再发。")
        store.change_contact(self._url, sender, options=[])  # a number is now an answer to this text
        try:
            for part in split(text.replace("<", "＜")):
                self._api.send_text(openid, part)
        except ApiFailed as error:
            raise NotDelivered(f"没有发出去：{error}。") from None

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


@lru_cache(maxsize=1)
def delivery() -> Delivery:
    """The delivery of this process's official account."""
    settings = read_wechat_settings()
    return Delivery(settings, Identities(secret(), settings.app_id), read_settings().database_url)


async def send(sender: str, text: str) -> None:
    """Writes to a resident of this channel, for instance what a member of staff says; ``sender`` is ``wx-…``.

    Raises NotDelivered with a sentence for staff.
    """
    await asyncio.to_thread(delivery().send, sender, text)

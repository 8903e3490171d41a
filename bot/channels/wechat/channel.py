"""Rasa input channel ``wechat``: ``/webhooks/wechat/webhook``, GET to verify the address, POST for messages."""

from __future__ import annotations

import logging
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from prometheus_client import Counter
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, text
from sqlalchemy.exc import SQLAlchemyError
from wechatpy.messages import BaseMessage

from bot.channels.delivery import register_delivery
from bot.channels.limits import Limits
from bot.channels.sessions import secret
from bot.channels.web import takeover_of
from bot.channels.wechat.answering import NOTHING, TROUBLE, Answering
from bot.channels.wechat.delivery import Delivery
from bot.channels.wechat.identity import Identities
from bot.channels.wechat.protocol import Envelope, Query, Refused
from bot.channels.wechat.received import SILENT, UNSUBSCRIBE, Received, received
from bot.channels.wechat.replies import CHANNEL, Replies
from bot.channels.wechat.settings import is_wanted, problems_of, read_wechat_settings
from bot.dialogue.state import State
from bot.settings import read_settings
from bot.store import wechat as store
from bot.store.trackers import delete_sender

logger = logging.getLogger(__name__)
REFUSED = Counter("shuhui_wechat_refused_total", "Requests that did not come from WeChat as they should", ["reason"])
_SLOT = "conversation"
_SUCCESS = "success"
_LONGEST_ECHO = 128


class WeChatInput(InputChannel):
    """Needs WECHAT_*; raises ValueError with what is missing there."""

    @classmethod
    def name(cls) -> str:
        """The prefix of its routes: /webhooks/wechat."""
        return CHANNEL

    def __init__(self) -> None:
        self._settings, general = read_wechat_settings(), read_settings()
        problems = problems_of(self._settings)
        if problems:
            raise ValueError("；".join(problems))
        self._url = general.database_url
        self._envelope = Envelope(self._settings)
        self._identities = Identities(secret(general), self._settings.app_id)
        self._limits = Limits(general)
        self._delivery = Delivery(self._settings, self._identities, self._url)
        self._made: Answering | None = None
        register_delivery(CHANNEL, self._delivery.push)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes."""
        routes = Blueprint("wechat")

        @routes.get("/")
        async def health(request: Request) -> HTTPResponse:
            return text("ok")

        @routes.get("/webhook")
        async def verify(request: Request) -> HTTPResponse:
            try:
                self._envelope.check(dict(request.args))
            except Refused as error:
                return _refused(error)
            return text(str(request.args.get("echostr") or "")[:_LONGEST_ECHO])

        @routes.post("/webhook")
        async def take(request: Request) -> HTTPResponse:
            try:
                query = self._envelope.check(dict(request.args))
                message = self._envelope.open(query, request.body)
                came = received(message)
                reply = await self._reply(self._answering(request, on_new_message), query, came)
            except Refused as error:
                return _refused(error)
            except SQLAlchemyError as error:
                logger.error("no answer in WeChat: %s", type(error).__name__)
                reply = TROUBLE
            return self._wrapped(query, message, reply)

        return routes

    def _wrapped(self, query: Query, message: BaseMessage, reply: str) -> HTTPResponse:
        if reply == NOTHING:
            return text(_SUCCESS)
        return HTTPResponse(self._envelope.wrap(query, message, reply), content_type="application/xml; charset=utf-8")

    async def _reply(self, answering: Answering, query: Query, came: Received) -> str:
        """The passive reply. Raises Refused and SQLAlchemyError."""
        sender, key = self._identities.sender(came.openid), self._identities.digest(f"message {came.identity}")
        nonce = self._identities.digest(f"nonce {query.timestamp} {query.nonce}")
        try:
            # Outside of safe mode the signature does not cover the body, so whoever has seen one address
            # could send any message with it. A retry of WeChat has the same nonce, and the same message.
            store.bind_nonce(self._url, nonce, key)
        except store.Replayed:
            raise Refused(403, "replayed") from None
        if came.kind == SILENT:
            return NOTHING
        if came.kind == UNSUBSCRIBE:
            delete_sender(self._url, sender)
            store.forget_resident(self._url, sender)
            return NOTHING
        return await answering.passive_reply(came, sender, key)

    def _answering(self, request: Request, handle: Callable[[UserMessage], Awaitable[Any]]) -> Answering:
        """Made with the first message, when the agent is there."""
        if self._made is None:
            agent = request.app.ctx.agent

            async def asking(sender: str) -> str | None:
                tracker = await agent.tracker_store.retrieve(sender)
                return State.load(tracker.get_slot(_SLOT) if tracker else None).asking

            replies = Replies(handle, asking, takeover_of(request))
            self._made = Answering(
                replies, self._delivery, self._identities, self._limits, self._url, self._settings.seconds
            )
        return self._made


def _refused(error: Refused) -> HTTPResponse:
    REFUSED.labels(error.reason).inc()
    return text("", status=error.status)


def configured_channels() -> list[InputChannel]:
    """The channel, if the environment configures it; what is missing goes to standard error."""
    if not is_wanted():
        return []
    try:
        return [WeChatInput()]
    except ValueError as error:
        print(f"微信公众号没有接上：{error}。", file=sys.stderr)
        return []

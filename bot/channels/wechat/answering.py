"""One answer to each message, however often and to whichever process WeChat delivers it.

WeChat waits five seconds for the reply to a message and delivers it up to three times more.
The first delivery is worked on; all others wait for its result and give the same reply. What
takes longer is answered with "success", which ends the deliveries, and sent through the
customer-service API when it is ready. An account without that API (WECHAT_SECRET not
set, or not verified) says 继续 to be asked for the rest.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.channels.limits import TOO_MANY, Limits
from bot.channels.wechat.delivery import Delivery
from bot.channels.wechat.identity import Identities
from bot.channels.wechat.options import is_of_before, remembered, resolved
from bot.channels.wechat.received import TEXT, VOICE, Received
from bot.channels.wechat.replies import FROM_BEFORE, Replies, stands_alone
from bot.channels.wechat.splitting import LONGEST_TEXT, size, split
from bot.store import wechat as store
from bot.store.trackers import delete_sender

logger = logging.getLogger(__name__)
NOTHING = ""  # no passive reply: the channel answers "success"
TROUBLE = "不好意思，我这边出了点问题，没能答上来。请过一会儿再说一遍，或者打12345找人工。"
GO_ON = "继续"
MORE = f"\n\n（还没完，回复“{GO_ON}”看后面）"
WAIT = f"您问的我还在查，请过几秒钟回复“{GO_ON}”看结果。"
_ROOM = LONGEST_TEXT - size(MORE)
_GRACE_SECONDS = 1.0
_LOOK_EVERY_SECONDS = 0.1
_AFTER_THE_REPLY_SECONDS = 0.7  # so that the parts that follow a passive reply do not overtake it


class Answering:
    """Gives passive replies for one official account. ``seconds`` is how long a reply may take."""

    def __init__(
        self, replies: Replies, delivery: Delivery, identities: Identities, limits: Limits, url: str, seconds: float
    ) -> None:
        self._replies, self._delivery, self._identities = replies, delivery, identities
        self._limits, self._url, self._seconds = limits, url, seconds
        self._under_way: set[asyncio.Task[None]] = set()

    async def passive_reply(self, message: Received, sender: str, key: str) -> str:
        """The text of the passive reply, or NOTHING. Raises SQLAlchemyError when the database is away."""
        deadline = asyncio.get_running_loop().time() + self._seconds
        owner = store.claim(self._url, key, sender, timedelta(seconds=self._seconds + _GRACE_SECONDS))
        # The work goes on when WeChat hangs up, which cancels the handler of the request.
        work = asyncio.create_task(self._work(message, sender, key, owner)) if owner else None
        if work:
            self._under_way.add(work)
            work.add_done_callback(self._under_way.discard)
        return await self._settled(key, work, deadline)

    async def _settled(self, key: str, work: asyncio.Task[None] | None, deadline: float) -> str:
        """Waits until it is decided what the reply is; at the deadline decides that it comes later."""
        while True:
            found = store.seen(self._url, key)
            if found is None or found.state != store.WORKING:
                return found.answer if found else NOTHING
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                store.put_off(self._url, key, NOTHING if self._delivery.possible else WAIT)
            elif work and not work.done():
                await asyncio.wait({work}, timeout=left)
            else:
                await asyncio.sleep(_LOOK_EVERY_SECONDS)

    async def _work(self, message: Received, sender: str, key: str, owner: str) -> None:
        """Makes the answer and sees that it reaches the resident once."""
        try:
            parts = await self._whatever_happens(message, sender, key)
            first, rest = (parts or [NOTHING])[0], parts[1:]
            first += MORE if rest and not self._delivery.possible else ""
            passive = store.finish(self._url, key, owner, first)
            if passive and rest and self._delivery.possible:
                await asyncio.sleep(_AFTER_THE_REPLY_SECONDS)
            await self._send_on(message, sender, rest if passive else parts)
        except SQLAlchemyError as error:
            logger.error("no answer in WeChat: %s", type(error).__name__)

    async def _whatever_happens(self, message: Received, sender: str, key: str) -> list[str]:
        """The parts of the answer, or of an apology."""
        try:
            return await self._parts(message, sender, key)
        except Exception as error:  # a fault of ours must not leave a resident without an answer
            logger.error("no answer in WeChat: %s", type(error).__name__)
            return [TROUBLE]

    async def _send_on(self, message: Received, sender: str, parts: list[str]) -> None:
        """What the passive reply does not hold."""
        if parts and self._delivery.possible:
            await asyncio.to_thread(self._delivery.send_parts, sender, message.openid, parts)
        elif parts:
            store.change_contact(self._url, sender, rest=parts)

    async def _parts(self, message: Received, sender: str, key: str) -> list[str]:
        """The answer as texts of at most 2,048 bytes."""
        if not self._limits.allow_sender(sender):
            return [TOO_MANY]
        store.keep_contact(self._url, sender, self._identities.seal(message.openid))
        kept = store.contact(self._url, sender)
        options, left = (kept.options, kept.rest) if kept else ([], [])
        if left:
            store.change_contact(self._url, sender, rest=[])
            if message.text.strip() == GO_ON:
                return left
        text = message.text
        if is_of_before(message.link, options) and not stands_alone(text):
            return [FROM_BEFORE]
        if message.kind in (TEXT, VOICE):
            text = resolved(text, options, message.created)
        answer, deleted = await self._replies.reply(message, sender, text)
        if deleted:
            delete_sender(self._url, sender)
            store.forget_resident(self._url, sender, key)
        else:
            shown = remembered(options, answer.buttons, answer.numbered, message.created)
            store.change_contact(self._url, sender, options=shown)
        return split(answer.text, _ROOM)

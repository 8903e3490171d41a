"""Handing chats to people and back: the rules of the queue, the same for every channel and console.

What happened stands in the database, so a restart loses nothing; bells only tell who watches
in this process that something has changed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from typing import Any

from bot.answers import handover as words
from bot.answers.messages import Button, Message
from bot.channels.bells import DESK, Bells
from bot.channels.delivery import Undelivered, deliver
from bot.channels.handover_talk import Talk, noted, said_by_clerk
from bot.channels.sessions import secret
from bot.channels.working_hours import HoursError, WorkingHours, read_hours
from bot.dialogue.state import State
from bot.settings import Settings
from bot.store import callbacks, handovers, presence
from bot.store.database import now
from bot.store.handovers import Clerk, Gone, Handover

logger = logging.getLogger(__name__)
LONGEST_QUEUE = 50
MOST_A_DAY = 5
PAGE = "web"
ATTENDING = timedelta(seconds=90)  # a console not heard of for longer takes no new chats
ABSENT = timedelta(minutes=5)  # ... and for longer than this loses those it has
QUIET = timedelta(minutes=30)  # a chat in which nobody says anything goes back to the bot
_NOBODY = Clerk("", "")


def read_working_hours(settings: Settings) -> WorkingHours:
    """The hours of the settings; ones that cannot be read are logged and count as none."""
    try:
        return read_hours(settings.working_hours, settings.days_off, settings.days_on)
    except HoursError as error:
        logger.error("SHUHUI_WORKING_HOURS / SHUHUI_DAYS_OFF / SHUHUI_DAYS_ON：%s。先按没有在线人工处理。", error)
        return WorkingHours()


class Takeover:
    """``clock`` gives the time with its zone."""

    def __init__(
        self, settings: Settings, agent: Any, clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc)
    ) -> None:
        self.url = settings.database_url
        self.hours = read_working_hours(settings)
        self.vault = callbacks.Vault(secret(settings))
        self._days = settings.retention_days
        self.talk = Talk(agent)
        self.bells = Bells()
        self._clock = clock

    # ---- who is there -----------------------------------------------------------------------

    def staffed(self, within: timedelta = ATTENDING) -> bool:
        """Whether it is working time and a clerk is there."""
        return self.open_now() and bool(presence.present(self.url, within))

    def open_now(self) -> bool:
        """Whether it is working time."""
        return self.hours.is_open(self._clock())

    def absence(self) -> str:
        """Why nobody is there, and when somebody will be."""
        if self.open_now():
            return words.NOBODY_NOW
        when = self.hours.next_opening_in_words(self._clock())
        closed = words.DAY_OFF if self.hours.is_day_off(self._clock()) else words.OUTSIDE
        return closed.format(hours=self.hours.text) + (words.NEXT.format(when=when) if when else "")

    # ---- the resident's side ----------------------------------------------------------------

    def current(self, sender: str) -> Handover | None:
        """The open handover of a resident."""
        return handovers.current(self.url, sender)

    def place(self, handover: Handover) -> str:
        """Where a waiting handover stands, in words."""
        return words.place(handovers.waiting_before(self.url, handover))

    async def ask(self, sender: str, channel: str) -> list[Message]:
        """A resident wants a person: into the queue, or why not and what else."""
        if not self.hours.stated:
            return []
        there = self.current(sender)
        if there and there.state == handovers.WAITING:
            return [Message(words.STILL_WAITS.format(place=self.place(there)), self._stop(channel))]
        answer = self._refusal(sender, channel) or await self._queue(sender, channel)
        await self.talk.add(sender, noted(answer.text, answer.card))
        return [answer]

    def _refusal(self, sender: str, channel: str) -> Message | None:
        if handovers.asked_since(self.url, sender, now() - timedelta(days=1)) >= MOST_A_DAY:
            return Message(words.TOO_OFTEN)
        if not self.staffed():
            if channel == PAGE:
                return Message(self.absence() + words.LEAVE_NUMBER, card=words.callback_card(self._days))
            return Message(self.absence() + words.LEAVE_WORD, (Button(words.REPLY_LATER, words.REPLY_LATER),))
        return Message(words.FULL) if handovers.waiting(self.url) >= LONGEST_QUEUE else None

    async def _queue(self, sender: str, channel: str) -> Message:
        state = await self._state(sender)
        offered = self.current(sender)
        reason = handovers.FAILED if offered else handovers.ASKED
        waiting = handovers.begin(self.url, sender, channel, reason, state.service or "")
        self.bells.ring(DESK, sender)
        return Message(words.WAITS.format(place=self.place(waiting)), self._stop(channel))

    @staticmethod
    def _stop(channel: str) -> tuple[Button, ...]:
        """The page has a button of its own beside the place in the queue."""
        return () if channel == PAGE else (Button(words.STOP_WAITING, words.STOP_WAITING),)

    async def offer(self, sender: str, channel: str) -> list[Message]:
        """The bot has failed twice: clerks see it, and the resident may ask for one."""
        if not self.staffed():
            return []
        state = await self._state(sender)
        handovers.begin(self.url, sender, channel, handovers.FAILED, state.service or "", handovers.OFFERED)
        self.bells.ring(DESK)
        return [Message(words.OFFERED)]

    def going_well(self, offered: Handover) -> None:
        """The bot has answered after all: nobody need be offered a person."""
        self._close(offered, handovers.CLOSED)

    def stop_waiting(self, sender: str) -> list[Message]:
        """A resident would rather not wait any longer."""
        there = self.current(sender)
        if there and there.state == handovers.WAITING:
            self._close(there, handovers.CLOSED)
            return [Message(words.STOPPED)]
        return [Message(words.NOTHING_TO_STOP)]

    async def leave_word(self, sender: str, channel: str) -> list[Message]:
        """On a channel that can be written to at any time, a call-back needs no number."""
        state = await self._state(sender)
        callbacks.leave_note(self.url, self.vault, sender, channel, state.service or "", "")
        self.bells.ring(DESK)
        return [Message(words.WORD_LEFT)]

    async def leave_number(self, sender: str, channel: str, number: str) -> str:
        """Keeps a number to call, which the resident has consented to; returns it with its middle hidden."""
        state = await self._state(sender)
        callbacks.leave_note(self.url, self.vault, sender, channel, state.service or "", number)
        hidden = callbacks.hidden(number)
        await self.talk.add(sender, noted(words.NUMBER_LEFT.format(number=hidden), words.number_card(hidden)))
        self.bells.ring(DESK)
        return hidden

    async def withdraw_number(self, sender: str) -> None:
        """The resident wants no call any more."""
        callbacks.withdraw_note(self.url, sender)
        self.bells.ring(DESK)

    async def heard(self, sender: str) -> bool:
        """A resident has said something that the bot did not answer: whether a person has the chat."""
        there = self.current(sender)
        if there is None or there.state != handovers.TAKEN:
            return False
        await self.talk.learn(sender)
        self.bells.ring(DESK)
        return True

    async def finish(self, handover: Handover) -> None:
        """Gives the chat back to the bot because the resident wants it so."""
        if self._close(handover, handovers.CLOSED) and handover.sender:
            await self.talk.set_silent(handover.sender, False)

    # ---- the clerk's side: every change raises Gone when somebody else was quicker ------------

    async def take(self, number: int, clerk: Clerk) -> Handover:
        """The clerk has the chat from now on, and the bot is silent."""
        taken = handovers.take(self.url, number, clerk)
        await self._tell(taken, words.ARRIVED.format(clerk=clerk.name), silent=True)
        return taken

    async def say(self, number: int, clerk: Clerk, text: str) -> None:
        """A clerk's words to the resident. Raises Undelivered when the channel could not bring them."""
        held = self._held(number, clerk)
        assert held.sender
        await deliver(held.channel, held.sender, f"{clerk.name}：{text}")
        await self.talk.add(held.sender, said_by_clerk(text, clerk.name))
        self.bells.ring(DESK, held.sender)

    async def give_back(self, number: int, clerk: Clerk) -> None:
        """The bot answers again."""
        held = self._held(number, clerk)
        handovers.end(self.url, number, handovers.RETURNED, clerk, holder=clerk.login)
        await self._tell(held, words.BACK_TO_BOT.format(clerk=clerk.name), silent=False)

    async def transfer(self, number: int, clerk: Clerk, to: str | None) -> None:
        """To a colleague who is there, or without one back into the queue. Raises Gone."""
        self._held(number, clerk)
        if to is None:
            await self._release(number, clerk, holder=clerk.login)
            return
        colleague = next((one for one in presence.present(self.url, ATTENDING) if one.login == to), None)
        if colleague is None or colleague.login == clerk.login:
            raise Gone
        passed = handovers.transfer(self.url, number, clerk, colleague, holder=clerk.login)
        await self._tell(passed, words.PASSED_ON.format(clerk=colleague.name), silent=True)

    async def release(self, number: int, supervisor: Clerk) -> None:
        """A supervisor puts a chat that anybody has back into the queue."""
        await self._release(number, supervisor, holder=None)

    async def open_from_note(self, note: int, clerk: Clerk) -> Handover:
        """Answers a call-back note where its resident can be written to. Raises Gone."""
        left = callbacks.reachable(self.url, note)
        if left is None or not callbacks.finish_note(self.url, note, clerk.login):
            raise Gone
        begun = handovers.begin(self.url, left.sender, left.channel, handovers.ASKED, left.topic)
        return await self.take(begun.id, clerk)

    async def _release(self, number: int, clerk: Clerk, holder: str | None) -> None:
        freed = handovers.transfer(self.url, number, clerk, None, holder)
        await self._tell(freed, words.BACK_IN_QUEUE.format(place=self.place(freed)), silent=False)

    def _held(self, number: int, clerk: Clerk) -> Handover:
        held = handovers.get(self.url, number)
        if held is None or held.state != handovers.TAKEN or held.clerk != clerk.login or not held.sender:
            raise Gone
        return held

    # ---- chats that nobody looks after --------------------------------------------------------

    async def looked_after(self, sender: str) -> Handover | None:
        """A resident's open handover, after taking it from a clerk who is not there any more."""
        there = self.current(sender)
        if there is None or there.state != handovers.TAKEN:
            return there
        with suppress(Gone):
            await self._sweep(there, None, {one.login for one in presence.present(self.url, ABSENT)})
        return self.current(sender)

    async def sweep(self) -> None:
        """Ends what nobody looks after: a clerk gone, nobody left to come, nothing said for long."""
        there = {one.login for one in presence.present(self.url, ABSENT)}
        for queued in handovers.queue(self.url):
            with suppress(Gone):  # somebody acted in the meantime
                await self._sweep(queued.handover, queued.updated, there)

    async def _sweep(self, handover: Handover, updated: datetime | None, there: set[str]) -> None:
        quiet = updated is not None and now() - max(updated, handover.requested_at) > QUIET
        open_now = self.open_now()
        if handover.state == handovers.TAKEN and handover.clerk not in there:
            if open_now and there:
                return await self._release(handover.id, _NOBODY, holder=handover.clerk)
            return await self._end(handover, handovers.RETURNED, words.LEFT_ALONE)
        if quiet and handover.state == handovers.TAKEN:
            return await self._end(handover, handovers.RETURNED, words.HUNG_UP)
        if handover.state == handovers.WAITING and not (open_now and there):
            return await self._end(handover, handovers.CLOSED, words.NOBODY_CAME)
        if handover.state == handovers.OFFERED and (quiet or not there):
            self._close(handover, handovers.CLOSED)
        return None

    async def _end(self, handover: Handover, state: str, sentence: str) -> None:
        handovers.end(self.url, handover.id, state)
        await self._tell(handover, sentence, silent=False)

    # ---- inside -------------------------------------------------------------------------------

    def _close(self, handover: Handover, state: str) -> bool:
        try:
            handovers.end(self.url, handover.id, state)
        except Gone:
            return False
        self.bells.ring(DESK, handover.sender or "")
        return True

    async def _tell(self, handover: Handover, sentence: str, silent: bool) -> None:
        """Says what has happened to the resident; a channel that does not bring it does not stop it."""
        if not handover.sender:
            return
        await self.talk.set_silent(handover.sender, silent, noted(sentence))
        self.bells.ring(DESK, handover.sender)
        try:
            await deliver(handover.channel, handover.sender, sentence)
        except Undelivered:
            logger.warning("a note about a handover was not delivered on %s", handover.channel)

    async def _state(self, sender: str) -> State:
        return await self.talk.state(sender)

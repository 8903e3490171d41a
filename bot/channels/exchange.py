"""One exchange with the bot, the same for every channel."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.answers import handover as words
from bot.answers import wording
from bot.answers.messages import Message, buttons
from bot.channels.handover import Takeover
from bot.channels.incoming import Incoming, clean_incoming
from bot.channels.outgoing import MARK, CollectedAnswers
from bot.nlu.text import has_words
from bot.store.handovers import ASKED, OFFERED, TAKEN, Handover

logger = logging.getLogger(__name__)
Handler = Callable[[UserMessage], Awaitable[Any]]
Answers = list[dict[str, Any]]
_FAILED = "不好意思，我这边出了点问题，没能答上来。请再说一遍，或者打12345找人工。"
_DELETE = "删除我的信息"


async def exchange(
    handle: Handler, sender: str, raw: str, channel: str, takeover: Takeover | None = None
) -> list[dict[str, Any]]:
    """The bot's answers to a resident's text. Never raises.

    Always answers something, except while a person has the chat (``takeover``): then the
    resident's words are recorded and shown to that person, and the list is empty.
    """
    incoming = clean_incoming(raw)
    if not has_words(incoming.text):
        return [Message(wording.EMPTY, buttons(wording.SCREEN_PHRASE)).data()]
    messages = await _answers(handle, sender, incoming.text, channel, takeover)
    return [*messages, *_notices(incoming)]


async def _answers(handle: Handler, sender: str, text: str, channel: str, takeover: Takeover | None) -> Answers:
    if takeover is None:
        return _plain(await _ask(handle, sender, text, channel)) or _failed()
    try:
        return await _with_people(handle, sender, text, channel, takeover)
    except Exception as error:  # a fault of the handover must not leave a resident without an answer
        logger.error("no handover: %s", type(error).__name__)
        return _plain(await _ask(handle, sender, text, channel)) or _failed()


async def _with_people(handle: Handler, sender: str, text: str, channel: str, takeover: Takeover) -> Answers:
    """The bot's answers, unless the words are about waiting for a person or said to one."""
    if text == words.STOP_WAITING:
        return _noted(takeover.stop_waiting(sender))
    if text == words.REPLY_LATER:
        return _noted(await takeover.leave_word(sender, channel))
    there = await takeover.looked_after(sender)
    if there and there.state == TAKEN and text == _DELETE:
        await takeover.finish(there)
        there = None
    if there and there.state == TAKEN:
        await takeover.talk.set_silent(sender, True)  # it is, unless the server died while the chat was taken
    answers = await _ask(handle, sender, text, channel)
    if answers:
        return [*_plain(answers), *await _wishes(answers, sender, channel, there, takeover)]
    if await takeover.heard(sender):
        return []
    await takeover.talk.set_silent(sender, False)  # nobody has the chat, so nothing may keep the bot silent
    return _plain(await _ask(handle, sender, text, channel)) or _failed()


async def _wishes(answers: Answers, sender: str, channel: str, there: Handover | None, takeover: Takeover) -> Answers:
    """What the bot's answers mean for a person to come; those answers are given whatever happens here."""
    marks = {answer.get(MARK) for answer in answers}
    try:
        if ASKED in marks:
            return _noted(await takeover.ask(sender, channel))
        if OFFERED in marks:
            return _noted(await takeover.offer(sender, channel))
        if there and there.state == OFFERED:
            takeover.going_well(there)
    except Exception as error:
        logger.error("no person called: %s", type(error).__name__)
    return []


async def _ask(handle: Handler, sender: str, text: str, channel: str) -> Answers:
    """What the bot says; nothing if it failed or is to be silent."""
    answers = CollectedAnswers()
    try:
        await handle(UserMessage(text, answers, sender, input_channel=channel))
    except Exception as error:  # the resident must get an answer whatever happens
        logger.error("no answer: %s", type(error).__name__)
    return answers.messages


def _plain(answers: Answers) -> Answers:
    """The answers in the form of the command-line contract."""
    return [{key: value for key, value in answer.items() if key != MARK} for answer in answers]


def _failed() -> Answers:
    return [Message(_FAILED, buttons(wording.SCREEN_PHRASE)).data()]


def _notices(incoming: Incoming) -> Answers:
    """What was done to the resident's words before anybody read them."""
    said = [(incoming.masked, wording.MASKED), (incoming.shortened, wording.TOO_LONG)]
    return [Message(sentence).data() for done, sentence in said if done]


def _noted(messages: Iterable[Message]) -> Answers:
    """Sentences about a person to come, which are no answers of the bot to be voted on."""
    return [{**message.data(), "note": True} for message in messages]

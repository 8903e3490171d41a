"""One exchange with the bot, the same for every channel."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.answers import wording
from bot.answers.messages import Message, buttons
from bot.channels.incoming import clean_incoming
from bot.channels.outgoing import CollectedAnswers
from bot.nlu.text import has_words

logger = logging.getLogger(__name__)
Handler = Callable[[UserMessage], Awaitable[Any]]
_FAILED = "不好意思，我这边出了点问题，没能答上来。请再说一遍，或者打12345找人工。"


async def exchange(handle: Handler, sender: str, raw: str, channel: str) -> list[dict[str, Any]]:
    """The bot's answers to a resident's text. Always answers something; never raises."""
    incoming = clean_incoming(raw)
    if not has_words(incoming.text):
        return [Message(wording.EMPTY, buttons(wording.SCREEN_PHRASE)).data()]
    answers = CollectedAnswers()
    try:
        await handle(UserMessage(incoming.text, answers, sender, input_channel=channel))
    except Exception as error:  # the resident must get an answer whatever happens
        logger.error("no answer: %s", type(error).__name__)
    messages = answers.messages or [Message(_FAILED, buttons(wording.SCREEN_PHRASE)).data()]
    if incoming.masked:
        messages.append(Message(wording.MASKED).data())
    if incoming.shortened:
        messages.append(Message(wording.TOO_LONG).data())
    return messages

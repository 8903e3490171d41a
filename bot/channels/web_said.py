"""What came with a resident's words from the page: which message it is, and which question it answers.

On a bad line an answer gets lost after its question has arrived, and the page sends the same
message again; a second window may show a question that was answered in the first. Neither may
be taken for an answer to the question that is open now: it would set a fact that nobody told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.handover_page import uttered
from bot.dialogue.state import State
from bot.knowledge import knowledge

LONGEST_TEXT = 12_000
_SLOT = "conversation"
_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
NOTHING_CAME = "没有收到文字，请再发一次。"
TOO_LONG = "这段话太长了，请分几次说，每次说一件事。"
ANSWERED = "这个问题前面已经答过了，现在问的是上面这一条。"
FORGOTTEN = "以前的对话已经没有了，请从头说一遍您的情况。"
NO_SUCH_SERVICE = "这个链接里的服务没有找到，可能已经改了名。您想问什么，直接打字告诉我就行。"


class Unfit(Exception):
    """Words that cannot be taken; ``status`` is HTTP's, the message a sentence for the resident."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True)
class Said:
    """``id`` is the page's own name of the message, ``again`` whether it was sent before.

    ``answers`` is the fact of the question that stands open on the page. ``shared`` words were
    put by us, for somebody who followed a link.
    """

    text: str
    id: str | None
    again: bool
    answers: str | None
    shared: bool = False


def said_in(body: dict[str, Any]) -> Said:
    """From the body of a request. Raises Unfit."""
    text, own, answers, service = (body.get(key) for key in ("text", "id", "answers", "service"))
    if not isinstance(text, str):
        raise Unfit(400, NOTHING_CAME)
    if len(text) > LONGEST_TEXT:
        raise Unfit(413, TOO_LONG)
    return Said(
        _about(service) if isinstance(service, str) else text,
        own if isinstance(own, str) and _ID.fullmatch(own) else None,
        body.get("again") is True,
        answers if isinstance(answers, str) else None,
        shared=isinstance(service, str),
    )


def _about(service: str) -> str:
    """What somebody says who follows a shared link. Raises Unfit."""
    files = knowledge().refresh().catalog.files
    if service not in files:
        raise Unfit(404, NO_SUCH_SERVICE)
    return f"我想了解这项服务：{files[service].name}"


def answers_given(said: Said, tracker: DialogueStateTracker | None) -> list[dict[str, Any]] | None:
    """The answers to a message that arrived before; None if it did not."""
    events = list(tracker.events) if tracker and said.id and said.again else []
    users = [index for index, event in enumerate(events) if isinstance(event, UserUttered)]
    place = next((index for index in reversed(users) if events[index].message_id == said.id), None)
    if place is None:
        return None
    end = next((index for index in users if index > place), len(events))
    return [uttered(event) for event in events[place:end] if isinstance(event, BotUttered)]


def check_question(said: Said, tracker: DialogueStateTracker | None) -> None:
    """Whether the question on the page is the one that is open. Raises Unfit."""
    if said.answers is None:
        return
    if tracker is None:
        raise Unfit(409, FORGOTTEN)
    if State.load(tracker.get_slot(_SLOT)).asking != said.answers:
        raise Unfit(409, ANSWERED)

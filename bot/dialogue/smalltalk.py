"""Greetings, thanks, anger, and which hotline to ring."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.answers import wording
from bot.answers.messages import Message, buttons
from bot.dialogue import cues
from bot.dialogue.ground import Ground
from bot.dialogue.state import State
from bot.dialogue.thresholds import SURE
from bot.dialogue.understood import Understood

_ANY = "12345"
_DISABILITY_CARD = re.compile(r"残疾?证|评残|办残疾")
_MOST = 3


class SmallTalk:
    """Answers that need no rule."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def greet(self) -> list[Message]:
        return [Message(wording.GREETING, buttons(wording.SCREEN_PHRASE))]

    def thanks(self) -> list[Message]:
        return [Message(wording.THANKS)]

    def bye(self) -> list[Message]:
        return [Message(wording.BYE)]

    def insult(self) -> list[Message]:
        return [Message(wording.SORRY_INSULT, buttons(wording.HUMAN))]

    def feedback(self) -> list[Message]:
        return [Message(wording.FEEDBACK, buttons(wording.HUMAN))]

    def human(self, state: State, message: Understood) -> list[Message]:
        """Which hotlines to ring: by what the message names, else by the item at hand.

        Who asks for a number only is not taken to want a person in this chat.
        """
        only_number = cues.asks_phone(message.words) or message.words in self._ground.catalog.channels.get("热线", {})
        phones = [*self._by_topic(message.words), *self._by_item(state, message)]
        chosen = [*dict.fromkeys(phones)][:_MOST]
        numbers = chosen if _ANY in chosen else [*chosen, _ANY]
        lines = [self._line(number) for number in numbers]
        return [Message("您可以打电话找人工：\n" + "\n".join(lines), handover="" if only_number else "asked")]

    def outside(self, message: Understood) -> Message:
        """That the matter is none of ours, with the hotlines that may know."""
        numbers = list(dict.fromkeys([*self._by_topic(message.words), _ANY]))[:2]
        hotlines = self._ground.catalog.channels.get("热线", {})
        phones = "或者".join(f"{number}（{hotlines.get(number, {}).get('名称', '')}）" for number in numbers)
        return Message(wording.OUT_OF_SCOPE.format(phones=phones), buttons(wording.SCREEN_PHRASE, wording.HUMAN))

    def knows(self, text: str) -> bool:
        """Whether a special hotline is there for what the text names."""
        return bool(self._by_topic(text))

    def _by_item(self, state: State, message: Understood) -> Iterable[str]:
        """The item at hand, or the one that the message is plainly about."""
        best, chance = message.best
        item = state.service or (best if chance >= SURE else None)
        return self._ground.service(state, item).application.phones if item else ()

    def _by_topic(self, text: str) -> list[str]:
        """Hotlines whose field the message names (社保, 残疾人证 ...)."""
        text = _DISABILITY_CARD.sub("残疾人证", text)
        hotlines = self._ground.catalog.channels.get("热线", {})
        return [
            number
            for number, line in hotlines.items()
            if number == text or number != _ANY and any(topic in text for topic in _topics(line.get("管什么", "")))
        ]

    def _line(self, number: str) -> str:
        line = self._ground.catalog.channels.get("热线", {}).get(number, {})
        about = f"，{line['管什么']}" if line.get("管什么") else ""
        return f"· {number} {line.get('名称', '')}{about}"


def _topics(text: str) -> list[str]:
    """残疾人证、补贴 -> the words of two characters and more that tell a hotline's field."""
    words = [word for part in re.split(r"[、，]", text) for word in (part, part.removesuffix("咨询"), part[:2])]
    return [word for word in words if len(word) >= 2 and word not in ("各类", "补贴", "求助", "投诉")]

"""The conversation alone, with messages understood by hand: no model, milliseconds.

``desk().hears("我妈85岁能领吗", item="elderly-welfare-subsidy", 母亲={"年龄": 85})``
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.dialogue.conversation import Conversation
from bot.dialogue.state import State
from bot.dialogue.understood import SaidFact, Understood
from tests.conversations.reply import NOTHING, Reply
from tests.person import TODAY, real_catalog

PERSONS = {"本人": "self", "母亲": "mother", "父亲": "father", "孩子": "child", "爱人": "spouse", "亲友": "other"}
ASKS = "ask_eligibility"


def understood(
    text: str, act: str = "inform", items: Mapping[str, float] | None = None, item: str = "", **told: Mapping[str, Any]
) -> Understood:
    """A message as the pipeline might have understood it. ``told`` gives facts by person; 谁 nobody."""
    vocabulary = real_catalog().vocabulary
    chances = dict(items or ({item: 0.97} if item else {}))
    facts = [
        SaidFact(name, vocabulary.coerce(name, value), PERSONS.get(who, ""), len(text) + 1, len(text) + 1)
        for who, stated in told.items()
        for name, value in stated.items()
    ]
    named = [PERSONS[who] for who in told if who in PERSONS]
    others = [who for who in named if who != "self"] or named
    return Understood(text, act, 0.9, tuple(chances.items()), tuple(facts), others[0] if others else "")


class Desk:
    """One resident at the desk."""

    def __init__(self) -> None:
        self.conversation = Conversation(real_catalog(), lambda: TODAY)
        self.state = State()

    def hears(self, text: str, act: str = "", item: str = "", items: Any = None, **told: Mapping[str, Any]) -> Reply:
        """The answer; the state goes through JSON between turns, as in the tracker."""
        message = understood(text, act or (ASKS if item or items else "inform"), items, item, **told)
        messages = self.conversation.respond(self.state, message)
        self.state = State.load(self.state.dump())
        reply = Reply([message.data() for message in messages], self.state)
        reply.is_fit_to_read()
        return reply

    def is_answered(self, reply: Reply, answers: Mapping[str, str]) -> Reply:
        """Answers questions while they are among ``answers``."""
        while reply.asked in answers:
            reply = self.hears(answers[reply.asked])
        return reply


def desk() -> Desk:
    """A new one."""
    return Desk()


__all__ = ["ASKS", "NOTHING", "Desk", "desk", "understood"]

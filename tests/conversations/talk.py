"""A conversation as a test reads it: somebody says something, the bot answers.

A turn of a conversation file (tests/conversations/*.yml) has these keys, all but 您 optional:

    您    what the resident types (or 长: n to repeat it n times)
    蜀惠  expressions that the answer must contain
    不含  expressions that it must not contain
    服务  the item (or items) answered about
    结论  the verdict of the item answered last, or {待遇: 结论}, or {编号: 结论}
    答    {事实: what the resident says}: whatever is asked is answered until nothing is asked
          any more; a question that is not foreseen here, or is asked twice, fails
    问    the fact asked for in the end; 无 when nothing is asked
    按钮  buttons that must be offered
    谁    whom the question or the verdict is about (您, 您母亲 ...)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.dialogue.state import State
from bot.runtime.offline import Offline
from bot.settings import read_settings
from tests.conversations.reply import NOTHING, Reply

KEYS = {"您", "长", "答", "蜀惠", "不含", "服务", "结论", "问", "按钮", "谁"}
Turn = Mapping[str, Any]


@lru_cache(maxsize=1)
def whole_bot() -> Offline:
    """The trained bot. Raises FileNotFoundError with the cure when there is no model."""
    return Offline(read_settings())


@dataclass
class Talk:
    """One resident talking with the bot."""

    bot: Offline
    sender: str

    def say(self, text: str) -> Reply:
        """What the bot answers to a message."""
        messages = self.bot.reply(self.sender, text)["messages"]
        return Reply(messages, self._state())

    def _state(self) -> State:
        tracker = self.bot._loop.run_until_complete(self.bot._agent.tracker_store.retrieve(self.sender))
        return State.load(tracker.get_slot("conversation") if tracker else None)

    def turn(self, turn: Turn) -> None:
        """Plays one turn of a conversation file and checks the answer."""
        assert set(turn) <= KEYS, f"unknown keys {set(turn) - KEYS}"
        said = str(turn["您"]) * int(turn.get("长", 1))
        reply = self.say(said)
        reply.is_fit_to_read()
        if "答" in turn:
            reply = self.answer_all(reply, turn["答"])
        for key, check in reply.checks().items():
            if key in turn:
                try:
                    check(turn[key])
                except AssertionError as error:
                    raise AssertionError(f"您：{said[:80]}\n{key}: {error}\n{reply}") from None

    def answer_all(self, reply: Reply, answers: Mapping[str, str]) -> Reply:
        """Answers every question as a resident who knows these facts would."""
        asked: list[str] = []
        while reply.asked != NOTHING:
            assert reply.asked in answers, f"{reply.asked} is asked, which nobody needs\n{reply}"
            assert reply.asked not in asked, f"{reply.asked} is asked twice\n{reply}"
            asked.append(reply.asked)
            reply = self.say(str(answers[reply.asked]))
            reply.is_fit_to_read()
        return reply

"""Questions after an answer: a part of the item at hand, one of a list, what else there is."""

from __future__ import annotations

import re

from bot.answers.messages import Message
from bot.answers.particulars import particular_message, without_topics
from bot.dialogue import cues
from bot.dialogue.asking import question
from bot.dialogue.flow import Flow
from bot.dialogue.follow_up_cues import asks_for_more, is_bare, one_of_list, section_of, without_filler
from bot.dialogue.state import State
from bot.dialogue.thresholds import SURE, SURE_ACT
from bot.dialogue.understood import Understood

_LONGEST = 16
_WHERE_TO_COMPLAIN = re.compile(
    r"(?:[在去到往]?哪(?:里|儿|点|个部门|个单位|个)?|找(?:哪个|谁)|咋个?|怎么)(?:去|能)?(?:告|投诉|举报|反映|讨|要回来)"
)
_BESIDE_TOPIC = 2  # characters: 必须本人去吗
_FOLLOWING = 8  # characters after 第二个 that can only ask about it


def is_usual(text: str) -> bool:
    """可以代办吗, 要不要预约: one of the small things that come up with any item, and nothing else."""
    rest = without_topics(text)
    return rest != text and len(without_filler(rest)) <= _BESIDE_TOPIC


class FollowUps:
    """Each method gives the messages, or None when the message is no such question."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._ground = flow.ground

    def listed(self, state: State, message: Understood) -> list[Message] | None:
        """第二个要啥子材料: one of the items that the latest list named."""
        found = one_of_list(message.words, len(state.listed))
        if not found or state.asking:
            return None
        index, rest = found
        section = section_of(rest)
        if rest and not section and len(rest) > _FOLLOWING:
            return None
        self._flow.interviewer.open(state, state.listed[index], nobody_named=not message.subject)
        return self._flow.answer(state, "" if section == "check" else section)

    def more(self, state: State, message: Understood) -> list[Message] | None:
        """还有没有别的补贴: all items."""
        if not asks_for_more(message.words) or message.facts:
            return None
        return self._flow.screener.begin(state)

    def part(self, state: State, message: Understood) -> list[Message] | None:
        """要带啥子, 到哪里办: about the item at hand, whatever the act."""
        text = message.words
        if len(text) > _LONGEST or message.facts:
            return None
        section = "where" if self._complains_here(state, text) else section_of(text) if is_bare(text) else ""
        if not section:
            return None
        if state.service is None:
            return self._flow.which_item(state)
        return self._flow.answer(state, "" if section == "check" else section)

    def _complains_here(self, state: State, text: str) -> bool:
        """哪里告, 找哪个投诉: amid an item that takes complaints."""
        rest = without_filler(_WHERE_TO_COMPLAIN.sub("", text))
        return bool(
            _WHERE_TO_COMPLAIN.search(text)
            and len(rest) <= _BESIDE_TOPIC
            and state.service
            and self._ground.takes_complaints(state, state.service)
        )

    def particular(self, state: State, message: Understood) -> list[Message] | None:
        """要不要预约, 可以代办吗: what the item says of it, or that it does not."""
        if not state.service or message.facts or not self._is_about_item_at_hand(state, message):
            return None
        service = self._ground.service(state, state.service)
        doubtful = message.act == "out_of_scope" and message.confidence < SURE_ACT and cues.asks(message.words)
        if not (is_usual(message.words) or doubtful):
            return None
        answer = particular_message(self._ground.catalog, service, message.words)
        if answer is None:
            return None
        return [answer, question(self._ground, state, state.asking)] if state.asking else [answer]

    def _is_about_item_at_hand(self, state: State, message: Understood) -> bool:
        """Whether a short question names nothing else."""
        best, chance = message.best
        elsewhere = best != state.service and (chance >= SURE or self._flow.router.named(message))
        return len(message.words) <= _LONGEST and not elsewhere

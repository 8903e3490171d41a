"""An answer of the bot, with the assertions that conversation tests make about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.answers.wording import person
from bot.dialogue.state import State

VERDICTS = {"符合": "eligible", "初步符合": "likely", "还需了解": "unknown", "暂不符合": "ineligible"}
NOTHING = "无"
# One phone screen with large letters; more belongs in the card.
_MOST_LINES, _MOST_SIGNS = 16, 800
_JUNK = re.compile(r"None|\{谁\}|\{[^}]*\}|Traceback|NOT_APPLICABLE|Range\(|True|False")


@dataclass
class Reply:
    """The messages of one answer, and where the conversation stands after them."""

    messages: list[dict[str, Any]]
    state: State

    def __str__(self) -> str:
        return "\n".join(f"蜀惠：{message['text']}\n  {self._titles([message])}" for message in self.messages)

    @property
    def text(self) -> str:
        return "\n".join(message["text"] for message in self.messages)

    @property
    def asked(self) -> str:
        """The fact of the last question; 无 if none is asked."""
        cards = self._cards("question")
        return str(cards[-1]["fact"]) if cards else NOTHING

    def checks(self) -> dict[str, Any]:
        """The check behind each key of a turn."""
        return {
            "蜀惠": self.contains,
            "不含": self.lacks,
            "服务": self.is_about,
            "结论": self.concludes,
            "问": self.asks,
            "按钮": self.offers,
            "谁": self.speaks_of,
        }

    def is_fit_to_read(self) -> None:
        """What holds for every answer: something is said, short enough, without junk."""
        assert self.messages, "no answer"
        for message in self.messages:
            text = message["text"]
            assert text.strip(), "an empty message"
            assert not _JUNK.search(text), f"junk: {_JUNK.search(text)}\n{text}"
            assert len(text) <= _MOST_SIGNS and text.count("\n") < _MOST_LINES, f"longer than a screen:\n{text}"
            titles = [button["title"] for button in message["buttons"]]
            assert len(set(titles)) == len(titles), f"a button twice: {titles}"
        for card in self._cards("verdict", "screening"):
            first = card["_text"].split("\n")[0]
            assert first[-1] in "。：", f"the first line must stand alone: {first}"

    def contains(self, wanted: Iterable[str] | str) -> None:
        for expression in [wanted] if isinstance(wanted, str) else wanted:
            assert re.search(str(expression), self.text), f"{expression} is not said"

    def lacks(self, unwanted: Iterable[str] | str) -> None:
        for expression in [unwanted] if isinstance(unwanted, str) else unwanted:
            assert not re.search(str(expression), self.text), f"{expression} is said"

    def is_about(self, wanted: str | list[str]) -> None:
        ids = [card["service"]["id"] for card in self._cards("verdict", "service")]
        if isinstance(wanted, list):
            assert ids == wanted, f"about {ids}, expected {wanted}"
        else:
            about = ids[-1] if ids else self.state.service
            assert about == wanted, f"about {about}, expected {wanted}"

    def concludes(self, wanted: str | Mapping[str, str]) -> None:
        cards = self._cards("verdict")
        assert cards, "no verdict"
        if isinstance(wanted, str):
            verdicts = {"": cards[-1]["verdict"]}
            expected = {"": VERDICTS[wanted]}
        else:
            verdicts = {card["service"]["id"]: card["verdict"] for card in cards}
            verdicts.update({b["name"]: b["verdict"] for card in cards for b in card["benefits"]})
            expected = {name: VERDICTS[word] for name, word in wanted.items()}
        found = {name: verdicts.get(name) for name in expected}
        assert found == expected, f"concluded {found}, expected {expected}"

    def asks(self, wanted: str) -> None:
        assert self.asked == wanted, f"asked {self.asked}, expected {wanted}"

    def offers(self, wanted: Iterable[str]) -> None:
        missing = set(wanted) - set(self._titles(self.messages))
        assert not missing, f"no button {missing}"

    def speaks_of(self, wanted: str) -> None:
        cards = self._cards("verdict", "screening")
        told = cards[-1]["subject"] if cards else person(self.state.subject)
        assert told == wanted, f"speaks of {told}, expected {wanted}"

    def _cards(self, *types: str) -> list[dict[str, Any]]:
        found = [{**m["card"], "_text": m["text"]} for m in self.messages if m.get("card")]
        return [card for card in found if card["type"] in types]

    @staticmethod
    def _titles(messages: list[dict[str, Any]]) -> list[str]:
        return [button["title"] for message in messages for button in message["buttons"]]

"""A message as understood: act, likely items, facts and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.nlu.text import clean
from bot.rules.values import Value


@dataclass(frozen=True)
class SaidFact:
    """``subject`` is empty when the message names nobody; the span is that of the cleaned text."""

    fact: str
    value: Value
    subject: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Understood:
    """``services`` are (id, probability), best first; ``subject`` is empty when nobody is named."""

    text: str
    act: str = "out_of_scope"
    confidence: float = 0.0
    services: tuple[tuple[str, float], ...] = ()
    facts: tuple[SaidFact, ...] = ()
    subject: str = ""

    @cached_property
    def words(self) -> str:
        """The cleaned text."""
        return clean(self.text)

    @cached_property
    def beside_facts(self) -> str:
        """The cleaned text without the words that state a fact (低保户 is no question about 低保)."""
        text = self.words
        for said in self.facts:
            text = text[: said.start] + "，" * (said.end - said.start) + text[said.end :]
        return text

    @property
    def letters_beside_facts(self) -> int:
        """How many characters, commas aside, state no fact."""
        return len(self.beside_facts.replace("，", ""))

    @property
    def best(self) -> tuple[str, float]:
        """The likeliest item; an empty id without any."""
        return self.services[0] if self.services else ("", 0.0)

    def chance(self, service_id: str) -> float:
        """The probability of an item."""
        return dict(self.services).get(service_id, 0.0)

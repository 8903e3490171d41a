"""A message as understood: act, likely items, facts and whose they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.rules.values import Value


@dataclass(frozen=True)
class SaidFact:
    """``subject`` is empty when the message names nobody."""

    fact: str
    value: Value
    subject: str


@dataclass(frozen=True)
class Understood:
    """``services`` are (id, probability), best first; ``subject`` is empty when nobody is named."""

    text: str
    act: str = "out_of_scope"
    confidence: float = 0.0
    services: tuple[tuple[str, float], ...] = ()
    facts: tuple[SaidFact, ...] = ()
    subject: str = ""
    masked: bool = field(default=False)

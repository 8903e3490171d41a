"""Facts that follow from facts, and contradictions between what follows and what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.rules.derived import ALGORITHMS
from bot.rules.nodes import Node
from bot.rules.truth import FALSE, TRUE
from bot.rules.values import NOT_APPLICABLE, Range, Value, is_known

Facts = Mapping[str, Value]


@dataclass(frozen=True)
class Implication:
    """``condition`` true -> each of ``conclusions`` (fact, value)."""

    condition: Node
    conclusions: tuple[tuple[str, Value], ...]
    text: str = ""


@dataclass(frozen=True)
class Contradiction:
    """A stated value that cannot stand beside what other stated facts imply."""

    fact: str
    stated: Value
    implied: Value
    because: tuple[str, ...]  # the facts that imply it


@dataclass(frozen=True)
class Derivation:
    """Stated facts completed by what follows; ``contradictions`` keep the stated value."""

    facts: dict[str, Value]
    contradictions: tuple[Contradiction, ...]


class Deriver:
    """Completes stated facts on a date. ``algorithms`` are names in derived.ALGORITHMS."""

    def __init__(self, implications: Sequence[Implication], algorithms: Sequence[str] = ("年龄",)) -> None:
        self.implications = tuple(implications)
        self._algorithms = [(name, ALGORITHMS[name]) for name in algorithms]

    def derive(self, stated: Facts, on: date) -> Derivation:
        """What is known on ``on`` given ``stated``; stated values always win."""
        facts = {name: value for name, value in stated.items() if value is not None}
        found: dict[str, Contradiction] = {}
        for _, algorithm in self._algorithms:
            computed = algorithm(facts, on)
            sources = tuple(n for n in ("出生日期", "月龄", "年龄", "性别", "女职工岗位") if n in stated)
            for name, value in computed.items():
                self._settle(facts, found, name, value, tuple(s for s in sources if s != name))
        self._apply_implications(facts, found)
        return Derivation(facts, tuple(found.values()))

    def _apply_implications(self, facts: dict[str, Value], found: dict[str, Contradiction]) -> None:
        pending = list(self.implications)
        progress = True
        while progress:
            progress = False
            for implication in list(pending):
                truth = implication.condition.evaluate(facts)
                if truth == FALSE:
                    pending.remove(implication)
                if truth != TRUE:
                    continue
                pending.remove(implication)
                progress = True
                because = tuple(leaf.fact.name for leaf in implication.condition.leaves())
                for name, value in implication.conclusions:
                    self._settle(facts, found, name, value, because)

    @staticmethod
    def _settle(
        facts: dict[str, Value],
        found: dict[str, Contradiction],
        name: str,
        value: Value,
        because: tuple[str, ...],
    ) -> None:
        present = facts.get(name)
        if present is None or (isinstance(present, Range) and is_known(value)):
            if isinstance(present, Range) and not _inside(value, present):
                found.setdefault(name, Contradiction(name, present, value, because))
                return
            facts[name] = value
        elif not _compatible(present, value):
            found.setdefault(name, Contradiction(name, present, value, because))


def _inside(value: Value, span: Range) -> bool:
    return value is not NOT_APPLICABLE and span.low <= value <= span.high


def _compatible(present: Value, value: Value) -> bool:
    if isinstance(value, Range) and isinstance(present, Range):
        return bool(present.low <= value.high and value.low <= present.high)
    if isinstance(value, Range):
        return _inside(present, value)
    return bool(present == value)

"""Facts that follow from facts, and contradictions between what follows and what was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush

from bot.rules.derived import ALGORITHMS
from bot.rules.facts import Fact
from bot.rules.memory import Memory
from bot.rules.nodes import AllOf, Condition, Node
from bot.rules.truth import FALSE, TRUE
from bot.rules.values import NOT_APPLICABLE, Range, Value, is_known

Facts = Mapping[str, Value]


@dataclass(frozen=True)
class Implication:
    """``condition`` true -> each of ``conclusions`` (fact, value)."""

    condition: Node
    conclusions: tuple[tuple[str, Value], ...]
    text: str = ""

    def touches(self) -> set[str]:
        """The facts that it looks at or concludes."""
        return {leaf.fact.name for leaf in self.condition.leaves()} | {name for name, _ in self.conclusions}


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
        self._may_not_apply = {n for i in self.implications for n, value in i.conclusions if value is NOT_APPLICABLE}
        self._algorithms = [(name, ALGORITHMS[name]) for name in algorithms]
        self._touched_by: dict[str, list[int]] = {}
        self._unconditional = {
            n for n, i in enumerate(self.implications) if not any(True for _ in i.condition.leaves())
        }
        for number, implication in enumerate(self.implications):
            for name in implication.touches():
                self._touched_by.setdefault(name, []).append(number)
        self._derived = Memory()

    def derive(self, stated: Facts, on: date) -> Derivation:
        """What is known on ``on`` given ``stated``; stated values always win.

        What is computed may imply more, and what is implied may be computed with, so both take
        turns until nothing is added. The result is shared: do not change it.
        """
        key = (on, frozenset(stated.items()))
        return self._derived.get(key) or self._derived.keep(key, self._derive(stated, on))  # type: ignore[no-any-return]

    def _derive(self, stated: Facts, on: date) -> Derivation:
        facts = {name: value for name, value in stated.items() if value is not None}
        found: dict[str, Contradiction] = {}
        done: set[int] = set()
        known: dict[str, Value] = {}
        while facts != known:
            changed = [name for name, value in facts.items() if name not in known or known[name] != value]
            known = dict(facts)
            changed += self._compute(facts, found, on)
            self._apply_implications(facts, found, done, changed)
        return Derivation(facts, tuple(found.values()))

    def _compute(self, facts: dict[str, Value], found: dict[str, Contradiction], on: date) -> list[str]:
        """Adds what can be computed; returns the facts that changed."""
        changed = []
        for _, algorithm in self._algorithms:
            sources = tuple(n for n in ("出生日期", "月龄", "年龄", "性别", "女职工岗位") if n in facts)
            for name, value in algorithm(facts, on).items():
                if self._settle(facts, found, name, value, tuple(s for s in sources if s != name)):
                    changed.append(name)
        born = facts.get("出生日期")
        first = born.low if isinstance(born, Range) else born
        if isinstance(first, date) and first > on:
            found.setdefault("出生日期", Contradiction("出生日期", born, Range(date.min, on), ()))
        return changed

    def _apply_implications(
        self, facts: dict[str, Value], found: dict[str, Contradiction], done: set[int], changed: Iterable[str]
    ) -> None:
        """Applies what is true, in rounds in the order of the implications, until nothing changes.

        Only implications that look at a changed fact are tried again: on the others nothing can be new.
        ``done`` are those that have come true or never will; it is added to.
        """
        now = self._touching(changed) | self._unconditional
        while now:
            later: set[int] = set()
            waiting = sorted(now)  # a sorted list is a heap
            while waiting:
                number = heappop(waiting)
                now.discard(number)
                if number in done:
                    continue
                for other in self._touching(self._try(number, facts, found, done)):
                    if other <= number:
                        later.add(other)
                    elif other not in now:
                        now.add(other)
                        heappush(waiting, other)
            now = later

    def _touching(self, names: Iterable[str]) -> set[int]:
        return {number for name in names for number in self._touched_by.get(name, ())}

    def _try(self, number: int, facts: dict[str, Value], found: dict[str, Contradiction], done: set[int]) -> list[str]:
        """Applies one implication if its condition holds; returns the facts that changed."""
        implication = self.implications[number]
        truth = implication.condition.evaluate(facts)
        if truth == FALSE:
            done.add(number)
        elif truth == TRUE:
            done.add(number)
            because = tuple(leaf.fact.name for leaf in implication.condition.leaves())
            settled = implication.conclusions
            return [name for name, value in settled if self._settle(facts, found, name, value, because)]
        elif _refuted(implication, facts):  # not done: should its condition come true, the contradiction is told
            return self._conclude_backwards(facts, implication)
        return []

    def _conclude_backwards(self, facts: dict[str, Value], implication: Implication) -> list[str]:
        """The condition cannot hold: its one open member is false, and perhaps only one value makes it so.

        Returns the fact that changed, if any.
        """
        leaf = _open_leaf(implication.condition, facts)
        if leaf is None or facts.get(leaf.fact.name) is not None:
            return []
        left = [value for value in self._every_value(leaf.fact) if leaf.evaluate({leaf.fact.name: value}) == FALSE]
        if len(left) != 1 or (leaf.fact.kind == "整数" and left[0] is not NOT_APPLICABLE):
            return []
        facts[leaf.fact.name] = left[0]
        return [leaf.fact.name]

    def _every_value(self, fact: Fact) -> list[Value]:
        """All values of a fact that has few; of a number only the ends of its span."""
        values: list[Value] = [True, False] if fact.kind == "是否" else list(fact.options)
        if fact.kind == "整数" and fact.low is not None and fact.high is not None:
            values = [int(fact.low), int(fact.high)]
        elif not values:
            return []
        return [*values, NOT_APPLICABLE] if fact.name in self._may_not_apply else values

    @staticmethod
    def _settle(
        facts: dict[str, Value],
        found: dict[str, Contradiction],
        name: str,
        value: Value,
        because: tuple[str, ...],
    ) -> bool:
        """Sets a fact, or notes the contradiction with what is known; returns whether it changed."""
        present = facts.get(name)
        if present is None or (isinstance(present, Range) and is_known(value)):
            if not isinstance(present, Range) or _inside(value, present):
                facts[name] = value
                return True
            found.setdefault(name, Contradiction(name, present, value, because))
        elif not _compatible(present, value):
            found.setdefault(name, Contradiction(name, present, value, because))
        return False


def _refuted(implication: Implication, facts: Facts) -> bool:
    """Whether one of the conclusions is known to be otherwise."""
    return any(
        facts.get(name) is not None and not _compatible(facts[name], value) for name, value in implication.conclusions
    )


def _open_leaf(node: Node, facts: Facts) -> Condition | None:
    """The only condition of a conjunction that is not yet known to hold; None if there are more."""
    members = node.members if isinstance(node, AllOf) else (node,)
    undecided = [member for member in members if member.evaluate(facts) != TRUE]
    return undecided[0] if len(undecided) == 1 and isinstance(undecided[0], Condition) else None


def _inside(value: Value, span: Range) -> bool:
    return value is not NOT_APPLICABLE and span.low <= value <= span.high


def _compatible(present: Value, value: Value) -> bool:
    if isinstance(value, Range) and isinstance(present, Range):
        return bool(present.low <= value.high and value.low <= present.high)
    if isinstance(value, Range):
        return _inside(present, value)
    return bool(present == value)

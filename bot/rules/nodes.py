"""Conditions and their combinators.

Every node answers four questions about a mapping of known facts: ``evaluate`` (a truth
code), ``open_facts`` (facts that can still change its truth), ``reasons`` (what to tell
the resident) and ``leaves``. Facts that are absent are unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache

from bot.rules.facts import Fact
from bot.rules.memory import Memory, once
from bot.rules.operators import Holds, Operator
from bot.rules.truth import AND, BOTH_HALVES, FALSE, NOT, OFFICE, OPEN_HALVES, OR, SWAPPED, TRUE, UNKNOWN, as_bool
from bot.rules.values import NOT_APPLICABLE, Range, Value

Facts = Mapping[str, Value]
Evaluator = Callable[[Facts], int]
_PLACES = 4096  # remembered by each condition on a place


@dataclass(frozen=True)
class Reason:
    """One condition as told to the resident.

    ``value`` is True, False, or None (unknown or left to an office); ``facts`` are the
    facts it rests on; ``parts`` are the conditions that a combined one consists of.
    """

    text: str
    value: bool | None
    basis: str = ""
    change: str = ""
    office: bool = False
    facts: tuple[str, ...] = ()
    parts: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Node:
    """Common part: the wording, paper and cure that an editor wrote beside the condition."""

    note: str = field(default="", kw_only=True)
    basis: str = field(default="", kw_only=True)
    change: str = field(default="", kw_only=True)

    def compile(self) -> Evaluator:
        """A closure that evaluates this node; built once per rule."""
        raise NotImplementedError

    def leaves(self) -> Iterator[Condition]:
        raise NotImplementedError

    def changes(self) -> Iterator[str]:
        """What an editor wrote as the cure of this node and of all below it."""
        yield self.change

    def open_facts(self, facts: Facts, halves: int = BOTH_HALVES) -> Iterator[str]:
        """Facts that can still change one of ``halves`` of this node's truth (see truth.py)."""
        raise NotImplementedError

    def told(self) -> tuple[Node, ...]:
        """The nodes that the resident is told one by one; a conjunction is told by its members."""
        return (self,)

    def reasons(self, facts: Facts) -> list[Reason]:
        """Reasons for this node, one for each that is told."""
        return [node.reason(facts) for node in self._told]

    def reason(self, facts: Facts) -> Reason:
        """The reason; the same object whenever the same is to be said."""
        raise NotImplementedError

    def words(self) -> str:
        """The condition in plain words."""
        return self._words

    def _compose(self) -> str:
        raise NotImplementedError

    def evaluate(self, facts: Facts) -> int:
        """The truth code for these facts (see truth.py)."""
        return self._evaluator(facts)

    @once
    def _evaluator(self) -> Evaluator:
        return self.compile()

    @once
    def _words(self) -> str:
        return self.note or self._compose()

    @once
    def _told(self) -> tuple[Node, ...]:
        return self.told()

    @once
    def _reasons(self) -> Memory:
        return Memory()

    def __getstate__(self) -> dict[str, object]:
        return {entry.name: getattr(self, entry.name) for entry in fields(self)}

    def annotated(self, note: str, basis: str, change: str) -> Node:
        return replace(self, note=note or self.note, basis=basis or self.basis, change=change or self.change)


@dataclass(frozen=True)
class Condition(Node):
    """``fact operator value``. With ``unasked`` nobody is asked: what is not said, the office checks."""

    fact: Fact
    operator: Operator
    title: Callable[[Value], str] = field(compare=False)
    unasked: bool = field(default=False, kw_only=True)

    def compile(self) -> Evaluator:
        known = self._known()
        return known if not self.unasked else lambda facts: OFFICE if (code := known(facts)) == UNKNOWN else code

    def _known(self) -> Evaluator:
        name, operator = self.fact.name, self.operator
        test, test_range = operator.test, operator.test_range
        if self.fact.kind == "地区":
            test = lru_cache(maxsize=_PLACES)(test)
        negative = operator.negative or getattr(operator, "negative_target", False)
        not_applicable = TRUE if negative else FALSE

        def evaluate(facts: Facts) -> int:
            value = facts.get(name)
            if value is None:
                return UNKNOWN
            if value is NOT_APPLICABLE:
                return not_applicable
            if value.__class__ is Range:
                return test_range(value)
            answer = test(value)
            return UNKNOWN if answer is None else (TRUE if answer else FALSE)

        return evaluate

    def leaves(self) -> Iterator[Condition]:
        yield self

    def open_facts(self, facts: Facts, halves: int = BOTH_HALVES) -> Iterator[str]:
        if self.evaluate(facts) == UNKNOWN:
            yield self.fact.name

    def _compose(self) -> str:
        return self.operator.words(self.fact, self.title)

    def reason(self, facts: Facts) -> Reason:
        code = self._evaluator(facts)
        key = (code, facts.get(self.fact.name)) if code == FALSE and self.operator.has_gap else code
        return self._reasons.get(key) or self._reasons.keep(key, self._reason(code, facts))  # type: ignore[no-any-return]

    def _reason(self, code: int, facts: Facts) -> Reason:
        value = as_bool(code)
        change = self.change if value is not False else self.change or self._cure(facts)
        return Reason(self.words(), value, self.basis, change, code == OFFICE, facts=(self.fact.name,))

    def _cure(self, facts: Facts) -> str:
        """What would make a false condition true, as far as a person can change it."""
        gap = self.operator.gap(self.fact, facts.get(self.fact.name), self.title)
        wants_yes = self.operator.symbol != "" or self.operator.target is True
        return gap or (self.fact.change if wants_yes and self.fact.kind == "是否" else "")


@dataclass(frozen=True)
class Office(Node):
    """人工核实: an office decides; shown, never guessed."""

    text: str

    def compile(self) -> Evaluator:
        return lambda facts: OFFICE

    def leaves(self) -> Iterator[Condition]:
        return iter(())

    def open_facts(self, facts: Facts, halves: int = BOTH_HALVES) -> Iterator[str]:
        return iter(())

    def _compose(self) -> str:
        return self.text

    def reason(self, facts: Facts) -> Reason:
        return self._only_reason

    @once
    def _only_reason(self) -> Reason:
        return Reason(self.words(), None, self.basis, self.change, office=True)


@dataclass(frozen=True)
class Everyone(Node):
    """人人可享: no condition at all."""

    text: str = "人人可享"

    def compile(self) -> Evaluator:
        return lambda facts: TRUE

    def leaves(self) -> Iterator[Condition]:
        return iter(())

    def open_facts(self, facts: Facts, halves: int = BOTH_HALVES) -> Iterator[str]:
        return iter(())

    def _compose(self) -> str:
        return self.text

    def reason(self, facts: Facts) -> Reason:
        return self._only_reason

    @once
    def _only_reason(self) -> Reason:
        return Reason(self.words(), True, self.basis)


@dataclass(frozen=True)
class Group(Node):
    members: tuple[Node, ...]

    def leaves(self) -> Iterator[Condition]:
        for member in self.members:
            yield from member.leaves()

    def changes(self) -> Iterator[str]:
        yield self.change
        for member in self.members:
            yield from member.changes()

    def open_facts(self, facts: Facts, halves: int = BOTH_HALVES) -> Iterator[str]:
        halves &= OPEN_HALVES[self.evaluate(facts)]
        if halves:
            for member in self.members:
                yield from member.open_facts(facts, self._halves_of_members(halves))

    @staticmethod
    def _halves_of_members(halves: int) -> int:
        return halves

    def reason(self, facts: Facts) -> Reason:
        parts = [member.reason(facts) for member in self.members]
        # A group says nothing that its parts do not decide; what is kept holds them, so no id is used again.
        key = tuple(map(id, parts))
        return self._reasons.get(key) or self._reasons.keep(key, self._reason(tuple(parts), facts))  # type: ignore[no-any-return]

    def _reason(self, parts: tuple[Reason, ...], facts: Facts) -> Reason:
        code = self._evaluator(facts)
        value, office = as_bool(code), code == OFFICE
        names = tuple(dict.fromkeys(name for part in parts for name in part.facts))
        return Reason(self.words(), value, self.basis, self._change(parts, value), office, names, parts)

    def _change(self, parts: tuple[Reason, ...], value: bool | None) -> str:
        return self.change


@dataclass(frozen=True)
class AllOf(Group):
    """全部满足."""

    def compile(self) -> Evaluator:
        evaluators = [member.compile() for member in self.members]

        def evaluate(facts: Facts) -> int:
            code = TRUE
            for member in evaluators:
                code = AND[code][member(facts)]
                if code == FALSE:
                    return FALSE
            return code

        return evaluate

    def told(self) -> tuple[Node, ...]:
        if self.note:
            return (self,)
        found = [node for member in self.members for node in member.told()]
        return tuple(replace(node, basis=node.basis or self.basis) for node in found) if self.basis else tuple(found)

    def _compose(self) -> str:
        return "，且".join(member.words() for member in self.members)


@dataclass(frozen=True)
class AnyOf(Group):
    """任一满足."""

    def compile(self) -> Evaluator:
        evaluators = [member.compile() for member in self.members]

        def evaluate(facts: Facts) -> int:
            code = FALSE
            for member in evaluators:
                code = OR[code][member(facts)]
                if code == TRUE:
                    return TRUE
            return code

        return evaluate

    def _compose(self) -> str:
        return "；或者".join(member.words() for member in self.members)

    def _change(self, parts: tuple[Reason, ...], value: bool | None) -> str:
        if self.change or value is not False:
            return self.change
        return next((part.change for part in parts if part.change), "")


@dataclass(frozen=True)
class NoneOf(Group):
    """都不满足."""

    @staticmethod
    def _halves_of_members(halves: int) -> int:
        return SWAPPED[halves]

    def compile(self) -> Evaluator:
        evaluators = [member.compile() for member in self.members]

        def evaluate(facts: Facts) -> int:
            code = FALSE
            for member in evaluators:
                code = OR[code][member(facts)]
                if code == TRUE:
                    return FALSE
            return NOT[code]

        return evaluate

    def told(self) -> tuple[Node, ...]:
        if self.note or any(isinstance(member, Group) for member in self.members):
            return (self,)
        return tuple(NoneOf((member,), basis=self.basis, change=self.change) for member in self.members)

    def _compose(self) -> str:
        if len(self.members) == 1:
            return _negated(self.members[0])
        return "不属于这些情形：" + "；".join(member.words() for member in self.members)

    def _change(self, parts: tuple[Reason, ...], value: bool | None) -> str:
        return self.change  # becoming what excludes somebody is no cure


def _negated(node: Node) -> str:
    if isinstance(node, Condition) and node.fact.kind == "是否" and not node.note:
        return Holds(not node.operator.target).words(node.fact, node.title)
    return f"不属于“{node.words()}”"

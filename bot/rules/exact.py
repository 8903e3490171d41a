"""Exact answers where Kleene's logic is too cautious.

Kleene's tables treat every condition as independent, so ``年龄 < 60 或 年龄 >= 60`` counts as
unknown although it is always true. Where a fact stands in several conditions we look closer:
a group is split into parts that share no open fact (each is exact by itself), and a part that
does share facts becomes a reduced decision diagram over the facts' critical values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bot.rules.nodes import AllOf, AnyOf, Group, Node, NoneOf
from bot.rules.truth import AND, FALSE, NOT, OR, SETTLED, TRUE
from bot.rules.values import Value

Values = Mapping[str, Sequence[Value]]
Diagram = Any  # a truth code, or (fact, one diagram for each critical value)
_BUDGET = 2000  # nodes of one diagram; beyond it Kleene's answer is taken as it is


class _TooLarge(Exception):
    """The diagram is not worth building."""


def exact(node: Node, facts: Mapping[str, Value], values: Values) -> tuple[int, frozenset[str]]:
    """The truth code and the facts that can still change it.

    ``values`` gives the critical values of every fact. Facts are empty when it is settled.
    """
    code = node.evaluate(facts)
    if SETTLED[code]:
        return code, frozenset()
    names = Counter(node.open_facts(facts))
    if not isinstance(node, Group) or max(names.values(), default=0) < 2:
        return code, frozenset(names)
    parts = _parts(node, facts)
    if len(parts) == 1 and len(parts[0].members) > 1:
        code, found = _by_diagram(node, dict(facts), list(names), values)
    else:
        code, found = _combined(node, [_exact_part(part, facts, values) for part in parts])
    return code, found & names.keys()


def _exact_part(part: Group, facts: Mapping[str, Value], values: Values) -> tuple[int, frozenset[str]]:
    whole: Node = part.members[0] if len(part.members) == 1 else part
    return exact(whole, facts, values)


def _combined(node: Group, results: list[tuple[int, frozenset[str]]]) -> tuple[int, frozenset[str]]:
    """Parts that share nothing: each can take its values whatever the others are."""
    table, code = (AND, TRUE) if isinstance(node, AllOf) else (OR, FALSE)
    for part, _ in results:
        code = table[code][part]
    settled = SETTLED[code]
    if isinstance(node, NoneOf):
        code = NOT[code]
    return code, frozenset() if settled else frozenset().union(*(names for _, names in results))


def _parts(node: Group, facts: Mapping[str, Value]) -> list[Group]:
    """The members in groups that share no open fact; ``none of`` is seen as ``any of`` inside."""
    inner = type(node) if not isinstance(node, NoneOf) else AnyOf
    parts: list[tuple[list[Node], set[str]]] = []
    for member in node.members:
        names = set(member.open_facts(facts))
        joined = [part for part in parts if part[1] & names]
        parts = [part for part in parts if not part[1] & names]
        members = [m for part in joined for m in part[0]] + [member]
        parts.append((members, names.union(*(part[1] for part in joined))))
    return [inner(tuple(members)) for members, _ in parts]


def _by_diagram(node: Node, facts: dict[str, Value], names: list[str], values: Values) -> tuple[int, frozenset[str]]:
    code = node.evaluate(facts)
    try:
        diagram = _diagram(node, facts, names, values, [_BUDGET])
    except _TooLarge:
        return code, frozenset(names)
    if not isinstance(diagram, tuple):
        return diagram, frozenset()
    found: set[str] = set()
    _collect(diagram, found)
    return code, frozenset(found)


def _diagram(node: Node, facts: dict[str, Value], names: list[str], values: Values, budget: list[int]) -> Diagram:
    budget[0] -= 1
    if budget[0] < 0:
        raise _TooLarge
    code = node.evaluate(facts)
    if SETTLED[code]:
        return code
    still_open = set(node.open_facts(facts))
    name = next((name for name in names if name in still_open), None)
    if name is None:  # only facts known too coarsely are left
        raise _TooLarge
    rest, before = [other for other in names if other != name], facts.get(name)
    branches = []
    for value in values[name]:
        facts[name] = value
        branches.append(_diagram(node, facts, rest, values, budget))
    facts[name] = before
    return branches[0] if all(branch == branches[0] for branch in branches) else (name, tuple(branches))


def _collect(diagram: Diagram, found: set[str]) -> None:
    if isinstance(diagram, tuple):
        found.add(diagram[0])
        for branch in diagram[1]:
            _collect(branch, found)

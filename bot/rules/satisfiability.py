"""Whether a rule can be true, and whether it can be false, over the values that matter."""

from __future__ import annotations

from collections.abc import Callable

from bot.rules.nodes import Node
from bot.rules.questions import Rule
from bot.rules.truth import FALSE, SETTLED
from bot.rules.values import Value

_BUDGET = 50_000


def can_be_true(rule: Rule) -> bool:
    """Some person fulfils the rule (offices deciding in their favour)."""
    return _search(rule, lambda code: code // 3 == 2)


def can_be_false(rule: Rule) -> bool:
    """Some person does not fulfil the rule."""
    return not list(rule.node.leaves()) or _search(rule, lambda code: code == FALSE)


def _search(rule: Rule, wanted: Callable[[int], bool]) -> bool:
    """Depth first over critical values; gives up (True) when the budget is spent."""
    budget = [_BUDGET]

    def visit(node: Node, facts: dict[str, Value]) -> bool:
        budget[0] -= 1
        code = node.evaluate(facts)
        if wanted(code) or budget[0] <= 0:
            return True
        open_names = () if SETTLED[code] else node.open_facts(facts)
        name = next((name for name in open_names if name not in facts), None)
        if name is None:
            return False
        return any(visit(node, {**facts, name: value}) for value in rule.values[name])

    return visit(rule.node, {})

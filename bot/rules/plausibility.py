"""How plausible it is that a rule will turn out true, from what is known and the editors' priors.

Conditions count as independent, which is good enough for what rests on it: the order of the
questions when all items are looked at. A patient clerk first asks what may well bring something.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from bot.rules.likelihood import shares
from bot.rules.nodes import AllOf, Condition, Group, Node, NoneOf
from bot.rules.truth import FALSE, TRUE, UNKNOWN
from bot.rules.values import Value

_CERTAIN = {FALSE: 0.0, TRUE: 1.0}
_SELDOM = 0.2  # share of yes where no prior is given: most circumstances are not everybody's


def plausibility(node: Node, facts: Mapping[str, Value], values: Mapping[str, Sequence[Value]]) -> float:
    """The chance (0 to 1) that ``node`` is true; ``values`` are the critical values of its facts.

    What an office decides counts as granted.
    """
    certain = _CERTAIN.get(node.evaluate(facts))
    if certain is not None:
        return certain
    if isinstance(node, Condition):
        return _of_condition(node, values[node.fact.name])
    if not isinstance(node, Group):
        return 1.0
    chances = [plausibility(member, facts, values) for member in node.members]
    if isinstance(node, AllOf):
        return prod(chances)
    none = prod(1 - chance for chance in chances)
    return none if isinstance(node, NoneOf) else 1 - none


def _of_condition(condition: Condition, values: Sequence[Value]) -> float:
    if condition.fact.kind == "是否" and not condition.fact.priors:
        weights = [_SELDOM if value else 1 - _SELDOM for value in values]
    else:
        weights = shares(condition.fact, values)
    outcomes = [condition.evaluate({condition.fact.name: value}) for value in values]
    return sum(weight for weight, code in zip(weights, outcomes) if code in (TRUE, UNKNOWN))

"""A rule as a tree to draw: what each node says, and whether it holds for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.catalog.service import Service
from bot.rules.nodes import AllOf, AnyOf, Everyone, Group, Node, NoneOf, Office
from bot.rules.truth import as_bool

_KINDS: tuple[tuple[type[Node], str], ...] = (
    (AllOf, "全部满足"),
    (AnyOf, "任一满足"),
    (NoneOf, "都不满足"),
    (Office, "人工核实"),
    (Everyone, "人人可享"),
)


def trees(service: Service, facts: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """[{"name", "amount", "rule"}] for each benefit of an item."""
    return [
        {"name": benefit.name, "amount": benefit.amount, "rule": tree(benefit.node, facts)}
        for benefit in service.benefits
    ]


def tree(node: Node, facts: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """{"kind", "text", "basis", "members", "value"}: value is True, False or None, and only there with facts."""
    kind = next((name for made, name in _KINDS if isinstance(node, made)), "条件")
    members = [tree(member, facts) for member in node.members] if isinstance(node, Group) else []
    drawn: dict[str, Any] = {
        "kind": kind,
        "text": node.note if members else node.words(),
        "basis": node.basis,
        "members": members,
    }
    if facts is not None:
        drawn["value"] = as_bool(node.evaluate(facts))
    return drawn

"""Generated rules with a second, two-valued opinion on them, to hold the engine against.

A generated rule is what an editor could write, together with a plain Python function that says
whether a person of whom everything is known fulfils it, given what each office decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from hypothesis import strategies as st

from bot.rules.grammar import parse_rule
from bot.rules.nodes import Node
from bot.rules.questions import Rule
from bot.rules.truth import FALSE, OFFICE, TRUE
from tests.rules.language import VOCABULARY

Facts = Mapping[str, Any]
Decisions = Mapping[str, bool]
Opinion = Callable[[Facts, Decisions], bool]

# Every value of a fact that the leaves below tell apart.
DOMAIN: dict[str, tuple[Any, ...]] = {
    "年龄": (15, 16, 40, 59, 60, 64, 65, 80),
    "残疾等级": (1, 2, 3, 4),
    "性别": ("男", "女"),
    "就业状态": ("在职", "失业", "退休", "在校"),
    "户籍地": ("510107", "510726", "513401", "500000"),
    "残疾证": (True, False),
    "低保": (True, False),
    "特困": (True, False),
}

_LEAVES: list[tuple[str, Callable[[Facts], bool]]] = [
    ("年龄 >= 65", lambda f: f["年龄"] >= 65),
    ("年龄 < 60", lambda f: f["年龄"] < 60),
    ("年龄 > 15", lambda f: f["年龄"] > 15),
    ("年龄 <= 64", lambda f: f["年龄"] <= 64),
    ("年龄 = 40", lambda f: f["年龄"] == 40),
    ("年龄 介于 16 到 59", lambda f: 16 <= f["年龄"] <= 59),
    ("残疾等级 <= 2", lambda f: f["残疾等级"] <= 2),
    ("残疾等级 != 1", lambda f: f["残疾等级"] != 1),
    ("残疾等级 属于 [1, 3]", lambda f: f["残疾等级"] in (1, 3)),
    ("性别 = 女", lambda f: f["性别"] == "女"),
    ("就业状态 属于 [失业, 退休]", lambda f: f["就业状态"] in ("失业", "退休")),
    ("就业状态 不属于 [在校]", lambda f: f["就业状态"] != "在校"),
    ("户籍地 属于 四川省", lambda f: f["户籍地"].startswith("51")),
    ("户籍地 不属于 民族自治地区", lambda f: f["户籍地"] not in ("510726", "513401")),
    ("残疾证", lambda f: f["残疾证"]),
    ("非 低保", lambda f: not f["低保"]),
    ("低保", lambda f: f["低保"]),
    ("特困", lambda f: f["特困"]),
]


@dataclass(frozen=True)
class Generated:
    """A rule as an editor writes it, and an independent opinion on it."""

    raw: Any
    opinion: Opinion
    offices: tuple[str, ...]

    def __repr__(self) -> str:
        return repr(self.raw)

    @cached_property
    def rule(self) -> Rule:
        return Rule("generated", self.node)

    @cached_property
    def node(self) -> Node:
        return parse_rule(self.raw, VOCABULARY)

    @property
    def facts(self) -> list[str]:
        """The facts it is about."""
        return list(dict.fromkeys(leaf.fact.name for leaf in self.node.leaves()))

    def code_of(self, person: Facts) -> int:
        """The right code for somebody of whom all is known: offices decide both ways."""
        decisions = [dict(zip(self.offices, made)) for made in product((True, False), repeat=len(self.offices))]
        opinions = {bool(self.opinion(person, made)) for made in decisions}
        return OFFICE if len(opinions) == 2 else (TRUE if opinions == {True} else FALSE)

    def completions(self, known: Facts) -> Iterator[dict[str, Any]]:
        """Everybody whom ``known`` may describe, as far as this rule can tell them apart."""
        unknown = [name for name in self.facts if name not in known]
        for values in product(*(DOMAIN[name] for name in unknown)):
            yield {**known, **dict(zip(unknown, values))}

    def codes(self, known: Facts) -> set[int]:
        """The right codes of everybody whom ``known`` may describe."""
        return {self.code_of(person) for person in self.completions(known)}


def _leaf(leaf: tuple[str, Callable[[Facts], bool]]) -> Generated:
    text, holds = leaf
    return Generated(text, lambda facts, _: holds(facts), ())


def _office(number: int) -> Generated:
    text = f"由第{number}窗口认定"
    return Generated({"人工核实": text}, lambda _, decisions: decisions[text], (text,))


def _group(word: str, joined: Callable[[Iterator[bool]], bool], members: list[Generated]) -> Generated:
    offices = tuple(dict.fromkeys(office for member in members for office in member.offices))
    return Generated(
        {word: [member.raw for member in members]},
        lambda facts, decisions: joined(member.opinion(facts, decisions) for member in members),
        offices,
    )


_GROUPS: dict[str, Callable[[Iterator[bool]], bool]] = {
    "全部满足": all,
    "任一满足": any,
    "都不满足": lambda truths: not any(truths),
}


def _groups(members: st.SearchStrategy[Generated]) -> st.SearchStrategy[Generated]:
    several = st.lists(members, min_size=1, max_size=3)
    return st.builds(lambda word, found: _group(word, _GROUPS[word], found), st.sampled_from(list(_GROUPS)), several)


def _every_office_once(found: Generated) -> bool:
    return all(repr(found.raw).count(office) == 1 for office in found.offices)


def rules(max_leaves: int = 6) -> st.SearchStrategy[Generated]:
    """Any rule; a fact may stand in several conditions, an office's decision in one only."""
    leaves = st.sampled_from(_LEAVES).map(_leaf) | st.integers(1, 9).map(_office)
    return st.recursive(leaves, _groups, max_leaves=max_leaves).filter(_every_office_once)


def read_once_rules(max_leaves: int = 6) -> st.SearchStrategy[Generated]:
    """Rules in which every fact stands once: there Kleene's logic is exact by itself."""
    return rules(max_leaves).filter(lambda found: len(list(found.node.leaves())) == len(found.facts))


PEOPLE = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in DOMAIN.items()})
KNOWN = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in DOMAIN.items()})

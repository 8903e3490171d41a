"""Which fact to ask next.

A fact is worth asking when some answer changes some undecided rule. Among those, the one
whose answers settle most rules for the least trouble wins: every critical value of the
fact is tried, the share of rules that it settles (or moves forward) is weighed with the
fact's prior, and divided by what it costs a person to answer.

Over all items a rule counts by how plausible it still is that it brings something: nobody is
asked about medals before where they live.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from weakref import WeakValueDictionary

from bot.rules.exact import exact
from bot.rules.facts import Fact
from bot.rules.likelihood import shares
from bot.rules.memory import Memory
from bot.rules.nodes import Condition, Node
from bot.rules.plausibility import plausibility
from bot.rules.truth import FALSE, SETTLED, UNKNOWN
from bot.rules.values import NOT_APPLICABLE, Value, is_known, region_prefix, region_within

Facts = Mapping[str, Value]
_CAUTION = 0.5  # below 1, so that ruling out what is unlikely counts a little too
_PRIVATE, _PRIVATE_AMONG_MANY = 0.6, 0.3  # what each degree of privacy costs, in questions
_LATE = 0.15  # of the weight of everyday facts


class _Bearing(Memory):
    """By each value of a fact: all that the conditions on it, ``leaves``, make of that value.

    Values that come to the same have the same bearing, so that persons who differ only in what
    no rule looks at share their results.
    """

    def __init__(self, leaves: Sequence[Condition]) -> None:
        super().__init__()
        self._leaves, self._name = tuple(leaves), leaves[0].fact.name

    def __missing__(self, value: Value) -> Hashable:
        return self.keep(value, self._bearing(value))  # type: ignore[no-any-return]

    def _bearing(self, value: Value) -> Hashable:
        if not is_known(value):
            return value  # type: ignore[no-any-return]
        codes = tuple(leaf.evaluate({self._name: value}) for leaf in self._leaves)
        told = any(code == FALSE and leaf.operator.has_gap for code, leaf in zip(codes, self._leaves))
        return (codes, value) if told or UNKNOWN in codes else codes


_BEARINGS: WeakValueDictionary[Hashable, _Bearing] = WeakValueDictionary()  # of all rules there are


def _bearing_of(leaves: Sequence[Condition]) -> _Bearing:
    """The same object for the same conditions in different rules."""
    fact = leaves[0].fact
    key = fact.name, fact.kind, tuple((leaf.operator, leaf.unasked) for leaf in leaves)
    return _BEARINGS.setdefault(key, _Bearing(leaves))


@dataclass(frozen=True)
class Rule:
    """A benefit's rule with what choosing questions needs, prepared once."""

    key: str
    node: Node
    weight: float = 1.0
    names: tuple[str, ...] = field(init=False)
    values: Mapping[str, tuple[Value, ...]] = field(init=False)
    _bearings: tuple[tuple[str, _Bearing], ...] = field(init=False, repr=False, compare=False)
    _exact: Memory = field(init=False, repr=False, compare=False, default_factory=Memory)
    _gains: Memory = field(init=False, repr=False, compare=False, default_factory=Memory)
    _promise: Memory = field(init=False, repr=False, compare=False, default_factory=Memory)

    def __post_init__(self) -> None:
        leaves: dict[str, list[Condition]] = {}
        for leaf in self.node.leaves():
            leaves.setdefault(leaf.fact.name, []).append(leaf)
        object.__setattr__(self, "names", tuple(leaves))
        object.__setattr__(self, "values", {name: critical_values(own) for name, own in leaves.items()})
        object.__setattr__(self, "_bearings", tuple((name, _bearing_of(own)) for name, own in leaves.items()))

    def situation(self, facts: Facts) -> tuple[Hashable, ...]:
        """What the facts come to for this rule: what depends on nothing else can be kept by it."""
        get = facts.get
        return tuple([bearing[get(name)] for name, bearing in self._bearings])

    def open_facts(self, facts: Facts) -> tuple[str, ...]:
        """Facts that can still change this rule's truth, in the order of the rule."""
        return () if SETTLED[self.node.evaluate(facts)] else self._exactly(facts)[1]

    def truth(self, facts: Facts) -> int:
        """The truth code, exact also where a fact stands in several conditions."""
        code = self.node.evaluate(facts)
        return code if SETTLED[code] else self._exactly(facts)[0]

    def _exactly(self, facts: Facts) -> tuple[int, tuple[str, ...]]:
        key = self.situation(facts)
        return self._exact.get(key) or self._exact.keep(key, self._compute(facts))  # type: ignore[no-any-return]

    def _compute(self, facts: Facts) -> tuple[int, tuple[str, ...]]:
        code, names = exact(self.node, facts, self.values)
        return code, tuple(name for name in self.names if name in names)

    def gains(self, facts: Facts, definitions: Mapping[str, Fact]) -> tuple[tuple[str, float], ...]:
        """(fact, expected share of this rule that an answer settles) for each open fact, in order."""
        key = self.situation(facts)
        found = self._gains.get(key)
        if found is None:
            opened = self.open_facts(facts)
            found = self._gains.keep(
                key, tuple((name, self._gain(definitions[name], len(opened), facts)) for name in opened)
            )
        return found  # type: ignore[no-any-return]

    def promise(self, facts: Facts) -> float:
        """How plausible it is that the rule will hold, 0 to 1."""
        key = self.situation(facts)
        found = self._promise.get(key)
        return self._promise.keep(key, plausibility(self.node, facts, self.values)) if found is None else found  # type: ignore[no-any-return]

    def _gain(self, fact: Fact, opened: int, known: Facts) -> float:
        values, trial, gain = self.values[fact.name], dict(known), 0.0
        for value, share in zip(values, shares(fact, values)):
            trial[fact.name] = value
            code = self.node.evaluate(trial)
            gain += share * (1.0 if SETTLED[code] else 1.0 / (1 + opened))
        return gain


def critical_values(leaves: Sequence[Condition]) -> tuple[Value, ...]:
    """Values of one fact that together try every way its conditions can turn out."""
    fact = leaves[0].fact
    if fact.kind == "选项":
        return (*fact.options, *_inapplicable(fact))
    if fact.kind == "是否":
        return (True, False)
    found = [value for leaf in leaves for value in leaf.operator.critical()]
    if fact.kind == "地区":
        areas = dict.fromkeys(found)
        return (*dict.fromkeys(_inside(area, areas) for area in areas), _elsewhere(areas))
    within = [value for value in dict.fromkeys(found) if _allowed(fact, value)]
    return (*sorted(within), *_inapplicable(fact))


_EVERYBODY_HAS = ("年龄", "月龄", "出生日期", "性别", "户口性质")


def _inapplicable(fact: Fact) -> tuple[Value, ...]:
    """That a person has no such value at all is a case of its own (no disability, no grade)."""
    return () if fact.name in _EVERYBODY_HAS or fact.kind == "日期" else (NOT_APPLICABLE,)


def _inside(area: str, areas: Iterable[str]) -> str:
    """A county code within ``area`` and outside every narrower area named (it need not exist)."""
    narrower = [other for other in areas if other != area and region_within(other, area)]
    codes = [(region_prefix(area) + tail * 2)[:6] for tail in map(str, range(99, 9, -1))]
    return next((code for code in codes if not any(region_within(code, other) for other in narrower)), area)


def _elsewhere(codes: Iterable[str]) -> str:
    """A county code outside every area named (any province that no rule names will do)."""
    codes = list(codes)
    candidates = (f"{province}0101" for province in ("11", "12", "31", "50", "65"))
    return next(c for c in candidates if not any(region_within(c, area) for area in codes))


def _allowed(fact: Fact, value: Value) -> bool:
    if isinstance(value, date):
        return True
    return (fact.low is None or value >= fact.low) and (fact.high is None or value <= fact.high)


@dataclass(frozen=True)
class Choice:
    """The fact to ask and how much its answer is expected to settle (arbitrary unit)."""

    fact: str
    score: float


class QuestionChooser:
    """Chooses among the facts of several rules. ``facts`` are their definitions.

    ``by_promise``: rules count by how plausible it is that they will hold.
    """

    def __init__(self, rules: Sequence[Rule], facts: Mapping[str, Fact], by_promise: bool = False) -> None:
        self._rules = tuple(rules)
        self._facts = facts
        self._by_promise = by_promise

    def open_facts(self, known: Facts, skip: Iterable[str] = ()) -> list[str]:
        """Every fact that can still change some rule, without those in ``skip``."""
        skip = set(skip)
        names = (name for rule in self._rules for name in rule.open_facts(known))
        return [name for name in dict.fromkeys(names) if name not in skip]

    def choose(self, known: Facts, skip: Iterable[str] = ()) -> Choice | None:
        """The best fact to ask, or None when no answer can change anything.

        ``skip`` holds facts already asked and not answered (不知道, 不想说).
        """
        skip = set(skip)
        scores: dict[str, float] = {}
        for rule in self._rules:
            gains = rule.gains(known, self._facts)
            weights = self._weights(rule, known) if gains else (1.0, 1.0)
            for position, (name, gain) in enumerate(gains):
                if name not in skip:
                    weight = weights[self._facts[name].late]
                    scores[name] = scores.get(name, 0.0) + weight * gain / (1 + 0.05 * position)
        private = _PRIVATE_AMONG_MANY if self._by_promise else _PRIVATE
        choices = [Choice(name, score / _cost(self._facts[name], private)) for name, score in scores.items()]
        return max(choices, key=lambda choice: choice.score, default=None)

    def _weights(self, rule: Rule, known: Facts) -> tuple[float, float]:
        """What this rule counts for its everyday facts, and for those that few people have.

        Once one of the latter is known to hold (a veteran), the others of its rule are everyday to this person.
        """
        if not self._by_promise:
            return rule.weight, rule.weight
        weight = rule.weight * rule.promise(known) ** _CAUTION
        opened = any(self._facts[name].late and known.get(name) is True for name in rule.names)
        return weight, weight if opened else weight * _LATE


def _cost(fact: Fact, private: float) -> float:
    return 1.0 + private * fact.sensitivity + (0.3 if fact.kind in ("日期", "金额") else 0.0)

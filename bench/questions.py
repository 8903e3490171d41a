"""How many questions a resident is asked: ours, a form's, and the fewest possible.

    python -m bench.questions [--residents 200]

For each item and each simulated resident (bench/residents.py) who has only named the item:

- *form*: all facts of the item in the order of its file, without those that follow from earlier answers;
- *in order*: the same, ending as soon as the item is decided;
- *ours*: the questions that the engine chooses, until none can change the item's verdict;
- *fewest*: the mean of the best decision tree for these residents (items with few facts only).

Then the whole screening: how many of the 83 items are settled after so many questions.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.residents import Resident, residents
from bot.catalog.assessment import assess, assess_all, next_question
from bot.catalog.loader import load_catalog
from bot.catalog.service import Catalog, Service
from bot.rules.nodes import Condition
from bot.rules.values import Value
from bot.rules.verdicts import Verdict
from bot.settings import read_settings

_ON = date(2026, 11, 23)
_FEW = 6  # facts of an item whose best decision tree is searched
_OF_TREE = 60  # residents for which it is searched
_SHOWN = 12
_SCREENED = (0, 3, 5, 8, 10, 15, 20, 30)
Ask = Callable[[Resident], "str | None"]


@dataclass(frozen=True)
class Economy:
    """Mean questions until the item is decided; ``fewest`` None if not searched."""

    item: str
    facts: int
    form: float
    in_order: float
    ours: float
    ours_of_tree: float | None = None
    fewest: float | None = None


def facts_in_order(service: Service) -> list[str]:
    """The facts of the item's rules as its file names them."""
    return list(dict.fromkeys(leaf.fact.name for benefit in service.benefits for leaf in benefit.node.leaves()))


def asked(resident: Resident, ask: Ask) -> int:
    """How many questions ``ask`` puts to a resident who answers each as far as it has an answer."""
    known: Resident = {}
    count = 0
    while (name := ask(known)) is not None:
        count += 1
        known[name] = resident[name]
    return count


def economy(catalog: Catalog, service_id: str, people: Sequence[Resident]) -> Economy:
    """The item's line of the table."""
    names = facts_in_order(catalog.service(service_id, _ON))
    able = [resident for resident in people if all(name in resident for name in names)]

    def chosen(known: Resident) -> str | None:
        return next_question(catalog, known, _ON, service_id)

    def whole_form(known: Resident) -> str | None:
        follows = catalog.deriver.derive(known, _ON).facts
        return next((name for name in names if name not in follows), None)

    def form_until_decided(known: Resident) -> str | None:
        return whole_form(known) if assess(catalog, service_id, known, _ON).missing else None

    counts = [mean(asked(resident, ask) for resident in able) for ask in (whole_form, form_until_decided, chosen)]
    if not 2 <= len(names) <= _FEW:
        return Economy(service_id, len(names), *counts)
    some = able[:_OF_TREE]
    fewest = Tree(catalog, service_id, names, some).fewest() / len(some)
    return Economy(service_id, len(names), *counts, mean(asked(resident, chosen) for resident in some), fewest)


class Tree:
    """The decision tree with the fewest questions for given residents, by exhaustive search."""

    def __init__(self, catalog: Catalog, service_id: str, names: list[str], people: Sequence[Resident]) -> None:
        self._catalog, self._service, self._names = catalog, service_id, names
        self._people = [{name: self._class(name, resident[name]) for name in names} for resident in people]
        self._best: dict[frozenset[tuple[str, Value]], int] = {}

    def _class(self, name: str, value: Value) -> Value:
        """The first value seen that no condition tells from this one."""
        classes = self.__dict__.setdefault("_classes", defaultdict(dict))[name]
        outcome = tuple(leaf.evaluate({name: value}) for leaf in self._leaves(name))
        return classes.setdefault(outcome, value)

    def _leaves(self, name: str) -> Iterator[Condition]:
        for benefit in self._catalog.service(self._service, _ON).benefits:
            yield from (leaf for leaf in benefit.node.leaves() if leaf.fact.name == name)
        for implication in self._catalog.deriver.implications:
            yield from (leaf for leaf in implication.condition.leaves() if leaf.fact.name == name)

    def fewest(self) -> int:
        """Questions in all, over all residents."""
        return self._search({}, list(range(len(self._people))))

    def _search(self, known: Resident, people: list[int]) -> int:
        key = frozenset(known.items())
        if key not in self._best:
            missing = assess(self._catalog, self._service, known, _ON).missing
            self._best[key] = min((self._after(name, known, people) for name in missing), default=0)
        return self._best[key]

    def _after(self, name: str, known: Resident, people: list[int]) -> int:
        groups: dict[Value, list[int]] = defaultdict(list)
        for index in people:
            groups[self._people[index][name]].append(index)
        return len(people) + sum(self._search({**known, name: value}, group) for value, group in groups.items())


def settled_after(catalog: Catalog, people: Sequence[Resident], ask: Ask) -> list[float]:
    """Mean share of items decided after each number of questions in ``_SCREENED``."""
    shares: dict[int, list[float]] = defaultdict(list)
    for resident in people:
        known: Resident = {}
        for count in range(max(_SCREENED) + 1):
            if count in _SCREENED:
                verdicts = [a.verdict for a in assess_all(catalog, known, _ON)]
                shares[count].append(sum(v is not Verdict.UNKNOWN for v in verdicts) / len(verdicts))
            name = ask(known)
            if name is not None and name in resident:
                known[name] = resident[name]
    return [mean(shares[count]) for count in _SCREENED]


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--residents", type=int, default=200)
    options = parser.parse_args()
    catalog, console = load_catalog(read_settings().knowledge), Console()
    people = residents(catalog, options.residents, _ON)
    lines = [economy(catalog, item, people) for item in track(sorted(catalog.files), "items", console=console)]
    console.print(_items_table([line for line in lines if line.facts]))
    console.print(_screening_table(catalog, people[: max(1, len(people) // 10)]))


def _items_table(lines: list[Economy]) -> Table:
    table = Table("item", "facts", "form", "in order", "ours", "ours*", "fewest*", title="questions until decided")
    worst = sorted(lines, key=lambda line: -line.ours)[:_SHOWN]
    searched = [line for line in lines if line.fewest is not None]
    for line in worst:
        table.add_row(line.item, str(line.facts), *_figures(line))
    table.add_section()
    for title, chosen in (("all items", lines), (f"items of 2 to {_FEW} facts", searched)):
        table.add_row(title, f"{mean(line.facts for line in chosen):.1f}", *_mean_figures(chosen))
    table.caption = f"* over the first {_OF_TREE} residents; {len(lines)} items, {len(searched)} searched"
    return table


def _figures(line: Economy) -> list[str]:
    values = (line.form, line.in_order, line.ours, line.ours_of_tree, line.fewest)
    return ["–" if value is None else f"{value:.2f}" for value in values]


def _mean_figures(lines: list[Economy]) -> list[str]:
    columns = zip(*((line.form, line.in_order, line.ours, line.ours_of_tree, line.fewest) for line in lines))
    return ["–" if None in column else f"{mean(column):.2f}" for column in columns]


def _screening_table(catalog: Catalog, people: Sequence[Resident]) -> Table:
    def chosen(known: Resident) -> str | None:
        return next_question(catalog, known, _ON)

    order = list(catalog.vocabulary.facts)

    def in_order(known: Resident) -> str | None:
        follows = catalog.deriver.derive(known, _ON).facts
        return next((name for name in order if name not in follows), None)

    table = Table("questions", *map(str, _SCREENED), title="screening: share of items decided after so many questions")
    for title, ask in (("ours", chosen), ("in the order of facts.yml", in_order)):
        table.add_row(title, *(f"{share:.2f}" for share in settled_after(catalog, people, ask)))
    return table


if __name__ == "__main__":
    main()

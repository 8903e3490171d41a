"""What every part of the conversation stands on: the knowledge, the day, the answer reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.answers.counters import Counter, CounterLookup, counters_of, no_counters
from bot.catalog.assessment import Assessment, assess, assess_all
from bot.catalog.service import Catalog, Service
from bot.dialogue.state import State
from bot.rules.facts import Fact
from bot.rules.values import Value
from bot.rules.verdicts import ENTITLED

_ADULT_AGES = (20, 40, 60, 80)


@dataclass(frozen=True)
class Ground:
    """``today`` is called at each message, so that a process may live over midnight.

    ``lookup`` finds the counters that the deployer imported for a region.
    """

    catalog: Catalog
    today: Callable[[], date]
    lookup: CounterLookup = no_counters
    _entitled: dict[object, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def stated(self, state: State) -> dict[str, Value]:
        """Facts of the person spoken of."""
        return state.facts(self.catalog.vocabulary)

    def known(self, state: State) -> Mapping[str, Value]:
        """Stated facts with what follows from them."""
        return self.catalog.deriver.derive(self.stated(state), self.today()).facts

    def assess(self, state: State, service_id: str) -> Assessment:
        """One item for the person spoken of."""
        return assess(self.catalog, service_id, self.stated(state), self.today())

    def assess_all(self, state: State) -> list[Assessment]:
        """All items that have conditions in the system."""
        results = assess_all(self.catalog, self.stated(state), self.today())
        return [result for result in results if result.service.modelled]

    def service(self, state: State, service_id: str) -> Service:
        """The item as it stands today where the person applies."""
        return self.assess(state, service_id).service

    def takes_complaints(self, state: State, service_id: str) -> bool:
        """Whether reporting or complaining is what the item is there for."""
        return "投诉" in self.service(state, service_id).summary

    def counters(self, state: State, service: Service) -> tuple[Counter, ...]:
        """The counters where the person spoken of applies for the item."""
        return counters_of(self.catalog, service, self.known(state), self.lookup)

    def name(self, service_id: str) -> str:
        """What the item is called."""
        return self.catalog.files[service_id].name

    def fact(self, name: str) -> Fact:
        """The definition of a fact."""
        return self.catalog.vocabulary[name]

    def for_everyone(self) -> frozenset[str]:
        """Items that are settled with yes before anybody says a word."""
        return self._entitled_with({})

    def for_any_adult(self) -> frozenset[str]:
        """Items that every grown-up is entitled to, whatever else is known."""
        by_age = [self._entitled_with({"年龄": age}) for age in _ADULT_AGES if "年龄" in self.catalog.vocabulary]
        return frozenset.intersection(*by_age) if by_age else self.for_everyone()

    def _entitled_with(self, facts: Mapping[str, Value]) -> frozenset[str]:
        key = (self.today(), *facts.items())
        if key not in self._entitled:
            self._entitled.clear() if len(self._entitled) > 2 * len(_ADULT_AGES) else None
            results = assess_all(self.catalog, facts, self.today())
            self._entitled[key] = frozenset(r.service.id for r in results if r.verdict in ENTITLED)
        return self._entitled[key]

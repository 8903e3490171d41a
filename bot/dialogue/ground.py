"""What every part of the conversation stands on: the knowledge, the day, the answer reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.catalog.assessment import Assessment, assess, assess_all
from bot.catalog.service import Catalog, Service
from bot.dialogue.state import State
from bot.rules.facts import Fact
from bot.rules.values import Value
from bot.rules.verdicts import Verdict


@dataclass(frozen=True)
class Ground:
    """``today`` is called at each message, so that a process may live over midnight."""

    catalog: Catalog
    today: Callable[[], date]
    _everyone: dict[date, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

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

    def name(self, service_id: str) -> str:
        """What the item is called."""
        return self.catalog.files[service_id].name

    def fact(self, name: str) -> Fact:
        """The definition of a fact."""
        return self.catalog.vocabulary[name]

    def for_everyone(self) -> frozenset[str]:
        """Items that are settled with yes before anybody says a word."""
        today = self.today()
        if today not in self._everyone:
            results = assess_all(self.catalog, {}, today)
            settled = (Verdict.ELIGIBLE, Verdict.LIKELY)
            self._everyone.clear()
            self._everyone[today] = frozenset(r.service.id for r in results if r.verdict in settled)
        return self._everyone[today]

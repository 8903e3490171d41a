"""Counters that a deployer imported for their own counties, beside the item that they handle."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.catalog.regions import Regions
from bot.catalog.service import Catalog, Service
from bot.rules.values import Value

_MOST = 2
_HUKOU, _RESIDENCE = ("户籍", "户口"), ("居住", "常住", "现住", "现在住", "不限")
_WITH_PERMIT = "居住证"


@dataclass(frozen=True)
class Counter:
    """One counter as imported. ``region`` is a code, ``kind`` a key of channels.yml 窗口."""

    region: str
    kind: str
    name: str
    address: str
    hours: str = ""
    phone: str = ""

    def line(self) -> str:
        """``甲镇便民服务中心，甲镇一路1号，工作日9:00-17:00，电话12345``."""
        phone = f"电话{self.phone}" if self.phone else ""
        return "，".join(part for part in (self.name, self.address, self.hours, phone) if part)

    def data(self) -> dict[str, str]:
        """What the page shows."""
        return {"name": self.name, "address": self.address, "hours": self.hours, "phone": self.phone}


# The counters in exactly one region (a code).
CounterLookup = Callable[[str], Sequence[Counter]]


def no_counters(region: str) -> Sequence[Counter]:
    """Where nothing was imported."""
    return ()


def counters_of(
    catalog: Catalog, service: Service, facts: Mapping[str, Value], lookup: CounterLookup
) -> tuple[Counter, ...]:
    """The counters for this item where the person applies: those of the county, else of the prefecture.

    None where the item is applied for elsewhere (at school, where the insurance is), or where
    the place is not known.
    """
    known = catalog.channels.get("窗口", {})
    kinds: list[str] = [key for key in service.application.channels if key in known]
    for place in _places(service.application.place, facts):
        for region in _from_county_up(catalog.regions, place):
            found = [counter for counter in lookup(region) if counter.kind in kinds]
            if found:
                return tuple(sorted(found, key=lambda counter: kinds.index(counter.kind)))
    return ()


def _places(applied: str, facts: Mapping[str, Value]) -> list[str]:
    """The codes of the places where somebody applies, as far as they are known."""
    by_hukou = any(word in applied for word in _HUKOU)
    by_residence = not applied or any(word in applied for word in _RESIDENCE)
    if by_hukou and _WITH_PERMIT in applied:
        by_residence = facts.get("居住证") is True
    names = ["户籍地"] * by_hukou + ["居住地"] * by_residence
    return [facts[name] for name in names if isinstance(facts.get(name), str)]


def _from_county_up(regions: Regions, code: str) -> list[str]:
    """The county and its prefecture; nothing wider, which would not say where to go."""
    region = regions.by_code.get(code)
    if region is None or not region.parent:
        return []
    return [code, *_from_county_up(regions, region.parent)]


def counter_lines(counters: Sequence[Counter]) -> list[str]:
    """The first few in a line each; of many, that there are more."""
    lines = [counter.line() for counter in counters[:_MOST]]
    if len(counters) > _MOST:
        lines.append(f"这里一共有{len(counters)}处这样的窗口，去离家近的一处就行")
    return lines

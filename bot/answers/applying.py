"""Where to go, what to bring, whom to ring: the application part of an item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.answers.counters import Counter
from bot.catalog.service import Catalog, Service

_PLACE_WORDS = ("户籍地", "户口", "现住地", "居住地", "现在住", "参保地", "当地")
_SHORT_PLACE = 12
ANYBODY = "12345（政务服务便民热线）"


def application_data(catalog: Catalog, service: Service, counters: Sequence[Counter] = ()) -> dict[str, Any]:
    """Where and how to apply, as plain data; ``counters`` are those near the person."""
    application = service.application
    return {
        "where": place_of(service),
        "place": application.place,
        "office": application.office,
        "channels": [
            {"name": c["名称"], "url": c.get("链接", ""), "note": c.get("说明", "")}
            for c in other_ways(catalog, service)
        ],
        "counters": [counter.data() for counter in counters],
        "phones": [{"number": number, "name": _name(catalog, number)} for number in application.phones],
        "materials": list(application.materials),
        "steps": list(application.steps),
        "time_limit": application.time_limit,
        "cost": application.cost,
        "note": application.note or service.regional_note,
    }


def other_ways(catalog: Catalog, service: Service) -> list[Mapping[str, str]]:
    """The channels of the item (entries of channels.yml) that its office does not name already."""
    application = service.application
    online, offices = catalog.channels.get("网上", {}), catalog.channels.get("窗口", {})
    found = [online.get(key) or offices.get(key) or {"名称": key} for key in application.channels]
    return [entry for entry in found if not any(name in application.office for name in _names(entry))]


def _names(entry: Mapping[str, str]) -> list[str]:
    return [entry["名称"], *filter(None, entry.get("简称", "").split("、"))]


def place_of(service: Service) -> str:
    """``户籍地的乡镇（街道）便民服务中心``; empty when no office is named."""
    application = service.application
    office, place = application.office, application.place
    told = not place or place == "不限" or any(word in office for word in (place, *_PLACE_WORDS))
    if told or not office:
        return office
    if len(place) <= _SHORT_PLACE and "（" not in place:
        return f"{place}的{office}"
    return f"{office}；{place}" if "（" in place else f"{office}（{place}）"


def phones_of(catalog: Catalog, service: Service, most: int = 3) -> str:
    """The numbers with their names."""
    names = [(number, _name(catalog, number)) for number in service.application.phones[:most]]
    return "、".join(f"{number}（{name}）" if name else number for number, name in names)


def _name(catalog: Catalog, number: str) -> str:
    return catalog.channels.get("热线", {}).get(number, {}).get("名称", "")

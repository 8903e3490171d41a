"""Where to go, what to bring, whom to ring: the application part of an item."""

from __future__ import annotations

from typing import Any

from bot.catalog.service import Catalog, Service

ANYBODY = "12345（政务服务便民热线）"


def application_data(catalog: Catalog, service: Service) -> dict[str, Any]:
    """Where and how to apply, as plain data."""
    application = service.application
    online, counters = catalog.channels.get("网上", {}), catalog.channels.get("窗口", {})
    channels = [online.get(key) or counters.get(key) or {"名称": key} for key in application.channels]
    return {
        "place": application.place,
        "office": application.office,
        "channels": [{"name": c["名称"], "url": c.get("链接", ""), "note": c.get("说明", "")} for c in channels],
        "phones": [{"number": number, "name": _name(catalog, number)} for number in application.phones],
        "materials": list(application.materials),
        "steps": list(application.steps),
        "time_limit": application.time_limit,
        "cost": application.cost,
        "note": application.note or service.regional_note,
    }


def place_of(service: Service) -> str:
    """``户籍地的乡镇（街道）便民服务中心``; empty when no office is named."""
    application = service.application
    where = f"{application.place}的" if application.place and application.place != "不限" else ""
    return where + application.office if application.office else ""


def phones_of(catalog: Catalog, service: Service, most: int = 3) -> str:
    """The numbers with their names."""
    names = [(number, _name(catalog, number)) for number in service.application.phones[:most]]
    return "、".join(f"{number}（{name}）" if name else number for number, name in names)


def _name(catalog: Catalog, number: str) -> str:
    return catalog.channels.get("热线", {}).get(number, {}).get("名称", "")

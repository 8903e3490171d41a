"""Which item or items a message is about, and which benefit of an item it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.catalog.service import Catalog, Service
from bot.dialogue import cues
from bot.dialogue.state import State
from bot.dialogue.thresholds import POSSIBLE, SECOND, SURE, SURE_ACT, SURE_IN_PASSING
from bot.dialogue.understood import Understood
from bot.nlu.text import clean

_SHARED_LINK = re.compile(r"^我想了解这项服务[:：]([a-z0-9-]+)$")
_SHORT = 12
_NAME_THAT_SETTLES = 3  # characters; shorter names are everyday words too
_OFFERED = 3
# Words of benefits' names that people use without meaning the benefit.
_EVERYDAY = {
    "残疾", "军人", "家庭", "困难", "生活", "补助", "补贴", "老人", "老年", "孩子", "儿童", "农村", "城乡", "居民", "人员", "服务",
    "费用", "待遇", "医疗", "住院", "看病", "参加", "参保", "免费", "学生", "职工", "就业", "工作", "政府", "退役", "对象", "当事", "学校",
    "低保", "特困", "边缘", "重度", "民族", "大学", "报销", "申请",
}  # fmt: skip


@dataclass(frozen=True)
class Route:
    """``chosen`` are items to answer, in order; ``offered`` are to be chosen from."""

    chosen: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()


class Router:
    """Finds the items by name and by the classifier's probabilities."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        names = {clean(name): file.id for file in catalog.files.values() for name in (file.name, *file.aliases)}
        self._names = {name: names[name] for name in sorted(names, key=len, reverse=True)}

    def route(self, state: State, message: Understood) -> Route:
        """The items a message asks about."""
        whole = self.by_whole_name(message.words)
        if whole:
            return Route((whole,))
        several = self._several(message)
        if several:
            return Route(several)
        if state.service and self._goes_on(state, message):
            return Route((state.service,))
        return self._single(state, message)

    def by_whole_name(self, text: str) -> str | None:
        """The item whose name is the whole message, or that a shared link names by its id."""
        linked = _SHARED_LINK.search(text)
        if linked and linked[1] in self._catalog.files:
            return linked[1]
        return self._names.get(text)

    def named(self, message: Understood) -> dict[str, str]:
        """Items named in the message, beside what it states as facts: id -> name used."""
        text, found = message.beside_facts, {}
        for name, service_id in self._names.items():
            if name in text:
                found.setdefault(service_id, name)
                text = text.replace(name, "，" * len(name))
        return found

    def names_an_item(self, message: Understood) -> bool:
        """Whether an item is named by a name that is no everyday word."""
        return any(len(name) >= _NAME_THAT_SETTLES for name in self.named(message).values())

    def in_passing(self, message: Understood) -> bool:
        """Whether a message whose act is something else asks about an item all the same."""
        best, chance = message.best
        named = best in self.named(message)
        unsure = message.confidence < SURE_ACT
        return (named and chance >= SURE) or (unsure and chance >= SURE_IN_PASSING and len(message.words) > 4)

    def _several(self, message: Understood) -> tuple[str, ...]:
        """Two items joined in one message."""
        if not cues.is_connected(message.beside_facts):
            return ()
        named = self.named(message)
        found = [sid for sid, chance in message.services[:_OFFERED] if chance >= SURE or (chance >= SECOND and named)]
        found += [sid for sid, name in named.items() if sid not in found and self._clearly(sid, name, message)]
        if len(found) < 2 and len(message.services) > 1 and message.services[1][1] >= SECOND:
            found = [sid for sid, _ in message.services[:2]]
        return tuple(self._in_order(found[:2], message, named)) if len(found) > 1 else ()

    @staticmethod
    def _clearly(service_id: str, name: str, message: Understood) -> bool:
        """A second name counts if it is no everyday word, or the classifier thinks of it too."""
        return len(name) >= _NAME_THAT_SETTLES or message.chance(service_id) > 0

    @staticmethod
    def _in_order(found: Iterable[str], message: Understood, named: dict[str, str]) -> list[str]:
        return sorted(found, key=lambda sid: message.words.find(named[sid]) if sid in named else len(message.words))

    def _goes_on(self, state: State, message: Understood) -> bool:
        """Whether the message is a follow-up that does not name the item at hand again."""
        if cues.is_bare(message.words):
            return True
        if self.names_an_item(message) or cues.is_elliptic(message.words):
            return False
        best, chance = message.best
        unsure = chance < POSSIBLE or bool(message.facts) or message.chance(state.service or "") > 0
        return best == state.service or (chance < SURE and unsure)

    def _single(self, state: State, message: Understood) -> Route:
        best, chance = message.best
        named = self.named(message)
        elliptic = bool(state.service) and cues.is_elliptic(message.words) and len(message.words) <= _SHORT
        needed = SURE_IN_PASSING if elliptic and best not in named else SURE
        if chance >= needed:
            return Route((best,))
        settled = [sid for sid, name in named.items() if len(name) >= _NAME_THAT_SETTLES and message.chance(sid)]
        if len(settled) == 1 and message.chance(settled[0]) >= POSSIBLE:
            return Route((settled[0],))
        return Route(offered=self._offered(message, named, elliptic))

    @staticmethod
    def _offered(message: Understood, named: dict[str, str], elliptic: bool) -> tuple[str, ...]:
        least = 0.0 if elliptic else POSSIBLE
        likely = [sid for sid, chance in message.services[:_OFFERED] if chance >= least]
        by_name = [sid for sid, name in named.items() if len(name) >= _NAME_THAT_SETTLES]
        return tuple(dict.fromkeys([*by_name, *likely]))[:_OFFERED]


def named_benefits(service: Service, text: str) -> list[str]:
    """Benefits whose name, or a part that only this benefit has, stands in the text."""
    if len(service.benefits) < 2:
        return []
    whole = [benefit.name for benefit in service.benefits if clean(benefit.name) in text]
    return whole or [benefit.name for benefit in service.benefits if _distinct(service, benefit.name, text)]


def _distinct(service: Service, name: str, text: str) -> bool:
    """Whether the text has two or more characters of this name that no other benefit's name has."""
    others = "，".join([service.name, *(b.name for b in service.benefits if b.name != name)])
    parts = re.findall(r"[\w—]+", clean(name))
    pieces = {part[i : i + 2] for part in parts for i in range(len(part) - 1)}
    return any(piece in text and piece not in clean(others) and piece not in _EVERYDAY for piece in pieces)

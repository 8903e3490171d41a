"""Regions by GB/T 2260 code, full name or the short name people use."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SICHUAN = "510000"
AUTONOMOUS_AREAS = "民族自治地区"
_LEVELS = ("省", "市州", "县市区")


@dataclass(frozen=True)
class Region:
    code: str
    name: str
    level: str  # 省 | 市州 | 县市区
    parent: str
    aliases: tuple[str, ...]
    autonomous: bool


class Regions:
    """All regions of knowledge/regions.csv."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self.by_code = {region.code: region for region in regions}
        self.by_name = _unambiguous_names(self.by_code.values())

    @classmethod
    def read(cls, path: Path) -> Regions:
        with path.open(encoding="utf-8", newline="") as file:
            return cls(_region(row) for row in csv.DictReader(file))

    def resolve(self, text: str) -> str | None:
        """The code for a code or a name; a chain such as 德阳旌阳 or 四川省渠县 works too."""
        if text in self.by_code:
            return text
        if text in self.by_name:
            return self.by_name[text]
        return self._resolve_chain(text)

    def _resolve_chain(self, text: str) -> str | None:
        """A higher name followed by a lower one; the lower must lie within the higher."""
        cuts = (cut for cut in range(len(text) - 1, 1, -1) if text[:cut] in self.by_name)
        found = (self._named_within(text[cut:], self.by_name[text[:cut]]) for cut in cuts)
        return next((code for code in found if code), None)

    def _named_within(self, text: str, area: str) -> str | None:
        """The one place of that name (or chain) inside ``area``; None if there are several."""
        inside = [region for region in self.by_code.values() if region.parent and self.lies_within(region.code, area)]
        called = _highest(region for region in inside if text in _names(region))
        if called:
            return called[0].code if len(called) == 1 else None
        inner = self._resolve_chain(text)
        return inner if inner and self.lies_within(inner, area) else None

    def lies_within(self, code: str, area: str) -> bool:
        while code and code != area:
            code = self.by_code[code].parent if code in self.by_code else ""
        return bool(code)

    def full_name(self, code: str) -> str:
        """四川省德阳市旌阳区; the code itself when it is not known."""
        region = self.by_code.get(code)
        if region is None:
            return code
        parent = self.full_name(region.parent) if region.parent else ""
        return parent + region.name

    def chain(self, code: str) -> list[str]:
        """Names from the province down to the region."""
        region = self.by_code.get(code)
        if region is None:
            return []
        return [*(self.chain(region.parent) if region.parent else []), region.name]

    def children(self, parent: str) -> list[Region]:
        return [region for region in self.by_code.values() if region.parent == parent]

    def sets(self) -> dict[str, frozenset[str]]:
        """Named sets of regions that a rule may use."""
        autonomous = (region.code for region in self.by_code.values() if region.autonomous)
        return {AUTONOMOUS_AREAS: frozenset(autonomous)}


def _region(row: dict[str, str]) -> Region:
    return Region(
        code=row["代码"],
        name=row["名称"],
        level=row["级别"],
        parent=row["上级"],
        aliases=tuple(row["俗称"].split()),
        autonomous=row["民族自治地区"] == "是",
    )


def _names(region: Region) -> set[str]:
    short = region.name[:-1] if region.name[-1] in "省市县区" and len(region.name) > 2 else region.name
    names = {region.name, short, *region.aliases}
    if region.name.endswith("自治县"):
        names |= {f"{alias}县" for alias in region.aliases}
    return names


def _highest(regions: Iterable[Region]) -> list[Region]:
    """Those of the highest level among the regions."""
    candidates = list(regions)
    top = min((_LEVELS.index(region.level) for region in candidates), default=0)
    return [region for region in candidates if _LEVELS.index(region.level) == top]


def _unambiguous_names(regions: Iterable[Region]) -> dict[str, str]:
    """Names that mean one region; where levels clash the higher level is meant."""
    found: dict[str, list[Region]] = {}
    for region in regions:
        for name in _names(region):
            if len(name) >= 2:
                found.setdefault(name, []).append(region)
    names = {}
    for name, candidates in found.items():
        highest = _highest(candidates)
        in_sichuan = [region for region in highest if region.code.startswith("51")]
        chosen = in_sichuan or highest
        if len(chosen) == 1:
            names[name] = chosen[0].code
    return names

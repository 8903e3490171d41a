"""Counters of a deployer's own county: addresses and hours, imported from a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Column, Integer, String, delete, select

from bot.store.database import Base, session

COLUMNS = ("地区", "窗口", "名称", "地址", "时间", "电话", "来源")
_NEEDED = ("地区", "窗口", "名称", "地址", "来源")


class PlaceRow(Base):  # type: ignore[misc,valid-type]
    """A counter in a region. ``counter`` is a key of channels.yml 窗口 or a part of an item's 受理."""

    __tablename__ = "places"

    id = Column(Integer, primary_key=True)
    region = Column(String(6), nullable=False, index=True)
    counter = Column(String(100), nullable=False)
    name = Column(String(200), nullable=False)
    address = Column(String(300), nullable=False)
    hours = Column(String(200), nullable=False, default="")
    phone = Column(String(100), nullable=False, default="")
    source = Column(String(300), nullable=False)


@dataclass(frozen=True)
class Place:
    """One counter, as shown to residents."""

    name: str
    address: str
    hours: str
    phone: str


class PlacesError(ValueError):
    """What is wrong with the CSV file, with its line."""


def read_places(path: Path, resolve: Callable[[str], str | None]) -> list[PlaceRow]:
    """The rows of a CSV file (UTF-8, columns as COLUMNS). Raises PlacesError; reads all or nothing."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or [])]
        if missing:
            raise PlacesError(f"第1行缺少列：{'、'.join(missing)}；要有：{'、'.join(COLUMNS)}")
        return [_row(number, row, resolve) for number, row in enumerate(reader, start=2)]


def _row(number: int, row: dict[str, str], resolve: Callable[[str], str | None]) -> PlaceRow:
    values = {column: (row.get(column) or "").strip() for column in COLUMNS}
    empty = [column for column in _NEEDED if not values[column]]
    if empty:
        raise PlacesError(f"第{number}行的“{empty[0]}”是空的")
    code = resolve(values["地区"])
    if code is None:
        raise PlacesError(f"第{number}行认不出地区“{values['地区']}”，请写市、县的名字或六位代码")
    return PlaceRow(
        region=code,
        counter=values["窗口"],
        name=values["名称"],
        address=values["地址"],
        hours=values["时间"],
        phone=values["电话"],
        source=values["来源"],
    )


def import_places(url: str, rows: list[PlaceRow]) -> int:
    """Replaces the counters of the regions that the rows name; returns how many rows came."""
    with session(url) as database:
        database.execute(delete(PlaceRow).where(PlaceRow.region.in_({row.region for row in rows})))
        database.add_all(rows)
        return len(rows)


def find_places(url: str, region: str, counters: list[str], limit: int = 3) -> list[Place]:
    """Counters in a region whose kind occurs in ``counters`` (an item's office and channels)."""
    with session(url) as database:
        rows = database.scalars(select(PlaceRow).where(PlaceRow.region == region)).all()
        fitting = [row for row in rows if any(row.counter in counter for counter in counters)]
        return [Place(row.name, row.address, row.hours, row.phone) for row in fitting[:limit]]

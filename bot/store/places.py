"""Counters of a deployer's own counties: addresses and hours, imported from a CSV file."""

from __future__ import annotations

import csv
import io
import logging
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import Column, Integer, String, delete, select
from sqlalchemy.exc import SQLAlchemyError

from bot.answers.counters import Counter
from bot.store.database import Base, session

logger = logging.getLogger(__name__)

COLUMNS = ("地区", "窗口", "名称", "地址", "时间", "电话", "来源")
_NEEDED = ("地区", "窗口", "名称", "地址", "来源")
_LONGEST = {"名称": 200, "地址": 300, "时间": 200, "电话": 100, "来源": 300}
_PHONE = re.compile(r"[\d\s+()（）\-—、，,;；/转]*\d[\d\s+()（）\-—、，,;；/转]*")
_MOST_PROBLEMS = 20
_KEPT_SECONDS = 10.0


class PlaceRow(Base):  # type: ignore[misc,valid-type]
    """A counter in a region. ``counter`` is a key of channels.yml 窗口."""

    __tablename__ = "places"

    id = Column(Integer, primary_key=True)
    region = Column(String(6), nullable=False, index=True)
    counter = Column(String(100), nullable=False)
    name = Column(String(200), nullable=False)
    address = Column(String(300), nullable=False)
    hours = Column(String(200), nullable=False, default="")
    phone = Column(String(100), nullable=False, default="")
    source = Column(String(300), nullable=False)


class PlacesError(ValueError):
    """What is wrong with the CSV file: one line of text for each mistake, with its line and cure."""


def read_places(
    path: Path, resolve: Callable[[str], str | None], kinds: Mapping[str, Mapping[str, str]]
) -> list[PlaceRow]:
    """The rows of a CSV file (UTF-8, columns as COLUMNS); all or nothing.

    ``resolve`` gives the code of a prefecture or county, ``kinds`` is channels.yml 窗口.
    Raises PlacesError.
    """
    rows, problems = [], []
    seen: dict[tuple[str, str, str], int] = {}
    for number, raw in _records(path):
        wrong = list(_problems(raw, resolve, kinds))
        if not wrong:
            row = _row(raw, resolve, kinds)
            first = seen.setdefault((row.region, row.counter, row.name), number)
            if first != number:
                wrong = [f"和第{first}行重复（地区、窗口、名称都一样），请删掉一行"]
            rows.append(row)
        problems += [f"第{number}行：{problem}" for problem in wrong]
    if not problems and not rows:
        raise PlacesError("第2行起没有内容，每行写一个窗口")
    if problems:
        more = len(problems) - _MOST_PROBLEMS
        raise PlacesError("\n".join(problems[:_MOST_PROBLEMS] + ([f"……还有{more}处"] if more > 0 else [])))
    return rows


def _records(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, values by column) of every row that is not blank."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PlacesError("文件不是 UTF-8 编码的 CSV，请在表格软件里另存为“CSV UTF-8”") from None
    reader = csv.DictReader(io.StringIO(text.replace("\0", "")), strict=True)
    try:
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or [])]
        if missing:
            raise PlacesError(f"第1行：缺少列{'、'.join(missing)}；第一行要写：{','.join(COLUMNS)}（英文逗号）")
        for row in reader:
            if any(value for value in row.values()):
                yield reader.line_num, row
    except csv.Error:
        raise PlacesError(
            f"第{reader.reader.line_num}行：引号没有配对，内容里有引号的，整格用英文双引号括起来"
        ) from None


def _problems(
    raw: Mapping[str, object], resolve: Callable[[str], str | None], kinds: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    if None in raw:
        yield "比第一行多了一格，内容里有英文逗号的，整格用英文双引号括起来"
        return
    values = _values(raw)
    yield from (f"“{column}”是空的，请填上" for column in _NEEDED if not values[column])
    yield from (
        f"“{column}”超过{most}个字，请写短些" for column, most in _LONGEST.items() if len(values[column]) > most
    )
    code = resolve(values["地区"])
    if values["地区"] and (code is None or code.endswith("0000")):
        yield f"认不出地区“{values['地区']}”，请写市（州）、县的名字，或六位代码"
    if values["窗口"] and _kind(values["窗口"], kinds) is None:
        known = "、".join(entry["名称"] for entry in kinds.values())
        yield f"没有“{values['窗口']}”这种窗口，请写其中一种：{known}"
    if values["电话"] and not _PHONE.fullmatch(values["电话"]):
        yield f"电话“{values['电话']}”不像电话号码，只写号码，没有就空着"


def _values(raw: Mapping[str, object]) -> dict[str, str]:
    return {column: " ".join(str(raw.get(column) or "").split()) for column in COLUMNS}


def _kind(written: str, kinds: Mapping[str, Mapping[str, str]]) -> str | None:
    """The key of a kind of counter that is written by key, by name, or by a part that only it has."""
    exact = [key for key, entry in kinds.items() if written in (key, entry["名称"], *entry.get("简称", "").split("、"))]
    part = [key for key, entry in kinds.items() if written in entry["名称"]]
    found = exact or part
    return found[0] if len(found) == 1 else None


def _row(
    raw: Mapping[str, object], resolve: Callable[[str], str | None], kinds: Mapping[str, Mapping[str, str]]
) -> PlaceRow:
    values = _values(raw)
    return PlaceRow(
        region=resolve(values["地区"]),
        counter=_kind(values["窗口"], kinds),
        name=values["名称"],
        address=values["地址"],
        hours=values["时间"],
        phone=values["电话"],
        source=values["来源"],
    )


def import_places(url: str, rows: Sequence[PlaceRow]) -> int:
    """Replaces the counters of the regions that the rows name; returns how many regions those are."""
    regions = {row.region for row in rows}
    with session(url) as database:
        database.execute(delete(PlaceRow).where(PlaceRow.region.in_(regions)))
        database.add_all(rows)
    return len(regions)


def export_places(
    url: str, region_name: Callable[[str], str], kinds: Mapping[str, Mapping[str, str]]
) -> list[tuple[str, ...]]:
    """All counters in the columns of the CSV file, by region."""
    with session(url) as database:
        rows = database.scalars(select(PlaceRow).order_by(PlaceRow.region, PlaceRow.id)).all()
        return [
            (
                region_name(row.region),
                kinds.get(row.counter, {}).get("名称", row.counter),
                *(row.name, row.address, row.hours, row.phone, row.source),
            )
            for row in rows
        ]


class Places:
    """The imported counters by region, read again after a few seconds.

    A database that cannot be reached costs the answer its addresses, nothing else.
    """

    def __init__(self, url: str, kept_seconds: float = _KEPT_SECONDS) -> None:
        self._url, self._kept_seconds = url, kept_seconds
        self._read_at = -kept_seconds
        self._by_region: dict[str, list[Counter]] = {}

    def __call__(self, region: str) -> Sequence[Counter]:
        """The counters in exactly this region."""
        if time.monotonic() - self._read_at >= self._kept_seconds:
            self._read_at = time.monotonic()
            self._read()
        return self._by_region.get(region, ())

    def _read(self) -> None:
        try:
            with session(self._url) as database:
                rows = database.scalars(select(PlaceRow).order_by(PlaceRow.region, PlaceRow.id)).all()
                self._by_region = _by_region(rows)
        except (SQLAlchemyError, OSError):
            logger.warning("the counters cannot be read; answers go without addresses")


def _by_region(rows: Iterable[PlaceRow]) -> dict[str, list[Counter]]:
    found: dict[str, list[Counter]] = {}
    for row in rows:
        counter = Counter(row.region, row.counter, row.name, row.address, row.hours, row.phone)
        found.setdefault(row.region, []).append(counter)
    return found

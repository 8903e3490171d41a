"""Tables as files for Excel. What somebody wrote never becomes a formula there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with the mark by which Excel knows it."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(headings)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet with a heading that stays in view."""
    book = Workbook()
    sheet = book.active
    sheet.title, sheet.freeze_panes = title, "A2"
    sheet.append(list(headings))
    for row in rows:
        sheet.append([_harmless(cell) for cell in row])
    for number, column in enumerate(sheet.columns, start=1):
        longest = max(len(line) for cell in column for line in str(cell.value or "").split("\n"))
        sheet.column_dimensions[get_column_letter(number)].width = min(2 * longest + 2, _WIDEST)
        column[0].font = Font(bold=True)
        for cell in column[1:]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _harmless(cell: Any) -> Any:
    """Text that would be taken for a formula gets a ' before it, as one would type in Excel."""
    if not isinstance(cell, str):
        return "" if cell is None else cell
    text = ILLEGAL_CHARACTERS_RE.sub("", cell)
    return f"'{text}" if text.startswith(_FORMULA) else text

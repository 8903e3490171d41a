"""``python -m bench.facts [--errors] [FILE ...]``: facts read from messages, without the trained model.

Reads files of tests/nlu (all of facts*.jsonl without an argument), prints precision and recall
of (fact, value) about the person asked about, the accuracy of that person, and the processor
time of a message; with ``--errors`` every message read wrongly, but for the final and the blind set, which
are only measured.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.nlu.extraction.pipeline import FactReader
from bot.nlu.reading import fact_reader
from bot.nlu.results import plain
from bot.rules.values import Range

SET = Path(__file__).resolve().parents[1] / "tests" / "nlu"
Row = dict[str, Any]


def read(path: Path, reader: FactReader) -> list[Row]:
    """The messages of a file, each with ``got``: what the reader makes of it."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for row in rows:
        found = reader.read(row["text"])
        row["got"] = {"subject": found.subject, "facts": _by_name(reader.vocabulary, found.of(found.subject))}
    return rows


def _by_name(vocabulary: Any, facts: Row) -> Row:
    """Places by their names, as ``shuhui understand`` shows them; no date of which only the year is known."""
    return {
        name: vocabulary.region_name(value) if vocabulary[name].kind == "地区" else plain(value)
        for name, value in facts.items()
        if not isinstance(value, Range)
    }


def same(got: Any, value: Any) -> bool:
    """Equal, places by their last name (渠县 for 四川省达州市渠县)."""
    if isinstance(got, str) and isinstance(value, str):
        return got == value or got.endswith(value) or value.endswith(got)
    return bool(got == value)


def figures(rows: list[Row]) -> tuple[float, float, float]:
    """Precision and recall of (fact, value) about the asked person, accuracy of the person."""
    right = said = stated = persons = 0
    for row in rows:
        of_person = row["got"]["subject"] == row["subject"]
        got = row["got"]["facts"] if of_person else {}
        persons += of_person
        said += len(row["got"]["facts"])
        stated += len(row["facts"])
        right += sum(name in got and same(got[name], value) for name, value in row["facts"].items())
    return right / max(said, 1), right / max(stated, 1), persons / max(len(rows), 1)


def differences(row: Row) -> tuple[Row, Row]:
    """(facts missed, facts read too much or with another value) of a message."""
    got = row["got"]["facts"]
    missed = {n: v for n, v in row["facts"].items() if n not in got or not same(got[n], v)}
    false = {n: v for n, v in got.items() if n not in row["facts"] or not same(v, row["facts"][n])}
    return missed, false


def main(arguments: list[str]) -> None:
    """Measures and prints."""
    console, reader = Console(width=200), fact_reader()
    names = [name for name in arguments if not name.startswith("--")]
    table = Table("文件", "句数", "准确率", "召回率", "人", "毫秒/句", title="从话里读出的情况")
    for path in [SET / name for name in names] or sorted(SET.glob("facts*.jsonl")):
        started = time.process_time()
        rows = read(path, reader)
        each = (time.process_time() - started) / len(rows) * 1000
        table.add_row(path.name, str(len(rows)), *(f"{figure:.3f}" for figure in figures(rows)), f"{each:.2f}")
        if "--errors" in arguments and not path.stem.endswith(("_final", "_blind")):
            _print_errors(console, rows)
    console.print(table)


def _print_errors(console: Console, rows: list[Row]) -> None:
    missed_facts: Counter[str] = Counter()
    for row in rows:
        missed, false = differences(row)
        missed_facts.update(missed.keys())
        person = "" if row["got"]["subject"] == row["subject"] else f" 人 {row['subject']} 读作 {row['got']['subject']}"
        if missed or false or person:
            console.print(
                f"{row['text']}{person}  少 {missed or '-'}  多 {false or '-'}", highlight=False, soft_wrap=True
            )
    console.print("漏得最多的", missed_facts.most_common(15))


if __name__ == "__main__":
    main(sys.argv[1:])

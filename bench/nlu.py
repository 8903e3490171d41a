"""``make bench-nlu``: how well the bot understands messages that training never saw.

Reads tests/nlu/*.jsonl (never used in training), prints accuracy by item, act and style, the
worst confusions, out-of-scope and fact figures, a reliability table, and appends a line to
bench/history.csv so that a drop is seen.
"""

from __future__ import annotations

import csv
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.facts import figures as facts_figures
from bot.runtime.offline import Offline
from bot.settings import read_settings

ROOT = Path(__file__).resolve().parents[1]
SET = ROOT / "tests" / "nlu"
HISTORY = ROOT / "bench" / "history.csv"
Row = dict[str, Any]


def read(name: str) -> list[Row]:
    """One of the set's files."""
    return [json.loads(line) for line in (SET / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def share(hits: Iterable[bool]) -> float:
    """Share of hits; 0 for none."""
    found = list(hits)
    return sum(found) / len(found) if found else 0.0


def wanted(row: Row) -> list[str]:
    return row["item"] if isinstance(row["item"], list) else [row["item"]]


def top(row: Row, n: int) -> bool:
    """Whether every wanted item is among the first n (n more for each further item)."""
    found = [service["id"] for service in row["got"]["services"][: n + len(wanted(row)) - 1]]
    return all(item in found for item in wanted(row))


def by(rows: list[Row], key: Callable[[Row], str], hit: Callable[[Row], bool]) -> list[tuple[str, int, float]]:
    """(key, count, share of hits), worst first."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(hit(row))
    return sorted(((name, len(hits), share(hits)) for name, hits in groups.items()), key=lambda g: g[2])


def reliability(rows: list[Row]) -> list[tuple[str, int, float, float]]:
    """(bin, messages, mean confidence, accuracy) of the likeliest item."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for row in rows:
        chance = row["got"]["services"][0]["confidence"]
        bins[min(int(chance * 10), 9)].append((chance, top(row, 1)))
    return [
        (f"{b / 10:.1f}-{b / 10 + 0.1:.1f}", len(hits), sum(c for c, _ in hits) / len(hits), share(h for _, h in hits))
        for b, hits in sorted(bins.items())
    ]


def table(console: Console, title: str, headings: list[str], rows: Iterable[Iterable[Any]]) -> None:
    shown = Table(*headings, title=title)
    for row in rows:
        shown.add_row(*[f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in row])
    console.print(shown)


def main() -> None:
    """Measures and prints."""
    console, bot = Console(), Offline(read_settings())
    services, acts, scope, facts = (read(f"{n}.jsonl") for n in ("services", "acts", "scope", "facts"))
    started = time.perf_counter()
    for row in [*services, *acts, *scope, *facts]:
        row["got"] = bot.understand(row["text"])
    each = (time.perf_counter() - started) / (len(services) + len(acts) + len(scope) + len(facts)) * 1000
    figures = summary(services, acts, scope, facts) | {"ms": each}
    table(console, "理解（从未参加训练的问题）", ["指标", "数"], figures.items())
    table(console, "按说法", ["说法", "句数", "前1"], by(services, lambda r: r["style"], lambda r: top(r, 1)))
    by_act = by([*services, *acts], lambda r: r["act"], lambda r: r["got"]["act"] == r["act"])
    table(console, "按行为", ["行为", "句数", "对"], by_act)
    table(
        console, "最差的服务", ["服务", "句数", "前1"], by(services, lambda r: wanted(r)[0], lambda r: top(r, 1))[:20]
    )
    pairs = Counter((wanted(r)[0], r["got"]["services"][0]["id"]) for r in services if not top(r, 1))
    table(console, "最常混淆", ["应为", "判为", "次"], [(a, b, n) for (a, b), n in pairs.most_common(20)])
    wrong_acts = Counter((r["act"], r["got"]["act"]) for r in [*services, *acts] if r["got"]["act"] != r["act"])
    table(console, "行为混淆", ["应为", "判为", "次"], [(a, b, n) for (a, b), n in wrong_acts.most_common(15)])
    table(console, "可信度", ["置信度", "句数", "平均置信度", "正确率"], reliability(services))
    remember(figures)


def summary(services: list[Row], acts: list[Row], scope: list[Row], facts: list[Row]) -> dict[str, float]:
    """The headline figures."""
    from bot.dialogue.conversation import SURE

    precision, recall, person = facts_figures(facts)
    confident = [r for r in services if r["got"]["services"][0]["confidence"] >= SURE]
    return {
        "top1": share(top(r, 1) for r in services),
        "top3": share(top(r, 3) for r in services),
        "act": share(r["got"]["act"] == r["act"] for r in [*services, *acts]),
        "act_of_questions": share(r["got"]["act"] == r["act"] for r in services),
        "out_of_scope_found": share(not r["got"]["in_scope"] for r in scope),
        "in_scope_refused": share(not r["got"]["in_scope"] for r in services),
        "answered_directly": len(confident) / len(services),
        "confident_wrong": sum(not top(r, 1) for r in confident) / len(services),
        "fact_precision": precision,
        "fact_recall": recall,
        "person": person,
    }


def remember(figures: dict[str, float]) -> None:
    """Appends a line to bench/history.csv."""
    new = not HISTORY.exists()
    with HISTORY.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if new:
            writer.writerow(["date", *figures])
        writer.writerow([date.today(), *(f"{value:.4f}" for value in figures.values())])


if __name__ == "__main__":
    main()

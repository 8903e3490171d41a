"""``make bench-nlu``: how well the bot understands messages that training never saw.

Reads the sets in tests/nlu (never used in training): the development and the fresh set, whose errors
may be looked at, and the held-out, the blind and the final set, which only measure and were written
without a look at the training data. Prints accuracy by style, act and item, the worst confusions and a reliability
table (of the last two accuracy by style and act alone), and appends a line for each set to
bench/history.csv so that a drop is seen. At the end it stands beside the default Rasa pipeline
trained on the same 24 questions per item (bench/beside.py).

``--trial`` trains the classifiers in this process (bench/trial.py) and writes no history;
``--alone`` leaves the default pipeline out.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.facts import figures as facts_figures
from bot.dialogue.thresholds import SURE
from bot.settings import read_settings

ROOT = Path(__file__).resolve().parents[1]
SET = ROOT / "tests" / "nlu"
HISTORY = ROOT / "bench" / "history.csv"
SETS = {"development": "", "fresh": "_fresh", "held-out": "_held", "blind": "_blind", "final": "_final"}
NEVER_LOOKED_AT = {"final", "blind"}  # sets whose single errors are not shown
Row = dict[str, Any]
Understand = Callable[[str], dict[str, Any]]


def read(name: str) -> list[Row]:
    """One of the sets' files."""
    return [json.loads(line) for line in (SET / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def understood(ending: str, understand: Understand) -> dict[str, list[Row]]:
    """The rows of a set by kind (services, acts, scope), each with what was ``got``."""
    found = {kind: read(f"{kind}{ending}.jsonl") for kind in ("services", "acts", "scope")}
    for row in (row for rows in found.values() for row in rows):
        row["got"] = understand(row["text"])
    return found


def share(hits: Iterable[bool]) -> float:
    """Share of hits; 0 for none."""
    found = list(hits)
    return sum(found) / len(found) if found else 0.0


def wanted(row: Row) -> list[str]:
    """The items the message is about."""
    return row["item"] if isinstance(row["item"], list) else [row["item"]]


def top(row: Row, n: int) -> bool:
    """Whether every wanted item is among the first n (n more for each further item)."""
    found = [service["id"] for service in row["got"]["services"][: n + len(wanted(row)) - 1]]
    return all(item in found for item in wanted(row))


def one_of(row: Row) -> bool:
    """Whether the likeliest item is one of the wanted: the answer leads nobody astray."""
    return any(service["id"] in wanted(row) for service in row["got"]["services"][:1])


def right_act(row: Row) -> bool:
    return bool(row["got"]["act"] == row["act"])


def confidence(row: Row) -> float:
    """Probability of the likeliest item; of a message without words 0."""
    return float(row["got"]["services"][0]["confidence"]) if row["got"]["services"] else 0.0


def by(rows: list[Row], key: Callable[[Row], str], hit: Callable[[Row], bool]) -> list[tuple[str, int, float]]:
    """(key, count, share of hits), worst first."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(hit(row))
    return sorted(((name, len(hits), share(hits)) for name, hits in groups.items()), key=lambda g: g[2])


def summary(rows: dict[str, list[Row]]) -> dict[str, float]:
    """The headline figures of a set."""
    services, acts, scope = rows["services"], rows["acts"], rows["scope"]
    direct = [row for row in services if confidence(row) >= SURE and row["got"]["in_scope"]]
    return {
        "top1": share(top(row, 1) for row in services),
        "top3": share(top(row, 3) for row in services),
        "act": share(map(right_act, [*services, *acts])),
        "act_of_questions": share(map(right_act, services)),
        "act_of_others": share(map(right_act, acts)),
        "out_of_scope_found": share(not row["got"]["in_scope"] for row in scope),
        "in_scope_refused": share(not row["got"]["in_scope"] for row in services),
        "answered_directly": len(direct) / len(services),
        "confident_wrong": sum(not one_of(row) for row in direct) / len(services),
        "out_of_scope_answered": share(confidence(row) >= SURE and row["got"]["in_scope"] for row in scope),
    }


def reliability(rows: list[Row]) -> list[tuple[str, int, float, float]]:
    """(bin, messages, mean confidence, accuracy) of the likeliest item."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for row in rows:
        bins[min(int(confidence(row) * 10), 9)].append((confidence(row), one_of(row)))
    return [
        (f"{b / 10:.1f}-{b / 10 + 0.1:.1f}", len(hits), sum(c for c, _ in hits) / len(hits), share(h for _, h in hits))
        for b, hits in sorted(bins.items())
    ]


def table(console: Console, title: str, headings: list[str], rows: Iterable[Iterable[Any]]) -> None:
    """Prints a table; fractions with three places."""
    shown = Table(*headings, title=title)
    for row in rows:
        shown.add_row(*[f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in row])
    console.print(shown)


def first(row: Row) -> bool:
    return top(row, 1)


def overview(console: Console, rows: dict[str, list[Row]]) -> None:
    """Accuracy by style and by act."""
    services, all_acts = rows["services"], [*rows["services"], *rows["acts"]]
    table(console, "按说法", ["说法", "句数", "前1"], by(services, lambda r: r["style"], first))
    table(console, "按行为", ["行为", "句数", "对"], by(all_acts, lambda r: r["act"], right_act))
    table(console, "问服务的行为，按说法", ["说法", "句数", "对"], by(services, lambda r: r["style"], right_act))


def details(console: Console, rows: dict[str, list[Row]]) -> None:
    """Where the errors of a set are."""
    services, all_acts = rows["services"], [*rows["services"], *rows["acts"]]
    table(console, "最差的服务", ["服务", "句数", "前1"], by(services, lambda r: wanted(r)[0], first)[:20])
    pairs = Counter((wanted(r)[0], r["got"]["services"][0]["id"]) for r in services if not one_of(r))
    table(console, "最常混淆", ["应为", "判为", "次"], [(a, b, n) for (a, b), n in pairs.most_common(20)])
    wrong_acts = Counter((r["act"], r["got"]["act"]) for r in all_acts if not right_act(r))
    table(console, "行为混淆", ["应为", "判为", "次"], [(a, b, n) for (a, b), n in wrong_acts.most_common(15)])
    table(console, "可信度", ["置信度", "句数", "平均置信度", "正确率"], reliability(services))


def remember(name: str, figures: dict[str, float]) -> None:
    """Appends a line to bench/history.csv."""
    new = not HISTORY.exists()
    with HISTORY.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if new:
            writer.writerow(["date", "set", *figures])
        writer.writerow([date.today(), name, *(f"{value:.4f}" for value in figures.values())])


def understanding(trial: bool) -> Understand:
    """What understands: the trained bot, or classifiers trained now."""
    if trial:
        from bench.trial import Trial

        classifiers = Trial(read_settings())
        return lambda text: classifiers.understand([text])[0]
    from bot.runtime.offline import Offline

    return Offline(read_settings()).understand


def main() -> None:
    """Measures and prints."""
    trial = "--trial" in sys.argv[1:]
    console, understand = Console(), understanding(trial)
    sets: dict[str, dict[str, list[Row]]] = {}
    for name, ending in SETS.items():
        started = time.perf_counter()
        rows = sets[name] = understood(ending, understand)
        figures = summary(rows)
        figures["ms"] = (time.perf_counter() - started) / sum(map(len, rows.values())) * 1000
        table(console, f"理解（从未参加训练的话，{name}）", ["指标", "数"], figures.items())
        overview(console, rows)
        if name not in NEVER_LOOKED_AT:
            details(console, rows)
        if not trial:
            messages = read(f"facts{ending}.jsonl")
            values = facts_figures([{**row, "got": understand(row["text"])} for row in messages])
            facts = dict(zip(("fact_precision", "fact_recall", "person"), values))
            table(console, f"事实（{name}）", ["指标", "数"], facts.items())
            remember(name, figures | facts)
    if not trial and "--alone" not in sys.argv[1:]:
        from bench.beside import compare

        compare(console, sets, summary)


if __name__ == "__main__":
    main()

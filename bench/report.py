"""The table that ``make bench`` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

BUSY = 0.05  # share of the machine used by others above which figures are only good for trying out


@dataclass(frozen=True)
class Figures:
    """Medians of one bot. ``server`` is the process with the model, ``all`` its action server too.

    ``processor_ms`` is of all processes for one message.
    """

    p50_ms: float
    p95_ms: float
    processor_ms: float
    messages_per_second: float
    together_p95_ms: float
    server_after_start_mb: float
    server_after_run_mb: float
    all_after_run_mb: float
    start_s: float
    training_s: float
    training_cpu_s: float
    model_mb: float
    answer_characters: float
    processes: int


@dataclass(frozen=True)
class Row:
    """A line of the table; ``aim`` bounds ours / default, from above or, if ``more``, from below."""

    title: str
    key: str
    unit: str
    aim: float | None = None
    more: bool = False

    def met(self, ratio: float) -> bool:
        """Whether the aim is reached."""
        return self.aim is not None and (ratio >= self.aim if self.more else ratio <= self.aim)


ROWS = (
    Row("message p50, one client", "p50_ms", "ms", 1 / 3),
    Row("message p95, one client", "p95_ms", "ms"),
    Row("processor time of a message, one client", "processor_ms", "ms"),
    Row("messages per second, 8 clients", "messages_per_second", "/s", 5, more=True),
    Row("message p95, 8 clients", "together_p95_ms", "ms"),
    Row("memory after the first answer, server", "server_after_start_mb", "MB", 0.6),
    Row("memory after the run, server", "server_after_run_mb", "MB", 0.6),
    Row("memory after the run, server and actions", "all_after_run_mb", "MB"),
    Row("cold start to the first answer", "start_s", "s", 1 / 2),
    Row("training", "training_s", "s", 1 / 5),
    Row("training, processor time", "training_cpu_s", "s"),
    Row("model file", "model_mb", "MB"),
    Row("characters of an answer (JSON)", "answer_characters", ""),
)
ENGINE_AIMS = {"screening": 2.0, "next question": 10.0}


def print_report(results: Mapping[str, Any]) -> None:
    """Both tables and what to know about them."""
    console = Console(width=110)
    console.print(_bots(results))
    console.print(_engine(results["engine"]))
    for note in _notes(results):
        console.print(f"- {note}", highlight=False)


def _bots(results: Mapping[str, Any]) -> Table:
    ours, default = results["figures"]["ours"], results["figures"]["default"]
    table = Table("figure", "ours", "default", "ours / default", "aim", "met", title="蜀惠 beside the default Rasa bot")
    for row in ROWS:
        if not default[row.key] or (results["epochs"] and row.key.startswith("training")):
            continue  # not known on this system, or not the default's
        ratio = ours[row.key] / default[row.key]
        aim = "" if row.aim is None else f"{'≥' if row.more else '≤'} {row.aim:.2f}"
        shown = [f"{_short(figures[row.key])} {row.unit}".strip() for figures in (ours, default)]
        table.add_row(row.title, *shown, f"{ratio:.3f}", aim, _met(row.met(ratio)) if aim else "")
    return table


def _engine(engine: Mapping[str, Any]) -> Table:
    table = Table("engine, one person", "p50", "p95", "aim", "met", title=f"All {engine['items']} items, with reasons")
    for what, limit in ENGINE_AIMS.items():
        for how, times in engine[what].items():
            shown = [f"{_short(times[key])} ms" for key in ("p50", "p95")]
            table.add_row(f"{what}, {how}", *shown, f"≤ {limit:g} ms", _met(times["p50"] <= limit))
    return table


def _notes(results: Mapping[str, Any]) -> list[str]:
    training = results["training"]["default"]
    notes = [
        f"{results['machine']}, {results['at']}; medians of {results['rounds']} rounds, the bots in turn.",
        "Memory is resident memory; the aim is held against the default's `rasa run` alone, without its action server.",
        "Cold start is from a new process; the files are in the system's cache for both.",
    ]
    if results["epochs"]:
        notes.append(f"The default bot was trained for {results['epochs']} epoch only, to try this out.")
    if training["kept"]:
        notes.append(f"The default bot's model and its training time are kept from {training['on']}.")
    if training["others"] > BUSY:
        notes.append(f"Others used {training['others']:.0%} of the machine while it trained: run with --fresh.")
    if results["others"] > BUSY:
        notes.append(f"Others used {results['others']:.0%} of the machine during this run: only for trying out.")
    return notes


def _met(met: bool) -> str:
    return "[green]yes[/green]" if met else "[red]no[/red]"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"

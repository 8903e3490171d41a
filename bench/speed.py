"""``make bench``: 蜀惠 beside the default Rasa bot, in one run, on this machine.

    python -m bench.speed [--rounds 3] [--seconds 10] [--fresh] [--quick]

``--fresh`` trains the default bot again even if its kept model would do; ``--quick`` is for
trying this out: one short round, the default bot trained for one epoch, nothing written.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any, TypeVar

from bench.bots import Default, Ours, Serving, Training
from bench.load import Result, Task
from bench.processes import BINARIES, ROOT, BenchError, Watch, environment, machine
from bench.report import Figures, print_report

LATEST = Path(__file__).with_name("latest.json")
CLIENTS = 8
_LONGEST_CLIENT = 900.0
_WARM_UP, _SEQUENTIAL, _TOGETHER = 1, 1_000, 100_000  # variants of the conversations, none used twice
T = TypeVar("T")


@dataclass(frozen=True)
class Round:
    """One bot, started, talked to and stopped. Times in seconds, memory in megabytes by process."""

    start: float
    after_start: list[float]
    after_run: list[float]
    processor: float  # during ``sequential``
    sequential: Result
    together: Result


def client(task: Task) -> Result:
    """Runs the client in its own process. Raises BenchError if it or an answer fails."""
    finished = subprocess.run(
        [str(BINARIES / "python"), "-m", "bench.load"],
        input=json.dumps(asdict(task)),
        capture_output=True,
        text=True,
        timeout=_LONGEST_CLIENT,
        cwd=ROOT,
        env=environment(),
    )
    if finished.returncode:
        raise BenchError(f"the client failed:\n{finished.stderr[-2000:]}")
    result = Result(**json.loads(finished.stdout))
    if result.failures:
        raise BenchError(f"{task.bot} left {len(result.failures)} messages unanswered, first: {result.failures[0]}")
    return result


def measure(bot: Ours | Default, number: int, seconds: float) -> Round:
    """One round: start, warm up, one client, eight clients, stop."""
    with ExitStack() as stack:
        serving: Serving = bot.start(stack)
        after_start = serving.megabytes()
        client(Task(bot.name, serving.port, _WARM_UP + number))
        before = serving.processor_seconds()
        sequential = client(Task(bot.name, serving.port, _SEQUENTIAL + number))
        processor = serving.processor_seconds() - before
        together = client(Task(bot.name, serving.port, _TOGETHER * number, CLIENTS, seconds))
        return Round(serving.start_seconds, after_start, serving.megabytes(), processor, sequential, together)


def figures(rounds: list[Round], training: Training) -> Figures:
    """Medians over the rounds."""
    return Figures(
        p50_ms=median(1000 * median(r.sequential.times) for r in rounds),
        p95_ms=median(1000 * quantiles(r.sequential.times, n=20)[-1] for r in rounds),
        processor_ms=median(1000 * r.processor / len(r.sequential.times) for r in rounds),
        messages_per_second=median(len(r.together.times) / r.together.elapsed for r in rounds),
        together_p95_ms=median(1000 * quantiles(r.together.times, n=20)[-1] for r in rounds),
        server_after_start_mb=median(r.after_start[0] for r in rounds),
        server_after_run_mb=median(r.after_run[0] for r in rounds),
        all_after_run_mb=median(sum(r.after_run) for r in rounds),
        start_s=median(r.start for r in rounds),
        training_s=training.seconds,
        training_cpu_s=training.cpu_seconds,
        model_mb=training.megabytes,
        answer_characters=median(r.sequential.characters / len(r.sequential.times) for r in rounds),
        processes=len(rounds[0].after_run),
    )


def engine() -> dict[str, Any]:
    """Figures of bench.engine, from a process of its own."""
    command = [str(BINARIES / "python"), "-m", "bench.engine"]
    finished = subprocess.run(command, capture_output=True, text=True, timeout=900, cwd=ROOT, env=environment())
    if finished.returncode:
        raise BenchError(f"bench.engine failed:\n{finished.stderr[-2000:]}")
    return dict(json.loads(finished.stdout))


def said(what: str, step: Callable[[], T]) -> T:
    """Says what is being done, then does it."""
    print(f"{datetime.now():%H:%M:%S} {what}", file=sys.stderr, flush=True)
    return step()


def bench(rounds: int, seconds: float, fresh: bool, epochs: int | None = None) -> dict[str, Any]:
    """Everything, as plain data. ``epochs`` are the default bot's, if not Rasa's."""
    watch = Watch()
    bots: list[Ours | Default] = [Ours(), Default(epochs)]
    for bot in bots:
        bot.prepare()
    trained = {bot.name: said(f"train {bot.name}", lambda bot=bot: bot.train(fresh)) for bot in bots}  # type: ignore[misc]
    engine_figures = said("engine", engine)
    measured: dict[str, list[Round]] = {bot.name: [] for bot in bots}
    for number in range(1, rounds + 1):
        for bot in bots:
            step = lambda bot=bot, number=number: measure(bot, number, seconds)  # noqa: E731
            measured[bot.name].append(said(f"round {number} of {rounds}: {bot.name}", step))
    return {
        "at": f"{datetime.now():%Y-%m-%d %H:%M}",
        "machine": machine(),
        "others": watch.taken().others_share,
        "rounds": rounds,
        "epochs": epochs,
        "clients": CLIENTS,
        "figures": {name: asdict(figures(found, trained[name])) for name, found in measured.items()},
        "training": {name: asdict(training) for name, training in trained.items()},
        "each_round": {name: [_summary(r) for r in found] for name, found in measured.items()},
        "engine": engine_figures,
    }


def _summary(found: Round) -> dict[str, Any]:
    return {
        "start_s": round(found.start, 2),
        "p50_ms": round(1000 * median(found.sequential.times), 2),
        "p95_ms": round(1000 * quantiles(found.sequential.times, n=20)[-1], 2),
        "processor_ms": round(1000 * found.processor / len(found.sequential.times), 2),
        "messages_per_second": round(len(found.together.times) / found.together.elapsed, 1),
        "after_start_mb": [round(value) for value in found.after_start],
        "after_run_mb": [round(value) for value in found.after_run],
    }


def main() -> None:
    """Entry point; exit code 0 whether or not the aims are met, 1 if measuring failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long eight clients talk in each round")
    parser.add_argument("--fresh", action="store_true", help="train the default bot again")
    parser.add_argument("--quick", action="store_true", help="only try this out")
    options = parser.parse_args()
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, lambda *_: sys.exit(1))  # so that servers are stopped
    try:
        quick = (1, 3.0, options.fresh, 1)
        results = bench(*quick) if options.quick else bench(options.rounds, options.seconds, options.fresh)
    except BenchError as error:
        sys.exit(f"bench: {error}")
    if not options.quick:
        LATEST.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print_report(results)


if __name__ == "__main__":
    main()

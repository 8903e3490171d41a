"""Understanding beside the default Rasa pipeline, both trained on the same 24 questions per item.

The default bot has one intent per item and one per act, so it has no act for a question about an
item; of its ranking the items count alone, which is in its favour. It refuses what it takes for out
of scope and what its fallback classifier gives up on.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.baseline import project
from bench.bots import Default, Ours
from bench.processes import BINARIES, ROOT, BenchError, environment

Got = dict[str, Any]
Rows = dict[str, list[Got]]
FIGURES = {
    "top1": "服务前1",
    "top3": "服务前3",
    "act_of_questions": "问服务的行为",
    "act_of_others": "其他行为",
    "out_of_scope_found": "范围外认出",
    "in_scope_refused": "范围内被拒",
}
_NO_ACT = "act_of_questions"  # the default bot has none for questions
_REFUSED = {"out_of_scope", "nlu_fallback"}


def default_reads(console: Console, texts: Sequence[str]) -> list[Got]:
    """What the default bot understands, in the form of ``shuhui understand``; trains it if it must."""
    bot = Default()
    bot.prepare()
    if bot.kept() is None:
        console.print("默认机器人还没有训练过：现在训练，两核约一小时，只做一次，模型留在 var/bench/baseline。")
    training = bot.train(fresh=False)
    console.print(f"默认机器人：{training.on} 训练，用处理器 {training.cpu_seconds:.0f} 秒。")
    command = [str(BINARIES / "python"), "-m", "bench.baseline.understand", str(bot.model)]
    items = {question["item"] for question in project.questions()}
    return [_as_understood(line["intents"], items) for line in _lines(command, texts, {})]


def ours_reads(console: Console, texts: Sequence[str]) -> list[Got]:
    """What ours understands when it is trained on the same examples, in a home of its own."""
    bot = Ours()
    bot.prepare(page=False)
    training = bot.train(fresh=True)
    console.print(f"蜀惠，同样的问法：训练用处理器 {training.cpu_seconds:.0f} 秒。")
    return _lines([str(BINARIES / "shuhui"), "understand"], texts, bot.environment())


def _as_understood(intents: Sequence[Mapping[str, Any]], items: set[str]) -> Got:
    found = [
        {"id": intent["name"], "confidence": intent["confidence"]} for intent in intents if intent["name"] in items
    ]
    first = intents[0]["name"] if intents else "nlu_fallback"
    return {"act": first, "services": found, "in_scope": first not in _REFUSED}


def _lines(command: Sequence[str], texts: Sequence[str], extra: Mapping[str, str]) -> list[Got]:
    said = "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)
    done = subprocess.run(command, cwd=ROOT, env=environment(extra), input=said, capture_output=True, text=True)
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or len(lines) != len(texts):
        raise BenchError(f"{' '.join(command[-2:])} ended with {done.returncode}: {done.stderr[-500:]}")
    return lines


def compare(console: Console, sets: Mapping[str, Rows], figures_of: Callable[[Rows], dict[str, float]]) -> None:
    """Prints a table for each set, whose rows were ``got`` by ours with all questions."""
    rows = [row for found in sets.values() for group in found.values() for row in group]
    ours_all = {name: figures_of(found) for name, found in sets.items()}
    texts = [row["text"] for row in rows]
    columns = {}
    for title, reads in (("默认", default_reads), ("蜀惠，同样的问法", ours_reads)):
        for row, got in zip(rows, reads(console, texts)):
            row["got"] = got
        columns[title] = {name: figures_of(found) for name, found in sets.items()}
    columns["蜀惠，全部问法"] = ours_all
    for name in sets:
        table = Table("指标", *columns, title=f"和默认 Rasa 管道比（{name}，每项24条问法）")
        for figure, label in FIGURES.items():
            table.add_row(label, *(_shown(title, figure, found[name]) for title, found in columns.items()))
        console.print(table)


def _shown(title: str, figure: str, found: Mapping[str, float]) -> str:
    return "–" if title == "默认" and figure == _NO_ACT else f"{found[figure]:.3f}"

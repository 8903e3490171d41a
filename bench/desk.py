"""How long the console takes to hear a caller: ``python -m bench.desk``.

The real server with the project's own model; a clerk types held-back questions the way the console sends
them: what is typed is looked at at each pause (``do: hear``), each call begins anew. From the request to the
whole of the answer, over HTTP on this machine.
"""

from __future__ import annotations

import argparse
import http.client
import json
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.processes import BINARIES, ROOT, WORK, BenchError, Process, Watch, free_port, machine
from bot.store.accounts import CLERK, add_staff

AIM_MS = 200.0
_TEXTS = ROOT / "tests" / "nlu" / "services_held.jsonl"
_HOME = WORK / "desk"
_LOGIN, _PASSWORD = "bench", "measured-for-the-clerk"
_START_SECONDS = 120.0


class Clerk:
    """Signed in, over one connection that stays open."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = {"Content-Type": "application/json", "X-Shuhui": "1"}

    def asks(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """What the console gets. Raises BenchError on a refusal."""
        self._connection.request("POST", f"/staff/api/{path}", json.dumps(body), self._headers)
        response = self._connection.getresponse()
        cookie = response.getheader("set-cookie")
        content = response.read().decode()
        if response.status >= 300:
            raise BenchError(f"{path}: {response.status} {content[:200]}")
        if cookie:
            self._headers["Cookie"] = cookie.partition(";")[0]
        return dict(json.loads(content))

    def hears(self, call: str | None, text: str) -> tuple[float, dict[str, Any]]:
        """Milliseconds and the answer."""
        started = time.perf_counter()
        view = self.asks("assistant", {"do": "hear", "text": text, "call": call})
        return 1000 * (time.perf_counter() - started), view


def served(stack: ExitStack) -> int:
    """The port of a server in a home of its own that has a clerk; stopped with ``stack``."""
    shutil.rmtree(_HOME, ignore_errors=True)
    (_HOME / "var").mkdir(parents=True)
    for name in ("bot", "actions", "data", "web", "knowledge", "models", "config.yml", "domain.yml"):
        (_HOME / name).symlink_to(ROOT / name)
    database = f"sqlite:///{_HOME / 'var' / 'desk.db'}"
    add_staff(database, _LOGIN, "", [CLERK], _PASSWORD, "bench")
    port = free_port()
    own = {"SHUHUI_HOME": _HOME, "SHUHUI_PORT": port, "SHUHUI_HOST": "127.0.0.1", "SHUHUI_DATABASE_URL": database}
    variables = {name: str(value) for name, value in own.items()} | {"SHUHUI_SECRET": "bench"}
    server = Process([str(BINARIES / "shuhui"), "serve"], ROOT, _HOME / "var" / "server.log", variables)
    server.started_in(stack)
    _wait(server, port)
    return port


def _wait(server: Process, port: int) -> None:
    deadline = time.perf_counter() + _START_SECONDS
    while time.perf_counter() < deadline:
        server.check()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise BenchError(f"the server did not start, see {server.log}")


def typed(text: str) -> Iterator[str]:
    """What stands in the field at the pauses: half of the sentence, then all of it."""
    if len(text) > 1:
        yield text[: len(text) // 2]
    yield text


def measure(port: int, texts: list[str]) -> list[float]:
    """Milliseconds of each look: every text is a call of its own, with a second sentence at its end."""
    clerk = Clerk(port)
    clerk.asks("session", {"login": _LOGIN, "password": _PASSWORD})
    found: list[float] = []
    for text in texts:
        view: dict[str, Any] = {}
        for part in typed(text):
            milliseconds, view = clerk.hears(None, part)
            found.append(milliseconds)
        milliseconds, _ = clerk.hears(view["call"], "户口在达州渠县")
        found.append(milliseconds)
    return found


def held_texts(path: Path, most: int) -> list[str]:
    """Questions that the model was not trained on, spread over all items."""
    rows = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    return rows[:: max(len(rows) // most, 1)][:most]


def main() -> None:
    """Prints a table; exit code 1 when the 95th percentile misses the aim."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=150)
    options = parser.parse_args()
    watch = Watch()
    try:
        with ExitStack() as stack:
            times = measure(served(stack), held_texts(_TEXTS, options.calls))
    except BenchError as error:
        sys.exit(f"bench: {error}")
    table = Table("looks", "p50 ms", "p95 ms", "slowest ms", "aim ms", title="The console hears a caller")
    p95 = quantiles(times, n=20)[-1]
    table.add_row(str(len(times)), f"{median(times):.1f}", f"{p95:.1f}", f"{max(times):.1f}", f"{AIM_MS:.0f}")
    console = Console(width=110)
    console.print(table)
    console.print(f"{machine()}; others used {watch.taken().others_share:.0%} of the machine meanwhile")
    sys.exit(0 if p95 <= AIM_MS else 1)


if __name__ == "__main__":
    main()

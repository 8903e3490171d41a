"""The client: talks to a bot over HTTP and times each answer. A process of its own.

Reads one JSON object on standard input (see `Task`) and writes one on standard output.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

import aiohttp

from bench.conversations import conversations

OURS, DEFAULT = "ours", "default"
_FAILED = "没能答上来"
_TIMEOUT = aiohttp.ClientTimeout(total=60)
_MOST_VARIANTS = 500


@dataclass(frozen=True)
class Task:
    """``clients`` talk at once, for ``seconds`` or, if that is None, each through one variant."""

    bot: str
    port: int
    variant: int
    clients: int = 1
    seconds: float | None = None


@dataclass
class Result:
    """``times`` in seconds, one for each answered message; ``characters`` of all answers."""

    times: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    characters: int = 0
    elapsed: float = 0.0


class Client:
    """One resident: one connection, a new session for each conversation."""

    def __init__(self, task: Task, number: int) -> None:
        self._task, self._number = task, number
        self._base = f"http://127.0.0.1:{task.port}/webhooks"

    async def talk(self, result: Result) -> None:
        """Conversations one after the other until the time is over."""
        deadline = None if self._task.seconds is None else time.perf_counter() + self._task.seconds
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=jar, timeout=_TIMEOUT) as session:
            for sender, script in self._scripts():
                jar.clear()
                for text in script:
                    if deadline and time.perf_counter() > deadline:
                        return
                    await self._exchange(session, sender, text, result)

    def _scripts(self) -> Iterator[tuple[str, list[str]]]:
        variants = range(1) if self._task.seconds is None else range(_MOST_VARIANTS)
        for variant in variants:
            number = self._task.variant + variant * 100 + self._number
            for index, script in enumerate(conversations(number)):
                yield f"{number}-{index}", script

    async def _exchange(self, session: aiohttp.ClientSession, sender: str, text: str, result: Result) -> None:
        started = time.perf_counter()
        if self._task.bot == OURS:
            request = session.post(f"{self._base}/web/messages", json={"text": text}, headers={"X-Shuhui": "1"})
        else:
            request = session.post(f"{self._base}/rest/webhook", json={"sender": sender, "message": text})
        async with request as response:
            body = await response.text()
        result.times.append(time.perf_counter() - started)
        result.characters += len(body)
        if not answered(response.status, body):
            result.failures.append(f"{response.status} {text}")


def answered(status: int, body: str) -> bool:
    """Whether this is an answer, not an error, an excuse or nothing."""
    if status != 200:
        return False
    answers = json.loads(body)
    answers = answers["messages"] if isinstance(answers, dict) else answers
    return bool(answers) and not any(_FAILED in (answer.get("text") or "") for answer in answers)


async def measure(task: Task) -> Result:
    """All clients together."""
    result = Result()
    started = time.perf_counter()
    await asyncio.gather(*(Client(task, number).talk(result) for number in range(task.clients)))
    result.elapsed = time.perf_counter() - started
    return result


def main() -> None:
    """Entry point of ``python -m bench.load``."""
    task = Task(**json.load(sys.stdin))
    json.dump(asdict(asyncio.run(measure(task))), sys.stdout)


if __name__ == "__main__":
    main()

"""A Redis server of the tests' own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.server.running import answers_within, free_port


@dataclass
class RunningRedis:
    """Started with ``start``, ended with ``stop``; keeps nothing."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/3"

    def start(self) -> None:
        program = shutil.which("redis-server") or pytest.fail("no redis-server: run scripts/redis.sh")
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
        assert answers_within("127.0.0.1", self.port, 30), "Redis did not start"

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()


@contextmanager
def running_redis(folder: Path) -> Iterator[RunningRedis]:
    """A started server, ended whatever happens."""
    redis = RunningRedis(folder, free_port())
    try:
        redis.start()
        yield redis
    finally:
        redis.stop()

"""A Redis server of the tests' own."""

from __future__ import annotations

import shutil
import subprocess
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


def new_redis(folder: Path) -> RunningRedis:
    """Not started yet."""
    return RunningRedis(folder, free_port())

"""The real server: ``shuhui serve`` as its own process, on a copy of the knowledge and with its own database."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pytest
import requests

from bot.runtime.page import source_hash
from bot.runtime.training import is_current
from bot.settings import read_settings

ROOT = Path(__file__).resolve().parents[2]
SHUHUI = Path(sys.executable).with_name("shuhui")
SECRET = "a secret of the tests"
_LINKED = ("bot", "actions", "data", "web", "config.yml", "domain.yml")
_PATIENCE_SECONDS = 120


@lru_cache(maxsize=1)
def require_built() -> None:
    """The model and the page are made before the tests (``make test`` does so); without them nothing is tested."""
    settings = read_settings()
    stamp = settings.page / ".built-from"
    if not is_current(settings):
        pytest.fail("no current model: run `make setup` (or `shuhui train`) first")
    if not stamp.exists() or stamp.read_text() != source_hash(settings.root / "web"):
        pytest.fail("no current page: run `make setup` (or `shuhui page`) first")


def make_home(folder: Path) -> Path:
    """A home whose knowledge, model and var are its own; the rest is that of the repository."""
    require_built()
    folder.mkdir(parents=True)
    for name in _LINKED:
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "knowledge", folder / "knowledge")
    shutil.copytree(ROOT / "models", folder / "models")
    (folder / "var").mkdir()
    seal = ROOT / "var" / "knowledge-checked"  # spares the start a check that `make setup` has made
    if seal.exists():
        shutil.copy(seal, folder / "var")
    return folder


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a command that is to use ``home`` and nothing of the one who runs the tests.

    Without compiled modules on the disk each of the many starts would take four seconds longer.
    """
    left_out = ("SHUHUI_", "WECHAT_", "PYTHONDONTWRITEBYTECODE")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return {**inherited, "SHUHUI_HOME": str(home), "SHUHUI_SECRET": SECRET, **more}


@dataclass
class Server:
    """A running server; ``said`` are the texts that residents sent it, which no log may hold."""

    home: Path
    port: int
    process: subprocess.Popen[bytes]
    said: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        return self.home / "var" / "residents.db"

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.database}"

    @property
    def log(self) -> str:
        """Everything the process has printed."""
        return log_of(self.home).read_text(encoding="utf-8", errors="replace")

    def stored(self) -> bytes:
        """The database as it lies on the disk, with SQLite's own log."""
        return b"".join(path.read_bytes() for path in self.database.parent.glob("residents.db*"))

    def api(self, path: str) -> str:
        return f"{self.url}/webhooks/web/{path}"

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def log_of(home: Path) -> Path:
    return home / "var" / "server.log"


def start(home: Path, wait_for: str = "readyz", **variables: str) -> Server:
    """Starts ``shuhui serve`` on a free port and waits until ``wait_for`` answers 200."""
    port = free_port()
    server = Server(home, port, _launch(home, port, variables))
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not _answers(f"{server.url}/{wait_for}"):
        if server.process.poll() is not None or time.monotonic() > deadline:
            server.stop()
            pytest.fail(f"the server did not start:\n{server.log[-3000:]}")
        time.sleep(0.1)
    return server


def _launch(home: Path, port: int, variables: dict[str, str]) -> subprocess.Popen[bytes]:
    own = {
        "SHUHUI_PORT": str(port),
        "SHUHUI_HOST": "127.0.0.1",
        "SHUHUI_DATABASE_URL": f"sqlite:///{home / 'var' / 'residents.db'}",
        "SHUHUI_LIMIT_ADDRESS": "100000/minute",  # all visitors of the tests come from one address
        "SHUHUI_LIMIT_SIGN_IN": "100000/minute",
    }
    with log_of(home).open("wb") as log:
        return subprocess.Popen(
            [SHUHUI, "serve"], env=environment(home, **{**own, **variables}), stdout=log, stderr=subprocess.STDOUT
        )


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=5).status_code == 200
    except requests.RequestException:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers_within(host: str, port: int, seconds: float) -> bool:
    """Whether somebody listens there before the time is up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            socket.create_connection((host, port), timeout=1).close()
            return True
        except OSError:
            time.sleep(0.05)
    return False


_shared: list[Server] = []


def shared_server(config: pytest.Config, factory: pytest.TempPathFactory) -> Server:
    """The one server of a test run, for the tests of the server and of the page; ended with the run."""
    if not _shared:
        _shared.append(start(make_home(factory.mktemp("served") / "home")))
        config.add_cleanup(_shared[0].stop)
    return _shared[0]


@contextmanager
def unlogged(server: Server) -> Iterator[None]:
    """Whatever residents say meanwhile must not turn up in the server's log."""
    before = len(server.said)
    yield
    log = server.log
    logged = [text for text in server.said[before:] if len(text.strip()) > 3 and text.strip() in log]
    assert not logged, f"residents' words in the log: {logged}"

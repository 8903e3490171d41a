"""Processes under measurement: started here, watched here, always stopped here."""

from __future__ import annotations

import os
import platform
import resource
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "var" / "bench"
BINARIES = ROOT / ".venv" / "bin"
_QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
}
_STOP_SECONDS = 15
_LONGEST_COMMAND = 3 * 3600.0


class BenchError(Exception):
    """Something measured did not work; the message names the log to read."""


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The caller's environment without the project's own variables, plus ``extra``."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("SHUHUI_", "WECHAT_"))}
    return {**inherited, **_QUIET, **(extra or {})}


class Process:
    """A server started in a session of its own, so that it can be stopped with its children."""

    def __init__(self, command: Sequence[str], folder: Path, log: Path, extra: Mapping[str, str] | None = None) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        self.log = log
        self._stream = log.open("wb")
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(extra),
            stdin=subprocess.DEVNULL,
            stdout=self._stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait(self, seconds: float) -> int:
        """The exit code. Raises BenchError if it takes longer."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise BenchError(f"not finished after {seconds:.0f} s, see {self.log}") from None

    def check(self) -> None:
        """Raises BenchError if the process has ended."""
        if self._process.poll() is not None:
            raise BenchError(f"a server ended with {self._process.returncode}, see {self.log}")

    def stop(self) -> None:
        """Ends the process and what it started; safe to call twice."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            if self._process.poll() is None:
                os.killpg(self.pid, sign)
                try:
                    self._process.wait(_STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    continue
        self._stream.close()

    def started_in(self, stack: ExitStack) -> Process:
        """This process, stopped when ``stack`` is left."""
        stack.callback(self.stop)
        return self


def resident_megabytes(pid: int) -> float:
    """Resident memory of one process."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    shown = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(shown.stdout) / 1024


def processor_seconds(pid: int) -> float:
    """Processor time that a process has used; 0 where the system does not say."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Taken:
    """What something took. ``others_share``: how much of the machine others used, from 0 to 1."""

    seconds: float
    processor_seconds: float
    others_share: float


class Watch:
    """Measures from the moment it is made; processes count once they have ended."""

    def __init__(self) -> None:
        self._started, self._mine, self._whole = time.perf_counter(), _finished_cpu(), _whole_machine_cpu()

    def taken(self) -> Taken:
        """Until now. The share of others is 0 where the system does not say."""
        seconds, mine = time.perf_counter() - self._started, _finished_cpu() - self._mine
        others = _whole_machine_cpu() - self._whole - mine
        return Taken(seconds, mine, max(0.0, others / seconds / (os.cpu_count() or 1)))


def run(command: Sequence[str], folder: Path, log: Path, extra: Mapping[str, str] | None = None) -> Taken:
    """Runs a command to its end, output in ``log``. Raises BenchError if it fails."""
    watch = Watch()
    with ExitStack() as stack:
        process = Process(command, folder, log, extra).started_in(stack)
        code = process.wait(_LONGEST_COMMAND)
    if code:
        raise BenchError(f"{' '.join(command[:3])} … ended with {code}, see {log}")
    return watch.taken()


def _finished_cpu() -> float:
    """Of this process and of those that it started and that have ended."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _whole_machine_cpu() -> float:
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0.0
    user, nice, system = map(int, stat.read_text().split()[1:4])
    return (user + nice + system) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def machine() -> str:
    """Processor, cores and Python, to say where figures come from."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return f"{model or platform.processor() or platform.machine()}, {os.cpu_count()} cores, {platform.system()}"

"""The two bots under measurement: how each is made, trained and started."""

from __future__ import annotations

import hashlib
import http.client
import json
import re
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from bench.baseline import project
from bench.load import DEFAULT, OURS, answered
from bench.processes import (
    BINARIES,
    ROOT,
    WORK,
    BenchError,
    Process,
    Taken,
    free_port,
    machine,
    processor_seconds,
    resident_megabytes,
    run,
)

HEADINGS = {
    "eligibility": "资格",
    "entitlement": "待遇",
    "where": "在哪办",
    "materials": "材料",
    "process": "流程",
    "general": "情况",
}
_FIRST = "低保怎么申请"
_START_SECONDS = 300.0
_NO_LIMIT = "1000000/minute"
_MODEL = "models/baseline.tar.gz"


@dataclass(frozen=True)
class Training:
    """How long a model took; ``on`` is the day, ``kept`` whether that was an earlier run.

    ``others`` is the share of the machine that others used meanwhile: the time is only good if
    that is small.
    """

    seconds: float
    cpu_seconds: float
    others: float
    megabytes: float
    on: str
    machine: str
    inputs: str
    kept: bool = False


@dataclass(frozen=True)
class Serving:
    """A bot that answers. The first process is the one that holds the model."""

    bot: str
    port: int
    processes: tuple[Process, ...]
    start_seconds: float

    def megabytes(self) -> list[float]:
        """Resident memory of each process."""
        return [resident_megabytes(process.pid) for process in self.processes]

    def processor_seconds(self) -> float:
        """Processor time of all processes so far."""
        return sum(processor_seconds(process.pid) for process in self.processes)


def _first_answer(bot: str, port: int, processes: tuple[Process, ...]) -> None:
    """Returns when the bot has answered its first message. Raises BenchError if it never does."""
    path, body, headers = {
        OURS: ("/webhooks/web/messages", {"text": _FIRST}, {"X-Shuhui": "1"}),
        DEFAULT: ("/webhooks/rest/webhook", {"sender": "first", "message": _FIRST}, {}),
    }[bot]
    deadline = time.perf_counter() + _START_SECONDS
    while time.perf_counter() < deadline:
        for process in processes:
            process.check()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json", **headers})
            response = connection.getresponse()
            if answered(response.status, response.read().decode()):
                return
        except (ConnectionError, http.client.HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(0.02)
    raise BenchError(f"{bot} did not answer within {_START_SECONDS:.0f} s, see {processes[0].log}")


def _serve(bot: str, port: int, launch: Callable[[], tuple[Process, ...]]) -> Serving:
    started = time.perf_counter()
    processes = launch()
    _first_answer(bot, port, processes)
    return Serving(bot, port, processes, time.perf_counter() - started)


class Ours:
    """蜀惠 as it is served, in a home of its own whose knowledge has the bench's questions."""

    name = OURS
    folder = WORK / "ours"

    def prepare(self, page: bool = True) -> None:
        """Copies the project's content, then puts the same examples in it as the default bot gets.

        ``page``: also the built page, which only serving needs.
        """
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        for name in ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml"):
            shutil.copy(ROOT / name, self.folder)
        for name in ("data", "knowledge", "bot/nlu"):
            shutil.copytree(ROOT / name, self.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        if page:
            self._copy_page()
        _replace_acts(self.folder / "data" / "nlu")
        _replace_questions(self.folder / "knowledge" / "services")

    def _copy_page(self) -> None:
        """The page, marked as built, so that a start looks at it and builds nothing."""
        from bot.runtime.page import source_hash

        if not (ROOT / "web" / "dist" / "index.html").exists():
            raise BenchError("the page is not built; run make setup")
        web = self.folder / "web"
        shutil.copytree(ROOT / "web", web, ignore=shutil.ignore_patterns("node_modules"))
        (web / "dist" / ".built-from").write_text(source_hash(web))

    def train(self, fresh: bool) -> Training:
        """``shuhui train``, checks of the knowledge included; never kept, it is quick."""
        command = [str(BINARIES / "shuhui"), "train", "--force"]
        taken = run(command, ROOT, WORK / "logs" / "ours-train.log", self.environment())
        return _training(taken, self.folder / "models" / "shuhui.tar.gz", "")

    def start(self, stack: ExitStack) -> Serving:
        """``shuhui serve``: one process, actions inside, SQLite."""
        port = free_port()
        extra = {
            **self.environment(),
            "SHUHUI_HOST": "127.0.0.1",
            "SHUHUI_PORT": str(port),
            "SHUHUI_LIMIT_SESSION": _NO_LIMIT,
            "SHUHUI_LIMIT_ADDRESS": _NO_LIMIT,
        }
        for left in (self.folder / "var").glob("shuhui.db*"):
            left.unlink()

        def launch() -> tuple[Process, ...]:
            command = [str(BINARIES / "shuhui"), "serve"]
            return (Process(command, ROOT, WORK / "logs" / "ours.log", extra).started_in(stack),)

        return _serve(OURS, port, launch)

    def environment(self) -> dict[str, str]:
        return {"SHUHUI_HOME": str(self.folder)}


def _replace_acts(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    intents = project.by_intent([(act["text"], act["act"]) for act in project.acts()])
    project.write_yaml(folder / "acts.yml", {"version": "3.1", "nlu": project.examples(intents)})


def _replace_questions(folder: Path) -> None:
    """Puts the bench's 24 questions under 问法 of each knowledge file."""
    questions: dict[str, dict[str, list[str]]] = {}
    for row in project.questions():
        questions.setdefault(row["item"], {}).setdefault(HEADINGS[row["intent"]], []).append(row["text"])
    for path in sorted(folder.rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        others = re.sub(r"(?ms)^问法:.*?(?=^[^\s#-]|\Z)", "", text).rstrip("\n")
        lines = json.dumps(questions[path.stem], ensure_ascii=False)
        path.write_text(f"{others}\n问法: {lines}\n", encoding="utf-8")


class Default:
    """The default Rasa bot: ``rasa run`` and rasa_sdk's action server, SQLite."""

    name = DEFAULT

    def __init__(self, epochs: int | None = None) -> None:
        self._epochs = epochs
        self.folder = WORK / ("baseline" if epochs is None else f"baseline-{epochs}")

    def prepare(self) -> None:
        """Writes the Rasa project."""
        project.write_project(self.folder, action_port=5055, epochs=self._epochs)

    def train(self, fresh: bool) -> Training:
        """``rasa train``, unless a model of the same inputs from this machine is there."""
        kept = self.kept()
        if kept and not fresh:
            return kept
        command = [str(BINARIES / "rasa"), "train", "--force", "--fixed-model-name", "baseline"]
        taken = run(command, self.folder, WORK / "logs" / "default-train.log")
        training = _training(taken, self.model, self._inputs())
        self._record.write_text(json.dumps(asdict(training), indent=1) + "\n")
        return training

    @property
    def model(self) -> Path:
        """The trained model."""
        return self.folder / _MODEL

    @property
    def _record(self) -> Path:
        return self.folder / "trained.json"

    def kept(self) -> Training | None:
        """An earlier training on the same inputs and this machine, if its model is there."""
        if not (self._record.exists() and self.model.exists()):
            return None
        kept = Training(**{**json.loads(self._record.read_text()), "kept": True})
        return kept if (kept.inputs, kept.machine) == (self._inputs(), machine()) else None

    def _inputs(self) -> str:
        files = [self.folder / "config.yml", self.folder / "domain.yml", *sorted((self.folder / "data").glob("*.yml"))]
        content = b"\0".join([version("rasa").encode(), *(path.read_bytes() for path in files)])
        return hashlib.sha256(content).hexdigest()

    def start(self, stack: ExitStack) -> Serving:
        """Both processes at once, as one would start them."""
        port, action_port = free_port(), free_port()
        project.write_endpoints(self.folder, action_port)
        (self.folder / "trackers.db").unlink(missing_ok=True)
        serve = [str(BINARIES / "rasa"), "run", "--interface", "127.0.0.1", "--port", str(port)]
        actions = [str(BINARIES / "python"), "-m", "rasa_sdk", "--actions", "bench.baseline.actions"]

        def launch() -> tuple[Process, ...]:
            logs = WORK / "logs"
            main = Process([*serve, "--model", _MODEL], self.folder, logs / "default.log").started_in(stack)
            command = [*actions, "--port", str(action_port)]
            other = Process(command, ROOT, logs / "actions.log", {"SANIC_HOST": "127.0.0.1"}).started_in(stack)
            return main, other

        return _serve(DEFAULT, port, launch)


def _training(taken: Taken, model: Path, inputs: str) -> Training:
    megabytes, today = model.stat().st_size / 2**20, date.today().isoformat()
    spent = (taken.seconds, taken.processor_seconds, taken.others_share)
    return Training(*spent, megabytes, today, machine(), inputs)

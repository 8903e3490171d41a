"""Training in the background after new 问法: a process of its own, and a check before the model is changed.

The check: a tenth of all questions (chosen by their text, so always the same ones) is held back
from a classifier trained on the questions before, and from one trained on those of today. The new
model is made and swapped in only if the second one places the held-back questions as well.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.catalog.loader import load_catalog
from bot.editing.journal import write_safely
from bot.editing.sources import examples_of
from bot.editing.training import DONE, FAILED, REFUSED, status, wanted, write_status
from bot.runtime.agent import model_path
from bot.runtime.training import is_current, train_model
from bot.settings import Settings

logger = logging.getLogger(__name__)
TOLERANCE = 0.002  # share of held-back questions; less is chance
_HELD = 10
_SHOWN = 10
Examples = dict[str, str]


@dataclass(frozen=True)
class Check:
    """Shares of held-back questions placed rightly; ``worse`` are some that no longer are."""

    questions: int
    before: float
    after: float
    worse: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return self.after >= self.before - TOLERANCE


# ---- what the model was trained on --------------------------------------------------------------


def examples(settings: Settings) -> Examples:
    """Every question with its item, and what is out of scope with OUT_OF_SCOPE."""
    from ruamel.yaml import YAML

    path = settings.root / "data" / "nlu" / "out_of_scope.yml"
    found: Examples = {}
    if path.exists():
        document = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        found = dict.fromkeys(examples_of(document), "out_of_scope")
    for file in load_catalog(settings.knowledge).files.values():
        found.update({question: file.id for questions in file.questions.values() for question in questions})
    return found


def remember_examples(settings: Settings) -> None:
    """Notes what the present model was trained on, as long as the files still say it."""
    if not _is_noted(settings) and is_current(settings):
        write_safely(_noted(settings), json.dumps(examples(settings), ensure_ascii=False))


def _is_noted(settings: Settings) -> bool:
    """Whether the note was written after the model, so that a start need not read all questions again."""
    note, model = _noted(settings), model_path(settings)
    return note.exists() and model.exists() and note.stat().st_mtime >= model.stat().st_mtime


def _noted(settings: Settings) -> Path:
    return settings.models / "trained-on.json"


# ---- in the process of its own ------------------------------------------------------------------


def run(settings: Settings) -> bool:
    """Trains until nothing more is asked for; whether the model is that of the present files."""
    with suppress(OSError):
        os.nice(10)  # residents first
    with _alone(settings) as alone:
        if not alone:
            return False
        while wanted(settings).exists():
            wanted(settings).unlink()
            _train_once(settings)
    return bool(status(settings).get("state") == DONE)


def _train_once(settings: Settings) -> None:
    try:
        check = _check(settings)
        if check is not None and not check.passed:
            write_status(
                settings, REFUSED, asdict(check), "新问法让理解变差了，继续用原来的模型。请改掉或删去容易混淆的问法。"
            )
            return
        _make_model(settings)
        write_status(settings, DONE, asdict(check) if check else None)
    except Exception as error:  # whatever happens, the old model stays and the editors are told
        logger.exception("background training")
        write_status(settings, FAILED, None, f"训练没有成功，继续用原来的模型（{type(error).__name__}）。")


def _make_model(settings: Settings) -> None:
    """The new model takes the place of the old one in one step."""
    trained = examples(settings)
    train_model(settings, force=True)
    write_safely(_noted(settings), json.dumps(trained, ensure_ascii=False))


def _check(settings: Settings) -> Check | None:
    """None when it is not known what the present model was trained on."""
    if not _noted(settings).exists():
        return None
    return compare(json.loads(_noted(settings).read_text(encoding="utf-8")), examples(settings))


def compare(before: Examples, after: Examples) -> Check:
    """The check between two sets of examples."""
    from bot.editing.measure import placed

    held = [text for text in before if is_held_back(text) and after.get(text) == before[text]]
    truth = [before[text] for text in held]
    was, now = (
        placed({text: label for text, label in examples.items() if not is_held_back(text)}, held)
        for examples in (before, after)
    )
    right_then, right_now = _right(was, truth), _right(now, truth)
    worse = [text for text, then, today in zip(held, right_then, right_now) if then and not today]
    count = max(len(held), 1)
    return Check(len(held), sum(right_then) / count, sum(right_now) / count, tuple(worse[:_SHOWN]))


def _right(got: Sequence[str], truth: Sequence[str]) -> list[bool]:
    return [label == wanted for label, wanted in zip(got, truth)]


def is_held_back(text: str) -> bool:
    """Whether a question is of the tenth that the check asks."""
    return zlib.crc32(text.encode("utf-8")) % _HELD == 0


@contextmanager
def _alone(settings: Settings) -> Iterator[bool]:
    """Whether no other process trains; the lock goes with the process."""
    with (settings.var / "training.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield True
        except BlockingIOError:
            yield False

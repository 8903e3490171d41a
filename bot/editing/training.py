"""Starts the training in the background, and tells how it went (the training itself: bot/runtime/retraining.py)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bot.editing.journal import write_safely
from bot.settings import Settings

RUNNING, DONE, REFUSED, FAILED = "running", "done", "refused", "failed"


def start(settings: Settings) -> None:
    """Trains in a process of its own. If one is at it already, that one trains again at its end."""
    settings.var.mkdir(parents=True, exist_ok=True)
    wanted(settings).touch()
    write_status(settings, RUNNING)
    with (settings.var / "training.log").open("ab") as log:
        subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "knowledge", "train"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            env={**os.environ, "SHUHUI_HOME": str(settings.root)},
        )


def status(settings: Settings) -> dict[str, Any]:
    """{"state", "at", "check", "message"} of the last background training; empty if there was none."""
    with suppress(FileNotFoundError, json.JSONDecodeError):
        return dict(json.loads(_status(settings).read_text(encoding="utf-8")))
    return {}


def write_status(settings: Settings, state: str, check: Mapping[str, Any] | None = None, message: str = "") -> None:
    """Notes how it goes. ``check`` are the figures of retraining.Check."""
    at = datetime.now(timezone.utc).isoformat(timespec="seconds")
    told = {"state": state, "at": at, "message": message, "check": check}
    write_safely(_status(settings), json.dumps(told, ensure_ascii=False))


def wanted(settings: Settings) -> Path:
    """The file that asks for a training."""
    return settings.var / "training-wanted"


def _status(settings: Settings) -> Path:
    return settings.var / "training.json"

"""Loading the trained bot with its stores and actions."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from bot.runtime import without_tensorflow
from bot.settings import Settings

if TYPE_CHECKING:
    from rasa.core.agent import Agent

MODEL = "shuhui.tar.gz"


def quiet() -> None:
    """No telemetry, no chatter of libraries, and no text of residents in logs."""
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    logging.captureWarnings(True)
    for name in ("rasa", "sanic", "jieba", "matplotlib", "apscheduler", "py.warnings"):
        logging.getLogger(name).setLevel(logging.ERROR)
    # Rasa's structured log would print messages of residents at its lower levels.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def model_path(settings: Settings) -> Path:
    """Where the trained model is kept."""
    return settings.models / MODEL


def load_agent(settings: Settings, memory_only: bool = False) -> Agent:
    """The bot, ready to answer. ``memory_only`` keeps conversations in memory (tests, tools).

    Raises FileNotFoundError when no model has been trained.
    """
    quiet()
    without_tensorflow.install()
    path = model_path(settings)
    if not path.exists():
        raise FileNotFoundError("还没有训练好的模型，请先运行 shuhui train")
    from rasa.core.lock_store import InMemoryLockStore

    from bot.runtime.actions_in_process import InProcessActions, compile_result_check
    from bot.runtime.graph_runner import SequentialAgent
    from bot.store.shared import SharedLocks

    compile_result_check()
    agent = SequentialAgent(
        tracker_store=_tracker_store(settings, memory_only),
        lock_store=SharedLocks(settings.redis_url) if settings.redis_url else InMemoryLockStore(),
        action_endpoint=InProcessActions(),
    )
    agent.load_model(path)
    return agent


def _tracker_store(settings: Settings, memory_only: bool) -> Any:
    from rasa.core.tracker_store import InMemoryTrackerStore
    from rasa.shared.core.domain import Domain

    from bot.store.trackers import ConversationStore

    if memory_only:
        return InMemoryTrackerStore(Domain.empty())
    return ConversationStore(url=settings.database_url)

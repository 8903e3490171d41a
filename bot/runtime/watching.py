"""The server beside the editors: finishes what a crash left, keeps questions to learn from, takes up new models."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from sanic import Sanic
from sqlalchemy.exc import SQLAlchemyError

from actions import unplaced
from bot.editing import training
from bot.editing.learning import keep
from bot.editing.room import Room
from bot.knowledge import knowledge
from bot.nlu.reading import FILES as READ_WITH_THE_MODEL
from bot.runtime.agent import load_agent, model_path
from bot.runtime.retraining import remember_examples
from bot.runtime.training import is_current
from bot.settings import Settings
from bot.store.editing import UNPLACED

logger = logging.getLogger(__name__)
_LOOK_EVERY_SECONDS = 3.0
_TASK = "models"


def add_editing(app: Sanic, settings: Settings) -> None:
    """Adds what the editor's page needs around the server's life."""

    @app.before_server_start
    async def prepare(app: Sanic, loop: object) -> None:
        app.ctx.editing = Room(settings, knowledge())
        try:
            app.ctx.editing.recover()
        except SQLAlchemyError as error:  # tried again at the next start
            logger.error("nothing finished after a crash: %s", type(error).__name__)
        remember_examples(settings)
        unplaced.listen(lambda text, guesses: keep_question(settings, text, UNPLACED, guesses))

    @app.after_server_start
    async def watch(app: Sanic, loop: object) -> None:
        if not is_current(settings):
            training.start(settings)  # what was published before the last end, or changed by hand since
        app.add_task(_watch_model(app, settings), name=_TASK)

    @app.before_server_stop
    async def stop(app: Sanic, loop: object) -> None:
        await app.cancel_task(_TASK, raise_exception=False)


def keep_question(settings: Settings, text: str, why: str, guesses: tuple[str, ...] = ()) -> None:
    """Keeps a question to learn from; the resident gets an answer whatever happens here."""
    try:
        keep(settings.database_url, text, why, guesses)
    except SQLAlchemyError as error:
        logger.error("question not kept: %s", type(error).__name__)


async def _watch_model(app: Sanic, settings: Settings) -> None:
    """Puts a new model, or new ways to say facts, into service; conversations and locks stay as they are."""
    loaded = _version(settings)
    while True:
        await asyncio.sleep(_LOOK_EVERY_SECONDS)
        version = _version(settings)
        if version in (loaded, None):
            continue
        loaded = version
        try:
            fresh = await asyncio.to_thread(load_agent, settings)
        except Exception as error:  # a model that cannot be loaded is not put into service
            logger.error("the new model cannot be loaded: %s", type(error).__name__)
            continue
        fresh.tracker_store, fresh.lock_store = app.ctx.agent.tracker_store, app.ctx.agent.lock_store
        app.ctx.agent = fresh
        logger.info("a new model is in use")


def _version(settings: Settings) -> tuple[tuple[int, int], ...] | None:
    """The state of the files that a loaded model keeps; None while one of them is being replaced."""
    paths = [model_path(settings), *(settings.knowledge / name for name in READ_WITH_THE_MODEL)]
    try:
        return tuple((status.st_mtime_ns, status.st_ino) for status in map(Path.stat, paths))
    except FileNotFoundError:
        return None

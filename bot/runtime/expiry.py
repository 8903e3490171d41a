"""What is stored about people ends: each kind by itself, so that one that cannot be deleted holds up no other."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from bot.editing.learning import expire as expire_questions
from bot.settings import Settings
from bot.store.callbacks import expire_notes
from bot.store.calls import expire_calls
from bot.store.trackers import expire as expire_conversations
from bot.store.trackers import expire_votes
from bot.store.wechat import expire_wechat

logger = logging.getLogger(__name__)
_HOUR = 3600.0
JOBS: dict[str, Callable[[Settings], object]] = {
    "conversations": lambda settings: expire_conversations(settings.database_url, settings.retention_days),
    "votes": lambda settings: expire_votes(settings.database_url, settings.retention_days),
    "call-back notes": lambda settings: expire_notes(settings.database_url, settings.retention_days),
    "questions to learn from": lambda settings: expire_questions(settings.database_url, settings.retention_days),
    "calls": lambda settings: expire_calls(settings.database_url, settings.call_days),
    "WeChat users": lambda settings: expire_wechat(settings.database_url),
}


def expire_all(settings: Settings) -> list[str]:
    """Does every job; returns those that failed, which are tried again in the next round."""
    failed = []
    for name, job in JOBS.items():
        try:
            job(settings)
        except Exception as error:  # whatever the reason, the others are not to wait for it
            logger.error("%s not expired: %s", name, type(error).__name__)
            failed.append(name)
    return failed


async def expire_regularly(settings: Settings) -> None:
    """Now and every hour."""
    while True:
        await asyncio.to_thread(expire_all, settings)
        await asyncio.sleep(_HOUR)

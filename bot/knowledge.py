"""The knowledge in use: reloaded when files change, kept when a change is broken."""

from __future__ import annotations

import logging
import time
from datetime import date
from functools import lru_cache
from pathlib import Path

from bot.answers.counters import CounterLookup, no_counters
from bot.catalog.lint import ERROR, lint_paths
from bot.catalog.loader import KnowledgeError, knowledge_version, load_catalog
from bot.catalog.service import Catalog
from bot.dialogue.conversation import Conversation
from bot.rules.grammar import RuleError
from bot.settings import read_settings
from bot.store.places import Places

logger = logging.getLogger(__name__)
_CHECK_EVERY_SECONDS = 5.0


class BrokenKnowledge(Exception):
    """Knowledge that must not be used; the message lists every error with its line."""


def checked_catalog(folder: Path, seal: Path | None = None) -> Catalog:
    """The catalogue, if lint finds no error in it. Raises BrokenKnowledge.

    ``seal`` names a file that remembers the last version found sound, so that a start with
    unchanged knowledge need not check it again.
    """
    version = knowledge_version(folder)
    if seal is None or not seal.exists() or seal.read_text() != version:
        errors = [finding for finding in lint_paths(folder) if finding.level == ERROR]
        if errors:
            raise BrokenKnowledge("\n".join(map(str, errors)))
    if seal is not None:
        seal.parent.mkdir(parents=True, exist_ok=True)
        seal.write_text(version)
    return load_catalog(folder)


class Knowledge:
    """Holds the conversation over the last good knowledge."""

    def __init__(self, folder: Path, seal: Path | None = None, counters: CounterLookup = no_counters) -> None:
        self._folder, self._seal, self._counters = folder, seal, counters
        self._seen = knowledge_version(folder)
        self._checked_at = time.monotonic()
        self.conversation = Conversation(checked_catalog(folder, seal), counters=counters)

    def refresh(self) -> Conversation:
        """The conversation over the newest knowledge that is sound."""
        now = time.monotonic()
        if now - self._checked_at > _CHECK_EVERY_SECONDS:
            self._checked_at = now
            self._reload_if_changed()
        return self.conversation

    def adopt(self, catalog: Catalog) -> None:
        """Uses knowledge that has just been checked and published, at once."""
        self.conversation, self._seen = Conversation(catalog, counters=self._counters), catalog.version

    def as_of(self, day: date) -> None:
        """Answers from now on as if it were ``day``."""
        self.conversation = Conversation(self.conversation.catalog, lambda: day, self._counters)

    def _reload_if_changed(self) -> None:
        version = knowledge_version(self._folder)
        if version == self._seen:
            return
        self._seen = version
        try:
            self.conversation = Conversation(checked_catalog(self._folder, self._seal), counters=self._counters)
            logger.info("knowledge %s is in use", version)
        except (BrokenKnowledge, KnowledgeError, RuleError) as error:
            logger.error("知识文件有错，继续使用上一份好的：\n%s", error)


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The knowledge of this process."""
    settings = read_settings()
    return Knowledge(settings.knowledge, settings.var / "knowledge-checked", Places(settings.database_url))

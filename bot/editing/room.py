"""The editors' room: everything the editor's page works with, put together once for each process."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

from ruamel.yaml.error import YAMLError

from bot.catalog.coverage import Row, coverage
from bot.catalog.lint import Finding, has_errors
from bot.catalog.loader import KnowledgeError, read_yaml
from bot.catalog.service import Catalog
from bot.editing import training
from bot.editing.difference import Difference, compare
from bot.editing.drafts import Drafts
from bot.editing.journal import Journal
from bot.editing.people import FactSet, everybody
from bot.editing.publishing import Change, Published, Publisher
from bot.editing.sources import OUT_OF_SCOPE, Sources, examples_of
from bot.editing.states import KnowledgeState
from bot.editing.workbench import Checked, UnknownItem, Workbench
from bot.editing.yaml_text import load, plain
from bot.knowledge import Knowledge
from bot.settings import Settings

logger = logging.getLogger(__name__)
_PEOPLE_KEPT_SECONDS = 300


@dataclass(frozen=True)
class Overview:
    """The whole folder: a row for each item, and what lint says by item."""

    rows: tuple[Row, ...]
    findings: dict[str, list[Finding]]


class Room:
    """Safe to use from several threads; ``knowledge`` is what the bot in this process answers from."""

    def __init__(self, settings: Settings, knowledge: Knowledge) -> None:
        self.settings, self._knowledge = settings, knowledge
        self.bench = Workbench(settings.knowledge)
        self.drafts = Drafts(settings.database_url)
        self.sources = Sources(settings.root, self.bench, self.drafts.text_of_any)
        self.publisher = Publisher(self.sources, Journal(settings.var / "publishing"), settings.database_url)
        self._lock = Lock()
        self._people: tuple[float, list[FactSet]] | None = None
        self._overview: tuple[Any, Overview] | None = None

    def recover(self) -> None:
        """Finishes what a crash in the middle of a publish has left, before anything is served."""
        for item in self.publisher.recover():
            logger.warning("finished publishing %s after a crash", item)

    # ---- looking ------------------------------------------------------------------------------

    def overview(self) -> Overview:
        """Coverage and findings of every item, worked out again when something has changed."""
        today = date.today()
        catalog = self.bench.catalog
        with self._lock:
            if self._overview is None or self._overview[0] != (catalog.version, today):
                found: dict[str, list[Finding]] = {}
                for finding in self.bench.findings(today):
                    found.setdefault(Path(finding.file).stem, []).append(finding)
                bad = {item for item, findings in found.items() if has_errors(findings)}
                self._overview = (catalog.version, today), Overview(tuple(_rows(catalog, today, bad)), found)
            return self._overview[1]

    def difference(self, item: str, text: str) -> Difference | None:
        """What a text of an item would change; None while it cannot be read."""
        checked = self.sources.check(item, text, date.today())
        if checked.catalog is None:
            return None
        before, after = (
            KnowledgeState(item, catalog, {self._below(item): data})
            for catalog, data in ((self.bench.catalog, self._data(item)), (checked.catalog, self._data(item, text)))
        )
        return compare(before, after, self.people(), date.today())

    def people(self) -> list[FactSet]:
        """Sets of facts to try changes on, read again every few minutes."""
        with self._lock:
            if self._people is None or monotonic() - self._people[0] > _PEOPLE_KEPT_SECONDS:
                people = everybody(self.bench.catalog, self.settings.database_url, date.today())
                self._people = monotonic(), people
            return self._people[1]

    def _below(self, item: str) -> str:
        path = self.sources.path(item)
        inside = self.settings.knowledge in path.parents
        return str(path.relative_to(self.settings.knowledge if inside else self.settings.root))

    def _data(self, item: str, text: str | None = None) -> Any:
        """The data of a text or of what is published; empty for an item that is not."""
        text = self.sources.text(item) if text is None else text
        data = plain(read_yaml(self.sources.path(item), text)) or {}
        return {"例句": examples_of(data)} if item == OUT_OF_SCOPE else data

    @staticmethod
    def form_data(text: str) -> Any:
        """The data of a text for the form; None while it is no YAML."""
        try:
            return plain(load(text))
        except (YAMLError, ValueError):
            return None

    # ---- publishing ---------------------------------------------------------------------------

    def publish(self, change: Change) -> Published:
        """Publishes, lets the bot answer from it at once, and trains in the background if 问法 changed."""
        before = self._questions(change.item)
        published = self.publisher.publish(change)
        self._take_up(change.item, before)
        return published

    def roll_back(self, publication: str, item: str, author: str, signed: str) -> Published:
        """Takes a publish back, with the same consequences."""
        before = self._questions(item)
        published = self.publisher.roll_back(publication, author, signed)
        self._take_up(item, before)
        return published

    def _take_up(self, item: str, questions_before: Any) -> None:
        if item != OUT_OF_SCOPE:
            self._adopt()
        if self._questions(item) != questions_before:
            training.start(self.settings)

    def _adopt(self) -> None:
        """Other files may have been changed by hand: only what is sound as a whole is used."""
        try:
            if not has_errors(self.bench.findings(date.today())):
                self._knowledge.adopt(self.bench.catalog)
        except KnowledgeError as error:
            logger.error("knowledge not taken up: %s", error)

    def _questions(self, item: str) -> Any:
        try:
            data = self._data(item)
        except UnknownItem:
            return None
        return data if item == OUT_OF_SCOPE else data.get("问法")

    def check(self, item: str, text: str) -> Checked:
        """Lint of a text of an item, as of today."""
        return self.sources.check(item, text, date.today())


def _rows(catalog: Catalog, today: date, bad: set[str]) -> list[Row]:
    """Rows of items whose rules can be read."""
    rows = []
    for item in catalog.files:
        try:
            rows += coverage(_only(catalog, item), today)
        except ValueError:
            if item not in bad:
                raise
    return rows


def _only(catalog: Catalog, item: str) -> Catalog:
    from dataclasses import replace

    return replace(catalog, files={item: catalog.files[item]}, _editions={})

"""Rasa component: facts and persons as entities, read by the spaCy pipeline."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.extraction.pipeline import Extraction, FactReader
from bot.nlu.reading import FILES, fact_reader
from bot.nlu.results import SUBJECT, fact_entity
from bot.settings import read_settings


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactExtractor(GraphComponent, EntityExtractorMixin):
    """Adds entities ``fact`` (value: fact, value, subject) and ``subject``."""

    def __init__(self, reader: FactReader) -> None:
        self._reader = reader

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FactExtractor:
        """Reads the patterns from the knowledge folder, so that an edit needs no training."""
        return cls(fact_reader())

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Content of the files behind the patterns."""
        folder = read_settings().knowledge
        return json.dumps([hash_of((folder / name).read_bytes()) for name in FILES])

    def process(self, messages: list[Message]) -> list[Message]:
        """Reads each message, with the blanks by which people part clauses."""
        for message in messages:
            found = self.add_extractor_name(entities_of(self._reader.read(message.get(TEXT) or "")))
            message.set(ENTITIES, (message.get(ENTITIES) or []) + found, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Examples need no facts."""
        return training_data


def entities_of(extraction: Extraction) -> list[dict[str, Any]]:
    """Facts and the subject as entities; nobody named gives no subject."""
    named = extraction.named
    found = [
        fact_entity(fact.fact, fact.value, fact.subject if named else "", fact.start, fact.end)
        for fact in extraction.facts
    ]
    if named:
        found.append({"entity": SUBJECT, "value": extraction.subject, "start": 0, "end": 0})
    return found


def hash_of(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()

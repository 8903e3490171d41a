"""First component of the pipeline: keeps a cleaned copy of the text for the others."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.text import clean, without_masks

CLEAN_TEXT = "clean_text"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MessageNormalizer(GraphComponent):
    """Sets ``clean_text``: simplified, half-width, lower case, no blanks."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageNormalizer:
        """A new component; it has neither configuration nor anything to load."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the cleaned text to each message."""
        for message in messages:
            message.set(CLEAN_TEXT, clean(message.get(TEXT) or ""))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for training examples."""
        self.process(training_data.training_examples)
        return training_data


def cleaned(message: Message) -> str:
    """The cleaned text, also for a message that did not pass the normaliser."""
    text = message.get(CLEAN_TEXT)
    return text if text is not None else clean(message.get(TEXT) or "")


def readable(message: Message) -> str:
    """The cleaned text without privacy marks: what classifiers look at."""
    return without_masks(cleaned(message))

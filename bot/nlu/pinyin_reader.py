"""Component of the pipeline: what somebody spelled in Latin letters is read as Chinese."""

from __future__ import annotations

from typing import Any

import jieba
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.pinyin import Lexicon
from bot.nlu.text import clean
from bot.nlu.trained import TrainedComponent


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class PinyinReader(TrainedComponent):
    """First of the pipeline; learns the words of the examples and leaves the examples as they are."""

    file_name = "lexicon.pkl"

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PinyinReader:
        """One that knows no words yet."""
        return cls(model_storage, resource, Lexicon({}, {}))

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the words of all examples and which follow one another."""
        texts = (message.get(TEXT) for message in training_data.training_examples)
        self._trained = Lexicon.of(jieba.lcut(clean(text)) for text in texts if text)
        return self.keep()

    def process(self, messages: list[Message]) -> list[Message]:
        """Puts the Chinese in place of the letters; what nobody can read stays."""
        for message in messages:
            text = message.get(TEXT) or ""
            read = self._trained.read(text)
            if read != text:
                message.set(TEXT, read, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Examples stay as somebody wrote them."""
        return training_data

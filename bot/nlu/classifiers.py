"""The two classifiers: what the person does (act) and which service item it is about."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import scipy.sparse as sp
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.ensemble import TextEnsemble, fit_temperature
from bot.nlu.featurizers import NGRAMS, SENTENCE_VECTOR, NgramFeaturizer, SentenceFeaturizer, feature, labelled
from bot.nlu.text import has_words

SERVICE = "service"
OUT_OF_SCOPE = "out_of_scope"
_FOLDS = 3
RANKING = 5


def matrices(messages: list[Message]) -> tuple[sp.csr_matrix, np.ndarray]:
    """Sparse (n, f) and dense (n, 512) features of messages that have words."""
    sparse = sp.vstack([feature(message, NGRAMS) for message in messages], format="csr")
    return sparse, np.vstack([feature(message, SENTENCE_VECTOR) for message in messages])


def fit_calibrated(ensemble: TextEnsemble, sparse: sp.csr_matrix, dense: np.ndarray, labels: np.ndarray) -> None:
    """Trains on everything, with a temperature fitted on one held-out part."""
    held = np.random.RandomState(7).permutation(len(labels)) % _FOLDS == 0
    if len(set(labels[~held])) == len(set(labels)):
        ensemble.fit(sparse[~held], dense[~held], labels[~held])
        order = {label: index for index, label in enumerate(ensemble.classes)}
        truth = np.array([order[label] for label in labels[held]])
        temperature = fit_temperature(ensemble.log_scores(sparse[held], dense[held]), truth)
        ensemble.temperature = temperature
    ensemble.fit(sparse, dense, labels)


class _EnsembleComponent(GraphComponent):
    """Training, storing and loading of an ensemble; subclasses say what the labels are."""

    file_name = ""

    @classmethod
    def required_components(cls) -> list[type]:
        """Needs both featurizers."""
        return [NgramFeaturizer, SentenceFeaturizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``svm_c``, ``lr_c``: inverse regularisation; ``dense_weight``: weight of log p(LR)."""
        return {"svm_c": 1.0, "lr_c": 20.0, "dense_weight": 0.5}

    def __init__(self, storage: ModelStorage, resource: Resource, ensemble: TextEnsemble) -> None:
        self._storage, self._resource, self._ensemble = storage, resource, ensemble

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> _EnsembleComponent:
        """An untrained classifier."""
        ensemble = TextEnsemble(config["svm_c"], config["lr_c"], config["dense_weight"])
        return cls(model_storage, resource, ensemble)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> _EnsembleComponent:
        """The classifier as trained."""
        with model_storage.read_from(resource) as folder:
            ensemble = pickle.loads((folder / cls.file_name).read_bytes())
        return cls(model_storage, resource, ensemble)

    def label(self, message: Message) -> str | None:
        """What a training example teaches; None if nothing."""
        raise NotImplementedError

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the ensemble on the labelled examples."""
        examples = [m for m in labelled(training_data) if self.label(m) and feature(m, NGRAMS) is not None]
        labels = np.array([self.label(message) for message in examples])
        sparse, dense = matrices(examples)
        fit_calibrated(self._ensemble, sparse, dense, labels)
        with self._storage.write_to(self._resource) as folder:
            (folder / self.file_name).write_bytes(pickle.dumps(self._ensemble))
        return self._resource

    def ranking(self, message: Message) -> list[tuple[str, float]]:
        """The likeliest labels with their probabilities; empty without words."""
        sparse, dense = feature(message, NGRAMS), feature(message, SENTENCE_VECTOR)
        if sparse is None or not has_words(message.get(TEXT) or ""):
            return []
        chances = np.exp(self._ensemble.log_probabilities(sparse, dense)[0])
        best = np.argsort(-chances)[:RANKING]
        return [(str(self._ensemble.classes[i]), float(chances[i])) for i in best]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ActClassifier(_EnsembleComponent, IntentClassifier):
    """Sets the intent: one of the dialogue acts."""

    file_name = "acts.pkl"

    def label(self, message: Message) -> str | None:
        """The intent."""
        return message.get(INTENT)

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent and intent ranking. A message without words is out of scope."""
        for message in messages:
            ranking = self.ranking(message) or [(OUT_OF_SCOPE, 0.0)]
            rows = [{"name": name, "confidence": chance} for name, chance in ranking]
            message.set(INTENT, rows[0], add_to_output=True)
            message.set("intent_ranking", rows, add_to_output=True)
        return messages


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class ServiceClassifier(_EnsembleComponent, EntityExtractorMixin):
    """Adds the likeliest service items as entities ``service``, best first."""

    file_name = "services.pkl"

    def label(self, message: Message) -> str | None:
        """The service entity that the importer put on the example."""
        entities = message.get(ENTITIES) or []
        return next((entity["value"] for entity in entities if entity["entity"] == SERVICE), None)

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds up to five ``service`` entities over the whole text."""
        for message in messages:
            end = len(message.get(TEXT) or "")
            found = [
                {"entity": SERVICE, "value": name, "confidence_entity": chance, "start": 0, "end": end}
                for name, chance in self.ranking(message)
            ]
            found = self.add_extractor_name(found)
            message.set(ENTITIES, (message.get(ENTITIES) or []) + found, add_to_output=True)
        return messages

"""The two classifiers: what the person does (act) and which service item it is about."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.sparse as sp
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.ensemble import TextEnsemble, fit_temperature
from bot.nlu.featurizers import (
    ENDING_NGRAMS,
    ENDING_VECTOR,
    NGRAMS,
    SENTENCE_VECTOR,
    NgramFeaturizer,
    SentenceFeaturizer,
    feature,
    labelled,
)
from bot.nlu.importer import DOMAIN
from bot.nlu.ngrams import one_row
from bot.nlu.results import service_entities
from bot.nlu.text import has_words
from bot.nlu.trained import TrainedComponent

SERVICE = "service"
OUT_OF_SCOPE = "out_of_scope"
_TALK = "talk"
_FOLDS = 3
RANKING = 5
REFUSED_AT_MOST = 0.15  # share of held-out examples about items beyond the limit; they are harder than messages
_ITEM_SAYS, _ITEM_IN_DOUBT = 0.3, 0.7  # how much the likeliest items' log odds count, and where they count nothing
_NEVER_TALK = 0.1  # added to the probability of talk before talk's acts are weighed by its root
SPARED = 3.0  # talk (thanks, an insult, "the screen is too small") this many times likelier is not refused


def topic_features(message: Message) -> tuple[sp.csr_matrix, np.ndarray]:
    """Sparse (1, f) and dense (1, 512) features of the whole message: what it is about."""
    return feature(message, NGRAMS), feature(message, SENTENCE_VECTOR)


def act_features(message: Message) -> tuple[sp.csr_matrix, np.ndarray]:
    """The whole message, and again its asking clause: what the person does."""
    whole, last = feature(message, NGRAMS), feature(message, ENDING_NGRAMS)
    columns = np.concatenate([whole.indices, last.indices + whole.shape[1]])
    sparse = one_row(columns, np.concatenate([whole.data * 0.6, last.data]), whole.shape[1] + last.shape[1])
    return sparse, np.hstack([feature(message, SENTENCE_VECTOR), feature(message, ENDING_VECTOR)])


Features = Callable[[Message], tuple[sp.csr_matrix, np.ndarray]]


def matrices(messages: list[Message], features: Features) -> tuple[sp.csr_matrix, np.ndarray]:
    """Sparse (n, f) and dense (n, d) features of messages that have words."""
    rows = [features(message) for message in messages]
    return sp.vstack([sparse for sparse, _ in rows], format="csr"), np.vstack([dense for _, dense in rows])


def fit_calibrated(
    ensemble: TextEnsemble, sparse: sp.csr_matrix, dense: np.ndarray, labels: np.ndarray
) -> tuple[np.ndarray, np.ndarray] | None:
    """Trains on everything, with a temperature fitted on one held-out part.

    Returns the held-out log probabilities and labels, or None if a class was too small.
    """
    held = np.random.RandomState(7).permutation(len(labels)) % _FOLDS == 0
    result = None
    if len(set(labels[~held])) == len(set(labels)):
        ensemble.fit(sparse[~held], dense[~held], labels[~held])
        order = {label: index for index, label in enumerate(ensemble.classes)}
        truth = np.array([order[label] for label in labels[held]])
        ensemble.temperature = fit_temperature(ensemble.log_scores(sparse[held], dense[held]), truth)
        result = ensemble.log_probabilities(sparse[held], dense[held]), labels[held]
    ensemble.fit(sparse, dense, labels)
    return result


class _EnsembleComponent(TrainedComponent):
    """Creating and using of trained ensembles by name."""

    members: tuple[str, ...] = ()

    @classmethod
    def required_components(cls) -> list[type]:
        """Needs both featurizers."""
        return [NgramFeaturizer, SentenceFeaturizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``svm_c``, ``lr_c``: inverse regularisation; ``dense_weight``: weight of log p(LR)."""
        return {"svm_c": 1.0, "lr_c": 20.0, "dense_weight": 0.4, "scope_dense_weight": 0.3}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> _EnsembleComponent:
        """An untrained classifier."""
        weights = {"scope": config["scope_dense_weight"]}
        made = {
            name: TextEnsemble(config["svm_c"], config["lr_c"], weights.get(name, config["dense_weight"]))
            for name in cls.members
        }
        return cls(model_storage, resource, made)

    def fit(self, examples: list[Message]) -> None:
        """Trains the ensembles on examples that have words."""
        raise NotImplementedError

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the ensembles on the labelled examples."""
        self.fit([m for m in labelled(training_data) if feature(m, NGRAMS) is not None])
        return self.keep()

    def chances(self, name: str, message: Message, features: Features) -> dict[str, float]:
        """Probability of each label, likeliest first."""
        ensemble: TextEnsemble = self._trained[name]
        chances = np.exp(ensemble.log_probabilities(*features(message))[0])
        return {str(ensemble.classes[i]): float(chances[i]) for i in np.argsort(-chances)}


def has_features(message: Message) -> bool:
    """Whether there is anything to classify."""
    return feature(message, NGRAMS) is not None and has_words(message.get(TEXT) or "")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ActClassifier(_EnsembleComponent, IntentClassifier):
    """Sets the intent: one of the dialogue acts.

    Whether a message is in scope at all is decided first, by topic, in a classifier of its
    own: out-of-scope messages use the same question words as those in scope. It tells the
    domains and talk (messages about no item) apart from what is out of scope; each of them
    has words of its own, which "in scope" as one class has not. One or two items that are all but
    certain speak against refusing, so the items must have been classified before.
    """

    file_name = "acts.pkl"
    members = ("acts", "scope")

    def fit(self, examples: list[Message]) -> None:
        """Trains the acts on what is in scope, and the scope on everything."""
        inside = [message for message in examples if message.get(INTENT) != OUT_OF_SCOPE]
        acts = np.array([message.get(INTENT) for message in inside])
        fit_calibrated(self._trained["acts"], *matrices(inside, act_features), acts)
        scope = np.array([_topic(message) for message in examples])
        held = fit_calibrated(self._trained["scope"], *matrices(examples, topic_features), scope)
        self._trained["refuse_above"] = self._limit(held)

    def _limit(self, held: tuple[np.ndarray, np.ndarray] | None) -> float:
        """The log odds of being out of scope that few held-out messages about items exceed."""
        if held is None:
            return 0.0
        probabilities, labels = held
        about_items = (labels != OUT_OF_SCOPE) & (labels != _TALK)
        return float(np.quantile(self._odds_outside(probabilities[about_items]), 1 - REFUSED_AT_MOST))

    def _odds_outside(self, probabilities: np.ndarray) -> np.ndarray:
        """Log odds (n,) of being out of scope against the likeliest domain, from log probabilities (n, topics)."""
        classes = self._trained["scope"].classes
        domains = (classes != OUT_OF_SCOPE) & (classes != _TALK)
        return np.asarray(probabilities[:, classes == OUT_OF_SCOPE][:, 0] - probabilities[:, domains].max(axis=1))

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent and intent ranking. A message without words is out of scope."""
        for message in messages:
            rows = self._ranking(message)
            message.set(INTENT, rows[0], add_to_output=True)
            message.set("intent_ranking", rows, add_to_output=True)
        return messages

    def _ranking(self, message: Message) -> list[dict[str, Any]]:
        if not has_features(message):
            return [{"name": OUT_OF_SCOPE, "confidence": 0.0}]
        probabilities = self._trained["scope"].log_probabilities(*topic_features(message))
        topics = dict(zip(self._trained["scope"].classes, np.exp(probabilities[0])))
        outside = float(topics[OUT_OF_SCOPE])
        odds = float(self._odds_outside(probabilities)[0]) - _ITEM_SAYS * _said_by_item(message)
        refuse = odds > self._trained["refuse_above"] and outside > topics[_TALK] / SPARED
        acts = _weighed(self.chances("acts", message, act_features), topics[_TALK])
        rows = [{"name": name, "confidence": chance * (1 - outside)} for name, chance in acts.items()]
        refused = {"name": OUT_OF_SCOPE, "confidence": outside}
        ranking = [refused, *rows] if refuse else [*rows[:1], refused, *rows[1:]]
        return ranking[:RANKING]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class ServiceClassifier(_EnsembleComponent, EntityExtractorMixin):
    """Adds the likeliest service items as entities ``service``, best first."""

    file_name = "services.pkl"
    members = ("services",)

    def fit(self, examples: list[Message]) -> None:
        """Trains on the examples that name an item (the importer put it on them)."""
        about = [(message, _service_of(message)) for message in examples]
        named = [(message, name) for message, name in about if name]
        labels = np.array([name for _, name in named])
        features = matrices([message for message, _ in named], topic_features)
        fit_calibrated(self._trained["services"], *features, labels)

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds up to five ``service`` entities over the whole text."""
        for message in messages:
            end = len(message.get(TEXT) or "")
            ranked = self.chances("services", message, topic_features) if has_features(message) else {}
            found = [
                {"entity": SERVICE, "value": name, "confidence_entity": chance, "start": 0, "end": end}
                for name, chance in list(ranked.items())[:RANKING]
            ]
            found = self.add_extractor_name(found)
            message.set(ENTITIES, (message.get(ENTITIES) or []) + found, add_to_output=True)
        return messages


def _said_by_item(message: Message) -> float:
    """Log odds of the two likeliest items together, above those at which they say nothing about the scope.

    Two that share nearly all (免费学电焊: two kinds of training) are no less within the scope than one.
    """
    chance = sum(sorted(chance for _, chance in service_entities(message.get(ENTITIES) or []))[-2:])
    return _log_odds(min(max(chance, 1e-4), 1 - 1e-4)) - _log_odds(_ITEM_IN_DOUBT)


def _log_odds(chance: float) -> float:
    return math.log(chance / (1 - chance))


def _weighed(acts: dict[str, float], talk: float) -> dict[str, float]:
    """The acts, likeliest first: keywords about an item (六个月 宝宝 体检) are rarely an answer or thanks."""
    weights = {name: 1.0 if name.startswith("ask_") else (talk + _NEVER_TALK) ** 0.5 for name in acts}
    whole = sum(chance * weights[name] for name, chance in acts.items())
    chances = {name: chance * weights[name] / whole for name, chance in acts.items()}
    return dict(sorted(chances.items(), key=lambda pair: -pair[1]))


def _topic(message: Message) -> str:
    """What the scope is learned by: the item's domain, talk about no item, or out of scope."""
    return OUT_OF_SCOPE if message.get(INTENT) == OUT_OF_SCOPE else message.get(DOMAIN) or _TALK


def _service_of(message: Message) -> str | None:
    entities = message.get(ENTITIES) or []
    return next((entity["value"] for entity in entities if entity["entity"] == SERVICE), None)

"""The classifiers trained in this process, from sentence vectors kept on disk: a trial within seconds.

``python -m bench.nlu --trial`` measures with it; nothing of the trained model is touched.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import featurizers
from bot.nlu.classifiers import ActClassifier, ServiceClassifier, has_features
from bot.nlu.featurizers import NgramFeaturizer, SentenceFeaturizer, labelled
from bot.nlu.normalizer import MessageNormalizer
from bot.nlu.results import service_entities
from bot.nlu.tokenizer import KnowledgeTokenizer
from bot.settings import Settings


class KeptVectors:
    """An encoder that computes each text's vector once and keeps it in an SQLite file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._kept = sqlite3.connect(path)
        self._kept.execute("create table if not exists vectors (text blob primary key, vector blob)")
        self._encoder = featurizers.encoder()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors (n, 512), half precision on disk."""
        keys = [hashlib.sha256(text.encode()).digest() for text in texts]
        known = {key: self._read(key) for key in keys}
        missing = [(key, text) for key, text in zip(keys, texts) if known[key] is None]
        if missing:
            made = np.asarray(self._encoder.encode([text for _, text in missing]), dtype=np.float16)
            known.update({key: vector for (key, _), vector in zip(missing, made)})
            rows = [(key, vector.tobytes()) for (key, _), vector in zip(missing, made)]
            with self._kept:
                self._kept.executemany("insert or ignore into vectors values (?, ?)", rows)
        return np.array([known[key] for key in keys], dtype=np.float32)

    def _read(self, key: bytes) -> np.ndarray | None:
        row = self._kept.execute("select vector from vectors where text = ?", (key,)).fetchone()
        return np.frombuffer(row[0], dtype=np.float16) if row else None


class Trial:
    """The pipeline's components put together without Rasa's graph."""

    def __init__(self, settings: Settings) -> None:
        vectors = KeptVectors(settings.var / "sentence-vectors.sqlite")
        featurizers.encoder = lambda: vectors  # type: ignore[assignment,return-value]
        self._ngrams = _component(NgramFeaturizer)
        self._before = [_component(MessageNormalizer), _component(KnowledgeTokenizer)]
        self._after = [self._ngrams, _component(SentenceFeaturizer)]
        self.classifiers = [_component(ActClassifier), _component(ServiceClassifier)]

    def examples(self, settings: Settings) -> list[Message]:
        """Every training example with its features; fits the n-gram vocabularies."""
        importer = TrainingDataImporter.load_from_config(
            str(settings.root / "config.yml"), str(settings.root / "domain.yml"), [str(settings.root / "data")]
        )
        data = importer.get_nlu_data()
        examples = labelled(data)
        self._through(self._before, examples)
        for vectorizer in self._ngrams._vectorizers.values():
            vectorizer.fit_transform([featurizers._document(message) for message in examples])
        self._through(self._after, examples)
        return [message for message in examples if has_features(message)]

    def train(self, examples: list[Message]) -> None:
        """Fits both classifiers."""
        for classifier in self.classifiers:
            classifier.fit(examples)

    def messages(self, texts: Sequence[str]) -> list[Message]:
        """Unlabelled messages with their features."""
        made = [Message({TEXT: text}) for text in texts]
        self._through([*self._before, *self._after], made)
        return made

    def understand(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """What ``shuhui understand`` says of each text, without facts."""
        return [self._shown(message) for message in self.messages(texts)]

    def _shown(self, message: Message) -> dict[str, Any]:
        for classifier in self.classifiers:
            classifier.process([message])
        services = service_entities(message.get(ENTITIES) or [])
        act = message.get(INTENT)
        return {
            "act": act["name"],
            "act_confidence": act["confidence"],
            "services": [{"id": name, "confidence": chance} for name, chance in services],
            "in_scope": act["name"] != "out_of_scope",
        }

    @staticmethod
    def _through(components: list[Any], messages: list[Message]) -> None:
        for component in components:
            component.process(messages)


def _component(kind: Any) -> Any:
    config = kind.get_default_config() if hasattr(kind, "get_default_config") else {}
    return kind.create(config, None, None, None)


__all__ = ["KeptVectors", "Trial", "TrainingData"]

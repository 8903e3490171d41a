"""The classifiers trained in this process, from sentence vectors kept on disk: a trial in half the time.

``python -m bench.nlu --trial`` measures with it; the trained model is neither used nor touched.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import featurizers
from bot.nlu.classifiers import OUT_OF_SCOPE, ActClassifier, ServiceClassifier
from bot.nlu.featurizers import NgramFeaturizer, SentenceFeaturizer
from bot.nlu.normalizer import MessageNormalizer
from bot.nlu.results import service_entities
from bot.nlu.tokenizer import KnowledgeTokenizer
from bot.settings import Settings


class KeptVectors:
    """An encoder that computes each text's vector once and keeps it, in half precision, in an SQLite file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._kept = sqlite3.connect(path)
        self._kept.execute("create table if not exists vectors (text blob primary key, vector blob)")
        self._encoder = featurizers.encoder()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors (n, 512)."""
        keys = [hashlib.sha256(text.encode()).digest() for text in texts]
        known = {key: self._read(key) for key in keys}
        missing = {key: text for key, text in zip(keys, texts) if known[key] is None}
        if missing:
            known.update(self._make(missing))
        return np.array([known[key] for key in keys], dtype=np.float32)

    def _make(self, texts: dict[bytes, str]) -> dict[bytes, np.ndarray]:
        vectors = np.asarray(self._encoder.encode(list(texts.values())), dtype=np.float16)
        made = dict(zip(texts, vectors))
        with self._kept:
            rows = [(key, vector.tobytes()) for key, vector in made.items()]
            self._kept.executemany("insert or ignore into vectors values (?, ?)", rows)
        return made

    def _read(self, key: bytes) -> np.ndarray | None:
        row = self._kept.execute("select vector from vectors where text = ?", (key,)).fetchone()
        return np.frombuffer(row[0], dtype=np.float16) if row else None


class _Nowhere:
    """Rasa's model storage as far as training writes to it; what is written is thrown away."""

    @contextmanager
    def write_to(self, resource: Any) -> Iterator[Path]:
        with TemporaryDirectory() as folder:
            yield Path(folder)


class Trial:
    """The pipeline's trained components put together without Rasa's graph."""

    def __init__(self, settings: Settings) -> None:
        vectors = KeptVectors(settings.var / "sentence-vectors.sqlite")
        featurizers.encoder = lambda: vectors  # type: ignore[assignment,return-value]
        kinds = (MessageNormalizer, KnowledgeTokenizer, NgramFeaturizer, SentenceFeaturizer)
        self._before = [_component(kind) for kind in kinds]
        self._classifiers = [_component(kind) for kind in (ActClassifier, ServiceClassifier)]
        self._train(settings)

    def _train(self, settings: Settings) -> None:
        root = settings.root
        data = TrainingDataImporter.load_from_config(
            str(root / "config.yml"), str(root / "domain.yml"), [str(root / "data")]
        ).get_nlu_data()
        for component in self._before:
            if isinstance(component, NgramFeaturizer):
                component.train(data)
            data = component.process_training_data(data)
        for classifier in self._classifiers:
            classifier.train(data)

    def understand(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """What ``shuhui understand`` says of each text, without facts."""
        messages = [Message({TEXT: text}) for text in texts]
        for component in (*self._before, *self._classifiers):
            component.process(messages)
        return [_shown(message) for message in messages]


def _component(kind: Any) -> Any:
    config = kind.get_default_config() if hasattr(kind, "get_default_config") else {}
    return kind.create(config, _Nowhere(), None, None)


def _shown(message: Message) -> dict[str, Any]:
    act = message.get(INTENT)["name"]
    services = service_entities(message.get(ENTITIES) or [])
    return {
        "act": act,
        "services": [{"id": name, "confidence": chance} for name, chance in services],
        "in_scope": act != OUT_OF_SCOPE,
    }

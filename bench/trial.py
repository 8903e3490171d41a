"""The classifiers trained in this process, from sentence vectors kept on disk: a trial in half the time.

``python -m bench.nlu --trial`` measures with it; the trained model is neither used nor touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.classifiers import OUT_OF_SCOPE, ActClassifier, ServiceClassifier
from bot.nlu.featurizers import NgramFeaturizer, SentenceFeaturizer
from bot.nlu.normalizer import MessageNormalizer
from bot.nlu.results import service_entities
from bot.nlu.tokenizer import KnowledgeTokenizer
from bot.settings import Settings


class _Nowhere:
    """Rasa's model storage as far as training writes to it; what is written is thrown away."""

    @contextmanager
    def write_to(self, resource: Any) -> Iterator[Path]:
        with TemporaryDirectory() as folder:
            yield Path(folder)


class Trial:
    """The pipeline's trained components put together without Rasa's graph."""

    def __init__(self, settings: Settings) -> None:
        kinds = (MessageNormalizer, KnowledgeTokenizer, NgramFeaturizer, SentenceFeaturizer)
        self._before = [_component(kind) for kind in kinds]
        self._classifiers = [_component(kind) for kind in (ServiceClassifier, ActClassifier)]
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

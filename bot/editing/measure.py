"""How texts are placed by a classifier trained on other texts: the pipeline's own features and classifiers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import jieba
import numpy as np
import scipy.sparse as sp

from bot.nlu.ensemble import TextEnsemble
from bot.nlu.featurizers import encoder
from bot.nlu.ngrams import NgramVectorizer
from bot.nlu.text import clean

_DENSE_WEIGHT = 0.4
_BATCH = 256


def placed(examples: Mapping[str, str], texts: Sequence[str]) -> list[str]:
    """The label of each text, by an ensemble trained on ``examples`` (label by text)."""
    labels = np.array(list(examples.values()))
    vectorizer = NgramVectorizer()
    vectorizer.fit([_document(text) for text in examples])
    ensemble = TextEnsemble(dense_weight=_DENSE_WEIGHT)
    ensemble.fit(_rows(vectorizer, examples), vectors(list(examples)), labels)
    scores = ensemble.log_scores(_rows(vectorizer, texts), vectors(texts))
    return [str(ensemble.classes[index]) for index in scores.argmax(axis=1)]


def _rows(vectorizer: NgramVectorizer, texts: Iterable[str]) -> sp.csr_matrix:
    return sp.vstack([vectorizer.row(_document(text)) for text in texts], format="csr")


def _document(text: str) -> tuple[str, list[str]]:
    return clean(text), list(jieba.cut(clean(text)))


def vectors(texts: Sequence[str]) -> np.ndarray:
    """Sentence vectors, shape (texts, 512); each text is encoded once per process."""
    cache = _encoded()
    new = [text for text in dict.fromkeys(texts) if text not in cache]
    for start in range(0, len(new), _BATCH):
        batch = new[start : start + _BATCH]
        cache.update(zip(batch, encoder().encode([clean(text) for text in batch])))
    return np.array([cache[text] for text in texts], dtype=np.float32)


@lru_cache(maxsize=1)
def _encoded() -> dict[str, np.ndarray]:
    return {}

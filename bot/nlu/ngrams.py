"""Three views of a short Chinese text as TF-IDF vectors: characters, jieba words, pinyin.

Characters are the backbone, words add what belongs together, pinyin forgives homophones
(地保 for 低保). Each view is normalised by itself and then weighted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

import scipy.sparse as sp
from pypinyin import Style, lazy_pinyin
from sklearn.feature_extraction.text import TfidfVectorizer

Tokens = Sequence[str]


def spans(units: Sequence[str], longest: int) -> list[str]:
    """All runs of 1 to ``longest`` neighbouring units."""
    found = list(units)
    for size in range(2, longest + 1):
        found += ["".join(units[i : i + size]) for i in range(len(units) - size + 1)]
    return found


@lru_cache(maxsize=20_000)
def _syllable(sign: str) -> str:
    """Pinyin without tone of one character, with the mergers of southern speech."""
    syllable = lazy_pinyin(sign, style=Style.NORMAL)[0]
    for clear, merged in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if syllable.startswith(clear):
            syllable = merged + syllable[2:]
    if syllable.startswith("n") and syllable[1:2] in "aeiou":
        syllable = "l" + syllable[1:]
    return syllable[:-1] if syllable.endswith(("ang", "eng", "ing")) else syllable


def characters(text: str, words: Tokens) -> list[str]:
    return spans(list(text), 3)


def word_runs(text: str, words: Tokens) -> list[str]:
    return spans(list(words), 2)


def syllables(text: str, words: Tokens) -> list[str]:
    return spans([_syllable(sign) for sign in text], 3)


VIEWS: dict[str, tuple[Callable[[str, Tokens], list[str]], float]] = {
    "characters": (characters, 1.0),
    "words": (word_runs, 0.7),
    "pinyin": (syllables, 0.7),
}


class NgramVectorizer:
    """Fits and applies the views. Documents are (text, words) pairs."""

    def __init__(self) -> None:
        self._views = {name: _vectorizer() for name in VIEWS}

    def fit_transform(self, documents: Sequence[tuple[str, Tokens]]) -> sp.csr_matrix:
        """TF-IDF matrix of shape (documents, features)."""
        blocks = [
            self._views[name].fit_transform([view(*d) for d in documents]) * weight
            for name, (view, weight) in VIEWS.items()
        ]
        return sp.hstack(blocks, format="csr", dtype="float32")

    def transform(self, documents: Iterable[tuple[str, Tokens]]) -> sp.csr_matrix:
        """The same for documents that were not fitted."""
        documents = list(documents)
        blocks = [
            self._views[name].transform([view(*d) for d in documents]) * weight
            for name, (view, weight) in VIEWS.items()
        ]
        return sp.hstack(blocks, format="csr", dtype="float32")


def _identity(value: Any) -> Any:
    return value


def _vectorizer() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer=_identity, sublinear_tf=True, min_df=2)

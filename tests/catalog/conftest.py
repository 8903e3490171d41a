"""The editor's desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalog.desk import Desk, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A knowledge folder with one sound item."""
    return new_desk(tmp_path)

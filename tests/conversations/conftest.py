"""The whole bot, loaded once: without a trained model these tests fail, they do not skip."""

from __future__ import annotations

import pytest

from tests.conversations.talk import Talk, whole_bot


@pytest.fixture
def talk(request: pytest.FixtureRequest) -> Talk:
    """A conversation of its own for each test."""
    return Talk(whole_bot(), request.node.name)

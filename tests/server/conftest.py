"""The server and its visitors."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.server.running import Server, shared_server, unlogged
from tests.server.visitor import Visitor


@pytest.fixture(scope="session")
def server(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The running server."""
    return shared_server(pytestconfig, tmp_path_factory)


@pytest.fixture
def new_visitor(server: Server) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors, each with a session of their own; what they say must not be logged."""
    with unlogged(server):
        yield lambda cookie=None: Visitor(server, cookie)


@pytest.fixture
def visitor(new_visitor: Callable[..., Visitor]) -> Visitor:
    """One resident who has just opened the page."""
    return new_visitor()

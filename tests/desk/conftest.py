"""Staff, the databases of their stores, and the running server they sign in to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.store.accounts import add_staff
from tests.desk.colleague import PASSWORD, Colleague
from tests.server.running import Server, shared_server
from tests.store.conftest import postgres, url  # noqa: F401  (fixtures)

NewColleague = Callable[..., Colleague]


@pytest.fixture(scope="session")
def server(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The running server."""
    return shared_server(pytestconfig, tmp_path_factory)


@pytest.fixture
def new_colleague(server: Server, request: pytest.FixtureRequest) -> NewColleague:
    """Makes accounts with roles, each with a login of its own; not signed in yet unless ``signed_in``."""

    def make(*roles: str, signed_in: bool = True) -> Colleague:
        login = f"c{len(_MADE)}"
        _MADE.append(login)
        if roles:
            add_staff(server.database_url, login, f"同事{login}", roles, PASSWORD, "tests")
        colleague = Colleague(server, login)
        if roles and signed_in:
            assert colleague.signs_in().status_code == 200
        return colleague

    return make


_MADE: list[str] = []

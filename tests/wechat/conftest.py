"""A server for each way in which an account can be configured, and the fake of WeChat's API."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.server.running import Server, make_home, start, unlogged
from tests.store.conftest import postgres, url  # noqa: F401  (both databases)
from tests.takeover.conftest import ALWAYS
from tests.wechat import fake_api
from tests.wechat.fake_api import SECRET, Api
from tests.wechat.phone import AES_KEY, APP_ID, TOKEN, Phone, Platform

Start = Callable[..., Server]


@pytest.fixture(scope="session")
def api() -> Iterator[Api]:
    """WeChat's API."""
    made = Api()
    serving = fake_api.start(made)
    yield made
    serving.shutdown()


@pytest.fixture(scope="session")
def account(api: Api) -> dict[str, str]:
    """The environment of a configured account in compatible mode, which takes plain and encrypted requests."""
    return {
        "WECHAT_TOKEN": TOKEN,
        "WECHAT_APPID": APP_ID,
        "WECHAT_SECRET": SECRET,
        "WECHAT_AES_KEY": AES_KEY,
        "WECHAT_MODE": "compatible",
        "WECHAT_API_BASE": api.base,
        "WECHAT_SECONDS": "60",
        "SHUHUI_WORKING_HOURS": ALWAYS,
    }


@pytest.fixture(scope="session")
def server(account: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that most tests talk to; it has as long for a reply as it needs."""
    running = start(make_home(tmp_path_factory.mktemp("wechat") / "home"), **account)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def hurried(server: Server, account: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A second server on the database of the first; for it every answer takes too long for a passive reply."""
    home = make_home(tmp_path_factory.mktemp("hurried") / "home")
    own = {"WECHAT_SECONDS": "0.000001", "SHUHUI_DATABASE_URL": server.database_url}
    running = start(home, **{**account, **own})
    yield running
    running.stop()


@pytest.fixture
def platform(server: Server) -> Iterator[Platform]:
    """WeChat in safe mode; what residents say must not be logged."""
    with unlogged(server):
        yield Platform(server)


@pytest.fixture
def phone(platform: Platform) -> Phone:
    """A resident who has just found the account."""
    return Phone(platform)

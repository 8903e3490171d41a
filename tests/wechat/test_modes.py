"""A text and its answer in each of WeChat's three modes, and what each mode refuses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.server.running import Server, make_home, start
from tests.wechat.phone import Phone, Platform


@pytest.fixture(scope="module", params=["plain", "safe"])
def strict(
    request: pytest.FixtureRequest, account: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Server]]:
    """A server that takes one kind of request only."""
    home = make_home(tmp_path_factory.mktemp(request.param) / "home")
    server = start(home, **{**account, "WECHAT_MODE": request.param})
    yield request.param, server
    server.stop()


def test_plain_or_safe_mode_answers_its_own_kind_and_refuses_the_other(strict: tuple[str, Server]) -> None:
    mode, server = strict
    right, wrong = Platform(server, encrypted=mode == "safe"), Platform(server, encrypted=mode == "plain")
    assert "83项" in Phone(right).says("你好")
    assert wrong.deliver(Phone(wrong).message("text", Content="你好")).status_code == 403


@pytest.mark.parametrize(("encrypted", "with_plain"), [(True, True), (True, False), (False, False)])
def test_compatible_mode_answers_all(server: Server, encrypted: bool, with_plain: bool) -> None:
    platform = Platform(server, encrypted, with_plain)
    response = platform.deliver(Phone(platform).message("text", Content="你好"))
    assert ("Encrypt" in response.text) == encrypted
    assert "83项" in platform.reply_of(response)["Content"]

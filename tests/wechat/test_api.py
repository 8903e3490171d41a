"""The access token is shared and fetched once; what WeChat refuses is said in words."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.channels.wechat.api import ApiFailed, WeChatApi
from bot.channels.wechat.identity import Identities
from bot.channels.wechat.settings import WeChatSettings
from bot.store import wechat as store
from bot.store.database import engine
from tests.server.running import ROOT, free_port
from tests.wechat import fake_api
from tests.wechat.fake_api import SECRET, Api
from tests.wechat.phone import APP_ID, TOKEN

OPENID = "oAAAAAAAAAAAAAAAAAAAAAAAAAAA"


@pytest.fixture
def fresh() -> Iterator[Api]:
    """An API that nobody has called yet."""
    made = Api()
    serving = fake_api.start(made)
    yield made
    serving.shutdown()


def client(api: Api, url: str, secret: str = SECRET, base: str = "") -> WeChatApi:
    settings = WeChatSettings(APP_ID, TOKEN, "", secret, "plain", base or api.base, 4)
    return WeChatApi(settings, Identities("key", APP_ID), url)


def test_a_token_is_fetched_once_and_used_again(fresh: Api, url: str) -> None:
    for number in range(3):
        client(fresh, url).send_text(OPENID, f"第{number}条")
    assert fresh.texts(OPENID) == ["第0条", "第1条", "第2条"]
    assert fresh.calls["stable_token"] == 1


def test_many_at_once_fetch_one_token(fresh: Api, url: str) -> None:
    fresh.token_seconds = 0.5
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: client(fresh, url).send_text(OPENID, str(n)), range(8)))
    assert fresh.calls["stable_token"] == 1 and len(fresh.texts(OPENID)) == 8


def test_processes_share_the_token(fresh: Api, url: str) -> None:
    engine(url)
    fresh.token_seconds = 0.5
    program = (
        "import sys\nfrom tests.wechat.test_api import Api, client\n"
        "client(Api(port=int(sys.argv[1])), sys.argv[2]).send_text(sys.argv[3], sys.argv[4])"
    )
    arguments = [sys.executable, "-c", program, str(fresh.port), url, OPENID]
    started = [subprocess.Popen([*arguments, str(n)], cwd=ROOT, stderr=subprocess.PIPE) for n in range(2)]
    for process in started:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors.decode()
    assert sorted(fresh.texts(OPENID)) == ["0", "1"] and fresh.calls["stable_token"] == 1


def test_a_token_that_has_run_out_is_replaced_and_the_message_sent_once(fresh: Api, url: str) -> None:
    client(fresh, url).send_text(OPENID, "一")
    fresh.expire()
    client(fresh, url).send_text(OPENID, "二")
    assert fresh.texts(OPENID) == ["一", "二"] and fresh.calls["stable_token"] == 2


def test_a_token_is_renewed_before_its_time(fresh: Api, url: str) -> None:
    client(fresh, url).send_text(OPENID, "一")
    with engine(url).begin() as connection:
        connection.execute(text("UPDATE wechat_access_tokens SET expires = '2020-01-01 00:00:00'"))
    client(fresh, url).send_text(OPENID, "二")
    assert fresh.calls["stable_token"] == 2


def test_a_newer_token_is_not_dropped_for_an_older(fresh: Api, url: str) -> None:
    client(fresh, url).check()
    kept = store.access_token(url, APP_ID)
    store.drop_access_token(url, APP_ID, "an older one")
    assert store.access_token(url, APP_ID) == kept != ""


@pytest.mark.parametrize("code", [40001, 42001, 40014])
def test_a_token_refused_for_ever_is_given_up(fresh: Api, url: str, code: int) -> None:
    fresh.failures = [code] * 5
    with pytest.raises(ApiFailed) as caught:
        client(fresh, url).send_text(OPENID, "一")
    assert caught.value.code == code and len(fresh.failures) == 3


def test_a_busy_moment_is_waited_out(fresh: Api, url: str) -> None:
    fresh.failures = [-1]
    client(fresh, url).send_text(OPENID, "一")
    assert fresh.texts(OPENID) == ["一"]


@pytest.mark.parametrize(("code", "words"), [(45015, "48小时"), (45047, "5条"), (48001, "权限"), (99999, "99999")])
def test_what_weChat_refuses_is_said_in_words(fresh: Api, url: str, code: int, words: str) -> None:
    fresh.failures = [code]
    with pytest.raises(ApiFailed, match=words):
        client(fresh, url).send_text(OPENID, "一")


def test_a_wrong_secret_or_no_weChat_at_all_is_said_without_naming_the_secret(fresh: Api, url: str) -> None:
    with pytest.raises(ApiFailed, match="WECHAT_SECRET"):
        client(fresh, url, secret="a wrong one").check()
    nobody = f"http://127.0.0.1:{free_port()}/cgi-bin/"
    with pytest.raises(ApiFailed, match="连不上") as caught:
        client(fresh, url, base=nobody).check()
    assert SECRET not in repr(caught.value) and caught.value.__cause__ is None
    client(fresh, url).check()  # who failed has given the task of fetching back


def test_who_died_while_fetching_does_not_hold_up_the_others(fresh: Api, url: str) -> None:
    assert store.take_fetching(url, APP_ID, timedelta(seconds=-1))
    client(fresh, url).check()
    assert fresh.calls["stable_token"] == 1


def test_a_token_sealed_under_an_earlier_secret_is_replaced(fresh: Api, url: str) -> None:
    client(fresh, url).check()
    settings = WeChatSettings(APP_ID, TOKEN, "", SECRET, "plain", fresh.base, 4)
    WeChatApi(settings, Identities("another key", APP_ID), url).send_text(OPENID, "一")
    assert fresh.calls["stable_token"] == 2 and fresh.texts(OPENID) == ["一"]


def test_the_token_lies_sealed_in_the_database(fresh: Api, tmp_path: Path) -> None:
    client(fresh, f"sqlite:///{tmp_path / 'residents.db'}").check()
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("residents.db*"))
    assert fresh.token.encode() not in stored and SECRET.encode() not in stored


def test_settings_do_not_show_their_secrets() -> None:
    shown = repr(WeChatSettings(APP_ID, "the-token", "the-key", "the-secret", "safe", "https://example.com/", 4))
    assert "the-" not in shown and APP_ID in shown

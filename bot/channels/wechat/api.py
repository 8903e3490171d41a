"""Calls to WeChat: the access token, customer-service messages, the menu.

wechatpy keeps a token in each process and fetches it with the secret in the address; with
several processes they would invalidate each other's. Here one process at a time fetches the
stable token (a POST, so the secret stays out of addresses and logs) and all read it from the
database.
"""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import requests
from wechatpy.client import WeChatClient
from wechatpy.exceptions import WeChatClientException

from bot.channels.wechat.identity import Identities
from bot.channels.wechat.settings import WeChatSettings
from bot.store import wechat as store

_SECONDS_A_CALL = 5.0
_LEASE = timedelta(seconds=15)
_RENEWED_BEFORE = timedelta(minutes=5)
_BAD_TOKEN = {40001, 40014, 42001}
_BUSY = -1
_WAIT_SECONDS = 0.1

ERRORS = {
    40001: "access_token 无效，检查 WECHAT_SECRET",
    40013: "AppID 不对，检查 WECHAT_APPID",
    40018: "菜单名字太长",
    40125: "AppSecret 不对，检查 WECHAT_SECRET",
    40164: "这台机器的公网地址不在公众号后台的 IP 白名单里",
    45009: "今天调用微信接口的次数用完了",
    45015: "居民超过48小时没有说话，微信不让再发",
    45047: "居民说一句最多发5条，微信不让再发",
    48001: "这个公众号没有这个接口的权限（未认证的订阅号没有）",
}


class ApiFailed(Exception):
    """WeChat did not do what it was asked to. ``code`` is WeChat's, 0 when it could not be reached."""

    def __init__(self, code: int) -> None:
        super().__init__(ERRORS.get(code) or (f"微信返回错误 {code}" if code else "连不上微信的服务器"))
        self.code = code


class WeChatApi:
    """One official account's API; its methods block, so call them in a thread."""

    def __init__(self, settings: WeChatSettings, identities: Identities, database_url: str) -> None:
        self._settings, self._identities, self._url = settings, identities, database_url

    def check(self) -> None:
        """Whether WeChat gives us a token. Raises ApiFailed."""
        self._token()

    def send_text(self, openid: str, text: str) -> None:
        """A customer-service message of at most 2,048 bytes. Raises ApiFailed."""
        self._call(lambda client: client.message.send_text(openid, text))

    def create_menu(self, menu: dict[str, Any]) -> None:
        """Replaces the menu of the account. Raises ApiFailed."""
        self._call(lambda client: client.menu.create(menu))

    def _call(self, ask: Any) -> None:
        """Asks; a second time with a new token if the first was no longer good, or if WeChat was busy."""
        for last in (False, True):
            token, sealed = self._token()
            client = _Client(self._settings, token)
            try:
                ask(client)
                return
            except WeChatClientException as error:
                code = int(error.errcode or 0)
                if code in _BAD_TOKEN:
                    store.drop_access_token(self._url, self._settings.app_id, sealed)
                if last or code not in _BAD_TOKEN | {_BUSY}:
                    raise ApiFailed(code) from None
            except requests.RequestException:  # its words hold the token
                raise ApiFailed(0) from None

    def _token(self) -> tuple[str, str]:
        """The shared token, open and sealed; fetched by whoever comes first, waited for by the others."""
        deadline = time.monotonic() + _LEASE.total_seconds()
        while time.monotonic() < deadline:
            sealed = store.access_token(self._url, self._settings.app_id)
            token = self._identities.unseal(sealed) if sealed else None
            if token:
                return token, sealed
            if sealed:  # under a SHUHUI_SECRET of before
                store.drop_access_token(self._url, self._settings.app_id, sealed)
            if store.take_fetching(self._url, self._settings.app_id, _LEASE):
                self._fetch()
            else:
                time.sleep(_WAIT_SECONDS)
        raise ApiFailed(0)

    def _fetch(self) -> None:
        """Asks WeChat for a token and stores it sealed. Raises ApiFailed."""
        sealed, life = "", timedelta()
        try:
            token, life = self._fetched()
            sealed = self._identities.seal(token)
        finally:
            store.store_access_token(self._url, self._settings.app_id, sealed, life)

    def _fetched(self) -> tuple[str, timedelta]:
        body: Any = {
            "grant_type": "client_credential",
            "appid": self._settings.app_id,
            "secret": self._settings.secret,
            "force_refresh": False,
        }
        try:
            response = requests.post(f"{self._settings.api_base}stable_token", json=body, timeout=_SECONDS_A_CALL)
            result = response.json()
        except requests.RequestException:
            raise ApiFailed(0) from None
        if "access_token" not in result:
            raise ApiFailed(int(result.get("errcode") or 0))
        life = timedelta(seconds=int(result["expires_in"]))
        return str(result["access_token"]), max(life - _RENEWED_BEFORE, life / 2)


class _Client(WeChatClient):  # type: ignore[misc]
    """wechatpy's client with a token from outside and without its own retries."""

    def __init__(self, settings: WeChatSettings, token: str) -> None:
        super().__init__(settings.app_id, None, access_token=token, timeout=_SECONDS_A_CALL, auto_retry=False)
        self.API_BASE_URL = settings.api_base

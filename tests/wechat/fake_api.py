"""A small fake of WeChat's API: tokens that run out, customer-service messages with their limits, the menu."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlparse

from tests.server.running import free_port
from tests.wechat.phone import APP_ID

SECRET = "an app secret of the tests"
OK = {"errcode": 0, "errmsg": "ok"}


@dataclass
class Api:
    """What has been asked of it, and how it is to answer. ``failures`` are given out before anything else."""

    port: int = field(default_factory=free_port)
    sent: list[dict[str, Any]] = field(default_factory=list)
    menus: list[dict[str, Any]] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    failures: list[int] = field(default_factory=list)
    life: int = 7200
    token: str = ""
    token_seconds: float = 0.0
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}/cgi-bin/"

    def expire(self) -> None:
        """The token of now is no longer taken."""
        self.token = ""

    def texts(self, openid: str) -> list[str]:
        return [m["text"]["content"] for m in self.sent if m["touser"] == openid]

    def wait_for(self, openid: str, count: int = 1, seconds: float = 30) -> list[str]:
        """The customer-service messages to a resident, once there are ``count``."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.texts(openid)) >= count, seconds), self.texts(openid)
        return self.texts(openid)

    def answer(self, path: str, query: dict[str, list[str]], body: dict[str, Any]) -> dict[str, Any]:
        """One call."""
        with self.changed:
            self.calls[path] += 1
            result = self._answer(path, query, body)
            self.changed.notify_all()
            return result

    def _answer(self, path: str, query: dict[str, list[str]], body: dict[str, Any]) -> dict[str, Any]:
        if path == "stable_token":
            return self._new_token(body)
        if self.failures:
            return {"errcode": self.failures.pop(0), "errmsg": "as the test wants it"}
        if not self.token or query.get("access_token") != [self.token]:
            return {"errcode": 42001, "errmsg": "access_token expired"}
        if path == "message/custom/send":
            return self._send(body)
        if path == "menu/create":
            self.menus.append(body)
            return OK
        return {"errcode": 40066, "errmsg": "invalid url"}

    def _new_token(self, body: dict[str, Any]) -> dict[str, Any]:
        if body.get("appid") != APP_ID:
            return {"errcode": 40013, "errmsg": "invalid appid"}
        if body.get("secret") != SECRET or body.get("grant_type") != "client_credential":
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        time.sleep(self.token_seconds)
        self.token = self.token or f"token-{self.calls['stable_token']}"
        return {"access_token": self.token, "expires_in": self.life}

    def _send(self, body: dict[str, Any]) -> dict[str, Any]:
        if len(body["text"]["content"].encode()) > 2048:
            return {"errcode": 45002, "errmsg": "content size out of limit"}
        self.sent.append(body)
        return OK


def start(api: Api) -> ThreadingHTTPServer:
    """Serves ``api`` until ``shutdown``."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            address = urlparse(self.path)
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
            result = api.answer(address.path.removeprefix("/cgi-bin/"), parse_qs(address.query), body)
            data = json.dumps(result, ensure_ascii=False).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json; encoding=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", api.port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server

"""One of the staff at the API, as the console would call it."""

from __future__ import annotations

import json
from typing import Any

import requests

from tests.server.running import Server

PASSWORD = "mapotofu-2026"
API = "/staff/api"


class Colleague:
    """``get`` and ``send`` give the response as it is."""

    def __init__(self, server: Server, login: str) -> None:
        self.server, self.login = server, login
        self.http = requests.Session()
        self.http.headers["X-Shuhui"] = "1"

    def signs_in(self, password: str = PASSWORD) -> requests.Response:
        return self.send("POST", "/session", {"login": self.login, "password": password})

    def get(self, path: str) -> requests.Response:
        return self.http.get(self.server.url + API + path, timeout=60)

    def send(self, method: str, path: str, body: Any = None) -> requests.Response:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        return self.http.request(method, self.server.url + API + path, data=data, headers=headers, timeout=60)


def signed_in(server: Server, login: str) -> Colleague:
    """Somebody whose account is there already."""
    colleague = Colleague(server, login)
    assert colleague.signs_in().status_code == 200
    return colleague

"""What every answer carries, what is not given out, and what watches over the server may ask."""

from __future__ import annotations

import http.client
import re

import pytest
import requests

from tests.server.running import Server
from tests.server.visitor import Visitor

JSON = {"X-Shuhui": "1", "Content-Type": "application/json"}
ANSWERS = [
    ("GET", "/", None, 200),
    ("GET", "/sw.js", None, 200),
    ("GET", "/favicon.svg", None, 200),
    ("GET", "/healthz", None, 200),
    ("GET", "/readyz", None, 200),
    ("GET", "/metrics", None, 200),
    ("GET", "/nothing-here", None, 404),
    ("POST", "/", b"", 405),
    ("GET", "/webhooks/web/session", None, 200),
    ("GET", "/webhooks/web/regions", None, 200),
    ("GET", "/webhooks/web/messages", None, 405),
    ("POST", "/webhooks/web/messages", b'{"text":"hello"}', 200),
    ("POST", "/webhooks/web/messages", b"{nope", 400),
    ("POST", "/webhooks/web/messages", b"a" * 70_000, 413),
    ("POST", "/webhooks/web/messages", b"a" * 300_000, 413),
    ("POST", "/webhooks/web/feedback", b'{"vote":"up"}', 204),
]


def policy_of(response: requests.Response) -> dict[str, str]:
    rules = response.headers["content-security-policy"].split(";")
    return {name: value for name, _, value in (rule.strip().partition(" ") for rule in rules)}


@pytest.mark.parametrize(("method", "path", "body", "status"), ANSWERS, ids=lambda v: str(v)[:25])
def test_every_answer_carries_the_security_headers(
    server: Server, method: str, path: str, body: bytes | None, status: int
) -> None:
    response = requests.request(method, server.url + path, data=body, headers=JSON, timeout=30)
    assert response.status_code == status
    policy = policy_of(response)
    assert policy["default-src"] == "'self'" and policy["object-src"] == "'none'" and policy["base-uri"] == "'none'"
    assert policy["frame-ancestors"] == "'none'" and policy["form-action"] == "'self'"
    assert "unsafe" not in response.headers["content-security-policy"]
    assert "http" not in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"
    assert "camera=()" in response.headers["permissions-policy"]
    assert not [name for name in response.headers if name.lower().startswith("access-control-")]


def test_the_page_and_its_files_are_served(server: Server) -> None:
    page = requests.get(server.url, timeout=30)
    assert page.headers["content-type"].startswith("text/html") and page.headers["cache-control"] == "no-cache"
    files = re.findall(r'(?:src|href)="(/assets/[^"]+)"', page.text)
    assert any(file.endswith(".js") for file in files) and any(file.endswith(".css") for file in files)
    for file in files:
        response = requests.get(server.url + file, timeout=30)
        kinds = {"js": "javascript", "css": "text/css"}
        assert response.status_code == 200 and kinds[file.rsplit(".", 1)[1]] in response.headers["content-type"]
        assert "immutable" in response.headers["cache-control"]  # its name changes with its content


@pytest.mark.parametrize(
    "path",
    [
        "/../../pyproject.toml",
        "/assets/../../../pyproject.toml",
        "/%2e%2e/%2e%2e/pyproject.toml",
        "/assets/..%2f..%2f..%2fpyproject.toml",
        "/..%5c..%5cpyproject.toml",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/.built-from",
        "/assets/",
        "/%00",
        "/%ff%fe",
        "/" + "a" * 3000,
        "/../package.json",
        "/conversations/web-1/tracker",
        "/model",
        "/status",
        "/version",
        "/docs",
    ],
)
def test_nothing_but_the_page_is_given_out(server: Server, path: str) -> None:
    """Sent as it stands: an ordinary client would tidy the path up first."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read().decode()
    assert response.status == 404, body[:200]
    assert body == '{"error":"没有这个页面。"}'
    connection.close()


def test_health_and_readiness(server: Server) -> None:
    assert requests.get(f"{server.url}/healthz", timeout=30).json() == {"status": "ok"}
    assert requests.get(f"{server.url}/readyz", timeout=30).json() == {"ready": True, "missing": []}


def test_metrics_count_requests_and_tell_nothing_about_residents(visitor: Visitor) -> None:
    visitor.says("我家在剑阁县，今年57岁")
    requests.get(f"{visitor.server.url}/wo-jia-zai-jiange", timeout=30)
    metrics = requests.get(f"{visitor.server.url}/metrics", timeout=30).text
    counted = re.search(r'shuhui_requests_total\{route="webhooks/web/messages",status="200"\} (\d+)', metrics)
    assert counted and int(counted[1]) >= 1
    assert "shuhui_request_seconds_bucket" in metrics
    assert visitor.sender not in metrics and "剑阁" not in metrics and "jiange" not in metrics

"""The pages of staff, /desk and /editor, and their API."""

from __future__ import annotations

import secrets
from pathlib import Path

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, html

from bot.channels.staff import mount
from bot.channels.staff.access import refuse
from bot.settings import Settings

PAGES = ("desk", "editor")
_NONCE = "__CSP_NONCE__"  # stands in the built page where the browser shall find it


def add_console(app: Sanic, settings: Settings, policy: str) -> None:
    """Adds pages and API; ``policy`` is the Content-Security-Policy of all pages."""
    mount(app, settings)
    for name in PAGES:
        _add_page(app, name, settings.page / f"{name}.html", policy)


def _add_page(app: Sanic, name: str, page: Path, policy: str) -> None:
    """The page for its address and all below it, which the page itself tells apart."""

    async def show(request: Request, path: str = "") -> HTTPResponse:
        if not page.exists():
            return refuse(503, "页面还没有构建，请运行 make run。")
        nonce = secrets.token_urlsafe(18)
        headers = {"cache-control": "no-store", "content-security-policy": with_nonce(policy, nonce)}
        return html(page.read_text(encoding="utf-8").replace(_NONCE, nonce), headers=headers)

    app.add_route(show, f"/{name}", name=name)
    app.add_route(show, f"/{name}/<path:path>", name=f"{name}-below")


def with_nonce(policy: str, nonce: str) -> str:
    """The policy that also allows style sheets which carry ``nonce``: antd makes its own while it runs."""
    return policy.replace("style-src 'self'", f"style-src 'self' 'nonce-{nonce}'")

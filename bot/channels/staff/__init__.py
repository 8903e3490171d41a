"""The staff's API under /staff/api: one module of routes for each part of the console.

A part gives a function ``routes() -> Blueprint`` (paths below ``API``) that stands in ``PARTS``; each of its views
takes the request and who asks, and says by ``@requires("坐席", "班长")`` who may.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sanic import Blueprint, Sanic

from bot.channels.staff import account, assistant, calls, charts, chats, editor, editor_learning, editor_publishing
from bot.channels.staff.access import Access
from bot.settings import Settings

API = "/staff/api"
PARTS: tuple[Callable[[], Blueprint], ...] = (
    account.routes,
    assistant.routes,
    calls.routes,
    charts.routes,
    chats.routes,
    editor.routes,
    editor_publishing.routes,
    editor_learning.routes,
)


def mount(app: Sanic, settings: Settings) -> None:
    """Adds the API to the application."""
    app.ctx.staff_access = Access(settings)
    for routes in PARTS:
        app.blueprint(routes(), url_prefix=API)

    @app.after_server_start
    async def prepare(app: Sanic, loop: Any) -> None:
        await assistant.warm_up(app)

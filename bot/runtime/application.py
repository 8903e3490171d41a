"""The server: Rasa's agent behind our channels, the built page, health and metrics."""

from __future__ import annotations

import asyncio
import gc
import logging
from contextlib import suppress
from pathlib import Path
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest
from rasa.core.channels.channel import register
from sanic import Sanic
from sanic.exceptions import NotFound, SanicException
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, json, raw
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.handover import Takeover
from bot.channels.staff.access import LONGEST_BODY
from bot.channels.web import WebInput, refuse
from bot.channels.wechat.channel import configured_channels
from bot.runtime.agent import load_agent, model_path
from bot.runtime.console import add_console
from bot.runtime.expiry import expire_regularly
from bot.runtime.static_files import built_file, give
from bot.runtime.watching import add_editing
from bot.settings import Settings
from bot.store.database import engine
from bot.store.shared import redis_answers

logger = logging.getLogger(__name__)
REQUESTS = Counter("shuhui_requests_total", "Requests by route and status", ["route", "status"])
SECONDS = Histogram("shuhui_request_seconds", "Time to answer a request", ["route"])
SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data:; style-src 'self'; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "microphone=(self), geolocation=(), camera=()",
}
_MINUTE = 60.0
_EXPIRY, _CHATS = "expiry", "chats"


def create_app(settings: Settings) -> Sanic:
    """The application; the model is loaded before it starts to listen."""
    app = Sanic("shuhui", configure_logging=False)
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.REQUEST_MAX_SIZE = LONGEST_BODY  # the editor's; what residents may send is cut shorter by their channel
    app.config.KEEP_ALIVE_TIMEOUT = 75
    app.config.PROXIES_COUNT = settings.proxies  # 0: what X-Forwarded-For says is not believed
    register([WebInput(), *configured_channels()], app, "/webhooks/")
    _add_health(app, settings)
    add_editing(app, settings)
    add_console(app, settings, SECURITY_HEADERS["content-security-policy"])
    _add_page(app, settings.page)
    _add_middleware(app)

    @app.before_server_start
    async def load(app: Sanic, loop: Any) -> None:
        _make_tables(settings)
        app.ctx.agent = load_agent(settings)
        app.ctx.takeover = Takeover(settings, app.ctx.agent)
        gc.freeze()  # what is loaded stays: not to be looked through again with every message

    @app.after_server_start
    async def housekeeping(app: Sanic, loop: Any) -> None:
        app.add_task(expire_regularly(settings), name=_EXPIRY)
        app.add_task(_look_after_chats(app.ctx.takeover), name=_CHATS)

    @app.before_server_stop
    async def stop_housekeeping(app: Sanic, loop: Any) -> None:
        for task in (_EXPIRY, _CHATS):
            await app.cancel_task(task, raise_exception=False)

    @app.after_server_stop
    async def close_database(app: Sanic, loop: Any) -> None:
        with suppress(SQLAlchemyError):  # SQLite folds its log into the database with the last connection
            engine(settings.database_url).dispose()

    return app


def _make_tables(settings: Settings) -> None:
    """Before housekeeping and messages want them; a database that is away now may be back then."""
    try:
        engine(settings.database_url)
    except SQLAlchemyError as error:
        logger.error("the database is away: %s", type(error).__name__)


async def _look_after_chats(takeover: Takeover) -> None:
    """Every minute: no chat stays with a clerk who has gone, nobody waits where nobody comes."""
    while True:
        try:
            await takeover.sweep()
        except SQLAlchemyError as error:
            logger.error("chats not looked after: %s", type(error).__name__)
        await asyncio.sleep(_MINUTE)


def _add_health(app: Sanic, settings: Settings) -> None:
    @app.get("/healthz")
    async def live(request: Request) -> HTTPResponse:
        return json({"status": "ok"})

    @app.get("/readyz")
    async def ready(request: Request) -> HTTPResponse:
        problems = []
        if not getattr(app.ctx, "agent", None) or not model_path(settings).exists():
            problems.append("model")
        try:
            with engine(settings.database_url).connect() as connection:
                connection.execute(text("SELECT 1"))
        except Exception:  # whatever the driver raises, we are not ready
            problems.append("database")
        if settings.redis_url and not await asyncio.to_thread(redis_answers, settings.redis_url):
            problems.append("redis")
        return json({"ready": not problems, "missing": problems}, status=503 if problems else 200)

    @app.get("/metrics")
    async def metrics(request: Request) -> HTTPResponse:
        return raw(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _add_page(app: Sanic, folder: Path) -> None:
    """The built files; the folder is looked at on each request, so a new build shows at once."""

    @app.get("/")
    async def index(request: Request) -> HTTPResponse:
        page = folder / "index.html"
        if not page.exists():
            return refuse(503, "页面还没有构建，请运行 make run。")
        return give(request, page)

    @app.get("/<path:path>")
    async def asset(request: Request, path: str) -> HTTPResponse:
        wanted = built_file(folder, path)
        if wanted is None:
            raise NotFound(path)
        return give(request, wanted)


def _add_middleware(app: Sanic) -> None:
    @app.middleware("request")
    async def start_clock(request: Request) -> None:
        request.ctx.started = asyncio.get_running_loop().time()

    @app.middleware("response")
    async def finish(request: Request, response: BaseHTTPResponse) -> None:
        for name, value in SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
        route = request.route.path if request.route else "unknown"
        REQUESTS.labels(route, response.status).inc()
        started = getattr(request.ctx, "started", None)
        if started is not None:
            SECONDS.labels(route).observe(asyncio.get_running_loop().time() - started)

    @app.exception(SanicException)
    async def refused(request: Request, error: SanicException) -> HTTPResponse:
        sentences = {404: "没有这个页面。", 405: "这个地址不能这样用。", 413: "内容太长了，请分几次说。"}
        return refuse(error.status_code, sentences.get(error.status_code, "请求没有成功，请再试一次。"))

    @app.exception(Exception)
    async def failed(request: Request, error: Exception) -> HTTPResponse:
        return refuse(500, "服务出了点问题，请过一会儿再试，或者打12345。")

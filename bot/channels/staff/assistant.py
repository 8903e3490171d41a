"""The assistant during a call. Nothing of a call is kept here: the page holds it, signed by us, until it ends.

``POST assistant {"call", "do", ...}`` does one thing to the call and answers with the whole of what is known;
without ``call`` a new one begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.translation import from_parse
from bot.answers.cards import input_of
from bot.answers.messages import Message
from bot.channels.incoming import clean_incoming
from bot.channels.sessions import secret
from bot.channels.staff.access import answer, refuse, requires
from bot.channels.web import body_of
from bot.channels.web_profile import profile_data
from bot.dialogue.assisting import Assistant, CallError
from bot.dialogue.conversation import Conversation
from bot.dialogue.state import State
from bot.dialogue.understood import Understood
from bot.knowledge import knowledge
from bot.nlu.text import has_words
from bot.rules.facts import FactError
from bot.store.accounts import CLERK, SUPERVISOR, Staff

LOST = "这通来电的记录对不上了，请开始新的来电。"
LONGEST_TEXT = 4000


def routes() -> Blueprint:
    """``POST assistant``, ``GET services``, ``GET facts``, ``GET regions``."""
    routes = Blueprint("staff-assistant")
    routes.add_route(assist, "/assistant", methods=["POST"], name="assist")
    routes.add_route(services, "/services", methods=["GET"], name="services")
    routes.add_route(facts, "/facts", methods=["GET"], name="facts")
    routes.add_route(regions, "/regions", methods=["GET"], name="regions")
    return routes


@lru_cache(maxsize=1)
def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(secret(), salt="call")


@lru_cache(maxsize=2)
def _assistant_over(conversation: Conversation) -> Assistant:
    return Assistant(conversation.catalog, counters=conversation.counters)


def assistant() -> Assistant:
    """The assistant over the knowledge in use."""
    return _assistant_over(knowledge().refresh())


async def warm_up(app: Sanic) -> None:
    """Loads what the first sentence needs, so that the first caller does not wait for it."""
    parse = await app.ctx.agent.parse_message("我妈70岁，农村户口，能领什么补贴")
    helper, state = assistant(), State()
    helper.view(state, helper.hear(state, from_parse(parse, helper.catalog.vocabulary)))


@requires(CLERK, SUPERVISOR)
async def assist(request: Request, staff: Staff) -> HTTPResponse:
    """One deed; see the module."""
    body = body_of(request)
    try:
        state = State.load(_signer().loads(body["call"])) if body.get("call") else State()
    except (BadSignature, TypeError):
        return refuse(400, LOST)
    try:
        done = await _do(request, state, body)
    except (CallError, FactError) as error:
        return refuse(400, f"{error}。")
    return answer(done)


async def _do(request: Request, state: State, body: dict[str, Any]) -> dict[str, Any]:
    """Raises CallError and FactError with a sentence for the clerk."""
    helper, message, masked = assistant(), None, False
    said: Sequence[Message] = ()
    before = state.service
    deed = _text(body, "do")
    if deed == "hear":
        message, masked = await _understood(request, _text(body, "text"), helper)
        said = helper.hear(state, message) if message else ()
    elif deed == "put":
        said = helper.put(state, _text(body, "subject"), _text(body, "fact"), body.get("value"))
    elif deed == "forget":
        said = helper.forget(state, _text(body, "subject"), _text(body, "fact"))
    elif deed == "choose":
        said = helper.choose(state, _text(body, "service"))
    elif deed == "look_at":
        said = helper.look_at(state, _text(body, "subject"))
    elif deed == "skip":
        said = helper.skip(state)
    elif deed == "screen":
        said = helper.screen(state)
    elif deed != "show":
        raise CallError("不认识这个操作")
    view = helper.view(state, said, message, before)
    return {
        "call": _signer().dumps(state.dump()),
        "masked": masked,
        **view,
        **profile_data(state),
        **_where(helper, state),
    }


def _text(body: dict[str, Any], key: str) -> str:
    value = body.get(key)
    if not isinstance(value, str):
        raise CallError("请求里少了内容")
    return value


async def _understood(request: Request, raw: str, helper: Assistant) -> tuple[Understood | None, bool]:
    """What the caller's words mean, and whether private numbers were taken out of them."""
    if len(raw) > LONGEST_TEXT:
        raise CallError("这段话太长了，请分几次录入")
    incoming = clean_incoming(raw)
    if not has_words(incoming.text):
        return None, incoming.masked
    parse = await request.app.ctx.agent.parse_message(incoming.text)
    return from_parse(parse, helper.catalog.vocabulary), incoming.masked


def _where(helper: Assistant, state: State) -> dict[str, Any]:
    """The region that counts and its counters, where the deployer has given them."""
    region, counters = helper.where(state)
    regions = helper.catalog.regions
    return {
        "region": {"code": region, "name": regions.full_name(region)} if region else None,
        "places": [counter.data() for counter in counters],
    }


@requires(CLERK, SUPERVISOR)
async def services(request: Request, staff: Staff) -> HTTPResponse:
    """All items, to choose one by name."""
    files = assistant().catalog.files.values()
    return answer([{"id": f.id, "name": f.name, "domain": f.domain, "aliases": list(f.aliases)} for f in files])


@requires(CLERK, SUPERVISOR)
async def facts(request: Request, staff: Staff) -> HTTPResponse:
    """All facts with how each is entered, to add one that was not heard."""
    catalog = assistant().catalog
    names = catalog.vocabulary.facts
    return answer([{"fact": n, "label": names[n].label, "input": input_of(catalog, n)} for n in names])


@requires(CLERK, SUPERVISOR)
async def regions(request: Request, staff: Staff) -> HTTPResponse:
    """All regions of Sichuan with their counties, to choose one by name."""
    known = assistant().catalog.regions
    rows = [region for region in known.by_code.values() if region.code.startswith("51")]
    return answer([{"code": r.code, "name": known.full_name(r.code).removeprefix("四川省") or r.name} for r in rows])

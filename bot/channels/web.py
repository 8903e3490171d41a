"""The resident's page: a REST channel of our own (see README in web/ for its page).

``GET session`` (history and configuration), ``POST messages`` ({text}, with what web_said.py
tells of it), ``GET/PUT/DELETE profile``
(what the bot knows of me), ``POST feedback``, ``GET regions``; while a person is wanted
``GET live`` (server-sent events) and ``POST/DELETE callback`` (a number to call).
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from functools import wraps
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json
from sqlalchemy.exc import SQLAlchemyError

from bot.answers import wording
from bot.answers.messages import Message
from bot.channels.asked import Asked
from bot.channels.exchange import Handler, exchange
from bot.channels.handover import Takeover
from bot.channels.handover_page import NOBODY, Lines, leave_number, status, uttered, withdraw_number
from bot.channels.handover_talk import stamp
from bot.channels.http import body_of, refuse
from bot.channels.incoming import clean_incoming
from bot.channels.limits import TOO_MANY, Limits
from bot.channels.sessions import Sessions, secret
from bot.channels.web_profile import forget, profile_data, put
from bot.channels.web_said import Said, Unfit, answers_given, check_question, said_in
from bot.dialogue.state import State
from bot.editing.learning import keep
from bot.knowledge import knowledge
from bot.nlu.results import service_entities
from bot.privacy import mask
from bot.rules.facts import FactError
from bot.settings import read_settings
from bot.store.database import Feedback, session
from bot.store.editing import VOTED_DOWN
from bot.store.trackers import delete_sender

LONGEST_BODY = 64_000
SLOT = "conversation"
GUARD = "x-shuhui"
View = Callable[..., Coroutine[Any, Any, HTTPResponse]]


class WebInput(InputChannel):
    """Rasa input channel ``web``."""

    @classmethod
    def name(cls) -> str:
        """The prefix of its routes: /webhooks/web."""
        return "web"

    def __init__(self) -> None:
        self._settings = read_settings()
        self._sessions = Sessions(secret(self._settings))
        self._limits = Limits(self._settings)
        self._asked = Asked()
        self._lines = Lines()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes."""
        routes = Blueprint("web")
        guard = self._guarded

        @routes.get("/")
        async def health(request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @routes.get("/session")
        @guard
        async def open_session(request: Request, sender: str) -> HTTPResponse:
            tracker = await request.app.ctx.agent.tracker_store.retrieve_full_tracker(sender)
            said = {"messages": history(tracker), "config": page_config()}
            return json({**said, **await self._stands(request, sender)}, ensure_ascii=False)

        @routes.post("/messages")
        @guard
        async def messages(request: Request, sender: str) -> HTTPResponse:
            try:
                said = said_in(body_of(request))
                told = await self._before(request, sender, said)
            except Unfit as error:
                return refuse(error.status, str(error))
            if told is None:
                told = await self._answered(on_new_message, request, sender, said)
            put_as = {"said": said.text} if said.shared else {}
            return json({"messages": told, **put_as, **await self._stands(request, sender)}, ensure_ascii=False)

        @routes.get("/live")
        async def live(request: Request) -> HTTPResponse | None:
            return await self._lines.serve(request, takeover_of(request), self._sessions.sender(request))

        @routes.post("/callback")
        @guard
        async def call_back(request: Request, sender: str) -> HTTPResponse:
            return await leave_number(takeover_of(request), sender, self.name(), body_of(request))

        @routes.delete("/callback", ignore_body=False)
        @guard
        async def no_call(request: Request, sender: str) -> HTTPResponse:
            return await withdraw_number(takeover_of(request), sender)

        @routes.get("/profile")
        @guard
        async def profile(request: Request, sender: str) -> HTTPResponse:
            return json(profile_data(await self._state(request, sender)), ensure_ascii=False)

        @routes.put("/profile")
        @guard
        async def mend(request: Request, sender: str) -> HTTPResponse:
            return await self._change_profile(request, sender, put)

        @routes.delete("/profile", ignore_body=False)
        @guard
        async def strike_out(request: Request, sender: str) -> HTTPResponse:
            return await self._change_profile(request, sender, forget)

        @routes.post("/feedback")
        @guard
        async def feedback(request: Request, sender: str) -> HTTPResponse:
            body = body_of(request)
            stored = self._store_feedback(body, sender)
            question = self._asked.question(str(body.get("message_id") or ""))
            if question and body.get("vote") == "down":
                await self._learn(request, question)
            return stored

        @routes.get("/regions")
        async def regions(request: Request) -> HTTPResponse:
            parent = request.args.get("parent") or ""
            found = knowledge().conversation.catalog.regions.children(parent)
            return json([{"code": r.code, "name": r.name} for r in found], ensure_ascii=False)

        return routes

    def _guarded(self, view: View) -> View:
        """Adds the session, the limits and the guard against other sites' requests."""

        @wraps(view)
        async def guarded(request: Request) -> HTTPResponse:
            if request.method != "GET" and request.headers.get(GUARD) is None:
                return refuse(403, "这个请求不是从蜀惠页面发来的。")
            if len(request.body or b"") > LONGEST_BODY:
                return refuse(413, "内容太长了，请分几次说。")
            sender = self._sessions.sender(request) or self._sessions.start()
            if request.method != "GET" and not self._limits.allow(sender, request.remote_addr or request.ip):
                return refuse(429, TOO_MANY)
            response = await view(request, sender)
            self._sessions.set(request, response, sender)
            return response

        return guarded

    @staticmethod
    async def _before(request: Request, sender: str, said: Said) -> list[dict[str, Any]] | None:
        """The answers given already, if the message came before. Raises Unfit when it answers another question."""
        if not said.again and said.answers is None:
            return None
        tracker = await request.app.ctx.agent.tracker_store.retrieve_full_tracker(sender)
        given = answers_given(said, tracker)
        if given is None:
            check_question(said, tracker)
        return given

    async def _answered(self, handle: Handler, request: Request, sender: str, said: Said) -> list[dict[str, Any]]:
        """The bot's answers, with ids to vote by."""
        answers = await exchange(_named(handle, said), sender, said.text, self.name(), takeover_of(request))
        if answers and answers[0]["text"] == wording.DELETED:
            delete_sender(self._settings.database_url, sender)
        told = _with_ids(answers)
        self._asked.note(said.text, told)
        return told

    @staticmethod
    async def _stands(request: Request, sender: str) -> dict[str, Any]:
        """Whether a person is waited for or there, and from where on the page wants to be told more."""
        takeover = takeover_of(request)
        try:
            stands = status(takeover, sender) if takeover else NOBODY
        except SQLAlchemyError:  # the bot answers all the same
            stands = NOBODY
        if takeover is None or stands == NOBODY:
            return {"handover": NOBODY}
        return {"handover": {**stands, "after": await takeover.talk.last_place(sender)}}

    async def _state(self, request: Request, sender: str) -> State:
        tracker = await request.app.ctx.agent.tracker_store.retrieve(sender)
        return State.load(tracker.get_slot(SLOT) if tracker else None)

    async def _change_profile(
        self, request: Request, sender: str, change: Callable[[State, dict[str, Any]], list[Message]]
    ) -> HTTPResponse:
        agent = request.app.ctx.agent
        async with agent.lock_store.lock(sender):
            tracker = await agent.tracker_store.get_or_create_tracker(sender)
            state = State.load(tracker.get_slot(SLOT))
            try:
                told = change(state, body_of(request))
            except FactError as error:
                return refuse(400, mask(f"{error}。"))
            tracker.update(SlotSet(SLOT, state.dump()))
            await agent.tracker_store.save(tracker)
        notes = [{**message, "note": True} for message in _with_ids(message.data() for message in told)]
        return json({**profile_data(state), "messages": notes}, ensure_ascii=False)

    async def _learn(self, request: Request, question: str) -> None:
        """A question whose answer was of no use goes to the editors, masked and without who asked."""
        text = clean_incoming(question).text
        parse = await request.app.ctx.agent.parse_message(text)
        guesses = [item for item, _ in service_entities(parse.get("entities") or [])]
        keep(self._settings.database_url, text, VOTED_DOWN, guesses[:3])

    def _store_feedback(self, body: dict[str, Any], sender: str) -> HTTPResponse:
        vote = body.get("vote")
        if vote not in ("up", "down"):
            return refuse(400, "请选“有用”或“没用”。")
        message, reason = str(body.get("message_id") or ""), str(body.get("reason") or "")
        with session(self._settings.database_url) as database:
            database.add(Feedback(sender=sender, message=mask(message)[:64], vote=vote, reason=mask(reason)[:500]))
        return HTTPResponse(status=204)


def _named(handle: Handler, said: Said) -> Handler:
    """Has the message recorded under the page's own name for it."""

    async def handled(message: UserMessage) -> Any:
        message.message_id = said.id or message.message_id
        return await handle(message)

    return handled


def _with_ids(answers: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": secrets.token_urlsafe(9), "from": "bot", **answer} for answer in answers]


def takeover_of(request: Request) -> Takeover | None:
    """Handing over to people, where the server offers it (``shuhui serve`` does, ``rasa run`` does not)."""
    return getattr(request.app.ctx, "takeover", None)


def history(tracker: DialogueStateTracker | None) -> list[dict[str, Any]]:
    """Past messages in the form the page shows."""
    shown: list[dict[str, Any]] = []
    for event in tracker.events if tracker else []:
        if isinstance(event, UserUttered) and event.text:
            shown.append({"id": f"h{stamp(event)}", "from": "user", "text": event.text, "buttons": [], "card": None})
        if isinstance(event, BotUttered):
            shown.append(uttered(event))
    return shown


def page_config() -> dict[str, Any]:
    """What the page needs to know beforehand."""
    hotlines = knowledge().conversation.catalog.channels.get("热线", {})
    return {
        "name": "蜀惠",
        "greeting": wording.GREETING,
        "max_length": 1000,
        "hotlines": [{"number": str(n), "name": h["名称"], "about": h.get("管什么", "")} for n, h in hotlines.items()],
    }

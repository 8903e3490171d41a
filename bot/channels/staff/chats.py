"""Chats with residents: the queue, live; taking, answering, handing on and back; calls to make."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timezone
from time import monotonic
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.bells import DESK
from bot.channels.delivery import Undelivered
from bot.channels.handover import ATTENDING, Takeover
from bot.channels.handover_talk import suggestions
from bot.channels.live import HEARTBEAT_SECONDS, LOOK_SECONDS, Sent, stream
from bot.channels.staff.access import access_of, answer, refuse, requires
from bot.channels.web import body_of, history
from bot.channels.web_profile import profile_data
from bot.knowledge import knowledge
from bot.store import callbacks, handovers, presence
from bot.store.accounts import CLERK, SUPERVISOR, Staff
from bot.store.handovers import Clerk, Gone, Handover, Queued

LONGEST_ANSWER = 1000  # characters
GONE = "这个对话已经被别人接走，或者已经结束了。"
NOT_YOURS = "这个对话现在不在您手上。"
NOTE_GONE = "这条已经有人处理了，或者居民自己删掉了。"
EMPTY = "请先写内容。"
TOO_LONG = f"一次最多写{LONGEST_ANSWER}个字，请分几次发。"


def routes() -> Blueprint:
    """Everything below ``/chats``."""
    routes = Blueprint("staff-chats")
    routes.add_route(live, "/chats/live", name="live")
    routes.add_route(show, "/chats/<number:int>", name="show")
    routes.add_route(take, "/chats/<number:int>/take", methods=["POST"], name="take")
    routes.add_route(say, "/chats/<number:int>/messages", methods=["POST"], name="say")
    routes.add_route(give_back, "/chats/<number:int>/return", methods=["POST"], name="give_back")
    routes.add_route(transfer, "/chats/<number:int>/transfer", methods=["POST"], name="transfer")
    routes.add_route(release, "/chats/<number:int>/release", methods=["POST"], name="release")
    routes.add_route(notes, "/chats/notes", name="notes")
    routes.add_route(reveal, "/chats/notes/<note:int>/number", methods=["POST"], name="reveal")
    routes.add_route(done, "/chats/notes/<note:int>/done", methods=["POST"], name="done")
    routes.add_route(write, "/chats/notes/<note:int>/write", methods=["POST"], name="write")
    return routes


def takeover_of(request: Request) -> Takeover:
    """The application's only Takeover."""
    return request.app.ctx.takeover  # type: ignore[no-any-return]


def clerk_of(staff: Staff) -> Clerk:
    """The account as residents meet it."""
    return Clerk(staff.login, staff.name)


# ---- the queue, live -----------------------------------------------------------------------------


@requires(CLERK, SUPERVISOR, background=True)
async def live(request: Request, staff: Staff) -> HTTPResponse | None:
    """The queue and one's own chats, told anew whenever they change; being on this line is being there."""
    await stream(request, _events(request, takeover_of(request), clerk_of(staff)))
    return None


async def _events(request: Request, takeover: Takeover, clerk: Clerk) -> AsyncIterator[Sent | None]:
    told: dict[str, Any] | None = None
    beat = -HEARTBEAT_SECONDS
    while True:
        if monotonic() - beat > HEARTBEAT_SECONDS:
            if access_of(request).staff(request, seen=False) is None:
                return
            presence.attend(takeover.url, clerk)
            beat = monotonic()
            yield None
        stands = snapshot(takeover, clerk)
        if stands != told:
            told = stands
            yield Sent("queue", stands)
        await takeover.bells.wait(DESK, LOOK_SECONDS)


def snapshot(takeover: Takeover, clerk: Clerk) -> dict[str, Any]:
    """All open chats by what they are to this clerk, the colleagues who are there, the number of calls to make."""
    chats = handovers.queue(takeover.url)
    colleagues = presence.present(takeover.url, ATTENDING)
    taken = [queued for queued in chats if queued.handover.state == handovers.TAKEN]
    return {
        "waiting": [_row(one) for one in chats if one.handover.state == handovers.WAITING],
        "offered": [_row(one) for one in chats if one.handover.state == handovers.OFFERED],
        "mine": [_row(one) for one in taken if one.handover.clerk == clerk.login],
        "others": [_row(one) for one in taken if one.handover.clerk != clerk.login],
        "colleagues": [{"login": one.login, "name": one.name} for one in colleagues if one.login != clerk.login],
        "notes": callbacks.count_notes(takeover.url),
        "hours": takeover.hours.text,
        "open": takeover.open_now(),
    }


def _row(queued: Queued) -> dict[str, Any]:
    handover = queued.handover
    return {
        "id": handover.id,
        "channel": handover.channel,
        "reason": handover.reason,
        "topic": topic_name(handover.topic),
        "clerk": handover.clerk_name,
        "since": _iso(handover.requested_at),
        "changed": _iso(queued.updated),
    }


def topic_name(service: str) -> str:
    """The name of the item talked about; empty for none."""
    file = knowledge().conversation.catalog.files.get(service)
    return file.name if file else ""


def _iso(moment: datetime | None) -> str:
    return moment.replace(tzinfo=timezone.utc).isoformat(timespec="microseconds") if moment else ""


# ---- one chat ------------------------------------------------------------------------------------


@requires(CLERK, SUPERVISOR, background=True)
async def show(request: Request, staff: Staff, number: int) -> HTTPResponse:
    """What was said, what is known, what the bot would say: for the clerk who has the chat only."""
    takeover = takeover_of(request)
    held = handovers.get(takeover.url, number)
    if held is None or not held.sender or held.state != handovers.TAKEN or held.clerk != staff.login:
        return refuse(404, NOT_YOURS)
    return answer(await _shown(takeover, held, held.sender))


async def _shown(takeover: Takeover, held: Handover, sender: str) -> dict[str, Any]:
    tracker = await takeover.talk.tracker(sender)
    return {
        "id": held.id,
        "channel": held.channel,
        "reason": held.reason,
        "topic": topic_name(held.topic),
        "since": _iso(held.requested_at),
        "messages": history(tracker),
        "persons": profile_data(await takeover.talk.state(sender))["persons"],
        "suggestions": suggestions(tracker) if tracker else [],
        "steps": [
            {"at": _iso(step.at), "what": step.what, "clerk": step.clerk_name, "to": step.to_name}
            for step in handovers.steps(takeover.url, held.id)
        ],
    }


@requires(CLERK, SUPERVISOR)
async def take(request: Request, staff: Staff, number: int) -> HTTPResponse:
    """The first one gets it; the others are told."""
    takeover = takeover_of(request)
    try:
        taken = await takeover.take(number, clerk_of(staff))
    except Gone:
        return refuse(409, GONE)
    return answer(await _shown(takeover, taken, taken.sender or ""))


@requires(CLERK, SUPERVISOR)
async def say(request: Request, staff: Staff, number: int) -> HTTPResponse:
    """Words for the resident."""
    text = body_of(request).get("text")
    if not isinstance(text, str) or not text.strip():
        return refuse(400, EMPTY)
    if len(text) > LONGEST_ANSWER:
        return refuse(413, TOO_LONG)
    try:
        await takeover_of(request).say(number, clerk_of(staff), text.strip())
    except Gone:
        return refuse(409, NOT_YOURS)
    except Undelivered as error:
        return refuse(502, str(error))
    return HTTPResponse(status=204)


@requires(CLERK, SUPERVISOR)
async def give_back(request: Request, staff: Staff, number: int) -> HTTPResponse:
    """The bot answers again."""
    try:
        await takeover_of(request).give_back(number, clerk_of(staff))
    except Gone:
        return refuse(409, NOT_YOURS)
    return HTTPResponse(status=204)


@requires(CLERK, SUPERVISOR)
async def transfer(request: Request, staff: Staff, number: int) -> HTTPResponse:
    """To a colleague who is there (``to``), or into the queue."""
    to = body_of(request).get("to")
    if to is not None and not isinstance(to, str):
        return refuse(400, "请选要转给谁。")
    try:
        await takeover_of(request).transfer(number, clerk_of(staff), to)
    except Gone:
        return refuse(409, "没有转成：同事不在线，或者对话已经不在您手上。")
    return HTTPResponse(status=204)


@requires(SUPERVISOR)
async def release(request: Request, staff: Staff, number: int) -> HTTPResponse:
    """A supervisor puts anybody's chat back into the queue."""
    try:
        await takeover_of(request).release(number, clerk_of(staff))
    except Gone:
        return refuse(409, GONE)
    return HTTPResponse(status=204)


# ---- calls to make -------------------------------------------------------------------------------


@requires(CLERK, SUPERVISOR, background=True)
async def notes(request: Request, staff: Staff) -> HTTPResponse:
    """Who wants a call, numbers with their middle hidden."""
    takeover = takeover_of(request)
    waiting = callbacks.waiting_notes(takeover.url, takeover.vault)
    return answer(
        [
            {
                "id": note.id,
                "channel": note.channel,
                "topic": topic_name(note.topic),
                "phone": note.shown,
                "since": _iso(note.consented_at),
            }
            for note in waiting
        ]
    )


@requires(CLERK, SUPERVISOR)
async def reveal(request: Request, staff: Staff, note: int) -> HTTPResponse:
    """The whole number, to call it now; who looked is recorded."""
    takeover = takeover_of(request)
    found = callbacks.number_of(takeover.url, takeover.vault, note, staff.login)
    return answer({"phone": found}) if found else refuse(404, NOTE_GONE)


@requires(CLERK, SUPERVISOR)
async def done(request: Request, staff: Staff, note: int) -> HTTPResponse:
    """The call was made; its number is wiped."""
    takeover = takeover_of(request)
    if not callbacks.finish_note(takeover.url, note, staff.login):
        return refuse(409, NOTE_GONE)
    takeover.bells.ring(DESK)
    return HTTPResponse(status=204)


@requires(CLERK, SUPERVISOR)
async def write(request: Request, staff: Staff, note: int) -> HTTPResponse:
    """Answers a note where its resident can be written to."""
    takeover = takeover_of(request)
    try:
        taken = await takeover.open_from_note(note, clerk_of(staff))
    except Gone:
        return refuse(409, NOTE_GONE)
    return answer({"id": taken.id})

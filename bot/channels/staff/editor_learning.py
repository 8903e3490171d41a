"""The editor's page: questions that were not placed or not liked, and where they belong."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.catalog.model import QUESTION_HEADINGS
from bot.channels.http import body_of
from bot.channels.staff.access import answer, refuse, requires
from bot.channels.staff.editor import in_thread, room_of
from bot.channels.staff.editor_data import iso
from bot.editing.learning import LONGEST, Group, grouped, settle, waiting
from bot.editing.measure import vectors
from bot.editing.room import Room
from bot.editing.sources import OUT_OF_SCOPE, with_example
from bot.editing.workbench import UnknownItem, fingerprint
from bot.editing.yaml_text import with_item
from bot.store.accounts import EDITOR, Staff

NO_SUCH_ITEM = "请选这句话说的是哪一项。"


def routes() -> Blueprint:
    """``GET editor/questions``, ``POST editor/questions/assign``, ``POST editor/questions/dismiss``."""
    routes = Blueprint("staff-editor-learning")
    routes.add_route(questions, "/editor/questions", methods=["GET"], name="questions")
    routes.add_route(assign, "/editor/questions/assign", methods=["POST"], name="assign")
    routes.add_route(dismiss, "/editor/questions/dismiss", methods=["POST"], name="dismiss")
    return routes


@requires(EDITOR)
async def questions(request: Request, staff: Staff) -> HTTPResponse:
    """What waits, similar ones together."""
    room = room_of(request)
    waiting_now = waiting(room.settings.database_url)
    groups = await in_thread(grouped, waiting_now, vectors)
    files = room.bench.catalog.files
    names = {item: file.name for item, file in files.items()}
    return answer({"groups": [_group(group, names) for group in groups], "headings": QUESTION_HEADINGS, "items": names})


def _group(group: Group, names: dict[str, str]) -> dict[str, Any]:
    return {
        "questions": [
            {"id": question.id, "text": question.text, "why": question.why, "at": iso(question.at)}
            for question in group.questions
        ],
        "guesses": [{"id": item, "name": names[item]} for item in group.guesses if item in names],
    }


@requires(EDITOR)
async def assign(request: Request, staff: Staff) -> HTTPResponse:
    """Puts ``text`` (as the editor worded it) under a heading of an item, or out of scope, in one's own draft.

    ``ids`` are the questions that this settles.
    """
    room, body = room_of(request), body_of(request)
    item, heading, text = body.get("item"), body.get("heading"), str(body.get("text") or "").strip()
    if not text or len(text) > LONGEST or "\n" in text:
        return refuse(400, f"问法要写成一句话，最多{LONGEST}个字。")
    if item != OUT_OF_SCOPE and heading not in QUESTION_HEADINGS:
        return refuse(400, "请选这句话问的是什么（资格、待遇……）。")
    if item != OUT_OF_SCOPE and item not in room.bench.catalog.files:
        return refuse(400, NO_SUCH_ITEM)
    try:
        await in_thread(_add_to_draft, room, staff.login, str(item), str(heading), text)
    except UnknownItem:
        return refuse(400, NO_SUCH_ITEM)
    settle(room.settings.database_url, _ids(body))
    return answer({"item": item})


def _add_to_draft(room: Room, login: str, item: str, heading: str, text: str) -> None:
    note = room.drafts.get(item, login)
    published = room.sources.text(item)
    before = note.text if note else published
    after = with_example(before, text) if item == OUT_OF_SCOPE else with_item(before, ["问法", heading], text)
    room.drafts.save(item, login, after, note.base if note else fingerprint(published))


@requires(EDITOR)
async def dismiss(request: Request, staff: Staff) -> HTTPResponse:
    """Deletes questions that teach nothing."""
    settled = settle(room_of(request).settings.database_url, _ids(body_of(request)))
    return answer({"settled": settled})


def _ids(body: dict[str, Any]) -> list[int]:
    ids = body.get("ids")
    return [one for one in ids if isinstance(one, int)] if isinstance(ids, list) else []

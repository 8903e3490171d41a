"""The editor's page: publish, approve, roll back, history."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.http import body_of
from bot.channels.staff.access import answer, refuse, requires
from bot.channels.staff.editor import NO_ITEM, in_thread, room_of
from bot.channels.staff.editor_data import finding_data, item_view, publication_data
from bot.editing.publishing import Change, Conflict, NothingToPublish, NotSound, history
from bot.editing.repository import NoRepository, Repository
from bot.editing.room import Room
from bot.editing.training import status
from bot.editing.workbench import UnknownItem, fingerprint
from bot.store.accounts import EDITOR, Staff, all_staff
from bot.store.database import session
from bot.store.editing import SUBMITTED, Publication

_SHORTEST_REASON = 2


def routes() -> Blueprint:
    """``POST editor/items/<item>/publish|approve``, ``GET editor/history``, ``POST editor/publications/<id>/rollback``."""
    routes = Blueprint("staff-editor-publishing")
    routes.add_route(publish, "/editor/items/<item:str>/publish", methods=["POST"], name="publish")
    routes.add_route(approve, "/editor/items/<item:str>/approve", methods=["POST"], name="approve")
    routes.add_route(all_history, "/editor/history", methods=["GET"], name="history")
    routes.add_route(publication, "/editor/publications/<publication_id:str>", methods=["GET"], name="publication")
    routes.add_route(roll_back, "/editor/publications/<publication_id:str>/rollback", methods=["POST"], name="rollback")
    routes.add_route(training, "/editor/training", methods=["GET"], name="training")
    return routes


@requires(EDITOR)
async def publish(request: Request, staff: Staff, item: str) -> HTTPResponse:
    """Publishes one's own draft; where two have to agree, hands it in for another editor."""
    room = room_of(request)
    reason = str(body_of(request).get("reason") or "").strip()
    if len(reason) < _SHORTEST_REASON:
        return refuse(400, "请写一句为什么改，例如“新标准，川民规〔2027〕3号”。")
    note = room.drafts.get(item, staff.login)
    if note is None:
        return refuse(400, "没有改动，不用发布。")
    if room.settings.two_editors:
        return await _hand_in(room, item, staff, reason)
    return await _published(
        room, Change(item, note.text, note.base, staff.login, reason, staff.name, draft=note.id), staff
    )


async def _hand_in(room: Room, item: str, staff: Staff, reason: str) -> HTTPResponse:
    view = await in_thread(item_view, room, item, staff.login)
    if not view["sound"]:
        return refuse(422, "草稿里有错，改好以后才能请人复核。", findings=view["findings"])
    if view["conflict"]:
        return refuse(409, "这一项在您修改期间被别人改过了，请对照两个版本再决定。", **view["conflict"])
    room.drafts.submit(item, staff.login, reason)
    return answer({"state": SUBMITTED, "view": await in_thread(item_view, room, item, staff.login)})


@requires(EDITOR)
async def approve(request: Request, staff: Staff, item: str) -> HTTPResponse:
    """Publishes the draft that somebody else (``author``) handed in, as it was read (``version`` of the text)."""
    room, body = room_of(request), body_of(request)
    author = str(body.get("author") or "")
    note = room.drafts.get(item, author)
    if note is None or note.state != SUBMITTED:
        return refuse(404, "这份草稿已经撤回或者发布了。")
    if author == staff.login:
        return refuse(403, "自己改的要请另一位编辑复核。")
    if body.get("version") != fingerprint(note.text):
        return refuse(409, "这份草稿刚刚又改过，请重新看一遍。")
    names = _names(room)
    change = Change(
        item, note.text, note.base, author, note.reason, names.get(author, author), staff.login, draft=note.id
    )
    return await _published(room, change, staff)


async def _published(room: Room, change: Change, staff: Staff) -> HTTPResponse:
    try:
        published = await in_thread(room.publish, change)
    except NothingToPublish:
        return refuse(400, "和现在发布的一样，没有改动。")
    except UnknownItem:
        return refuse(404, NO_ITEM)
    except NotSound as error:
        return refuse(422, f"{error}。", findings=[finding_data(finding) for finding in error.findings])
    except Conflict as error:
        return refuse(409, f"{error}。", current=error.current, mine=error.mine)
    return answer(
        {
            "state": "published",
            "id": published.id,
            "commit": published.commit[:10],
            "note": published.note,
            "view": await in_thread(item_view, room, change.item, staff.login),
        }
    )


@requires(EDITOR)
async def all_history(request: Request, staff: Staff) -> HTTPResponse:
    """The last publishes, of ``?item=`` or of all, and the commits of an item that came another way."""
    room, item = room_of(request), request.args.get("item") or None
    rows, names = history(room.settings.database_url, item), _names(room)
    known = {row.commit for row in rows}
    commits = [] if item is None else [c for c in await in_thread(_commits, room, item) if c.id not in known]
    return answer(
        {
            "publications": [publication_data(row, names) for row in rows],
            "commits": [{**commit.__dict__, "id": commit.id[:10]} for commit in commits],
        }
    )


def _commits(room: Room, item: str) -> list[Any]:
    try:
        return list(Repository.of(room.settings.knowledge).history(room.sources.path(item)))
    except (NoRepository, UnknownItem):
        return []


@requires(EDITOR)
async def publication(request: Request, staff: Staff, publication_id: str) -> HTTPResponse:
    """Both texts of one publish."""
    room = room_of(request)
    with session(room.settings.database_url) as database:
        row = database.get(Publication, publication_id)
        if row is None:
            return refuse(404, "没有这次发布。")
        return answer({**publication_data(row, _names(room)), "before": row.before, "after": row.after})


@requires(EDITOR)
async def roll_back(request: Request, staff: Staff, publication_id: str) -> HTTPResponse:
    """Takes one publish back."""
    room = room_of(request)
    with session(room.settings.database_url) as database:
        row = database.get(Publication, publication_id)
        item = row.item if row else None
    if item is None:
        return refuse(404, "没有这次发布。")
    try:
        published = await in_thread(room.roll_back, publication_id, item, staff.login, staff.name)
    except NothingToPublish:
        return refuse(400, "现在的内容里已经没有这次改动，不用回退。")
    except NotSound as error:
        return refuse(422, "回退以后知识文件会有错，没有回退。", findings=[finding_data(f) for f in error.findings])
    except Conflict:
        return refuse(409, "这次发布以后，同一个地方又改过，不能一键回退。请打开这一项，对照历史手工改。")
    return answer({"id": published.id, "commit": published.commit[:10], "note": published.note, "item": item})


@requires(EDITOR, background=True)
async def training(request: Request, staff: Staff) -> HTTPResponse:
    """How the training in the background goes."""
    return answer(status(room_of(request).settings))


def _names(room: Room) -> dict[str, str]:
    return {one.login: one.name for one in all_staff(room.settings.database_url)}

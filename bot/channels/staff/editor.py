"""The editor's page: the list of items, drafts with lint at each pause, the trial box, the difference."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.catalog.assessment import assess
from bot.catalog.lint import WORD_OF
from bot.catalog.model import DOMAINS
from bot.catalog.report import assessment_data
from bot.channels.http import body_of
from bot.channels.staff.access import answer, refuse, requires
from bot.channels.staff.editor_data import difference_data, draft_data, item_row, item_view, name_in
from bot.editing.form import form_schema
from bot.editing.preview import preview
from bot.editing.repository import NoRepository, Repository
from bot.editing.room import Room
from bot.editing.rule_tree import trees
from bot.editing.sources import NO_ITEMS
from bot.editing.training import status
from bot.editing.workbench import UnknownItem, fingerprint
from bot.editing.yaml_text import with_data
from bot.knowledge import knowledge
from bot.rules.facts import FactError
from bot.settings import read_settings
from bot.store.accounts import EDITOR, Staff

NO_ITEM = "没有这一项。"
_LONGEST, _LONGEST_NAME = 200_000, 60
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FIRST_LINE = "# yaml-language-server: $schema=../../service.schema.json\n编号: ''\n"


def routes() -> Blueprint:
    """``GET/POST editor/items``, ``GET/PUT/DELETE editor/items/<item>/draft`` and what belongs to one item."""
    routes = Blueprint("staff-editor")
    routes.add_route(items, "/editor/items", methods=["GET"], name="items")
    routes.add_route(begin_item, "/editor/items", methods=["POST"], name="begin")
    routes.add_route(schema, "/editor/schema", methods=["GET"], name="schema")
    routes.add_route(changes_to, "/editor/preview", methods=["GET"], name="preview")
    routes.add_route(open_item, "/editor/items/<item:str>", methods=["GET"], name="open")
    routes.add_route(save_draft, "/editor/items/<item:str>/draft", methods=["PUT"], name="save")
    routes.add_route(discard_draft, "/editor/items/<item:str>/draft", methods=["DELETE"], name="discard")
    routes.add_route(difference, "/editor/items/<item:str>/difference", methods=["GET"], name="difference")
    routes.add_route(trial, "/editor/items/<item:str>/trial", methods=["POST"], name="trial")
    return routes


def room_of(request: Request) -> Room:
    """The application's only Room."""
    context = request.app.ctx
    if not hasattr(context, "editing"):
        context.editing = Room(read_settings(), knowledge())
    return context.editing  # type: ignore[no-any-return]


async def in_thread(work: Callable[..., Any], *arguments: Any) -> Any:
    """Work that takes longer than a resident should wait for."""
    return await asyncio.to_thread(work, *arguments)


@requires(EDITOR)
async def items(request: Request, staff: Staff) -> HTTPResponse:
    """All items with their state, drafts under way, and how training went."""
    room = room_of(request)
    overview = await in_thread(room.overview)
    drafts = room.drafts.all()
    files = room.bench.catalog.files
    rows = {row.id: row for row in overview.rows}
    listed = [
        item_row(file, rows.get(item), overview.findings.get(item, []), [d for d in drafts if d.item == item])
        for item, file in files.items()
    ]
    new = {draft.item for draft in drafts if draft.item not in files and draft.item not in NO_ITEMS}
    others = [finding for name, found in overview.findings.items() if name not in files for finding in found]
    return answer(
        {
            "items": listed,
            "new": [
                {"id": item, "name": name_in(own[0].text) or item, "drafts": [draft_data(draft) for draft in own]}
                for item in sorted(new)
                for own in [[draft for draft in drafts if draft.item == item]]
            ],
            "shared": [
                {"id": key, "name": name, "drafts": [draft_data(draft) for draft in drafts if draft.item == key]}
                for key, name in NO_ITEMS.items()
            ],
            "domains": DOMAINS,
            "problems": [str(finding) for finding in others if finding.level == "错误"],
            "training": status(room.settings),
            "two_editors": room.settings.two_editors,
            "repository": _repository_note(room),
        }
    )


@requires(EDITOR)
async def begin_item(request: Request, staff: Staff) -> HTTPResponse:
    """A draft of a new item with its ``id``, ``name`` and ``domain``; the rest is filled in like that of any other."""
    room, body = room_of(request), body_of(request)
    item, name, domain = (str(body.get(key) or "").strip() for key in ("id", "name", "domain"))
    if not _ID.fullmatch(item):
        return refuse(400, "编号只能用小写字母、数字和短横线，例如 elderly-meals。")
    if not name or "\n" in name or len(name) > _LONGEST_NAME or domain not in DOMAINS:
        return refuse(400, "请写名称，选领域。")
    if item in NO_ITEMS or item in room.bench.catalog.files or room.drafts.text_of_any(item) is not None:
        return refuse(409, f"已经有编号“{item}”了，请换一个。")
    if any(name in (file.name, *file.aliases) for file in room.bench.catalog.files.values()):
        return refuse(409, f"已经有叫“{name}”的服务了。")
    text = with_data(_FIRST_LINE, {"编号": item, "名称": name, "领域": domain})
    room.drafts.save(item, staff.login, text, fingerprint(""))
    return answer({"id": item}, 201)


def _repository_note(room: Room) -> str:
    try:
        Repository.of(room.settings.knowledge)
    except NoRepository as error:
        return f"{str(error).replace(f'{room.settings.root}/', '')}：发布照常，历史记在数据库里，但不会提交到 git。"
    return ""


@requires(EDITOR)
async def schema(request: Request, staff: Staff) -> HTTPResponse:
    """The form's schema and the facts that a rule or a trial can name."""
    vocabulary = room_of(request).bench.catalog.vocabulary
    facts = [
        {
            "name": fact.name,
            "kind": fact.kind,
            "unit": fact.unit,
            "options": [{"value": option, "title": fact.title_of(option)} for option in fact.options],
            "question": fact.question.replace("{谁}", "您"),
        }
        for fact in vocabulary.facts.values()
    ]
    return answer({"schema": form_schema(), "facts": facts})


@requires(EDITOR)
async def open_item(request: Request, staff: Staff, item: str) -> HTTPResponse:
    """The published text and one's own draft, checked. ``?author=`` shows somebody else's draft instead."""
    room = room_of(request)
    try:
        return answer(await in_thread(item_view, room, item, staff.login, request.args.get("author") or ""))
    except UnknownItem:
        return refuse(404, NO_ITEM)


@requires(EDITOR)
async def save_draft(request: Request, staff: Staff, item: str) -> HTTPResponse:
    """Keeps ``text``, or ``data`` of the form worked into the text, and checks it.

    ``base`` is the version of the file that the draft was begun from.
    """
    room, body = room_of(request), body_of(request)
    base, text, data = body.get("base"), body.get("text"), body.get("data")
    if not isinstance(base, str) or not isinstance(text, str) or len(text) > _LONGEST:
        return refuse(400, "没有收到要保存的内容。")
    try:
        view = await in_thread(_save, room, item, staff.login, text, data, base)
    except UnknownItem:
        return refuse(404, NO_ITEM)
    except (ValueError, TypeError, KeyError):
        return refuse(400, "表单里有写不进文件的内容，请在“文字”里改。")
    return answer(view)


def _save(room: Room, item: str, login: str, text: str, data: Any, base: str) -> dict[str, Any]:
    if isinstance(data, dict):
        text = with_data(text, data)
    if not text.endswith("\n"):
        text += "\n"
    published = room.sources.text(item)
    if text == published and base == fingerprint(published):
        room.drafts.discard(item, login)
    else:
        room.drafts.save(item, login, text, base)
    return item_view(room, item, login)


@requires(EDITOR)
async def discard_draft(request: Request, staff: Staff, item: str) -> HTTPResponse:
    """Throws one's own draft away."""
    room = room_of(request)
    room.drafts.discard(item, staff.login)
    try:
        return answer(await in_thread(item_view, room, item, staff.login))
    except UnknownItem:  # it was a new one
        return answer(None)


@requires(EDITOR)
async def difference(request: Request, staff: Staff, item: str) -> HTTPResponse:
    """What a draft (one's own, or that of ``?author=``) changes."""
    room = room_of(request)
    note = room.drafts.get(item, request.args.get("author") or staff.login)
    if note is None:
        return answer(None)
    found = await in_thread(room.difference, item, note.text)
    return answer(difference_data(found)) if found else refuse(422, "草稿里有错，改好以后才能比较。")


@requires(EDITOR)
async def trial(request: Request, staff: Staff, item: str) -> HTTPResponse:
    """The verdict of a text (``text``) or of what is published, for facts on a date in a region."""
    room, body = room_of(request), body_of(request)
    facts, text = body.get("facts"), body.get("text")
    try:
        checked = await in_thread(room.check, item, text) if isinstance(text, str) else None
        if checked is not None and checked.catalog is None:
            return refuse(422, "草稿里有错，改好以后才能试。")
        catalog = checked.catalog if checked else room.bench.catalog
        on = date.fromisoformat(str(body.get("date") or date.today()))
        stated = catalog.vocabulary.coerce_all(facts if isinstance(facts, dict) else {})
        region = body.get("region") or ""
        code = catalog.regions.resolve(str(region).strip()) if region else None
        if region and code is None:
            return refuse(400, f"认不出地方“{region}”，请写市、县的名字。")
        found = assess(catalog, item, stated, on, code)
    except FactError as error:
        return refuse(400, f"{error}。")
    except (UnknownItem, KeyError):
        return refuse(404, NO_ITEM)
    except ValueError:
        return refuse(400, "日期要写成 2027-01-01 这样。")
    words = {benefit.name: WORD_OF[benefit.verdict] for benefit in found.benefits}
    return answer(
        {
            **assessment_data(found),
            "word": WORD_OF[found.verdict],
            "words": words,
            "rules": trees(found.service, found.facts),
        }
    )


@requires(EDITOR)
async def changes_to(request: Request, staff: Staff) -> HTTPResponse:
    """What will be different on ``?date=`` from today, of all that is published."""
    room = room_of(request)
    try:
        then = date.fromisoformat(request.args.get("date") or "")
    except ValueError:
        return refuse(400, "日期要写成 2027-01-01 这样。")
    found = await in_thread(preview, room.bench.catalog, room.people(), date.today(), then)
    return answer(
        {
            "figures": [change.__dict__ for change in found.figures],
            "verdicts": [{**change.__dict__} for change in found.verdicts[:100]],
            "count": len(found.verdicts),
        }
    )

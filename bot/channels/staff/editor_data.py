"""What the editor's page shows, as plain data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timezone
from typing import Any

from bot.catalog.coverage import Row
from bot.catalog.lint import ERROR, NOTICE, STALE_AFTER_DAYS, WARNING, Finding
from bot.catalog.model import ServiceFile
from bot.editing.difference import Difference
from bot.editing.drafts import DraftNote
from bot.editing.room import Room
from bot.editing.rule_tree import trees
from bot.editing.sources import NO_ITEMS
from bot.editing.workbench import fingerprint
from bot.store.editing import Publication

_SHOWN = 60
_NAME = re.compile(r"^名称:(.*)$", re.MULTILINE)


def item_row(
    file: ServiceFile, row: Row | None, findings: Sequence[Finding], drafts: Sequence[DraftNote]
) -> dict[str, Any]:
    """One line of the list of items; ``row`` is None while the item's rules cannot be read."""
    verified = file.verification
    age = (date.today() - verified.date).days if verified else None
    return {
        "id": file.id,
        "name": file.name,
        "domain": file.domain,
        "status": verified.status if verified else "",
        "verified": str(verified.date) if verified else "",
        "age": age,
        "stale": age is None or age > STALE_AFTER_DAYS,
        "unverified": row.unsourced if row else 0,
        "sourced": row.sourced if row else 0,
        "benefits": row.benefits if row else 0,
        "conditions": row.conditions if row else 0,
        "offices": row.offices if row else 0,
        "cases": len(file.cases),
        "failing": sum(finding.level == ERROR and "个用例" in finding.message for finding in findings),
        "questions": sum(len(texts) for texts in file.questions.values()),
        "errors": sum(finding.level == ERROR for finding in findings),
        "warnings": sum(finding.level == WARNING for finding in findings),
        "drafts": [draft_data(note) for note in drafts],
    }


def draft_data(note: DraftNote) -> dict[str, Any]:
    """Who works on what."""
    return {"author": note.author, "state": note.state, "reason": note.reason, "updated": iso(note.updated)}


def item_view(room: Room, item: str, login: str, author: str = "") -> dict[str, Any]:
    """One item as an editor has it open. Raises UnknownItem."""
    published = room.sources.text(item)
    note = room.drafts.get(item, author or login)
    text = note.text if note else published
    checked = room.check(item, text)
    files = room.bench.catalog.files
    catalog = checked.catalog
    service = catalog.service(item, date.today()) if catalog and item in catalog.files else None
    version = fingerprint(published)
    others = [draft_data(other) for other in room.drafts.all() if other.item == item and other.author != login]
    return {
        "id": item,
        "name": NO_ITEMS.get(item) or (files[item].name if item in files else name_in(text) or item),
        "kind": "shared" if item in NO_ITEMS else "item" if published else "new",
        "file": str(room.sources.path(item).relative_to(room.settings.root)),
        "published": published,
        "version": version,
        "text": text,
        "text_version": fingerprint(text),
        "base": note.base if note else version,
        "draft": draft_data(note) if note else None,
        "others": others,
        "data": room.form_data(text) if item not in NO_ITEMS else None,
        "findings": [finding_data(finding) for finding in checked.findings],
        "sound": checked.sound,
        "rules": trees(service) if service else None,
        "conflict": _conflict(room, note, published) if note and note.base != version else None,
        "two_editors": room.settings.two_editors,
    }


def name_in(text: str) -> str:
    """The name that a text of an item gives, whether or not the rest can be read."""
    found = _NAME.search(text)
    return found[1].strip() if found else ""


def _conflict(room: Room, note: DraftNote, published: str) -> dict[str, Any]:
    """Both versions, and the two put together where that is possible."""
    return {"current": published, "mine": note.text, "merged": room.drafts.merged(note, published)}


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding of lint on its line."""
    severity = {ERROR: "error", WARNING: "warning", NOTICE: "info"}[finding.level]
    return {"line": finding.line, "severity": severity, "level": finding.level, "message": finding.message}


def difference_data(found: Difference) -> dict[str, Any]:
    """Keys, 用例 and persons that change; the persons only as far as one can read."""
    return {
        "keys": [{"key": k.key, "before": k.before, "after": k.after} for k in found.keys],
        "cases": [change.__dict__ for change in found.cases],
        "people": [change.__dict__ for change in found.people[:_SHOWN]],
        "counts": {"cases": found.tried[0], "people": found.tried[1], "changed": len(found.people)},
    }


def publication_data(row: Publication, names: dict[str, str]) -> dict[str, Any]:
    """One line of the history; names by login."""
    return {
        "id": row.id,
        "at": iso(row.at),
        "item": row.item,
        "author": names.get(row.author, row.author),
        "approver": names.get(row.approver, row.approver),
        "reason": row.reason,
        "commit": row.commit[:10],
        "reverts": row.reverts,
    }


def iso(moment: datetime) -> str:
    """A moment stored in UTC."""
    return moment.replace(tzinfo=timezone.utc).isoformat(timespec="seconds")

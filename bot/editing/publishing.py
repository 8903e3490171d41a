"""Publishing: a sound text goes into its file, into git and into the history, or all of it stays as it was.

The journal makes it whole: once a publish has been entered there, it is finished, by the next
start if the program dies on the way.
"""

from __future__ import annotations

import logging
import subprocess
import tempfile
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from threading import Lock

from sqlalchemy import select

from bot.catalog.lint import Finding
from bot.editing.journal import Entry, Journal, remove_leftovers, replace_safely
from bot.editing.repository import CommitFailed, NoRepository, Repository
from bot.editing.sources import Sources
from bot.editing.workbench import fingerprint
from bot.store.audit import record
from bot.store.database import now, session
from bot.store.editing import Draft, Publication

logger = logging.getLogger(__name__)
_TAKEN_BACK = "回退："


class NotSound(Exception):
    """The text has errors and was not published."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("知识文件有错，没有发布")
        self.findings = findings


class Conflict(Exception):
    """Somebody else has changed the file since. ``current`` is what it says now."""

    def __init__(self, current: str, mine: str) -> None:
        super().__init__("这一项在您修改期间被别人改过了，请对照两个版本再决定")
        self.current, self.mine = current, mine


class NothingToPublish(Exception):
    """The text is what is published already."""


@dataclass(frozen=True)
class Published:
    """``commit`` is empty where there is no repository; then ``note`` says why."""

    id: str
    commit: str
    note: str = ""


@dataclass(frozen=True)
class Change:
    """What somebody wants to publish: a text made from version ``base`` of the file, and why.

    ``draft`` is the draft that it ends, ``reverts`` the publication that it takes back.
    """

    item: str
    text: str
    base: str
    author: str
    reason: str
    signed: str = ""
    approver: str = ""
    reverts: str = ""
    draft: int = 0


class Publisher:
    """Publishes one text at a time."""

    def __init__(self, sources: Sources, journal: Journal, url: str, today: Callable[[], date] = date.today) -> None:
        self._sources, self._journal, self._url, self._today = sources, journal, url, today
        self._lock = Lock()

    def publish(self, change: Change) -> Published:
        """Raises Conflict when the file is not what the change was made from, NotSound, NothingToPublish."""
        with self._lock:
            before = self._sources.text(change.item)
            if change.text == before:
                raise NothingToPublish
            if fingerprint(before) != change.base:
                raise Conflict(before, change.text)
            checked = self._sources.check(change.item, change.text, self._today())
            if not checked.sound:
                raise NotSound(checked.findings)
            path = str(self._sources.path(change.item).resolve())
            told = {key: value for key, value in asdict(change).items() if key not in ("text", "base")}
            entry = Entry(uuid.uuid4().hex, now().isoformat(), path=path, before=before, after=change.text, **told)
            self._journal.begin(entry)
            return self._carry_out(entry)

    def roll_back(self, publication: str, author: str, signed: str = "") -> Published:
        """Takes one publish back, and leaves what was changed since elsewhere in the file.

        Raises KeyError for an unknown id, Conflict when later changes are in the way, NotSound.
        """
        with session(self._url) as database:
            row = database.get(Publication, publication)
            if row is None:
                raise KeyError(publication)
            item, before, after, reason = row.item, row.before, row.after, row.reason
        current = self._sources.text(item)
        text = merged(base=after, mine=current, other=before)
        if text is None:
            raise Conflict(current, before)
        told = reason if reason.startswith(_TAKEN_BACK) else f"{_TAKEN_BACK}{reason}"
        return self.publish(Change(item, text, fingerprint(current), author, told, signed, reverts=publication))

    def recover(self) -> list[str]:
        """Finishes what a crash has left; returns the items concerned."""
        finished = []
        with self._lock:
            for entry in self._journal.unfinished():
                remove_leftovers(Path(entry.path))
                path = Path(entry.path)
                current = path.read_text(encoding="utf-8") if path.exists() else ""
                if current not in (entry.before, entry.after):
                    logger.error("%s was changed by hand after a crash; the publish is set aside", entry.path)
                    self._journal.set_aside(entry)
                    continue
                self._carry_out(entry)
                finished.append(entry.item)
        return finished

    def _carry_out(self, entry: Entry) -> Published:
        """Each step may have been done already."""
        replace_safely(Path(entry.path), entry.after)
        commit, note = self._commit(entry)
        self._record(entry, commit)
        self._journal.finish(entry)
        return Published(entry.id, commit, note)

    @staticmethod
    def _commit(entry: Entry) -> tuple[str, str]:
        path = Path(entry.path)
        try:
            repository = Repository.of(path.parent)
            return repository.commit_of(entry.id) or repository.commit(
                [path], entry.signed or entry.author, _message(entry), entry.id
            ), ""
        except NoRepository as error:
            return "", f"{error}，没有提交到 git；历史和两个版本都记在数据库里，照样可以回退"
        except CommitFailed as error:
            logger.error("git did not commit %s: %s", entry.path, error)
            return "", f"已经发布，但 git 没有提交成功：{error}"

    def _record(self, entry: Entry, commit: str) -> None:
        with session(self._url) as database:
            if database.get(Publication, entry.id) is None:
                database.add(
                    Publication(
                        id=entry.id,
                        at=datetime.fromisoformat(entry.at),
                        item=entry.item,
                        author=entry.author,
                        approver=entry.approver,
                        reason=entry.reason[:500],
                        before=entry.before,
                        after=entry.after,
                        commit=commit,
                        reverts=entry.reverts,
                    )
                )
                record(database, entry.author, "回退知识" if entry.reverts else "发布知识", entry.item)
            draft = database.get(Draft, entry.draft) if entry.draft else None
            if draft is not None and draft.text == entry.after:
                database.delete(draft)


def _message(entry: Entry) -> str:
    approved = f"\n\nApproved-by: {entry.approver}" if entry.approver else ""
    return f"{entry.item}: {entry.reason}{approved}"


def merged(base: str, mine: str, other: str) -> str | None:
    """``mine`` with the changes from ``base`` to ``other`` (three-way, by lines); None if they overlap."""
    if mine == base:
        return other
    with tempfile.TemporaryDirectory(prefix="shuhui-") as folder:
        names = []
        for name, text in (("mine", mine), ("base", base), ("other", other)):
            path = Path(folder) / name
            path.write_text(text, encoding="utf-8")
            names.append(str(path))
        try:
            finished = subprocess.run(["git", "merge-file", "-p", "-q", *names], capture_output=True)
        except FileNotFoundError:
            return None
    return finished.stdout.decode("utf-8") if finished.returncode == 0 else None


def history(url: str, item: str | None = None, limit: int = 50) -> list[Publication]:
    """The last publishes, of one item or of all, the newest first."""
    wanted = select(Publication).order_by(Publication.at.desc()).limit(limit)
    if item:
        wanted = wanted.where(Publication.item == item)
    with session(url) as database:
        rows = list(database.scalars(wanted))
        database.expunge_all()
        return rows

"""Files written so that a crash leaves either the old text or the new one, and a journal of what is under way."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """A publish under way: everything needed to finish it after a crash.

    ``at`` is ISO 8601 in UTC; ``author`` is a login, ``signed`` the name that git shows.
    """

    id: str
    at: str
    item: str
    path: str
    before: str
    after: str
    author: str
    reason: str
    signed: str = ""
    approver: str = ""
    reverts: str = ""
    draft: int = 0


class Journal:
    """One file for each publish under way, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, entry: Entry) -> None:
        """From here on the publish will be finished, whatever happens."""
        self._folder.mkdir(parents=True, exist_ok=True)
        write_safely(self._path(entry), json.dumps(asdict(entry), ensure_ascii=False))

    def finish(self, entry: Entry) -> None:
        """Nothing is left to do."""
        self._path(entry).unlink(missing_ok=True)
        sync_folder(self._folder)

    def set_aside(self, entry: Entry) -> None:
        """Keeps the entry for a person to look at; it is not tried again."""
        self._path(entry).replace(self._path(entry).with_suffix(".conflict"))

    def unfinished(self) -> Iterator[Entry]:
        """Entries in the order in which they were begun."""
        entries = [
            Entry(**json.loads(path.read_text(encoding="utf-8"))) for path in sorted(self._folder.glob("*.json"))
        ]
        yield from sorted(entries, key=lambda entry: entry.at)

    def _path(self, entry: Entry) -> Path:
        return self._folder / f"{entry.id}.json"


def replace_safely(path: Path, text: str) -> None:
    """The file says ``text`` from now on; without any text it is gone."""
    if text:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_safely(path, text)
    else:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)


def write_safely(path: Path, text: str) -> None:
    """Replaces a file by way of a temporary one, on the disk before this returns; its mode stays."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def remove_leftovers(path: Path) -> None:
    """Temporary files of a write that a crash has ended."""
    for left in path.parent.glob(f".{path.name}.*"):
        left.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """The renamed file is found again after a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

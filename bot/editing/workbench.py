"""The knowledge folder in memory, so that a draft is checked against all of it at each pause in typing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from ruamel.yaml.error import YAMLError

from bot.catalog.lint import ERROR, Document, Finding, World, finding_of, lint_world
from bot.catalog.loader import KnowledgeError, knowledge_version, load_catalog, load_service_file, service_paths
from bot.catalog.service import Catalog
from bot.editing.phrases import phrase_findings

PHRASES = "phrases.yml"
_DOMAIN = re.compile(r"^领域: *(\S+)", re.MULTILINE)
_FOLDER_OF_NEW = "others"


def fingerprint(text: str) -> str:
    """The version of a file: a hash of its text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True)
class Checked:
    """A draft after lint. ``catalog`` is the whole knowledge with the draft in it, None if it cannot be read."""

    findings: tuple[Finding, ...]
    catalog: Catalog | None

    @property
    def sound(self) -> bool:
        """Whether it may be published."""
        return not any(finding.level == ERROR for finding in self.findings)


class _Background(Document):
    """A file that a draft is checked against: where its keys stand is not asked for, and is slow to find out."""

    def line(self, *path: Any) -> int:
        return 1


class UnknownItem(KeyError):
    """There is no item of that id."""


class Workbench:
    """Reads again only what has changed on the disk. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._seen: dict[Path, tuple[int, int]] = {}
        self._documents: dict[Path, Document] = {}
        self._broken: dict[Path, Finding] = {}
        self._catalog: Catalog | None = None

    @property
    def catalog(self) -> Catalog:
        """The knowledge as it lies on the disk, without files that cannot be read. Raises KnowledgeError."""
        with self._lock:
            self._read_changes()
            assert self._catalog
            return self._catalog

    def path(self, item: str) -> Path:
        """The file of an item. Raises UnknownItem."""
        found = next((path for path in service_paths(self.folder) if path.stem == item), None)
        if found is None:
            raise UnknownItem(item)
        return found

    def text(self, item: str) -> str:
        """The published text of an item."""
        return self.path(item).read_text(encoding="utf-8")

    def place_for(self, item: str, text: str) -> Path:
        """Where the file of a new item goes: beside the other items of the domain that its text names."""
        named = _DOMAIN.search(text)
        domain = named[1] if named else ""
        others = [one.id for one in self.catalog.files.values() if one.domain == domain]
        folder = self.path(others[0]).parent if others else self.folder / "services" / _FOLDER_OF_NEW
        return folder / f"{item}.yml"

    def check(self, path: Path, text: str, today: date) -> Checked:
        """Lint of the draft of an item against everything else, with the line of each finding.

        No text at all takes the item away.
        """
        base = self.catalog
        if not text:
            return self._check_removal(path)
        try:
            model = load_service_file(path, text)
        except KnowledgeError as error:
            return Checked((finding_of(error, text),), None)
        except (YAMLError, ValueError) as error:
            return Checked((Finding(str(path), _line(error), ERROR, f"不是正确的 YAML：{_problem(error)}"),), None)
        draft = Document(path, model, text)
        catalog = with_file(base, path.stem, model)
        with self._lock:
            others = [document for kept, document in self._documents.items() if kept != path]
        world = World(catalog, [*others, draft], today, self.folder, frozenset([path.resolve()]))
        findings = lint_world(world)
        return Checked(tuple(findings), catalog if not _rule_broken(world, draft) else None)

    def _check_removal(self, path: Path) -> Checked:
        files = {item: model for item, model in self.catalog.files.items() if item != path.stem}
        listed = (self.folder / "catalog.csv").read_text(encoding="utf-8")
        wrong = Finding(str(path), 1, ERROR, "目录 catalog.csv 里有这一项，要先删去那一行")
        return Checked((wrong,) if f",{path.stem}," in listed else (), _with_files(self.catalog, files))

    def check_shared(self, name: str, text: str, today: date) -> Checked:
        """Lint of a draft of a file that all items use: facts.yml, phrases.yml or channels.yml."""
        path = self.folder / name
        before = {(finding.file, finding.message) for finding in self.findings(today)}
        with self._lock, TemporaryDirectory(prefix="shuhui-") as made:
            folder = Path(made)
            for entry in self.folder.iterdir():
                (folder / entry.name).symlink_to(entry.resolve())
            (folder / name).unlink(missing_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
            documents = list(self._documents.values())
            try:
                catalog = load_catalog(folder, [document.model for document in documents])
                found = phrase_findings(path, text, catalog.vocabulary) if name == PHRASES else []
            except KnowledgeError as error:
                found = [replace(finding_of(error, text), file=str(path))]
                return Checked(tuple(found), None)
            found += lint_world(World(catalog, documents, today, folder))
        told = [_seen_from(path, replace(f, file=f.file.replace(made, str(self.folder))), before) for f in found]
        return Checked(tuple(dict.fromkeys(filter(None, told))), catalog)

    def findings(self, today: date) -> list[Finding]:
        """What lint says of the whole folder, without lines."""
        catalog = self.catalog
        with self._lock:
            documents, broken = list(self._documents.values()), list(self._broken.values())
        return lint_world(World(catalog, documents, today, self.folder), broken)

    def _read_changes(self) -> None:
        shared = [self.folder / name for name in ("facts.yml", "channels.yml", "regions.csv", "catalog.csv")]
        services = service_paths(self.folder)
        state = {path: _stamp(path) for path in (*services, *shared) if path.exists()}
        if state == self._seen and self._catalog is not None:
            return
        for path in services:
            if state[path] != self._seen.get(path):
                self._read(path)
        for path in set(self._documents) - set(services):
            del self._documents[path]
        models = [document.model for document in self._documents.values()]
        if self._catalog is None or any(state.get(path) != self._seen.get(path) for path in shared):
            self._catalog = load_catalog(self.folder, models)
        else:
            self._catalog = _with_files(self._catalog, {model.id: model for model in models})
        self._catalog = replace(self._catalog, version=knowledge_version(self.folder))
        self._seen = state

    def _read(self, path: Path) -> None:
        self._documents.pop(path, None)
        self._broken.pop(path, None)
        try:
            text = path.read_text(encoding="utf-8")
            self._documents[path] = _Background(path, load_service_file(path, text), text)
        except KnowledgeError as error:
            self._broken[path] = finding_of(error)


def with_file(catalog: Catalog, item: str, model: Any) -> Catalog:
    """The catalogue with one item replaced, under the id it has now; the parsed rules of the others are kept."""
    others = {other: file for other, file in catalog.files.items() if other != item}
    return _with_files(catalog, {**others, model.id: model})


def _with_files(catalog: Catalog, files: Mapping[str, Any]) -> Catalog:
    same = {item for item, model in files.items() if catalog.files.get(item) is model}
    order = {item: number for number, item in enumerate(catalog.files)}
    ordered = dict(sorted(files.items(), key=lambda entry: order.get(entry[0], len(order))))
    cache = {key: service for key, service in catalog._cache.items() if service.id in same}
    return replace(catalog, files=ordered, _cache=cache, _editions={})


def _seen_from(path: Path, finding: Finding, before: Collection[tuple[str, str]]) -> Finding | None:
    """A finding for who edits ``path``: what is wrong elsewhere counts if it is the draft that makes it wrong."""
    if finding.file == str(path):
        return finding
    if finding.level != ERROR or (finding.file, finding.message) in before:
        return None
    return Finding(str(path), 1, ERROR, f"这样改，{Path(finding.file).stem} 就错了：{finding.message}")


def _rule_broken(world: World, draft: Document) -> bool:
    """lint_world takes out of the world what it cannot parse."""
    return draft not in world.documents


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def _line(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 1


def _problem(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error)

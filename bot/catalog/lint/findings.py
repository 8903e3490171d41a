"""What the checks look at, and what they report: file, line, level and cure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.catalog.loader import KnowledgeError, load_service_file, service_paths
from bot.catalog.model import ServiceFile
from bot.catalog.service import Catalog, Service

ERROR, WARNING, NOTICE = "错误", "提醒", "说明"


@dataclass(frozen=True, order=True)
class Finding:
    file: str
    line: int
    level: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.level}：{self.message}"


@dataclass
class Document:
    """One knowledge file: its model, and where in the file each key stands.

    ``draft`` is the text of a file that is not (yet) on the disk as it is here.
    """

    path: Path
    model: ServiceFile
    draft: str | None = None

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8") if self.draft is None else self.draft

    @cached_property
    def _tree(self) -> Any:
        return YAML(typ="rt").load(self.text)

    def line(self, *path: Any) -> int:
        """Line (from 1) of the deepest part of ``path`` that can be found."""
        if len(path) == 1 and (top := re.search(rf"^{re.escape(str(path[0]))}:", self.text, re.MULTILINE)):
            return self.text.count("\n", 0, top.start()) + 1  # without reading the whole tree
        return line_of(self._tree, path)

    def finding(self, level: str, message: str, *path: Any) -> Finding:
        return Finding(str(self.path), self.line(*path), level, message)


def line_of(tree: Any, path: Iterable[Any]) -> int:
    """Line (from 1) at which ``path`` stands in a ruamel round-trip tree."""
    line = 0
    position: Any
    for key in path:
        try:
            if hasattr(tree, "keys"):
                key = next((known for known in tree if str(known) == str(key)), key)
            position = tree.lc.key(key) if hasattr(tree, "keys") else tree.lc.item(key)
            line, tree = position[0], tree[key]
        except (KeyError, IndexError, TypeError, AttributeError):
            break
    return line + 1


@dataclass
class World:
    """What the checks look at. ``only`` limits findings about single files to these paths."""

    catalog: Catalog
    documents: list[Document]
    today: date
    folder: Path
    only: frozenset[Path] = field(default_factory=frozenset)

    @property
    def chosen(self) -> list[Document]:
        return [d for d in self.documents if not self.only or d.path.resolve() in self.only]

    def service(self, document: Document) -> Service:
        return self.catalog.service(document.model.id, self.today)


Check = Callable[[World], Iterator[Finding]]


def read_all(folder: Path) -> tuple[list[Document], list[Finding]]:
    documents, findings = [], []
    for path in service_paths(folder):
        try:
            documents.append(Document(path, load_service_file(path)))
        except KnowledgeError as error:
            findings.append(finding_of(error))
    return documents, findings


def finding_of(error: KnowledgeError, text: str | None = None) -> Finding:
    """The error with its line, looked up in the file or in the ``text`` of a draft of it."""
    line = error.line
    if line is None:
        try:
            tree = YAML(typ="rt").load(error.file.read_text(encoding="utf-8") if text is None else text)
            line = line_of(tree, error.path)
        except (UnicodeDecodeError, YAMLError):
            line = 1
    return Finding(str(error.file), line, ERROR, error.message)

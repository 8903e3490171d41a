"""A state of the knowledge: a folder, a git revision, or the folder with a draft in it."""

from __future__ import annotations

import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from bot.catalog.loader import KnowledgeError, load_catalog, read_yaml, service_paths
from bot.catalog.service import Catalog
from bot.editing.repository import NoRepository, Repository
from bot.editing.yaml_text import plain

SHARED = ("facts.yml", "channels.yml", "phrases.yml")


class UnknownState(ValueError):
    """Neither a folder with knowledge in it nor a revision; the message says which."""


@dataclass(frozen=True)
class KnowledgeState:
    """``data`` holds the plain data of each file by its path below the folder."""

    name: str
    catalog: Catalog
    data: Mapping[str, Any]


def state_of_folder(folder: Path, name: str = "") -> KnowledgeState:
    """The knowledge in a folder. Raises KnowledgeError."""
    paths = [*service_paths(folder), *filter(Path.exists, (folder / shared for shared in SHARED))]
    data = {str(path.relative_to(folder)): plain(read_yaml(path)) for path in paths}
    return KnowledgeState(name or str(folder), load_catalog(folder), data)


def state_of(name: str, folder: Path) -> KnowledgeState:
    """The state that somebody names: a folder, else a revision of ``folder``'s repository.

    Raises UnknownState, KnowledgeError.
    """
    named = Path(name)
    if (named / "knowledge" / "facts.yml").exists():
        named = named / "knowledge"
    if (named / "facts.yml").exists():
        return state_of_folder(named, name)
    try:
        archive = Repository.of(folder).archive(name, folder)
    except NoRepository as error:
        raise UnknownState(f"“{name}”不是知识文件夹，也不能当作版本来找：{error}") from None
    if archive is None:
        raise UnknownState(f"没有“{name}”这个文件夹，git 里也没有这个版本")
    with tempfile.TemporaryDirectory(prefix="shuhui-") as made:
        with tarfile.open(fileobj=BytesIO(archive)) as packed:
            packed.extractall(made, filter="data")
        try:
            return state_of_folder(Path(made), name)
        except (FileNotFoundError, KnowledgeError) as error:
            raise UnknownState(f"版本“{name}”的知识文件读不了：{str(error).replace(made, name)}") from None

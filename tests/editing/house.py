"""A home with knowledge in git, as an editor's town would have it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

from bot.editing.drafts import Drafts
from bot.editing.journal import Journal
from bot.editing.publishing import Change, Published, Publisher
from bot.editing.sources import Sources
from bot.editing.workbench import Workbench, fingerprint
from bot.settings import Settings, read_settings
from tests.catalog.desk import Desk, new_desk
from tests.person import TODAY
from tests.server.running import ROOT, make_home

ITEM = "sample-item"


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=tests", "-c", "user.email=tests@localhost"]
    finished = subprocess.run(["git", "-C", str(folder), *who, *arguments], capture_output=True, text=True, check=True)
    return finished.stdout


def begin_history(folder: Path) -> None:
    (folder / ".gitignore").write_text("var/\nmodels/\n", encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".gitignore", "knowledge", "data")
    git(folder, "commit", "--quiet", "-m", "start")


@dataclass(frozen=True)
class House:
    """One sound item (tests.catalog.desk), the examples of what is out of scope, and everything to publish with."""

    root: Path
    settings: Settings
    desk: Desk

    @property
    def sources(self) -> Sources:
        return Sources(self.root, Workbench(self.settings.knowledge))

    @property
    def publisher(self) -> Publisher:
        journal = Journal(self.settings.var / "publishing")
        return Publisher(self.sources, journal, self.settings.database_url, lambda: TODAY)

    @property
    def drafts(self) -> Drafts:
        return Drafts(self.settings.database_url)

    @property
    def text(self) -> str:
        return self.desk.item.read_text(encoding="utf-8")

    def change(self, old: str, new: str, **more: str) -> Change:
        """A change of the item as it now is."""
        assert self.text.count(old) == 1
        made = Change(ITEM, self.text.replace(old, new), fingerprint(self.text), "li", "新标准", "李编辑")
        return replace(made, **more)  # type: ignore[arg-type]

    def publish(self, old: str, new: str, **more: str) -> Published:
        return self.publisher.publish(self.change(old, new, **more))

    def log(self, form: str) -> list[str]:
        return git(self.root, "log", f"--format={form}").splitlines()


def new_house(root: Path, url: str, history: bool = True) -> House:
    folder = root / "knowledge"
    folder.mkdir(parents=True)
    desk = new_desk(folder)
    (root / "data" / "nlu").mkdir(parents=True)
    shutil.copy(ROOT / "data" / "nlu" / "out_of_scope.yml", root / "data" / "nlu")
    (root / "var").mkdir()
    if history:
        begin_history(root)
    return House(root, replace(read_settings(), root=root, database_url=url), desk)


def editors_home(folder: Path) -> Path:
    """A home for a server whose editors change the knowledge and what is out of scope."""
    home = make_home(folder)
    (home / "data").unlink()
    shutil.copytree(ROOT / "data", home / "data")
    begin_history(home)
    return home

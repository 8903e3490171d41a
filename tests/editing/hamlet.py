"""A home so small that its model is really trained in a test: three items, few questions, few examples of each act."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from bot.editing.yaml_text import dump, load
from tests.editing.house import begin_history
from tests.server.running import ROOT, SHUHUI, environment

ITEMS = ("elderly-health", "film", "reading")
_QUESTIONS, _EXAMPLES = 4, 6
_LISTS = re.compile(r"(?:^ +- (?!intent).*\n)+", re.MULTILINE)


def new_hamlet(home: Path) -> Path:
    """The home with its own knowledge, examples and history, and the model trained on them."""
    home.mkdir(parents=True)
    for name in ("bot", "actions", "web", "config.yml", "domain.yml"):
        (home / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "data", home / "data")
    shutil.copytree(ROOT / "knowledge", home / "knowledge")
    for path in (home / "data" / "nlu").glob("*.yml"):
        path.write_text(_fewer_examples(path.read_text(encoding="utf-8")), encoding="utf-8")
    for path in (home / "knowledge" / "services").rglob("*.yml"):
        if path.stem in ITEMS:
            path.write_text(_fewer_questions(path.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            path.unlink()
    catalog = home / "knowledge" / "catalog.csv"
    heading, *rows = catalog.read_text(encoding="utf-8").splitlines(keepends=True)
    catalog.write_text(heading + "".join(row for row in rows if row.split(",")[1] in ITEMS), encoding="utf-8")
    begin_history(home)
    subprocess.run([SHUHUI, "train"], env=environment(home), check=True, capture_output=True)
    return home


def _fewer_examples(text: str) -> str:
    return _LISTS.sub(lambda match: "".join(match[0].splitlines(keepends=True)[:_EXAMPLES]), text)


def _fewer_questions(text: str) -> str:
    document = load(text)
    for questions in document["问法"].values():
        del questions[_QUESTIONS:]
    return dump(document)

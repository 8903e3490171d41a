"""The texts that can be edited: items, what they share, and the examples of what the bot is not there for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.catalog.lint import ERROR, Finding
from bot.editing.workbench import Checked, UnknownItem, Workbench

OUT_OF_SCOPE = "out_of_scope"
_EXAMPLE = re.compile(r"^\s*- (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Shared:
    """A file that all items use; ``name`` is what editors read."""

    file: str
    name: str


SHARED = {
    "facts": Shared("facts.yml", "情况的问法（怎样问、为什么问）"),
    "phrases": Shared("phrases.yml", "居民的说法（怎样听懂情况）"),
    "channels": Shared("channels.yml", "热线、网上渠道和窗口"),
}
NO_ITEMS = {OUT_OF_SCOPE: "不归蜀惠管的问题（例句）", **{key: shared.name for key, shared in SHARED.items()}}


class Sources:
    """Texts by key: an item's id, a key of SHARED, or OUT_OF_SCOPE for data/nlu/out_of_scope.yml.

    ``drafted`` gives the text of a draft of an item that is not published yet, None if there is none.
    """

    def __init__(self, root: Path, bench: Workbench, drafted: Callable[[str], str | None] = lambda key: None) -> None:
        self.root, self.bench, self._drafted = root, bench, drafted

    def path(self, key: str) -> Path:
        """The file, of a new item the one that it will be. Raises UnknownItem."""
        if key == OUT_OF_SCOPE:
            return self.root / "data" / "nlu" / "out_of_scope.yml"
        if key in SHARED:
            return self.bench.folder / SHARED[key].file
        try:
            return self.bench.path(key)
        except UnknownItem:
            draft = self._drafted(key)
            if draft is None:
                raise
            return self.bench.place_for(key, draft)

    def text(self, key: str) -> str:
        """The published text, of a new item none. Raises UnknownItem."""
        path = self.path(key)
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            if key in NO_ITEMS:
                raise UnknownItem(key) from None
            return ""

    def check(self, key: str, text: str, today: date) -> Checked:
        """What is wrong with a draft. Raises UnknownItem."""
        if key == OUT_OF_SCOPE:
            checked = self._check_examples(text)
        elif key in SHARED:
            checked = self.bench.check_shared(SHARED[key].file, text, today)
        else:
            checked = self.bench.check(self.path(key), text, today)
        return replace(checked, findings=tuple(self._shown(finding) for finding in checked.findings))

    def _shown(self, finding: Finding) -> Finding:
        """Files by their name below the root."""
        strip = f"{self.root}/"
        return replace(finding, file=finding.file.replace(strip, ""), message=finding.message.replace(strip, ""))

    def _check_examples(self, text: str) -> Checked:
        path, found = str(self.path(OUT_OF_SCOPE)), []
        lines = {
            example: text[: match.start(1)].count("\n") + 1
            for match in _EXAMPLE.finditer(text)
            for example in match.groups()
        }
        try:
            examples = examples_of(YAML(typ="safe").load(text))
        except (YAMLError, TypeError, KeyError, AttributeError):
            return Checked(
                (Finding(path, 1, ERROR, "这个文件的写法不对，例句要写在 examples: | 下面，每行“- 一句话”"),), None
            )
        own = {
            text: file.name
            for file in self.bench.catalog.files.values()
            for texts in file.questions.values()
            for text in texts
        }
        for example in examples:
            if example in own:
                found.append(Finding(path, lines.get(example, 1), ERROR, f"“{example}”已经是“{own[example]}”的问法"))
        for example in {example for example in examples if examples.count(example) > 1}:
            found.append(Finding(path, lines.get(example, 1), ERROR, f"“{example}”写了两遍"))
        return Checked(tuple(found), self.bench.catalog)


def examples_of(document: Any) -> list[str]:
    """The examples of the intent out_of_scope in a Rasa file."""
    (entry,) = [entry for entry in document["nlu"] if entry["intent"] == OUT_OF_SCOPE]
    return [line.strip()[2:].strip() for line in entry["examples"].splitlines() if line.strip().startswith("- ")]


def with_example(text: str, example: str) -> str:
    """The Rasa file with one more example at its end."""
    indent = (re.findall(r"^(\s*)- (?!intent)", text, re.MULTILINE) or ["      "])[-1].strip("\n")
    return f"{text.rstrip()}\n{indent}- {example}\n"

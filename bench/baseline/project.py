"""Writes the default bot as a Rasa project: its questions, acts, rules and stories."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

HERE = Path(__file__).resolve().parent
SMALL_TALK = ("greet", "thanks", "bye", "insult", "human")
_VERSION = "3.1"


def questions() -> list[dict[str, str]]:
    """The 24 questions per item: text, item, intent (what is asked about it)."""
    return _lines("questions.jsonl")


def acts() -> list[dict[str, str]]:
    """Examples of the dialogue acts: text, act."""
    return _lines("acts.jsonl")


def _lines(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def write_project(folder: Path, action_port: int, epochs: int | None = None) -> None:
    """The whole project below ``folder``; what is there already is overwritten.

    ``epochs`` other than Rasa's are for trying the bench out: they change no answer's time.
    """
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    config = (HERE / "config.yml").read_text(encoding="utf-8")
    (folder / "config.yml").write_text(config if epochs is None else config.replace("epochs: 100", f"epochs: {epochs}"))
    shutil.copy(HERE / "stories.yml", data)
    intents = by_intent([(q["text"], q["item"]) for q in questions()] + [(a["text"], a["act"]) for a in acts()])
    write_yaml(data / "nlu.yml", {"version": _VERSION, "nlu": examples(intents)})
    write_yaml(data / "rules.yml", {"version": _VERSION, "rules": [_rule(name) for name in [*intents, "nlu_fallback"]]})
    write_yaml(folder / "domain.yml", _domain(intents))
    write_endpoints(folder, action_port)


def write_endpoints(folder: Path, action_port: int) -> None:
    """endpoints.yml and credentials.yml: actions over HTTP, SQLite, the REST channel."""
    store = {"type": "SQL", "dialect": "sqlite", "db": str(folder / "trackers.db")}
    action = {"url": f"http://127.0.0.1:{action_port}/webhook"}
    write_yaml(folder / "endpoints.yml", {"tracker_store": store, "action_endpoint": action})
    write_yaml(folder / "credentials.yml", {"rest": {}})


def by_intent(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Texts by intent, in the order in which intents first come."""
    found: dict[str, list[str]] = defaultdict(list)
    for text, intent in pairs:
        found[intent].append(" ".join(text.split()))
    return dict(found)


def examples(intents: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Rasa's form for training examples."""
    return [
        {"intent": name, "examples": LiteralScalarString("".join(f"- {text}\n" for text in texts))}
        for name, texts in intents.items()
    ]


def _rule(intent: str) -> dict[str, Any]:
    action = f"utter_{intent}" if intent in SMALL_TALK else "action_answer"
    return {"rule": intent, "steps": [{"intent": intent}, {"action": action}]}


def _domain(intents: Iterable[str]) -> dict[str, Any]:
    domain: dict[str, Any] = YAML(typ="safe").load(HERE / "domain.yml")
    return {**domain, "intents": list(intents)}


def write_yaml(path: Path, content: Any) -> None:
    """UTF-8, unfolded."""
    yaml: Any = YAML()
    yaml.width = 10_000
    with path.open("w", encoding="utf-8") as stream:
        yaml.dump(content, stream)

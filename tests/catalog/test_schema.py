"""knowledge/service.schema.json is what the model says, and the knowledge files keep to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from bot.catalog.loader import read_yaml, service_paths
from bot.catalog.model import json_schema
from tests.catalog.desk import Desk
from tests.person import KNOWLEDGE

SCHEMA = KNOWLEDGE / "service.schema.json"


def test_the_schema_file_is_what_the_command_makes(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    command = [sys.executable, "-c", "from bot.cli import main; main()", "schema"]
    subprocess.run(command, check=True, cwd=KNOWLEDGE.parent, env={**os.environ, "SHUHUI_HOME": str(tmp_path)})
    made = (tmp_path / "knowledge" / SCHEMA.name).read_text(encoding="utf-8")
    assert SCHEMA.exists() and SCHEMA.read_text(encoding="utf-8") == made, "run `shuhui schema` and commit the file"


def test_the_schema_is_itself_correct() -> None:
    Draft7Validator.check_schema(json_schema())


def _as_an_editor_sees_it(value: Any) -> Any:
    """YAML as VS Code reads it: dates are texts, keys are texts."""
    if isinstance(value, dict):
        return {str(key): _as_an_editor_sees_it(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_an_editor_sees_it(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("path", service_paths(KNOWLEDGE), ids=lambda path: path.stem)
def test_an_editor_sees_no_false_alarm_in_a_sound_file(path: Path) -> None:
    alarms = Draft7Validator(json_schema()).iter_errors(_as_an_editor_sees_it(read_yaml(path)))
    assert [alarm.message for alarm in alarms] == []


@pytest.mark.parametrize("path", service_paths(KNOWLEDGE), ids=lambda path: path.stem)
def test_the_first_line_of_a_file_leads_to_the_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.split("=", 1)[1]).resolve() == SCHEMA


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("服务对象:", "服务对像:"),
        ("名称: 样例补贴\n", ""),
        ("领域: 弱有所扶", "领域: 弱有所服"),
        ("还需: [户籍地]", "还需: 户籍地"),
    ],
)
def test_an_editor_sees_a_slip_while_typing(desk: Desk, old: str, new: str) -> None:
    desk.change(old, new)
    alarms = Draft7Validator(json.loads(json.dumps(json_schema()))).iter_errors(
        _as_an_editor_sees_it(read_yaml(desk.item))
    )
    assert list(alarms)

"""What an action returns is still held against Rasa's schema, only quicker."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction

from bot.runtime.actions_in_process import InProcessActions, compile_result_check

RIGHT: dict[str, Any] = {"events": [{"event": "slot", "name": "a", "value": 1}], "responses": [{"text": "好"}]}


@pytest.fixture
def action(monkeypatch: pytest.MonkeyPatch) -> RemoteAction:
    """A remote action whose results are checked our way."""
    monkeypatch.setattr(RemoteAction, "_validate_action_result", RemoteAction._validate_action_result)
    compile_result_check()
    return RemoteAction("action_answer", InProcessActions())


def test_a_right_result_is_taken(action: RemoteAction) -> None:
    assert action._validate_action_result(RIGHT) is True


@pytest.mark.parametrize(
    "wrong",
    [
        {"events": {}},
        {"events": [{}]},
        {"events": [{"event": "nonsense"}]},
        {"events": [{"event": "slot", "name": "a"}]},
        {"events": [{"event": "slot", "name": "a", "value": 1, "timestamp": "now"}]},
        {"responses": "好"},
        [],
    ],
)
def test_a_wrong_result_is_refused(action: RemoteAction, wrong: Any) -> None:
    with pytest.raises(ValidationError):
        action._validate_action_result(wrong)

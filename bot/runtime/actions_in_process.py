"""Custom actions inside the server's process, and a quicker check of what they return.

`InProcessActions` takes the place of the HTTP call to an action server: Rasa calls
``action_endpoint.request(...)``, and here that runs the action directly.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction
from rasa.core.actions.constants import SELECTIVE_DOMAIN
from rasa.shared.utils.schemas.events import EVENTS_SCHEMA
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor


class InProcessActions(EndpointConfig):
    """An action endpoint without a network. Actions that want the domain must say so to Rasa."""

    def __init__(self, package: str = "actions") -> None:
        super().__init__(url="http://in-process", **{SELECTIVE_DOMAIN: True})
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def request(
        self, method: str = "post", subpath: str | None = None, content_type: str | None = None, **kwargs: Any
    ) -> Any:
        """Runs the action that the call names and returns its events and responses."""
        call = kwargs["json"]
        call["tracker"]["slots"] = deepcopy(call["tracker"]["slots"])  # as it would be over a network
        return await self._executor.run(call)


_EVERY_EVENT = {key: rule for key, rule in EVENTS_SCHEMA["items"].items() if key != "oneOf"}
_RESULT = RemoteAction.action_response_format_spec()
_FRAME = Draft202012Validator(
    {**_RESULT, "properties": {**_RESULT["properties"], "events": {"type": "array", "items": _EVERY_EVENT}}}
)
_EVENTS = {
    schema["properties"]["event"]["const"]: Draft202012Validator(schema) for schema in EVENTS_SCHEMA["items"]["oneOf"]
}
_ANY = Draft202012Validator(EVENTS_SCHEMA["items"])


def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    """Same check as Rasa's: an event against the schema of its own kind, not against all kinds."""
    _FRAME.validate(result)
    for event in result.get("events", []):
        _EVENTS.get(event["event"], _ANY).validate(event)
    return True


def compile_result_check() -> None:
    """Rasa re-checks and re-compiles that schema on every action, four fifths of a message's
    time, and offers no hook; this keeps the check, compiles once and looks an event's schema up."""
    RemoteAction._validate_action_result = _validate_action_result

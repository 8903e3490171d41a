"""Custom actions inside the server's process.

`InProcessActions` takes the place of the HTTP call to an action server: Rasa calls
``action_endpoint.request(...)``, and here that runs the action directly.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.core.actions.constants import SELECTIVE_DOMAIN
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


def trust_results() -> None:
    """Rasa compiles a schema on every action and holds what the action server sent against it,
    four fifths of a message's time, and offers no hook. Ours comes from rasa_sdk in this process,
    which has looked through the events itself."""
    RemoteAction._validate_action_result = lambda self, result: True

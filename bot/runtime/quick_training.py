"""Train without keeping what only a later, partial training would use.

``rasa.api.train`` fingerprints every message, token and feature after every component and stores
each result in its cache, to skip components next time. We always train in full (``train_model`` has
its own check of what changed), so nobody reads these: a quarter of the time for nothing. Rasa has no
switch for it. The archive is packed at the quickest level, since weights hardly shrink at any.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphNodeHook
from rasa.engine.storage import local_model_storage
from rasa.engine.training import graph_trainer
from tarsafe import TarSafe


class _NothingKept(GraphNodeHook):
    """Stands in for TrainingHook, which fingerprints and caches."""

    def __init__(self, **kwargs: Any) -> None: ...

    def on_before_node(
        self,
        node_name: str,
        execution_context: ExecutionContext,
        config: dict[str, Any],
        received_inputs: dict[str, Any],
    ) -> dict[str, Any]:
        """Nothing to remember."""
        return {}

    def on_after_node(
        self,
        node_name: str,
        execution_context: ExecutionContext,
        config: dict[str, Any],
        output: Any,
        input_hook_data: dict[str, Any],
    ) -> None:
        """Nothing to keep."""


class _QuickArchive(TarSafe):  # type: ignore[misc]
    """Rasa's archive, packed at gzip's level 1."""

    @classmethod
    def open(cls, name: Any = None, mode: str = "r", **options: Any) -> Any:
        """As tarfile's."""
        return TarSafe.open(name, mode, **({"compresslevel": 1} if mode == "w:gz" else {}), **options)


def install() -> None:
    """For this process; needed before ``rasa.api.train`` is called."""
    graph_trainer.TrainingHook = _NothingKept
    local_model_storage.TarSafe = _QuickArchive

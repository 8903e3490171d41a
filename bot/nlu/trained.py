"""What the trained components of the pipeline share: one object, learned once and kept with the model."""

from __future__ import annotations

import pickle
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage


class TrainedComponent(GraphComponent):
    """Keeps ``trained`` as the file ``file_name`` in the component's place of the model's storage."""

    file_name = ""

    def __init__(self, storage: ModelStorage, resource: Resource, trained: Any) -> None:
        self._storage, self._resource, self._trained = storage, resource, trained

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TrainedComponent:
        """The component as trained."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, pickle.loads((folder / cls.file_name).read_bytes()))

    def keep(self) -> Resource:
        """Writes what has been learned; returns where it is."""
        with self._storage.write_to(self._resource) as folder:
            (folder / self.file_name).write_bytes(pickle.dumps(self._trained))
        return self._resource

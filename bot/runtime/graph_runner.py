"""Runs the graph of a trained model node by node.

Rasa's own runner builds a dask graph and a scheduler for each of the three runs of a message,
to run some ten nodes that depend on one another. The order is known beforehand.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.processor import MessageProcessor
from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata, ModelStorage
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

Step = tuple[str, GraphNode, tuple[str, ...]]  # its name, the node, the names of what it needs


class SequentialRunner(GraphRunner):
    """Rasa's interface for running a graph, without a scheduler."""

    def __init__(self, schema: GraphSchema, nodes: Mapping[str, GraphNode]) -> None:
        self._schema, self._nodes = schema, nodes
        self._steps = lru_cache(maxsize=None)(self._ordered)

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> SequentialRunner:
        """A runner with all nodes in place."""
        nodes = {
            name: GraphNode.from_schema_node(name, node, model_storage, execution_context, hooks)
            for name, node in graph_schema.nodes.items()
        }
        return cls(graph_schema, nodes)

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """The outputs of ``targets`` (of the schema's targets without any), given ``inputs`` by name."""
        wanted = tuple(targets or self._schema.target_names)
        outputs = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, node, needs in self._steps(wanted):
            outputs[name] = node(*[outputs[need] for need in needs])
        return {name: outputs[name][1] for name in wanted}

    def _ordered(self, targets: tuple[str, ...]) -> list[Step]:
        """The nodes that ``targets`` need, each after those that it needs itself."""
        nodes = self._schema.minimal_graph_schema(list(targets)).nodes
        order = TopologicalSorter({name: node.needs.values() for name, node in nodes.items()}).static_order()
        return [(name, self._nodes[name], tuple(nodes[name].needs.values())) for name in order if name in nodes]


class Processor(MessageProcessor):
    """Rasa's processor with our runner, which its loader takes but the processor does not offer."""

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, ModelMetadata, GraphRunner]:
        with TempDirectoryPath(get_temp_dir_name()) as folder:
            loaded = load_predict_graph_runner(Path(folder), Path(model_path), LocalModelStorage, SequentialRunner)
        return Path(model_path).name, *loaded


class SequentialAgent(Agent):
    """Rasa's agent with that processor."""

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Loads the model's processor and domain."""
        self.processor = Processor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
            http_interpreter=self.http_interpreter,
        )
        self.domain = self.tracker_store.domain = self.processor.domain
        self._set_fingerprint(fingerprint)

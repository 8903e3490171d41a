"""Training data from the knowledge files, for Rasa's importer interface.

Every question under 问法 becomes an example whose intent is the act of its heading and
whose entity ``service`` (over the whole text) is the item.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.catalog.loader import load_catalog
from bot.catalog.model import ServiceFile
from bot.nlu.words import write_dictionary
from bot.settings import read_settings

DOMAIN = "domain"  # the item's, on each example: the scope is learned by domains
ACT_OF_HEADING = {
    "资格": "ask_eligibility",
    "待遇": "ask_entitlement",
    "在哪办": "ask_where",
    "材料": "ask_materials",
    "流程": "ask_process",
    "情况": "ask_general",
}


class KnowledgeImporter(TrainingDataImporter):
    """List it after RasaFileImporter in config.yml. Raises KnowledgeError on a broken file."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: Any = None,
        **kwargs: Any,
    ) -> None:
        self._catalog = load_catalog(read_settings().knowledge)
        write_dictionary(self._catalog)

    def get_nlu_data(self, language: str | None = "zh") -> TrainingData:
        """One example per question."""
        return TrainingData(
            [
                _example(text, ACT_OF_HEADING[heading], file)
                for file in self._catalog.files.values()
                for heading, texts in file.questions.items()
                for text in texts
            ]
        )

    def get_domain(self) -> Domain:
        """Nothing: the domain is in domain.yml."""
        return Domain.empty()

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """Nothing: stories and rules are in data/."""
        return StoryGraph([])

    def get_conversation_tests(self) -> StoryGraph:
        """Nothing: conversation tests are in tests/."""
        return StoryGraph([])

    def get_config(self) -> dict[str, Any]:
        """Nothing: the configuration is in config.yml."""
        return {}

    def get_config_file_for_auto_config(self) -> str | None:
        """None: nothing is left to auto-configuration."""
        return None


def _example(text: str, act: str, file: ServiceFile) -> Message:
    entity = {"entity": "service", "value": file.id, "start": 0, "end": len(text)}
    return Message({TEXT: text, INTENT: act, ENTITIES: [entity], DOMAIN: file.domain})

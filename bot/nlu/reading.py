"""The reader of facts over the knowledge folder; imports no Rasa, so that it starts in a second."""

from __future__ import annotations

from bot.catalog.loader import load_facts, read_yaml
from bot.catalog.regions import Regions
from bot.nlu.extraction.pipeline import FactReader
from bot.settings import read_settings

FILES = ("facts.yml", "phrases.yml", "regions.csv")


def fact_reader() -> FactReader:
    """The reader over the knowledge folder's facts, phrases and regions."""
    folder = read_settings().knowledge
    regions = Regions.read(folder / "regions.csv")
    vocabulary, _ = load_facts(folder / "facts.yml", regions)
    return FactReader(read_yaml(folder / "phrases.yml"), vocabulary, regions)

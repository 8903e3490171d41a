"""Facts read from messages that no phrase was written after: floors below what is reached."""

from __future__ import annotations

import pytest

from bench.facts import SET, differences, figures, read
from bot.nlu.extraction.pipeline import FactReader
from bot.nlu.reading import fact_reader


@pytest.fixture(scope="module")
def reader() -> FactReader:
    return fact_reader()


@pytest.mark.parametrize(
    ("file", "precision", "recall", "person"),
    [
        ("facts.jsonl", 0.95, 0.91, 0.965),
        ("facts_wide.jsonl", 0.92, 0.88, 0.925),
        ("facts_held.jsonl", 0.86, 0.77, 0.88),
    ],
)
def test_few_facts_are_read_wrongly_or_missed(
    reader: FactReader, file: str, precision: float, recall: float, person: float
) -> None:
    reached = figures(read(SET / file, reader))
    assert all(got >= floor for got, floor in zip(reached, (precision, recall, person), strict=True)), reached


def test_what_only_asks_states_no_fact(reader: FactReader) -> None:
    questions = [row for row in read(SET / "facts_held.jsonl", reader) if not row["facts"]]
    misread = [row["text"] for row in questions if differences(row)[1]]
    assert len(misread) <= 0.1 * len(questions), misread


@pytest.mark.parametrize(
    ("text", "illness"),
    [
        ("我爸有高血压和糖尿病，68岁", "两样都有"),
        ("我得了糖尿病，还有高血压", "两样都有"),
        ("我没得高血压，有糖尿病", "糖尿病"),
        ("我爸有高血压，没有糖尿病", "高血压"),
    ],
)
def test_two_illnesses_are_read_as_both(reader: FactReader, text: str, illness: str) -> None:
    assert [fact.value for fact in reader.read(text).facts if fact.fact == "慢性病"] == [illness]

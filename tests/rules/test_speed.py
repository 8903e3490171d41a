"""How long the engine takes over the real knowledge (pytest-benchmark). Measures; asserts nothing.

``pytest tests/rules/test_speed.py --benchmark-only`` prints the table; a benchmark run is no test of time.
"""

from __future__ import annotations

from itertools import cycle
from typing import Any

import pytest

from bot.catalog.assessment import Assessment, assess, assess_all, next_question
from bot.catalog.loader import load_catalog
from bot.catalog.service import Catalog
from tests.person import KNOWLEDGE, TODAY
from tests.rules.people import complete_person, told_in_part

pytestmark = pytest.mark.benchmark(min_rounds=5, max_time=0.2, warmup=False)


def people(count: int) -> list[dict[str, Any]]:
    """Different people of whom twelve facts are told, so that nothing is answered from memory."""
    return [told_in_part(complete_person(seed % 10), seed, 12).stated for seed in range(count)]


def reasons_of(*assessments: Assessment) -> list[Any]:
    """Reasons are made when they are read."""
    return [benefit.reasons for assessment in assessments for benefit in assessment.benefits]


def test_all_items_screened_with_reasons_for_a_person(benchmark: Any, catalog: Catalog) -> None:
    stated = cycle(people(200))
    benchmark(lambda: reasons_of(*assess_all(catalog, next(stated), TODAY)))


def test_all_items_screened_again_for_the_same_person(benchmark: Any, catalog: Catalog) -> None:
    (stated,) = people(1)
    benchmark(lambda: reasons_of(*assess_all(catalog, stated, TODAY)))


def test_one_item_assessed_with_reasons(benchmark: Any, catalog: Catalog) -> None:
    stated = cycle(people(200))
    benchmark(lambda: reasons_of(assess(catalog, "disability-subsidies", next(stated), TODAY)))


def test_next_question_over_all_items(benchmark: Any, catalog: Catalog) -> None:
    stated = cycle(people(200))
    benchmark(lambda: next_question(catalog, next(stated), TODAY))


def test_next_question_over_all_items_when_nothing_is_known(benchmark: Any, catalog: Catalog) -> None:
    benchmark(lambda: next_question(catalog, {}, TODAY))


def test_what_follows_from_twelve_facts(benchmark: Any, catalog: Catalog) -> None:
    stated = cycle(people(200))
    benchmark(lambda: catalog.deriver.derive(next(stated), TODAY))


def test_reading_the_knowledge(benchmark: Any) -> None:
    benchmark.pedantic(load_catalog, args=(KNOWLEDGE,), rounds=1)

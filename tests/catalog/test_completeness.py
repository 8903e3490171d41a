"""The 83 items of the catalogue are all here, with the names and domains of the standard."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from bot.catalog.loader import knowledge_version, load_catalog, service_paths
from bot.catalog.model import DOMAINS, QUESTION_HEADINGS
from bot.catalog.service import Catalog
from tests.catalog.desk import Desk
from tests.person import KNOWLEDGE, real_catalog

with (KNOWLEDGE / "catalog.csv").open(encoding="utf-8", newline="") as _file:
    LISTED = list(csv.DictReader(_file))
IDS = [row["id"] for row in LISTED]


def test_there_are_83_items() -> None:
    assert len(set(IDS)) == len(service_paths(KNOWLEDGE)) == 83


def test_the_items_stand_in_the_order_of_the_catalogue(catalog: Catalog) -> None:
    assert list(catalog.files) == IDS


@pytest.mark.parametrize("row", LISTED, ids=IDS)
def test_an_item_has_the_name_and_domain_of_the_catalogue(catalog: Catalog, row: dict[str, str]) -> None:
    file = catalog.files[row["id"]]
    assert (file.name, file.domain) == (row["name"], row["domain"])


def test_every_domain_of_the_standard_has_items() -> None:
    assert list(dict.fromkeys(row["domain"] for row in LISTED)) == list(DOMAINS)


@pytest.mark.parametrize("service_id", IDS)
def test_an_item_says_who_what_where_and_on_what_paper(catalog: Catalog, service_id: str) -> None:
    file = catalog.files[service_id]
    said = (file.summary, file.recipients, file.benefits, file.application.office, file.application.phones)
    assert all(said) and file.authorities and file.verification


@pytest.mark.parametrize("service_id", IDS)
def test_an_item_is_asked_for_in_every_way(catalog: Catalog, service_id: str) -> None:
    assert [heading for heading in QUESTION_HEADINGS if not catalog.files[service_id].questions.get(heading)] == []


DAYS = [date(2000, 1, 1), date(2024, 9, 1), date(2026, 11, 23), date(2035, 1, 1)]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_item_can_be_read_on_any_day(catalog: Catalog, day: date) -> None:
    assert len(catalog.edition(day).services) == 83


PLACES = ["510000", "510100", "510107", "513400", "510726", "500000"]


@pytest.mark.parametrize("place", PLACES)
def test_every_item_can_be_read_in_any_place(catalog: Catalog, place: str) -> None:
    assert len(catalog.edition(DAYS[2], place).services) == 83


def test_benefits_of_an_item_are_told_apart_by_name() -> None:
    names = {sid: [benefit.name for benefit in file.benefits] for sid, file in real_catalog().files.items()}
    assert [sid for sid, found in names.items() if len(found) != len(set(found))] == []


@pytest.mark.parametrize("name", ["facts.yml", "channels.yml", "regions.csv", "services/support/sample-item.yml"])
def test_a_change_of_any_file_is_a_new_version(desk: Desk, name: str) -> None:
    before = load_catalog(desk.folder).version
    with (desk.folder / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert knowledge_version(desk.folder) != before


def test_the_same_files_are_the_same_version(desk: Desk) -> None:
    assert load_catalog(desk.folder).version == knowledge_version(desk.folder)

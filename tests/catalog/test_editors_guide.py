"""knowledge/README.md: what it shows an editor is right as it stands."""

from __future__ import annotations

import re

import pytest

from bot.catalog.model import QUESTION_HEADINGS, ServiceFile
from bot.rules.grammar import parse_condition
from tests.catalog.desk import Desk
from tests.person import KNOWLEDGE, real_catalog

GUIDE = (KNOWLEDGE / "README.md").read_text(encoding="utf-8")


def sample() -> str:
    """The whole item shown in the guide."""
    (found,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.S)
    return str(found)


def test_the_sample_item_has_no_findings(desk: Desk) -> None:
    desk.item.unlink()
    desk.write(sample(), "support/disability-subsidies.yml")
    (desk.folder / "catalog.csv").write_text("no,id,domain,name\n1,disability-subsidies,弱有所扶,x\n", encoding="utf-8")
    assert desk.findings() == []


@pytest.mark.parametrize("key", [field.alias for field in ServiceFile.__fields__.values()])
def test_the_sample_item_shows_every_key(key: str) -> None:
    assert re.search(rf"^{key}:", sample(), re.M)


@pytest.mark.parametrize("heading", QUESTION_HEADINGS)
def test_the_sample_item_shows_every_heading_of_questions(heading: str) -> None:
    assert re.search(rf"^  {heading}: \[", sample(), re.M)


CONDITIONS = re.findall(r"`([一-龥]+ (?:[<>=!]+|属于|不属于|介于) [^`{}]+)`", GUIDE)


@pytest.mark.parametrize("text", [text for text in CONDITIONS if not text.startswith("事实 ")])
def test_a_condition_shown_in_the_guide_can_be_read(text: str) -> None:
    assert parse_condition(text, real_catalog().vocabulary, {}).words()

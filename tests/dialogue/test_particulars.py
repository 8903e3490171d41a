"""Small questions about an item are answered from its own text, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers.particulars import particular_message
from bot.catalog.service import Catalog
from bot.dialogue.follow_ups import is_usual


@pytest.mark.parametrize(
    "text", ["要不要预约", "可以代办吗", "网上能办吗", "必须本人去吗", "走不动能上门不", "要年审不"]
)
def test_small_questions_name_nothing_else(text: str) -> None:
    assert is_usual(text)


@pytest.mark.parametrize("text", ["身份证网上能办吗", "要带啥子", "护照要预约不"])
def test_a_question_that_names_its_matter_is_none(text: str) -> None:
    assert not is_usual(text)


def test_the_item_s_own_line_is_told(catalog: Catalog, today: date) -> None:
    message = particular_message(catalog, catalog.service("elderly-health", today), "走不动，能不能上门")
    assert message and "问卫生院能不能上门" in message.text


def test_what_the_item_does_not_say_is_not_made_up(catalog: Catalog, today: date) -> None:
    message = particular_message(catalog, catalog.service("elderly-health", today), "要不要预约")
    assert message and "没有写" in message.text and "12320" in message.text


def test_any_other_question_that_the_item_does_not_speak_of_is_left(catalog: Catalog, today: date) -> None:
    assert particular_message(catalog, catalog.service("elderly-health", today), "彩票中奖了") is None

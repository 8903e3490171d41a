"""What every channel does to a text before anybody else sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.incoming import LONGEST, clean_incoming
from bot.privacy import ID_CARD
from tests.privacy.test_mask import RIGHT

CLEANED: list[tuple[str, str]] = [
    ("你好", "你好"),
    ("  你好 \n", "你好"),
    ("低保\n怎么办", "低保\n怎么办"),
    ("/restart", "restart"),
    ("／restart", "restart"),
    ("//restart", "restart"),
    (" /restart", "restart"),
    ("/ /restart", "restart"),
    ("/\t/restart", "restart"),
    ("/\u3000/restart", "restart"),
    ("\u200b/restart", "restart"),
    ("/\u200b/restart", "restart"),
    ("\ufeff/restart", "restart"),
    ("a/b", "a/b"),
    ("1/2", "1/2"),
    ("好\x00的\x07", "好的"),
    ("好\ud800的", "好的"),
    ("好\u202e的\u2066", "好的"),
    ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    ("", ""),
    (" / ", ""),
    ("\x00", ""),
]


@pytest.mark.parametrize(("raw", "text"), CLEANED)
def test_a_text_is_made_safe(raw: str, text: str) -> None:
    assert clean_incoming(raw).text == text


ANYTHING = st.text(st.characters(), max_size=80) | st.text(
    st.sampled_from("/／ \t\n\u3000\u200b\u200d\x00a好1"), max_size=12
)


@given(ANYTHING)
def test_no_text_is_ever_taken_for_a_command(raw: str) -> None:
    assert not clean_incoming(raw).text.startswith(("/", "／"))


@given(ANYTHING)
def test_every_text_can_be_stored(raw: str) -> None:
    stored = clean_incoming(raw).text.encode("utf-8")
    assert b"\x00" not in stored


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    once = clean_incoming(raw).text
    assert clean_incoming(once).text == once


def test_a_masked_text_says_so() -> None:
    cleaned = clean_incoming(f"我的身份证{RIGHT}")
    assert (cleaned.text, cleaned.masked) == (f"我的身份证{ID_CARD}", True)


def test_a_text_without_private_numbers_is_not_called_masked() -> None:
    assert not clean_incoming("我65岁").masked


@pytest.mark.parametrize(("length", "shortened"), [(LONGEST, False), (LONGEST + 1, True)])
def test_a_text_that_is_too_long_is_shortened_and_says_so(length: int, shortened: bool) -> None:
    cleaned = clean_incoming("长" * length)
    assert (cleaned.shortened, len(cleaned.text) <= LONGEST + 1) == (shortened, True)


def test_of_a_long_text_the_beginning_and_the_end_are_kept() -> None:
    cleaned = clean_incoming("我妈八十岁" + "。" * LONGEST + "能领高龄津贴吗")
    assert cleaned.text.startswith("我妈八十岁") and cleaned.text.endswith("能领高龄津贴吗")


@given(st.integers(0, LONGEST))
def test_shortening_never_cuts_an_identity_number_into_pieces_that_get_through(position: int) -> None:
    text = clean_incoming("长" * position + RIGHT + "长" * (LONGEST + 50)).text
    assert not any(digit in text for digit in "0123456789")

"""Texts are cut to what WeChat takes, and never in the middle of something."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wechat.splitting import split

LINK = '<a href="weixin://bizmsgmenu?msgmenucontent=在哪里办&msgmenuid=1">在哪里办</a>'
URL = "https://www.sczwfw.gov.cn/jiq/front/item/bmft_index"
PIECES = st.sampled_from(
    ["老", "a", "。", "，", "\n", "\n\n", " ", "𠮷", "👨‍👩‍👧", "👍🏽", "🇨🇳", "é", "❤️", LINK, URL, "1. ", "四川省"]
)


@given(st.lists(PIECES, max_size=400).map("".join), st.integers(200, 2048))
def test_pieces_fit_and_together_are_the_text(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(0 < len(piece.encode()) <= limit for piece in pieces)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)


@given(st.lists(PIECES, max_size=400).map("".join))
def test_links_addresses_and_joined_signs_stay_whole(text: str) -> None:
    pieces = split(text, 300)
    for whole in (LINK, "👨‍👩‍👧", "👍🏽", "🇨🇳", "❤️", "é"):
        assert sum(piece.count(whole) for piece in pieces) == text.count(whole)


def test_what_fits_is_left_as_it_is() -> None:
    text = "老" * 682 + "ab"
    assert len(text.encode()) == 2048
    assert split(text) == [text]
    assert split("") == [] == split(" \n ")


def test_one_byte_more_makes_two_pieces() -> None:
    assert [len(piece.encode()) for piece in split("老" * 682 + "abc")] == [2048, 1]


def test_it_is_cut_between_paragraphs_rather_than_in_a_line() -> None:
    first, second = "甲" * 500, "乙" * 400
    assert split(f"{first}\n\n{second}\n{second}") == [first, f"{second}\n{second}"][:1] + split(f"{second}\n{second}")


def test_it_is_cut_after_a_sentence_rather_than_in_a_word() -> None:
    assert all(piece.endswith("。") for piece in split("我妈今年七十岁，农村户口，有残疾证。" * 100))


@pytest.mark.parametrize("size", [2049, 5000])
def test_a_link_longer_than_a_message_is_cut_all_the_same(size: int) -> None:
    pieces = split("https://example.com/" + "a" * size)
    assert all(len(piece.encode()) <= 2048 for piece in pieces) and len("".join(pieces)) == size + 20

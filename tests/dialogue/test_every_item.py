"""Every item, asked about by residents who answer whatever they are asked."""

from __future__ import annotations

import random
import re

import pytest

from bot.answers.sections import section_message
from bot.answers.wording import FOLLOW_UPS
from bot.catalog.report import options_of
from tests.conversations.reply import Reply
from tests.dialogue.desk import NOTHING, Desk, desk
from tests.person import TODAY, real_catalog

ITEMS = sorted(real_catalog().files)
_MOST_QUESTIONS = 40


def some_answer(reply: Reply, chance: random.Random) -> str:
    """What somebody might say to the question: an option, a number, a place, or that they do not know."""
    fact = real_catalog().vocabulary[reply.asked]
    titles = [title for title, _ in options_of(real_catalog(), fact.name)]
    if chance.random() < 0.1:
        return "不知道"
    if titles:
        return chance.choice(titles)
    if fact.kind == "地区":
        return chance.choice(["成都", "重庆", "甘孜州"])
    if fact.kind == "日期":
        return "1960年5月1日"
    return str(chance.choice([n for n in (0, 1, 3, 14, 40, 61, 82) if (fact.low or 0) <= n <= (fact.high or n)]))


def talks_through(here: Desk, item: str, chance: random.Random) -> tuple[Reply, list[str]]:
    """The last answer, and the facts asked for on the way."""
    reply, asked = here.hears(real_catalog().files[item].name, item=item), []
    while reply.asked != NOTHING and len(asked) < _MOST_QUESTIONS:
        asked.append(reply.asked)
        reply = here.hears(some_answer(reply, chance))
        if here.state.conflict:  # chance has contradicted itself
            reply = here.hears(here.state.conflict[0]["phrase"])
    return reply, asked


@pytest.mark.parametrize("item", ITEMS)
def test_every_item_comes_to_a_verdict_without_asking_twice(item: str) -> None:
    for seed in range(3):
        reply, asked = talks_through(desk(), item, random.Random(f"{item}{seed}"))
        reply.asks(NOTHING)
        assert reply._cards("verdict"), reply
        contradicted = len(asked) - len(set(asked))
        assert contradicted <= 1, f"asked again: {asked}"


@pytest.mark.parametrize("item", ITEMS)
def test_every_part_of_every_item_fits_a_screen(item: str) -> None:
    service = real_catalog().service(item, TODAY)
    for section in FOLLOW_UPS.values():
        message = section_message(real_catalog(), service, section)
        Reply([message.data()], desk().state).is_fit_to_read()


@pytest.mark.parametrize("item", ITEMS)
def test_no_unverified_amount_goes_without_a_warning(item: str) -> None:
    """A figure in yuan stands beside 以当地公布为准, unless the item is verified."""
    service = real_catalog().service(item, TODAY)
    if service.verification and service.verification.status == "已核":
        return
    message = section_message(real_catalog(), service, "entitlement")
    for line in message.text.split("\n"):
        if re.search(r"\d+元", line):
            assert re.search("公布|规定|为准", line), line

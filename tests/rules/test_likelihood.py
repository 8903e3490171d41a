"""How likely the chooser of questions thinks each answer to be."""

from __future__ import annotations

from typing import Any

import pytest

from bot.rules.facts import Fact
from bot.rules.likelihood import shares
from bot.rules.values import NOT_APPLICABLE

AGES = {"< 7": 0.1, "< 60": 0.6, ">= 60": 0.3}


@pytest.mark.parametrize(
    ("fact", "values", "expected"),
    [
        (Fact("低保", "是否", priors={"是": 0.1, "否": 0.9}), (True, False), [0.1, 0.9]),
        (Fact("低保", "是否"), (True, False), [0.5, 0.5]),
        (Fact("年龄", "整数", low=0, high=130, priors=AGES), (59, 60), [0.7, 0.3]),
        (Fact("年龄", "整数", low=0, high=130, priors=AGES), (6, 7, NOT_APPLICABLE), [0.1, 0.9, 0]),
        (Fact("学段", "选项", options=("小学", "初中"), priors={"小学": 0.25, "初中": 0.75}), ("小学", "初中"), [0.25, 0.75]),
    ],
)  # fmt: skip
def test_a_value_s_share_follows_the_priors(fact: Fact, values: tuple[Any, ...], expected: list[float]) -> None:
    assert shares(fact, values) == pytest.approx(expected)


def test_priors_that_rule_out_every_value_leave_them_even() -> None:
    assert shares(Fact("学段", "选项", options=("小学", "初中"), priors={"小学": 1.0}), ("初中",)) == [1.0]


def test_a_prior_that_is_no_bracket_says_so() -> None:
    with pytest.raises(ValueError, match="年龄"):
        shares(Fact("年龄", "整数", low=0, high=130, priors={"6": 1.0}), (6, 7))

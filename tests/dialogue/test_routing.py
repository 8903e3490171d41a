"""Which item a message is about."""

from __future__ import annotations

import pytest

from bot.dialogue.routing import Route, Router, named_benefits
from bot.dialogue.state import State
from bot.dialogue.thresholds import POSSIBLE, SURE
from bot.dialogue.understood import SaidFact, Understood
from tests.dialogue.desk import ASKS, understood
from tests.person import TODAY, real_catalog

ROUTER = Router(real_catalog())
PENSIONS = {"employee-pension": 0.55, "resident-pension": 0.43}


def route(text: str, at: str = "", **message: object) -> Route:
    state = State(service=at or None, mode="item" if at else "")
    return ROUTER.route(state, understood(text, ASKS, **message))  # type: ignore[arg-type]


def test_a_likely_item_is_answered() -> None:
    assert route("高龄津贴能领吗", item="elderly-welfare-subsidy").chosen == ("elderly-welfare-subsidy",)


def test_two_close_items_are_offered() -> None:
    assert set(route("养老金咋个领", items=PENSIONS).offered) == set(PENSIONS)


def test_two_items_joined_by_a_word_are_both_answered() -> None:
    assert set(route("居民养老和职工养老怎么交", items=PENSIONS).chosen) == set(PENSIONS)


def test_a_second_item_that_is_named_is_answered_too() -> None:
    chances = {"elderly-welfare-subsidy": 0.98, "minimum-living-guarantee": 0.01}
    assert route("低保和高龄津贴能同时领吗", items=chances).chosen == (
        "minimum-living-guarantee",
        "elderly-welfare-subsidy",
    )


def test_two_weak_guesses_are_never_both_answered() -> None:
    chances = {"tuberculosis-care": 0.29, "student-nutrition-meal": 0.24}
    assert route("我瘫痪了，和吃饭都要人喂", items=chances).chosen == ()


def test_below_the_threshold_nothing_is_offered() -> None:
    assert route("那个啥子嘛", items={"film": POSSIBLE / 2}) == Route()


def test_delicate_items_are_not_offered_on_a_weak_guess() -> None:
    assert route("那个啥子嘛", items={"hiv-follow-up": POSSIBLE + 0.05}).offered == ()


def test_a_name_decides_where_the_classifier_hesitates() -> None:
    chances = {"employment-assistance": SURE - 0.1, "unemployment-insurance": POSSIBLE}
    assert route("失业保险金领多久", items=chances).chosen == ("unemployment-insurance",)


@pytest.mark.parametrize("text", ["要带啥子", "那在哪里办嘛", "好多钱"])
def test_a_bare_follow_up_stays_with_the_item(text: str) -> None:
    assert route(text, at="elderly-health", items={"contraception": 0.6}).chosen == ("elderly-health",)


def test_that_and_what_about_needs_more_than_a_guess() -> None:
    chances = {"ethnic-senior-high-textbooks": 0.7, "senior-high-grant": 0.2, "senior-high-tuition-waiver": 0.1}
    assert set(route("那高中呢", at="compulsory-tuition-waiver", items=chances).offered) == set(chances)


def test_what_states_a_fact_names_no_item() -> None:
    message = Understood("我是低保户，和邻居打官司", facts=(SaidFact("低保", True, "self", 2, 5),))
    assert "minimum-living-guarantee" not in ROUTER.named(message)


def test_nobody_tells_an_age_by_naming_a_benefit() -> None:
    text = "六十岁老兵补助有没得我的份"
    message = Understood(text, facts=(SaidFact("年龄", 60, "self", 0, 3),))
    assert ROUTER.without_names(message).facts == ()


def test_a_shared_link_names_its_item() -> None:
    assert ROUTER.by_whole_name("我想了解这项服务:elderly-health") == "elderly-health"


@pytest.mark.parametrize(
    ("item", "text", "benefits"),
    [
        ("elderly-welfare-subsidy", "高龄津贴好多钱", ["高龄津贴"]),
        ("elderly-welfare-subsidy", "老年人护理补贴", ["老年人护理补贴"]),
        ("preferential-treatment", "六十岁老兵补助", ["农村籍老兵生活补助"]),
        ("preferential-treatment", "优待证咋个办", ["优待证和光荣牌"]),
        ("preferential-treatment", "义务兵优待金", ["义务兵家庭优待金"]),
        ("preferential-treatment", "我当过兵有啥补助", []),
        ("maternal-health", "可以免费检查哪些", []),
    ],
)
def test_a_benefit_is_known_by_what_only_its_name_has(item: str, text: str, benefits: list[str]) -> None:
    service = real_catalog().service(item, TODAY)
    assert named_benefits(service, understood(text)) == benefits

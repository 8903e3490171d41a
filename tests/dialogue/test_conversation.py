"""Turns of the conversation with messages understood by hand."""

from __future__ import annotations

import pytest

from tests.dialogue.desk import NOTHING, desk

ALLOWANCE, SUBSIDIES, CHECKUP = "elderly-welfare-subsidy", "disability-subsidies", "elderly-health"


def test_only_what_is_missing_is_asked() -> None:
    reply = desk().hears("高龄津贴能领吗", item=ALLOWANCE, 谁={"年龄": 85})
    assert reply.asked == "户籍地"


def test_nothing_is_asked_when_all_is_told() -> None:
    reply = desk().hears("高龄津贴能领吗", item=ALLOWANCE, 谁={"年龄": 85, "户籍地": "成都市"})
    reply.concludes({"高龄津贴": "符合"})
    reply.asks(NOTHING)


def test_a_question_comes_with_quick_replies() -> None:
    reply = desk().hears("残疾人两项补贴能领吗", item=SUBSIDIES)
    reply.offers(["不知道", "不想说", "为什么问这个"])


def test_the_open_question_is_asked_again_once_and_then_left() -> None:
    here = desk()
    here.hears("高龄津贴能领吗", item=ALLOWANCE).asks("年龄")
    here.hears("嗯嗯嗯").asks("年龄")
    here.hears("嗯嗯嗯").asks("户籍地")


def test_a_fact_beside_the_question_is_taken_and_the_question_stays() -> None:
    here = desk()
    here.hears("高龄津贴能领吗", item=ALLOWANCE).asks("年龄")
    here.hears("户口在成都", 谁={"户籍地": "成都市"}).asks("年龄")
    here.hears("85").concludes({"高龄津贴": "符合"})


def test_not_knowing_leaves_the_result_open_and_says_on_what_it_depends() -> None:
    here = desk()
    here.hears("老年人体检能做吗", item=CHECKUP, 谁={"年龄": 70}).asks("居住地")
    reply = here.hears("不晓得", act="dont_know")
    reply.concludes("还需了解")
    reply.contains("结果取决于：现在住的地方")


def test_a_skipped_fact_told_later_counts() -> None:
    here = desk()
    here.hears("老年人体检能做吗", item=CHECKUP, 谁={"年龄": 70})
    here.hears("不想说", act="refuse")
    here.hears("住在成都", 谁={"居住地": "成都市"}).concludes("符合")


def test_why_tells_the_rule_and_its_paper() -> None:
    here = desk()
    here.hears("残疾人两项补贴能领吗", item=SUBSIDIES).asks("残疾证")
    reply = here.hears("为啥子要问", act="why")
    reply.contains(["政策的要求是：有残疾人证", "川民规"])
    reply.asks("残疾证")


@pytest.mark.parametrize("text", ["说错了，是82", "不是62是82", "打错了，82岁"])
def test_a_correction_changes_the_last_fact_that_fits(text: str) -> None:
    here = desk()
    here.hears("高龄津贴", item=ALLOWANCE, 谁={"年龄": 62, "户籍地": "成都市"}).concludes({"高龄津贴": "暂不符合"})
    here.hears(text, act="correct").concludes({"高龄津贴": "符合"})


def test_what_was_told_of_the_wrong_person_is_handed_over() -> None:
    here = desk()
    here.hears("高龄津贴能领吗", item=ALLOWANCE, 谁={"年龄": 85, "户籍地": "成都市"})
    here.hears("不是我，是我妈", act="correct", 母亲={}).speaks_of("您母亲")
    assert here.state.persons["mother"]["年龄"] == 85
    assert "年龄" not in here.state.persons["self"]


def test_the_same_fact_told_differently_is_asked_about() -> None:
    here = desk()
    here.hears("高龄津贴", item=ALLOWANCE, 谁={"年龄": 82, "户籍地": "成都市"})
    reply = here.hears("我今年60", 本人={"年龄": 60})
    reply.offers(["年龄82周岁", "年龄60周岁"])
    assert here.state.persons["self"]["年龄"] == 82  # nothing is guessed meanwhile


def test_a_more_exact_place_is_no_contradiction() -> None:
    here = desk()
    here.hears("高龄津贴", item=ALLOWANCE, 谁={"户籍地": "四川省"})
    here.hears("户口在成都", 谁={"户籍地": "成都市"}).lacks("按哪个算")
    assert here.state.persons["self"]["户籍地"] == "510100"


def test_statements_that_exclude_each_other_are_asked_about() -> None:
    reply = desk().hears("看病救助", item="medical-assistance", 谁={"低保": True, "特困": True})
    reply.contains("对不上")
    reply.asks(NOTHING)


def test_without_an_answer_contradicting_statements_count_as_unknown() -> None:
    here = desk()
    here.hears("看病救助", item="medical-assistance", 谁={"低保": True, "特困": True})
    here.hears("高龄津贴能领吗", item=ALLOWANCE)
    assert not {"低保", "特困"} & set(here.state.persons["self"])


def test_two_items_are_answered_one_after_the_other() -> None:
    here = desk()
    items = {ALLOWANCE: 0.6, CHECKUP: 0.39}
    reply = here.hears("高龄津贴和老年人体检", items=items, 谁={"年龄": 85, "户籍地": "成都市", "居住地": "成都市"})
    reply.is_about([ALLOWANCE, CHECKUP])


def test_an_ambiguous_item_is_chosen_by_button_with_the_part_asked_for() -> None:
    here = desk()
    pensions = {"employee-pension": 0.5, "resident-pension": 0.45}
    here.hears("养老金要带什么材料", act="ask_materials", items=pensions).asks(NOTHING)
    reply = here.hears("城乡居民基本养老保险", act="out_of_scope")
    reply.is_about("resident-pension")
    reply.contains("要带的材料")


def test_an_interrupted_item_can_be_gone_back_to() -> None:
    here = desk()
    here.hears("残疾人两项补贴能领吗", item=SUBSIDIES).asks("残疾证")
    here.hears("我70住成都，老年人体检能做吗", item=CHECKUP, 谁={"年龄": 70, "居住地": "成都市"}).concludes("符合")
    here.hears("回到刚才那个").asks("残疾证")


def test_an_item_for_children_is_asked_about_for_the_child() -> None:
    here = desk()
    reply = here.hears("初中生活补助", item="compulsory-living-subsidy", 谁={"学段": "初中", "寄宿": True})
    reply.speaks_of("孩子")
    assert here.state.persons["child"]["学段"] == "初中"


def test_a_benefit_asked_for_by_name_is_settled_although_another_is() -> None:
    here = desk()
    reply = here.hears("农村籍老兵生活补助", item="preferential-treatment", 谁={"退役军人": True})
    assert reply.asked != NOTHING


def test_a_told_fact_that_few_have_asks_for_its_benefit() -> None:
    """An old soldier who says 打过仗 is not done with the card that every soldier gets."""
    here = desk()
    reply = here.hears(
        "当过兵打过仗有没得补助", item="preferential-treatment", 谁={"退役军人": True, "老兵认定": "参战"}
    )
    here.is_answered(reply, {"户籍地": "绵阳"}).concludes({"参战参试退役军人生活补助": "初步符合"})


def test_after_a_no_come_items_that_fit_and_none_that_everybody_has() -> None:
    told = {"年龄": 50, "退役军人": True, "户籍地": "成都市"}
    reply = desk().hears("高龄津贴", item=ALLOWANCE, 谁=told)
    reply.offers(["退役军人就业创业服务"])
    reply.lacks("基本避孕服务")


def test_screening_counts_and_stops_at_any_time() -> None:
    here = desk()
    here.hears("我能享受哪些服务", act="screen").asks("年龄")
    here.hears("67").contains(r"已看清\d+项")
    reply = here.hears("先看结果")
    reply.asks(NOTHING)
    reply.offers(["接着问"])


def test_a_story_without_an_item_is_screened() -> None:
    here = desk()
    here.hears("我今年67，农村户口", 本人={"年龄": 67, "户口性质": "农业"}).contains("看清")
    assert here.state.mode == "screen"


def test_deleting_forgets_everything() -> None:
    here = desk()
    here.hears("高龄津贴", item=ALLOWANCE, 谁={"年龄": 85})
    here.hears("删除我的信息", act="delete_data").contains("已经删除")
    assert here.state.dump() == desk().state.dump()


def test_something_else_does_not_lose_the_open_question() -> None:
    here = desk()
    here.hears("残疾人两项补贴能领吗", item=SUBSIDIES)
    here.hears("公积金怎么提取", act="out_of_scope").asks("残疾证")


def test_an_answer_taken_for_something_else_is_asked_again_once_and_then_left() -> None:
    here = desk()
    here.hears("高龄津贴能领吗", item=ALLOWANCE).asks("年龄")
    here.hears("老得很了哦", act="out_of_scope").asks("年龄")
    here.hears("老得很了哦", act="out_of_scope").asks("户籍地")


def test_very_private_facts_are_not_repeated() -> None:
    reply = desk().hears("免费药在哪里领", item="hiv-follow-up", 谁={"艾滋病感染": True, "年龄": 40})
    reply.lacks("我记下了：感染")


@pytest.mark.parametrize(
    "act", ["greet", "thanks", "bye", "insult", "feedback", "human", "out_of_scope", "why", "inform"]
)
def test_every_act_is_answered(act: str) -> None:
    assert desk().hears("嗯哼哈嘿", act=act).text

"""全部满足, 任一满足, 都不满足: truth, reasons and cures."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from bot.rules.verdicts import of_truth
from tests.rules.language import all_of, any_of, facts, node, none_of, office, reason, rule, truth

# A member of each truth, for somebody with a disability certificate who said nothing of 低保.
MEMBERS: dict[str, Any] = {"是": "残疾证", "否": "非 残疾证", "问": "低保", "办": office()}
VERDICTS = {"eligible": "是", "ineligible": "否", "unknown": "问", "likely": "办"}


def table(text: str) -> dict[tuple[str, str], str]:
    """Rows are the first member, columns the second; 问 is unknown, 办 is for an office."""
    header, *rows = [line.split() for line in text.strip().splitlines()]
    return {(row[0], column): cell for row in rows for column, cell in zip(header, row[1:])}


ALL = table("""
      是 否 问 办
   是 是 否 问 办
   否 否 否 否 否
   问 问 否 问 问
   办 办 否 问 办
""")
ANY = table("""
      是 否 问 办
   是 是 是 是 是
   否 是 否 问 办
   问 是 问 问 问
   办 是 办 问 办
""")
NONE = table("""
      是 否 问 办
   是 否 否 否 否
   否 否 是 问 办
   问 否 问 问 问
   办 否 办 问 办
""")
PAIRS = [
    (build, left, right, expected)
    for build, cells in ((all_of, ALL), (any_of, ANY), (none_of, NONE))
    for (left, right), expected in cells.items()
]


@pytest.mark.parametrize(("build", "left", "right", "expected"), PAIRS)
def test_a_group_of_two_has_the_verdict_of_the_table(build: Any, left: str, right: str, expected: str) -> None:
    group = build(MEMBERS[left], "特困" if left == right == "问" else MEMBERS[right])
    assert VERDICTS[of_truth(truth(group, 残疾证=True)).value] == expected


@pytest.mark.parametrize("member", MEMBERS)
def test_a_group_of_one_is_its_member(member: str) -> None:
    alone = truth(MEMBERS[member], 残疾证=True)
    assert truth(all_of(MEMBERS[member]), 残疾证=True) == truth(any_of(MEMBERS[member]), 残疾证=True) == alone


@pytest.mark.parametrize(("left", "right"), product(MEMBERS, repeat=2))
def test_none_of_is_the_opposite_of_any_of(left: str, right: str) -> None:
    members = (MEMBERS[left], MEMBERS[right])
    assert truth(none_of(*members), 残疾证=True) == truth(none_of(any_of(*members)), 残疾证=True)


@pytest.mark.parametrize(("left", "right"), product(MEMBERS, repeat=2))
def test_all_of_is_none_of_the_opposites(left: str, right: str) -> None:
    members = (MEMBERS[left], MEMBERS[right])
    opposites = none_of(*(none_of(member) for member in members))
    assert truth(all_of(*members), 残疾证=True) == truth(opposites, 残疾证=True)


def test_what_everybody_has_is_true_of_somebody_unknown() -> None:
    assert of_truth(truth("人人可享")).value == "eligible"


def test_an_offices_decision_stays_open_under_none_of() -> None:
    assert of_truth(truth(none_of(office()))).value == "likely"


# ---- reasons ------------------------------------------------------------------------------


def texts(raw: Any, **known: Any) -> list[str]:
    return [reason.text for reason in node(raw).reasons(facts(**known))]


REASONS: list[tuple[Any, list[str]]] = [
    (all_of("低保", "年龄 >= 65"), ["是低保对象", "年满65周岁"]),
    (all_of("低保", all_of("年龄 >= 65", office("由社区核实"))), ["是低保对象", "年满65周岁", "由社区核实"]),
    (any_of("低保", "特困"), ["是低保对象；或者是特困人员"]),
    (none_of("低保", "年龄 >= 65"), ["不是低保对象", "不属于“年满65周岁”"]),
    (none_of("非 残疾证"), ["有残疾人证"]),
    (none_of("残疾证 = 否"), ["有残疾人证"]),
    (none_of("独居"), ["不是独居"]),
    (none_of({"条件": "低保", "说明": "家里领着低保"}), ["不属于“家里领着低保”"]),
    (none_of(office("已经领过")), ["不属于“已经领过”"]),
    (none_of(all_of("低保", "独居"), "特困"), ["不属于这些情形：是低保对象，且是独居；是特困人员"]),
    (any_of(all_of("低保", "年龄 >= 65"), "特困"), ["是低保对象，且年满65周岁；或者是特困人员"]),
    (any_of("低保", "特困", 说明="生活困难"), ["生活困难"]),
    (all_of("低保", "特困", 说明="两样都有"), ["两样都有"]),
    (none_of("低保", "特困", 说明="没有领别的救助"), ["没有领别的救助"]),
    ({"条件": "残疾等级 <= 2", "说明": "残疾等级为一级或二级"}, ["残疾等级为一级或二级"]),
    ("人人可享", ["人人可享"]),
    ({"人人可享": "公共场所都能去"}, ["公共场所都能去"]),
]


@pytest.mark.parametrize(("raw", "expected"), REASONS)
def test_a_group_is_told_condition_by_condition(raw: Any, expected: list[str]) -> None:
    assert texts(raw) == expected


@pytest.mark.parametrize("build", [all_of, any_of, none_of])
def test_a_reason_names_the_facts_it_rests_on(build: Any) -> None:
    told = node(build("低保", "年龄 >= 65", "年龄 < 80")).reasons({})
    assert {name for reason in told for name in reason.facts} == {"低保", "年龄"}


@pytest.mark.parametrize(
    ("known", "value"), [({"低保": True}, True), ({"低保": False, "特困": False}, False), ({"低保": False}, None)]
)
def test_the_reason_of_a_group_has_the_groups_truth(known: dict[str, Any], value: bool | None) -> None:
    assert reason(any_of("低保", "特困"), **known).value is value


def test_what_an_office_decides_is_marked_and_not_guessed() -> None:
    told = reason(office("由窗口认定"))
    assert (told.office, told.value) == (True, None)


@pytest.mark.parametrize("build", [all_of, any_of, none_of])
def test_each_reason_of_a_group_names_the_paper_of_the_group(build: Any) -> None:
    told = node(build("低保", "特困", 依据="国发〔2014〕8号")).reasons({})
    assert {reason.basis for reason in told} == {"国发〔2014〕8号"}


def test_a_conditions_own_paper_goes_before_the_groups() -> None:
    own = {"条件": "低保", "依据": "民发〔2021〕57号"}
    assert reason(all_of(own, "特困", 依据="国发〔2014〕8号")).basis == "民发〔2021〕57号"


# ---- cures --------------------------------------------------------------------------------

CURES: list[tuple[Any, dict[str, Any], str]] = [
    ("年龄 >= 65", {"年龄": 63}, "再过2年满65周岁"),
    ("年龄 >= 65", {"年龄": 65}, ""),
    ("年龄 >= 65", {}, ""),
    ("年龄 < 65", {"年龄": 66}, ""),
    ("月龄 >= 6", {"月龄": 4}, "再过2个月满6个月"),
    ("缴费月数 >= 12", {"缴费月数": 10}, "缴费时间还差2个月"),
    ("月收入 >= 2000", {"月收入": 1000}, ""),
    ("残疾等级 <= 2", {"残疾等级": 3}, ""),
    ("残疾证", {"残疾证": False}, "办理残疾人证后"),
    ("残疾证 = 是", {"残疾证": False}, "办理残疾人证后"),
    ("残疾证", {"残疾证": True}, ""),
    ("非 残疾证", {"残疾证": True}, ""),
    ("特困", {"特困": False}, ""),
    ({"条件": "特困", "改变": "经县民政局认定后"}, {"特困": False}, "经县民政局认定后"),
    (any_of("特困", "低保"), {"特困": False, "低保": False}, "经认定为低保对象后"),
    (any_of("特困", "低保", 改变="申请救助后"), {"特困": False, "低保": False}, "申请救助后"),
    (none_of("残疾证"), {"残疾证": True}, ""),
    (none_of("残疾证", 改变="退证后"), {"残疾证": True}, "退证后"),
]


@pytest.mark.parametrize(("raw", "known", "cure"), CURES)
def test_a_no_says_what_would_have_to_change(raw: Any, known: dict[str, Any], cure: str) -> None:
    assert reason(raw, **known).change == cure


UNASKED = {"条件": "非 特困", "不问": "是", "依据": "国发〔2015〕52号"}


@pytest.mark.parametrize(
    ("known", "verdict"), [({}, "likely"), ({"特困": False}, "eligible"), ({"特困": True}, "ineligible")]
)
def test_what_nobody_is_asked_about_is_checked_by_the_office_unless_it_is_told(
    known: dict[str, Any], verdict: str
) -> None:
    assert of_truth(truth(all_of("低保", UNASKED), 低保=True, **known)).value == verdict
    assert list(node(all_of("低保", UNASKED)).open_facts(facts(**known))) == ["低保"] * (verdict != "ineligible")


@pytest.mark.parametrize("first", ["asked", "unasked"])
def test_of_a_place_known_too_widely_the_asked_and_the_unasked_condition_differ(first: str) -> None:
    raw = {"asked": "户籍地 属于 武侯区", "unasked": {"条件": "户籍地 属于 武侯区", "不问": "是"}}
    rules = {name: rule(raw[name]) for name in sorted(raw, key=lambda name: name != first)}
    wide, wider = facts(户籍地="成都市"), facts(户籍地="四川省")
    assert rules["unasked"].situation(wide) == rules["unasked"].situation(wider)  # the office checks either
    assert rules["asked"].situation(wide) != rules["asked"].situation(wider)


def test_an_unasked_condition_is_told_as_the_offices_until_it_is_known() -> None:
    assert (reason(UNASKED).office, reason(UNASKED).value, reason(UNASKED).basis) == (True, None, "国发〔2015〕52号")
    assert (reason(UNASKED, 特困=False).office, reason(UNASKED, 特困=False).value) == (False, True)

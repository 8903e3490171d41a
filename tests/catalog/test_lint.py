"""shuhui lint: every check finds its mistake, names file and line, and says what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.catalog.lint import ERROR, NOTICE, WARNING, lint_paths
from tests.catalog.desk import SOUND, Desk, Slip
from tests.person import KNOWLEDGE, TODAY

Checked = Callable[[str, str], Slip]

SUMMARY = "简介: 满六十五岁的四川老人每月有一笔补贴。"
VALID = "有效期: {自: 2024-07-01}"
AMOUNT = "标准: 每人每月{补贴标准}"
NO_AMOUNT = "标准: 以当地公布为准\n申请"
CARD = "        - 残疾证\n"
BOTH = "全部满足:\n        - 残疾证\n        - 家庭人均月收入 < {收入线}\n"
FOURTH = "结论: {困难补贴: 符合}"
CHECKED = "日期: 2026-11-01}"


def test_a_sound_item_has_no_findings(desk: Desk) -> None:
    assert desk.findings() == []


# What the editor changes in the sound item, the level of the finding, a piece of the line on which
# it must stand, and what it must say.
MISTAKES: list[tuple[str, str, str, str, str]] = [
    # place and name
    ("编号: sample-item", "编号: other-item", ERROR, "编号", "编号“other-item”要和文件名“sample-item”一样"),
    # texts
    (SUMMARY, '简介: ""', WARNING, "简介", "“简介”是空的"),
    ("牵头负责单位: 民政厅", '牵头负责单位: ""', WARNING, "牵头负责单位", "“牵头负责单位”是空的"),
    ("  受理: 乡镇（街道）便民服务中心\n", "", WARNING, "申请:", "“申请”是空的"),
    # dated values
    ("失效: 2026-01-01", "失效: 2026-03-01", ERROR, "补贴标准:", "在 2026-01-01 到 2026-03-01 之间重叠，请改 失效 日期"),
    ("失效: 2026-01-01", "失效: 2025-11-01", WARNING, "补贴标准:", "在 2025-11-01 到 2026-01-01 之间没有值"),
    ("生效: 2026-01-01", "生效: 2024-07-01", ERROR, "补贴标准:", "有两个值都从 2024-07-01 生效，请只留一个"),
    ("生效: 2026-01-01", "生效: 0026-01-01", ERROR, "补贴标准:", "生效日期 0026-01-01 不对"),
    (VALID, "有效期: {自: 2024-07-01, 至: 2024-01-01}", ERROR, "有效期", "有效期的“至”要晚于“自”"),
    (VALID, "有效期: {自: 2024-07-01, 至: 2026-01-01}", WARNING, "有效期", "有效期到 2026-01-01 已经过了"),
    # parameters
    (AMOUNT, "标准: 按月发", WARNING, "补贴标准:", "参数“补贴标准”没有用到，删掉它，或在 标准、条件 里写 {补贴标准}"),
    (AMOUNT, "标准: 每人每月{补帖标准}", ERROR, "补帖标准", "“标准”里的 {补帖标准} 不在 参数 里"),
    # amounts
    (NO_AMOUNT, "标准: 每月80元\n申请", WARNING, "每月80元", "标准里直接写了金额，请移到 参数"),
    (NO_AMOUNT, "标准: 见下\n    计算: [{得: 每月1.5万元}]\n申请", WARNING, "计算", "计算里的金额要有 依据"),
    # channels
    ("tongban]", "tongbang]", ERROR, "渠道", "渠道“tianfu-tongbang”不在 channels.yml 里，可用："),
    ('电话: ["12345"]', '电话: ["12346"]', ERROR, "电话", "电话“12346”不在 channels.yml 的热线里"),
    ('电话: ["12345"]', "电话: []", WARNING, "申请:", "没有写咨询电话"),
    ("  受理: 乡镇", "  受理: 县级残联、乡镇", WARNING, "渠道:", "受理 里写了“残联”，渠道 里请加上 disabled-federation"),
    # topics
    ("简介: 满", "方面: [样例]\n简介: 满", WARNING, "方面", "方面“样例”是 sample-item 的名称或别名"),
    # rules that make no sense
    (CARD, f"{CARD}        - 非 残疾证\n", ERROR, "资格", "“困难补贴”的条件互相矛盾，谁也不可能满足"),
    (BOTH, "任一满足: [残疾证, 非 残疾证]\n", ERROR, "资格", "“困难补贴”的条件永远成立，人人都有的话请写 人人可享"),
    # rules that cannot be read
    ("- {条件: 年龄 >= 65,", "- {条件: 年龄 ≥ 65,", ERROR, "年龄 ≥ 65", "“≥”请写成“>=”，前后空一格（第4个字附近）"),
    (CARD, "        - 残疾政\n", ERROR, "残疾政", "没有“残疾政”这个事实，是不是“残疾证”？"),
    ("< {收入线}", "< {收人线}", ERROR, "{收人线}", "没有“收人线”这个参数，是不是“收入线”？"),
    (NO_AMOUNT, "标准: 见下\n    计算:\n      - {若: 残疾政, 得: 按月发}\n申请", ERROR, "残疾政", "没有“残疾政”这个事实"),
    # the editor's own tests
    ("{年龄: 65, 户", "{年龄: 63, 户", ERROR, "年龄: 63", "第1个用例：“老年补贴”应为符合，算出来是不符合（没满足：年满65周岁）"),
    (FOURTH, "结论: {困难不贴: 符合}", ERROR, "困难不贴", "第4个用例：没有“困难不贴”这种待遇，这里有：老年补贴、困难补贴"),
    (FOURTH, "结论: 不符合", ERROR, "结论: 不符合", "第4个用例：应为不符合，算出来是符合"),
    ("{情况: {年龄: 70}", "{情况: {年令: 70}", ERROR, "年令", "第3个用例：没有“年令”这个事实，是不是“年龄”？"),
    ("{情况: {年龄: 70}", "{情况: {年龄: 七十}", ERROR, "七十", "第3个用例：“年龄”要写数字，不能写“七十”"),
    ("还需: [户籍地]", "还需: [性别]", ERROR, "性别", "“还需”里的性别并不需要再问；还要问的是：户籍地"),
    ("{残疾证: 是, 家庭", "{残疾证: 是, 低保: 是, 特困: 是, 家庭", ERROR, "特困", "情况自相矛盾：低保 和 特困 对不上"),
    # what the tests cover
    (f"  - {{情况: {{残疾证: 是, 家庭人均月收入: 699}}, {FOURTH}}}\n", "", WARNING, "用例",
     "“困难补贴”还没有这些结论的用例：符合"),
    ("  - {情况: {年龄: 70}, 结论: {老年补贴: 待补充}, 还需: [户籍地]}\n", "", WARNING, "用例",
     "用例只有4个，至少写5个"),
    # questions
    ("情况: [屋头", "情况: [我妈六十六了，能领样例补贴不？, 屋头", WARNING, "情况:", "这句问法在 sample-item.yml 里也有"),
    # reading level
    (SUMMARY, f"简介: {'满六十五岁户口在四川的老人' * 3}每月有一笔补贴。", WARNING, "简介", "太长，请断成短句"),
    (SUMMARY, "简介: 老人每月有一笔补贴，逾期不补。", WARNING, "简介", "“逾期”不好懂，请换成平常话"),
    (SUMMARY, f"简介: {'老人每月有补贴，' * 16}", WARNING, "简介", "请压到120字以内"),
    # verification
    (CHECKED, "日期: 2027-01-01}", ERROR, "核验", "核验日期 2027-01-01 还没有到"),
    (CHECKED, "日期: 2025-11-01}", WARNING, "核验", "上次核验是 2025-11-01，超过12个月，请重新核对"),
    ("状态: 已核", "说明: 金额是二手摘录, 状态: 待核", NOTICE, "核验", "待核：金额是二手摘录"),
    ("值: 700, 单位: 元/月, 依据: 川民规〔2024〕1号", "值: 待核, 单位: 元/月", NOTICE, "收入线:", "参数“收入线”的值待核"),
    # regions
    ("用例:\n", "地区:\n  成郁市: {说明: 另有规定}\n用例:\n", ERROR, "成郁市", "认不出地方“成郁市”"),
    ("{情况: {年龄: 70}, 结", "{情况: {年龄: 70}, 地区: 成郁市, 结", ERROR, "成郁市", "认不出地方“成郁市”"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "level", "line", "said"), MISTAKES, ids=[said for *_, said in MISTAKES])
def test_a_mistake_is_found_with_its_level_and_cure(
    slip: Checked, old: str, new: str, level: str, line: str, said: str
) -> None:
    assert {finding.level for finding in slip(old, new).findings if said in finding.message} == {level}


@pytest.mark.parametrize(("old", "new", "level", "line", "said"), MISTAKES, ids=[said for *_, said in MISTAKES])
def test_a_mistake_is_found_where_it_stands(
    slip: Checked, old: str, new: str, level: str, line: str, said: str
) -> None:
    checked = slip(old, new)
    found = checked.first(re.escape(said))
    assert found.file == checked.file and line in checked.lines[found.line - 1]


def test_a_finding_is_printed_as_file_line_level_and_message(desk: Desk) -> None:
    desk.change("编号: sample-item", "编号: other-item")
    printed = [str(finding) for finding in desk.errors()]
    assert f"{desk.item}:2: 错误：编号“other-item”要和文件名“sample-item”一样" in printed


def test_an_item_of_the_catalogue_without_a_file_is_found(desk: Desk) -> None:
    listed = desk.folder / "catalog.csv"
    listed.write_text(listed.read_text(encoding="utf-8") + "2,lost-item,弱有所扶,丢了的\n", encoding="utf-8")
    assert [(f.file, f.line, f.message) for f in desk.errors()] == [
        (str(listed), 3, "目录里的“lost-item”没有（能读的）知识文件")
    ]


def test_two_items_with_one_number_are_found(desk: Desk) -> None:
    desk.write(
        SOUND.replace("[我妈六十六了能领样例补贴不]", "[]").replace("[屋头老汉儿六十七，没得收入]", "[]"),
        "work/copy.yml",
    )
    assert any(f"编号“sample-item”在 {desk.item} 里已经有了" in finding.message for finding in desk.errors())


def test_a_question_that_stands_under_two_items_is_an_error(desk: Desk) -> None:
    desk.write(SOUND.replace("编号: sample-item", "编号: other-item"), "work/other-item.yml")
    found = [finding for finding in desk.errors() if "这句问法在 sample-item.yml 里也有" in finding.message]
    assert [Path(finding.file).name for finding in found] == ["other-item.yml"] * 2


def test_a_copied_rule_is_pointed_out(desk: Desk) -> None:
    desk.write(SOUND.replace("编号: sample-item", "编号: other-item"), "work/other-item.yml")
    copied = [finding for finding in desk.all_findings() if "完全一样，请确认不是抄错" in finding.message]
    assert [(finding.level, Path(finding.file).name) for finding in copied] == [(NOTICE, "other-item.yml")]


def test_facts_that_no_rule_uses_are_pointed_out(desk: Desk) -> None:
    (found,) = [finding for finding in desk.all_findings() if "还没有规则用到" in finding.message]
    assert (found.level, Path(found.file).name) == (NOTICE, "facts.yml")


def test_lint_of_one_file_is_silent_about_the_others(desk: Desk) -> None:
    desk.write(
        SOUND.replace("编号: sample-item", "编号: other-item").replace("年龄 >= 65", "年龄 ≥ 65"), "work/other-item.yml"
    )
    assert desk.findings(desk.item) == []


def test_one_broken_file_does_not_hide_the_findings_of_another(desk: Desk) -> None:
    desk.write("编号: broken-item\n名称：坏的\n", "work/broken-item.yml")
    desk.change("年龄 >= 65", "年龄 ≥ 65")
    assert {Path(finding.file).name for finding in desk.errors()} >= {"broken-item.yml", "sample-item.yml"}


def test_an_empty_folder_has_no_findings_but_what_is_missing(desk: Desk) -> None:
    desk.item.unlink()
    assert [finding.message for finding in desk.findings()] == ["目录里的“sample-item”没有（能读的）知识文件"]


# facts.yml: what is changed, what lint must say.
FACT_MISTAKES: list[tuple[str, str, str]] = [
    ("类型: 整数, 单位: 周岁", "类型: 数字, 单位: 周岁", "事实“年龄”的类型要是：是否、整数、金额、选项、日期、地区"),
    ("{类型: 整数, 单位: 周岁", "{类形: 整数, 单位: 周岁", "事实“年龄”里没有“类形”这个键"),
    ("若: 残疾等级 >= 1, 则: 残疾证}", "若: 残疾等级 >= 1, 则: 残疾政}", "没有“残疾政”这个事实，是不是“残疾证”？"),
    ("若: 残疾等级 >= 1, 则: 残疾证}", "若: 残疾等级 ≥ 1, 则: 残疾证}", "“≥”请写成“>=”"),
    ("若: 残疾等级 >= 1, 则: 残疾证}", "若: 残疾等级 >= 1}", "推断要写成 {若: 条件, 则: 结论}"),
    ("若: 残疾等级 >= 1, 则: 残疾证}", "若: 残疾等级 >= 1, 则: 年龄 >= 3}", "推断的右边只能是一个确定的值"),
    ("\n事实:\n", "\n事买:\n", "事实"),
    ("\n推断:", "\n推断: [残疾证]\n旧推断:", "推断要写成 {若: 条件, 则: 结论}"),
    ("范围: [0, 130]", "范围: 130", "范围"),
    ("敏感: 1, 选项说法: {1: 一级", "敏感: 很, 选项说法: {1: 一级", "敏感"),
    ('先验: {"< 7": 0.07', '先验: {"7岁以下": 0.07', "事实“年龄”的“先验”按年龄这样分段写"),
    ("选项: [男, 女]", "选项: [男, 女], 先验: {男的: 0.5}", "事实“性别”的“先验”里的“男的”不是它的选项"),
    ("选项: [男, 女]", "选项: 男女", "事实“性别”的“选项”要写成列表，例如 [男, 女]，不能写“男女”"),
    ("算法: 法定退休年龄", "算法: 退休年龄", "事实“到法定退休年龄”的“算法”只能是：年龄、法定退休年龄"),
    ("  性别: {类型: 选项, 选项: [男, 女]", "  性别: {类型: 选项", "事实“性别”的类型是选项，要写“选项: [甲, 乙]”"),
    ("\n  居住月数: {", "\n  门牌: 很长\n  居住月数: {", "事实“门牌”要写成 {类型: …"),
]


@pytest.mark.parametrize(("old", "new", "said"), FACT_MISTAKES, ids=[said for *_, said in FACT_MISTAKES])
def test_a_mistake_among_the_facts_is_found_with_its_line(desk: Desk, old: str, new: str, said: str) -> None:
    path = desk.folder / "facts.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    (found,) = [finding for finding in desk.errors() if said in finding.message]
    assert found.file == str(path) and (found.line > 1 or said == "事实")


# The other shared files: which, what is changed, what lint must say, on which line.
TABLE_MISTAKES: list[tuple[str, str, str, str, int]] = [
    ("channels.yml", "窗口:\n", "窗囗:\n", "“窗囗”写得不对，只能有 热线、网上、窗口", 2),
    ("channels.yml", "{名称: 政务服务便民热线", "{名字: 政务服务便民热线", "“12345”要写成 {名称: …", 3),
    ("channels.yml", "热线:\n", "- 热线\n", "YAML", 2),
    ("regions.csv", "代码,", "编码,", "第一行缺少“代码”这一列", 1),
    ("catalog.csv", "no,", "号,", "第一行缺少“no”这一列", 1),
    ("catalog.csv", "1,sample", "一,sample", "有一行的格数或数字不对", 1),
]


@pytest.mark.parametrize(("name", "old", "new", "said", "line"), TABLE_MISTAKES)
def test_a_mistake_in_a_shared_file_is_found(desk: Desk, name: str, old: str, new: str, said: str, line: int) -> None:
    path = desk.folder / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    (found,) = [finding for finding in desk.errors() if said in finding.message]
    assert found.file == str(path) and found.line >= line


# ---- the knowledge of this repository -------------------------------------------------------


def test_the_knowledge_of_this_repository_has_no_error() -> None:
    assert [str(finding) for finding in lint_paths(KNOWLEDGE, today=TODAY) if finding.level == ERROR] == []

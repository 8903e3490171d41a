"""Private numbers and names are masked before anything is stored; what the answer needs stays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import BANK_CARD, ID_CARD, NAME, NUMBER, PHONE, is_id_card, mask, passes_luhn

RIGHT = "510104198001011236"  # made up; the check digit is right
WRONG = "510104198001011231"
WITH_X = "51010419800101130X"
SHORT = "510104800101123"  # fifteen digits, as until 1999
CARD = "6228480402564890018"  # made up; passes Luhn's check

# The text, and what is left of it.
MASKED: list[tuple[str, str]] = [
    # identity cards
    (RIGHT, ID_CARD), (WRONG, ID_CARD), (WITH_X, ID_CARD), (WITH_X.lower(), ID_CARD), (SHORT, ID_CARD),
    (f"我的身份证{RIGHT}帮我查", f"我的身份证{ID_CARD}帮我查"),
    ("510104 19800101 1236", ID_CARD), ("510104-19800101-1236", ID_CARD), ("5101 0419 8001 0112 36", ID_CARD),
    ("５１０１０４１９８００１０１１２３６", ID_CARD), ("５１０１０４１９８００１０１１３０Ｘ", ID_CARD),
    (f"{RIGHT}和{WITH_X}", f"{ID_CARD}和{ID_CARD}"), (f"{RIGHT}，{WRONG}", f"{ID_CARD}，{ID_CARD}"),
    # mobile phones
    ("13800138000", PHONE), ("打我电话13800138000。", f"打我电话{PHONE}。"), ("138 0013 8000", PHONE),
    ("138-0013-8000", PHONE), ("8613800138000", PHONE), ("１３８００１３８０００", PHONE), ("19912345678", PHONE),
    ("电话是13800138000转8001", f"电话是{PHONE}转8001"),
    # landlines
    ("028-86512345", PHONE), ("02886512345", PHONE), ("0816-2345678", PHONE), ("0816 2345678", PHONE),
    ("（028）86512345", PHONE), ("(0816) 2345678", PHONE),
    # bank cards
    (CARD, BANK_CARD), ("6228 4804 0256 4890 018", BANK_CARD), ("卡号6228480402564890018农行", f"卡号{BANK_CARD}农行"),
    # other long numbers
    ("QQ123456789", f"QQ{NUMBER}"), ("工单号2026112300123", f"工单号{NUMBER}"),
    # names
    ("我叫张三，今年65", f"我叫{NAME}，今年65"), ("我叫张三", f"我叫{NAME}"), ("我叫 李小明 。", f"我叫{NAME} 。"),
    ("我叫王小明今年72岁", f"我叫{NAME}今年72岁"), ("姓名：李四 电话13800138000", f"姓名：{NAME} 电话{PHONE}"),
    ("姓名李四，男", f"姓名{NAME}，男"), ("名叫欧阳小明。", f"名叫{NAME}。"), ("我名字叫赵六。", f"我名字叫{NAME}。"),
    ("我叫阿木什布，彝族", f"我叫{NAME}，彝族"), ("我叫吉克阿依莫，彝族", f"我叫{NAME}，彝族"),
    ("我叫扎西多吉次仁，藏族", f"我叫{NAME}，藏族"), ("我叫买买提·阿不都，", f"我叫{NAME}，"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "left"), MASKED)
def test_private_numbers_and_names_are_masked(text: str, left: str) -> None:
    assert mask(text) == left


KEPT = [
    # ages, dates, years
    "今年65岁", "65周岁零3个月", "1960年5月1日生", "1960-05-01", "1960.5.1", "1960/05/01", "19600501", "196005",
    "1960-05-01 65岁", "1951-03-02 75岁 问高龄补贴", "2026-11-23 12:30", "2024年1月至2025年12月", "2020-2021学年",
    "1960-05-01 120元", "1960-05-01 1985-06-07", "生于1953 05 12 离休", "2020 2021 2022三年都没领", "2023、2024、2025年", "1998 05 12",
    # amounts
    "每月3000元", "3000-5000元", "10000-15000元", "12345.67元", "1.5万", "工资 3500 4200 3800", "交了120000元", "欠我100000000元",
    # hotlines and short numbers
    "12345", "打12345和12333", "12345 12333都打不通", "12345、12333、12393", "110", "96110", "95588", "10086",
    # document numbers, codes, percentages
    "川民规〔2024〕1号", "国发〔2015〕52号", "川办发〔2023〕35号附件第19项", "510104", "50%", "3楼5号窗口",
    # 叫 that names nobody
    "我叫了救护车，还没来", "我叫他们来办，不肯", "这个叫什么，我不懂", "医生叫我妈复查，要钱吗", "别人叫我来问，能不能办",
    # ordinary talk
    "", "你好", "屋头老汉儿瘫了三年，咋个办", "我是张三，想问低保",
]  # fmt: skip


@pytest.mark.parametrize("text", KEPT)
def test_what_the_answer_needs_stays(text: str) -> None:
    assert mask(text) == text


# ---- generated numbers ----------------------------------------------------------------------

_WEIGHTS = [2 ** (17 - place) % 11 for place in range(17)]  # GB 11643: weight of each place


def with_check_digit(body: str) -> str:
    """A resident identity number: check sign by GB 11643 (ISO 7064, MOD 11-2)."""
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS)) % 11]


AREAS = st.sampled_from(["510104", "511002", "513422", "110101", "500101"])
BIRTHS = st.dates(date(1920, 1, 1), date(2026, 1, 1)).map(lambda day: day.strftime("%Y%m%d"))
ORDERS = st.integers(0, 999).map("{:03d}".format)
ID_NUMBERS = st.builds(lambda area, born, order: with_check_digit(area + born + order), AREAS, BIRTHS, ORDERS)
PHONES = st.builds(lambda head, rest: f"1{head}{rest:09d}", st.integers(3, 9), st.integers(0, 999_999_999))
TALK = st.text(st.characters(categories=["Lo"]), max_size=8)
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


@given(ID_NUMBERS)
def test_an_identity_number_is_recognised(number: str) -> None:
    assert is_id_card(number)


@given(ID_NUMBERS, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(number: str, place: int, by: int) -> None:
    changed = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    assert not is_id_card(changed)


@given(TALK, ID_NUMBERS, TALK)
def test_an_identity_number_never_gets_through(before: str, number: str, after: str) -> None:
    assert mask(f"{before}，{number}，{after}").count(ID_CARD) == 1


@given(ID_NUMBERS, st.sampled_from([" ", "-", "－"]), st.sampled_from([(6, 14), (4, 8), (3, 6), (10, 14)]))
def test_an_identity_number_written_in_groups_never_gets_through(number: str, gap: str, cuts: tuple[int, int]) -> None:
    first, second = cuts
    assert mask(gap.join((number[:first], number[first:second], number[second:]))) == ID_CARD


@given(ID_NUMBERS)
def test_an_identity_number_in_full_width_never_gets_through(number: str) -> None:
    assert mask(number.translate(FULL_WIDTH)) == ID_CARD


@given(TALK, PHONES, TALK)
def test_a_mobile_number_never_gets_through(before: str, number: str, after: str) -> None:
    assert number not in mask(before + number + after)


@given(st.text(st.sampled_from("0123456789 -，我叫张三年月元Xx"), max_size=40))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(st.text(st.characters(exclude_categories=["Nd", "Cs"], exclude_characters="叫姓名"), max_size=60))
def test_a_text_without_digits_and_names_stays(text: str) -> None:
    assert mask(text) == text


@given(st.integers(1900, 2030), st.integers(1, 12), st.integers(1, 28))
def test_a_date_stays(year: int, month: int, day: int) -> None:
    written = f"{year}-{month:02d}-{day:02d}生"
    assert mask(written) == written


@pytest.mark.parametrize(
    ("digits", "passes"), [(CARD, True), (CARD[:-1] + "9", False), ("79927398713", True), ("0", True)]
)
def test_luhn(digits: str, passes: bool) -> None:
    assert passes_luhn(digits) is passes

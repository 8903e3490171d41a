"""What words tell by themselves."""

from __future__ import annotations

import pytest

from bot.dialogue import cues, follow_up_cues


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("要带啥子", "materials"),
        ("那要带什么材料嘛", "materials"),
        ("到哪里去办嘛", "where"),
        ("那在哪点办", "where"),
        ("网上能办不", "where"),
        ("咋个办", "process"),
        ("要等好久", "process"),
        ("好多钱嘛", "entitlement"),
        ("好多钱一个月", "entitlement"),
        ("哪个文件说的", "basis"),
        ("条件是啥子", "check"),
        ("要钱不", "cost"),
        ("免费的吗", "cost"),
        ("收不收费哦", "cost"),
        ("每个人好多钱", "entitlement"),
        ("能领好久", "entitlement"),
        ("领得到几年", "entitlement"),
        ("下一步咋办", "process"),
        ("要哪些手续", "process"),
        ("啥时候发", "process"),
        ("凭什么文件", "basis"),
    ],
)
def test_a_bare_follow_up_asks_for_a_part(text: str, section: str) -> None:
    assert follow_up_cues.section_of(text) == section
    assert follow_up_cues.is_bare(text)


@pytest.mark.parametrize("text", ["地保咋个办", "低保怎么办", "身份证丢了去哪里补办", "高龄津贴要带什么"])
def test_a_question_that_names_something_is_not_bare(text: str) -> None:
    assert not follow_up_cues.is_bare(text)


@pytest.mark.parametrize("text", ["说错了，是63", "打错了", "搞错了，户口在绵阳", "不对，是农村户口", "改一下，我70"])
def test_a_correction_is_heard(text: str) -> None:
    assert cues.corrects(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [("说错了，是63", "63"), ("不是62是63", "63"), ("不是62，是63", "63"), ("打错了，应该是二级", "二级")],
)
def test_a_correction_states_the_right_value(text: str, part: str) -> None:
    assert cues.corrected_part(text) == part


@pytest.mark.parametrize("text", ["不晓得", "我也不晓得", "记不到了", "忘了", "不太清楚"])
def test_not_knowing_is_heard(text: str) -> None:
    assert cues.does_not_know(text)


@pytest.mark.parametrize("text", ["不想说", "不方便说", "你管我多大", "关你啥子事", "跳过"])
def test_not_wanting_to_say_is_heard(text: str) -> None:
    assert cues.would_rather_not(text)


@pytest.mark.parametrize(
    ("text", "index"), [("第二个", 1), ("1", 0), ("前面那个", 0), ("后面那个", 1), ("选第一项", 0)]
)
def test_one_of_two_is_chosen_by_its_place(text: str, index: int) -> None:
    assert cues.ordinal(text, 2) == index


@pytest.mark.parametrize("text", ["第三个", "二级", "65", "低保"])
def test_anything_else_chooses_nothing(text: str) -> None:
    assert cues.ordinal(text, 2) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第二个要啥子材料", (1, "要啥子材料")),
        ("那第1项在哪办", (0, "在哪办")),
        ("最后一个呢", (2, "呢")),
        ("第四个", None),
        ("二级", None),
        ("我排第二个来的", None),
    ],
)
def test_one_of_a_list_is_named_by_its_place(text: str, found: tuple[int, str] | None) -> None:
    assert follow_up_cues.one_of_list(text, 3) == found


@pytest.mark.parametrize("text", ["还有没有别的补贴", "还有别的吗", "那我还能领啥", "还有哪些可以享受"])
def test_asking_what_else_there_is_is_heard(text: str) -> None:
    assert follow_up_cues.asks_for_more(text)


@pytest.mark.parametrize("text", ["还有户口本", "还有我妈", "还要等好久", "还能自己煮饭"])
def test_adding_something_does_not_ask_what_else_there_is(text: str) -> None:
    assert not follow_up_cues.asks_for_more(text)


@pytest.mark.parametrize("text", ["申请啥子时候", "要办哪些手续"])
def test_asking_for_a_part_does_not_ask_for_everything(text: str) -> None:
    assert not cues.asks_for_everything(text)


@pytest.mark.parametrize("text", ["能享受点啥子", "有啥子补贴", "能领什么补贴", "我能享受哪些服务", "有没有补助"])
def test_asking_for_everything_names_no_item(text: str) -> None:
    assert cues.asks_for_everything(text)


@pytest.mark.parametrize("text", ["市民来电咨询公租房", "来电人82岁，户籍德阳", "群众反映低保被停"])
def test_a_clerk_takes_a_new_call(text: str) -> None:
    assert cues.is_new_caller(text)

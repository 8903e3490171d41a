"""Questions that would sound odd to a person are not put, or not before the others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.catalog.service import Catalog
from bot.dialogue.asking import question_text
from bot.dialogue.ground import Ground
from bot.dialogue.pertinence import left_out, of_children
from bot.dialogue.screening import Screener
from bot.dialogue.state import State


def talk(ground: Ground, subject: str = "self", skipped: tuple[str, ...] = (), **told: Any) -> State:
    state = State(subject=subject, skipped={subject: list(skipped)})
    for name, value in told.items():
        state.put(subject, name, ground.catalog.vocabulary.coerce(name, value))
    return state


@pytest.fixture
def ground(catalog: Catalog, today: date) -> Ground:
    return Ground(catalog, lambda: today)


@pytest.mark.parametrize(
    ("subject", "asked"),
    [("self", "您现在读哪一段？"), ("child", "孩子现在读哪一段？"), ("child:女儿", "您女儿现在读哪一段？")],
)
def test_a_question_about_a_child_is_put_to_a_student_as_to_anybody(subject: str, asked: str) -> None:
    assert question_text("孩子现在读哪一段？", subject) == asked


def test_details_hang_on_what_somebody_does_not_know(ground: Ground) -> None:
    skipped = left_out(ground, talk(ground, skipped=("退役军人",)))
    assert {"退役军人", "服役年数", "老兵认定"} <= set(skipped)


def test_a_skipped_number_takes_nothing_else_with_it(ground: Ground) -> None:
    assert left_out(ground, talk(ground, skipped=("年龄",))) == ["年龄"]


@pytest.mark.parametrize(
    ("subject", "told", "of_a_child"),
    [
        ("self", {}, False),
        ("self", {"年龄": 28}, False),
        ("self", {"年龄": 20}, True),
        ("self", {"年龄": 28, "就业状态": "在校"}, True),
        ("child:女儿", {}, True),
        ("mother", {"年龄": 60}, False),
    ],
)
def test_only_the_young_are_asked_about_school_early(
    ground: Ground, subject: str, told: dict[str, Any], of_a_child: bool
) -> None:
    assert ("学段" not in of_children(ground, talk(ground, subject, **told))) is of_a_child


@pytest.mark.parametrize("age", [28, 45, 60, 66, 70, 85])
def test_what_few_people_have_is_not_among_the_first_eight_questions(ground: Ground, age: int) -> None:
    state, screener = talk(ground, 年龄=age), Screener(ground)
    for _ in range(8):
        name = screener._next(state)
        assert name is not None
        assert not ground.fact(name).late
        assert name not in of_children(ground, state)
        state.skip("self", name)


def test_a_place_told_widely_is_not_asked_for_again(ground: Ground) -> None:
    state, screener = talk(ground, 年龄=70, 居住地="绵阳市"), Screener(ground)
    for _ in range(20):
        name = screener._next(state)
        if name is None:
            break
        assert name != "居住地"
        state.skip("self", name)

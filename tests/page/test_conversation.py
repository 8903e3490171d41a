"""Whole conversations on the real page with the real server, on a phone and at a desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.page.conftest import NewResident
from tests.page.resident import Resident

ASKED = "我爸72岁，在成都住了两年，能免费体检吗"


@pytest.mark.parametrize("width", [390, 1280])
def test_a_conversation_from_the_first_question_to_the_last(width: int, new_resident: NewResident) -> None:
    resident = new_resident(f"talk-{width}", width)
    resident.looks("1-welcome")
    asks_for_a_verdict(resident)
    asks_on_by_quick_reply(resident)
    looks_at_everything(resident)
    what_was_said_is_there_after_a_reload(resident)


def asks_for_a_verdict(resident: Resident) -> None:
    answer = resident.says(ASKED)
    card = answer.get_by_role("group", name="老年人健康管理")
    expect(card.locator(".badge").first).to_have_text("符合")
    says_its_verdict_once(resident)
    reasons = card.locator("details").first
    expect(reasons).not_to_have_attribute("open", "")
    expect(reasons.get_by_role("listitem").first).to_be_hidden()
    resident.looks("2-verdict")
    reasons.locator("summary").click()
    expect(reasons.get_by_text("年满65周岁")).to_be_visible()
    expect(card.get_by_role("link", name="12345")).to_have_attribute("href", "tel:12345")
    resident.looks("3-reasons")


def says_its_verdict_once(resident: Resident) -> None:
    """Above the card stands one line; the rest of the text is the card's."""
    above = resident.answer.locator(".Bubble")
    expect(above).to_have_count(1)
    assert "\n" not in above.inner_text().strip()
    amount = resident.answer.locator(".benefit__amount").first.inner_text()
    expect(resident.answer.get_by_text(amount)).to_have_count(1)


def asks_on_by_quick_reply(resident: Resident) -> None:
    resident.presses(re.compile("材料"))
    said = resident.page.get_by_role("article", name="您说").last.inner_text()
    expect(resident.hears(said).get_by_role("group", name="老年人健康管理")).to_contain_text("身份证")
    resident.looks("4-materials")


def looks_at_everything(resident: Resident) -> None:
    resident.says("我能享受哪些服务")
    results = resident.page.get_by_role("group", name=re.compile("结果清单")).last
    expect(results.get_by_role("progressbar")).to_be_visible()
    hidden = results.locator("details").first
    expect(hidden.get_by_role("button").first).to_be_hidden()
    resident.looks("5-screening")
    hidden.locator("summary").click()
    item = hidden.get_by_role("button").first
    name = item.locator(".item__name").inner_text()
    item.click()
    resident.hears(name)
    resident.looks("6-item")


def what_was_said_is_there_after_a_reload(resident: Resident) -> None:
    before = resident.page.get_by_role("article").count()
    resident.page.reload()
    expect(resident.page.get_by_text(ASKED)).to_be_visible()
    expect(resident.page.get_by_role("article")).to_have_count(before)


@pytest.mark.parametrize("width", [390, 1280])
def test_my_circumstances_are_mended_and_struck_out(width: int, new_resident: NewResident) -> None:
    """On a phone in a sheet that keeps the focus and gives it back, at a desk beside the conversation."""
    resident = new_resident(f"profile-{width}", width)
    resident.says("我妈70岁，农村户口，住在成都")
    if width == 390:
        resident.presses("我的情况")
    mother = resident.page.get_by_role("region", name="您母亲")
    expect(mother.get_by_text("70周岁")).to_be_visible()
    mother.get_by_role("button", name=re.compile("改.*您母亲的年龄")).click()
    resident.looks("1-mending")
    age = mother.get_by_role("textbox", name=re.compile("您母亲的年龄"))
    age.fill("200")
    resident.presses("改成这个")
    expect(mother.get_by_text("130")).to_be_visible()
    age.fill("81")
    resident.presses("改成这个")
    expect(mother.get_by_text("81周岁")).to_be_visible()
    picks_another_place(resident)
    mother.get_by_role("button", name=re.compile("删.*您母亲的户口性质")).click()
    expect(mother.get_by_text("农村户口")).to_have_count(0)
    resident.presses("全部删掉")
    resident.looks("3-asking-once-more")
    resident.presses("删掉")
    expect(resident.page.get_by_text("还没有记下什么")).to_be_visible()
    if width == 390:
        resident.page.keyboard.press("Escape")
        expect(resident.button("我的情况")).to_be_focused()


def picks_another_place(resident: Resident) -> None:
    mother = resident.page.get_by_role("region", name="您母亲")
    mother.get_by_role("button", name=re.compile("改.*您母亲的现在住的地方")).click()
    mother.get_by_label("市（州）").select_option(label="达州市")
    mother.get_by_label("县（市、区）").select_option(label="宣汉县")
    resident.looks("2-picking-a-place")
    resident.presses("改成这个")
    expect(mother.get_by_text("四川省达州市宣汉县")).to_be_visible()


def test_a_question_is_answered_by_its_form(new_resident: NewResident) -> None:
    """Number, place and choice; the question stands there once, and no answer is a must."""
    resident = new_resident("forms", 390)
    resident.says("我符合老年人免费体检的条件吗")
    forms = {"number": False, "place": False}
    for _ in range(4):
        question = resident.answer.locator(".card--question")
        if not question.count():
            break
        title = question.get_by_role("heading").inner_text()
        expect(resident.answer.get_by_text(title, exact=True)).to_have_count(1)
        if question.locator("select").count():
            forms["place"] = True
            question.get_by_label("市（州）").select_option(label="绵阳市")
            question.get_by_label("县（市、区）").select_option(label="梓潼县")
            resident.looks("1-place")
            resident.presses("就是这个")
            resident.hears("四川省绵阳市梓潼县")
        elif question.locator("input").count():
            forms["number"] = True
            question.get_by_role("textbox").fill("七十")
            resident.presses("就是这个")
            expect(question.get_by_text("请填一个数字。")).to_be_visible()
            question.get_by_role("textbox").fill("７０")
            resident.presses("就是这个")
            resident.hears("70周岁")
        else:
            resident.presses("不知道")
            resident.hears("不知道")
    assert forms == {"number": True, "place": True}
    expect(resident.answer.get_by_role("group", name="老年人健康管理").locator(".badge").first).to_have_text("符合")


def test_what_is_typed_is_shown_as_text(new_resident: NewResident) -> None:
    resident = new_resident("markup", 1280)
    markup = "<img src=x onerror=\"document.title='owned'\"><b>低保</b>"
    resident.says(markup)
    expect(resident.page.get_by_text(markup)).to_have_count(1)
    assert resident.page.locator("[role=log] img").count() == 0
    assert resident.page.title() != "owned"

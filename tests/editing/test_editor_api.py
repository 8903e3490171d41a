"""The editor's API at the running server."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from bot.channels.staff import editor, editor_learning, editor_publishing
from bot.store.database import session
from bot.store.editing import OpenQuestion
from tests.desk.colleague import Colleague
from tests.editing.house import git
from tests.server.running import Server
from tests.server.visitor import Visitor

ITEM = "film"


def opened(colleague: Colleague, item: str = ITEM) -> dict[str, Any]:
    return dict(colleague.get(f"/editor/items/{item}").json())


def drafted(colleague: Colleague, old: str, new: str, item: str = ITEM) -> dict[str, Any]:
    view = opened(colleague, item)
    assert old in view["text"]
    body = {"base": view["base"], "text": view["text"].replace(old, new, 1)}
    response = colleague.send("PUT", f"/editor/items/{item}/draft", body)
    assert response.status_code == 200, response.text
    return dict(response.json())


def addresses() -> list[tuple[str, str]]:
    routes = [route for part in (editor, editor_publishing, editor_learning) for route in part.routes()._future_routes]
    return sorted(
        (method, "/".join("1" if piece.startswith("<") else piece for piece in route.uri.split("/")))
        for route in routes
        for method in route.methods
    )


@pytest.mark.parametrize(("method", "path"), addresses())
def test_who_is_no_editor_is_refused(zhao: Colleague, method: str, path: str) -> None:
    response = zhao.send(method, path, {})
    assert response.status_code == 403 and "编辑" in response.json()["error"]


def test_the_list_tells_the_state_of_every_item(li: Colleague) -> None:
    overview = li.get("/editor/items").json()
    rows = {row["id"]: row for row in overview["items"]}
    assert len(rows) == 83 and overview["problems"] == [] and overview["repository"] == ""
    row = rows["disability-subsidies"]
    assert (row["status"], row["sourced"], row["benefits"], row["failing"], row["errors"]) == ("待核", 3, 2, 0, 0)


def test_a_draft_is_kept_and_told_what_is_wrong(li: Colleague) -> None:
    view = drafted(li, "领域: ", "领城: ")
    assert not view["sound"] and view["findings"][0]["severity"] == "error"
    assert opened(li)["draft"]["state"] == "open" and "领城" in opened(li)["text"]
    assert li.send("POST", f"/editor/items/{ITEM}/publish", {"reason": "试试"}).status_code == 422
    assert li.send("DELETE", f"/editor/items/{ITEM}/draft").json()["draft"] is None


def test_the_form_changes_only_what_was_filled_in(li: Colleague) -> None:
    view = opened(li)
    data = {**view["data"], "简介": "每个月村里放一场电影，不收钱。"}
    filled = li.send("PUT", f"/editor/items/{ITEM}/draft", {"base": view["base"], "text": view["text"], "data": data})
    lines = zip(view["text"].splitlines(), filled.json()["text"].splitlines())
    assert [new for old, new in lines if old != new] == ["简介: 每个月村里放一场电影，不收钱。"]
    found = li.get(f"/editor/items/{ITEM}/difference").json()
    assert [key["key"] for key in found["keys"]] == ["简介"] and found["people"] == []
    li.send("DELETE", f"/editor/items/{ITEM}/draft")


def test_a_trial_by_the_text_at_hand_on_a_day_in_a_place(li: Colleague) -> None:
    item = "elderly-health"
    text = opened(li, item)["text"]
    facts = {"年龄": 66, "居住地": "成都"}
    as_is = li.send("POST", f"/editor/items/{item}/trial", {"facts": facts, "text": text}).json()
    stricter = text.replace("年龄 >= 65", "年龄 >= 67", 1)
    changed = li.send("POST", f"/editor/items/{item}/trial", {"facts": facts, "text": stricter}).json()
    assert (as_is["word"], changed["word"]) == ("符合", "不符合")
    members = changed["rules"][0]["rule"]["members"]
    assert [member["value"] for member in members] == [False, True]


@pytest.mark.parametrize(
    ("trial", "said"),
    [
        ({"facts": {"年岁": 1}}, "是不是"),
        ({"facts": {"年龄": "很老"}}, "数字"),
        ({"facts": {}, "date": "明天"}, "日期"),
        ({"facts": {}, "region": "月球"}, "月球"),
        ({"facts": {}, "text": "编号: ["}, "有错"),
    ],
)
def test_a_trial_without_sense_gets_a_sentence(li: Colleague, trial: dict[str, Any], said: str) -> None:
    response = li.send("POST", f"/editor/items/{ITEM}/trial", trial)
    assert response.status_code in (400, 422) and said in response.json()["error"]


def test_two_editors_of_one_item(li: Colleague, wang: Colleague, office: Server) -> None:
    drafted(li, "牵头负责单位: ", "牵头负责单位: 四川省的")
    drafted(wang, "服务对象: ", "服务对象: 一般来说，")
    assert [note["author"] for note in opened(li)["others"]] == ["wang"]
    published = li.send("POST", f"/editor/items/{ITEM}/publish", {"reason": "写全称"}).json()
    assert published["state"] == "published" and published["view"]["draft"] is None
    assert git(office.home, "log", "-1", "--format=%an %s").strip() == "李编辑 film: 写全称"

    refused = wang.send("POST", f"/editor/items/{ITEM}/publish", {"reason": "写清楚"})
    assert refused.status_code == 409
    assert "四川省的" in refused.json()["current"] and "一般来说" in refused.json()["mine"]
    conflict = opened(wang)["conflict"]
    assert "四川省的" in conflict["merged"] and "一般来说" in conflict["merged"]
    version = opened(wang)["version"]
    wang.send("PUT", f"/editor/items/{ITEM}/draft", {"base": version, "text": conflict["merged"]})
    assert wang.send("POST", f"/editor/items/{ITEM}/publish", {"reason": "写清楚"}).status_code == 200
    file = (office.home / "knowledge" / "services" / "culture" / "film.yml").read_text(encoding="utf-8")
    assert "四川省的" in file and "一般来说" in file
    rows = li.get(f"/editor/history?item={ITEM}").json()
    assert [row["author"] for row in rows["publications"]] == ["王编辑", "李编辑"]
    assert [commit["subject"] for commit in rows["commits"]] == ["start"]


@pytest.mark.parametrize(
    "body", [None, [], {"text": "x"}, {"base": 1, "text": "x"}, {"base": "x", "text": 5}, b"{nope"]
)
def test_a_draft_without_sense_gets_a_sentence(li: Colleague, body: object) -> None:
    assert li.send("PUT", f"/editor/items/{ITEM}/draft", body).status_code == 400


@pytest.mark.parametrize("item", ["nobody", "..%2f..%2fvar%2fsecret", "regions", "facts.yml"])
def test_only_items_can_be_opened(li: Colleague, item: str) -> None:
    assert li.get(f"/editor/items/{item}").status_code == 404
    assert li.send("PUT", f"/editor/items/{item}/draft", {"base": "x", "text": "y"}).status_code == 404


# ---- learning from use ----------------------------------------------------------------------------


def waiting(colleague: Colleague) -> list[dict[str, Any]]:
    return list(colleague.get("/editor/questions").json()["groups"])


def test_what_the_bot_did_not_place_and_what_was_voted_down_waits_for_an_editor(office: Server, li: Colleague) -> None:
    visitor = Visitor(office)
    strange = "我叫李建国，隔壁老王的火星移民签证到哪里盖章"
    visitor.says(strange)
    answer = visitor.says("我66岁，住在成都，符合老年人免费体检的条件吗")[-1]
    voted = requests.post(
        office.api("feedback"), json={"message_id": answer["id"], "vote": "down"}, headers={"X-Shuhui": "1"}, timeout=60
    )
    assert voted.status_code == 204
    told = {q["text"]: q["why"] for group in waiting(li) for q in group["questions"]}
    assert told["我66岁,住在成都,符合老年人免费体检的条件吗"] == "down"
    assert any("火星移民" in text and "李建国" not in text for text in told)
    with session(office.database_url) as database:
        assert all("web-" not in repr(row.__dict__) for row in database.query(OpenQuestion))


def test_one_click_makes_a_question_a_draft(office: Server, li: Colleague) -> None:
    Visitor(office).says("坝坝头放的露天幕布那个东西还搞不搞")
    groups = [group for group in waiting(li) if any("露天幕布" in q["text"] for q in group["questions"])]
    ids = [q["id"] for group in groups for q in group["questions"]] or [0]
    given = {"ids": ids, "text": "坝坝头的露天电影还放不放", "item": ITEM, "heading": "情况"}
    assert li.send("POST", "/editor/questions/assign", given).status_code == 200
    view = opened(li)
    assert "坝坝头的露天电影还放不放" in view["data"]["问法"]["情况"] and view["sound"]
    assert not any("露天幕布" in q["text"] for group in waiting(li) for q in group["questions"])
    li.send("DELETE", f"/editor/items/{ITEM}/draft")

    outside = {"ids": [], "text": "火星移民签证到哪里盖章", "item": "out_of_scope"}
    assert li.send("POST", "/editor/questions/assign", outside).status_code == 200
    view = opened(li, "out_of_scope")
    assert view["text"].endswith("- 火星移民签证到哪里盖章\n") and view["sound"]
    li.send("DELETE", "/editor/items/out_of_scope/draft")


@pytest.mark.parametrize(
    "given", [{}, {"text": "一句", "item": "nobody", "heading": "情况"}, {"text": "一句", "item": ITEM, "heading": "别的"}, {"text": "", "item": ITEM, "heading": "情况"}]
)  # fmt: skip
def test_an_assignment_without_sense_gets_a_sentence(li: Colleague, given: dict[str, Any]) -> None:
    assert li.send("POST", "/editor/questions/assign", given).status_code == 400


def test_the_day_to_come(li: Colleague) -> None:
    found = li.get("/editor/preview?date=2028-01-01").json()
    assert any(change["item"] == "veteran-employment" for change in found["figures"])
    assert li.get("/editor/preview?date=nope").status_code == 400

"""Notes, work orders, exports and charts at the running server, and who may not have them."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
import requests
from openpyxl import load_workbook

from tests.desk.conftest import NewColleague
from tests.desk.test_sign_in import sentence_of

NOTE: dict[str, Any] = {
    "service": "elderly-health",
    "region": "511722",
    "result": "符合",
    "note": "问体检",
    "follow_up": "2026-12-01",
}
CLERKS = ["/calls", "/calls/export", "/services", "/regions"]


def test_a_call_is_noted_and_its_order_raised_and_closed(new_colleague: NewColleague) -> None:
    clerk = new_colleague("坐席")
    saved = clerk.send("POST", "/calls", {**NOTE, "office": "卫生院", "task": "约体检"})
    assert saved.status_code == 201
    number, order = saved.json()["id"], saved.json()["order"]
    (row,) = clerk.get(f"/calls?login={clerk.login}").json()["rows"]
    assert row["service_name"] == "老年人健康管理" and row["region_name"] == "四川省达州市宣汉县"
    assert row["orders"][0]["task"] == "约体检" and row["orders"][0]["closed"] is None
    assert clerk.send("POST", f"/orders/{order}/close", {"outcome": "约好了"}).status_code == 204
    again = clerk.send("POST", f"/orders/{order}/close", {"outcome": "约好了"})
    assert again.status_code == 409 and clerk.login in sentence_of(again)
    assert clerk.send("POST", f"/calls/{number}/followed", {}).status_code == 204
    assert clerk.send("POST", f"/calls/{number}/followed", {}).status_code == 409
    assert clerk.send("POST", f"/calls/{number}/orders", {"office": "村委会", "task": "上门"}).status_code == 201
    assert clerk.get(f"/calls?login={clerk.login}&orders=open").json()["total"] == 1


@pytest.mark.parametrize(
    "change",
    [{"service": "nothing"}, {"region": "999999"}, {"result": ""}, {"follow_up": "明天"}, {"note": 5}, {"office": "卫生院"}, {"note": "长" * 2001}],
)  # fmt: skip
def test_a_note_that_makes_no_sense_is_refused(new_colleague: NewColleague, change: dict[str, Any]) -> None:
    clerk = new_colleague("坐席")
    response = clerk.send("POST", "/calls", {**NOTE, **change})
    assert response.status_code == 400 and sentence_of(response)
    assert clerk.get(f"/calls?login={clerk.login}").json()["total"] == 0


@pytest.mark.parametrize("query", ["first=gestern", "due=1", "page=x"])
def test_a_filter_that_makes_no_sense_gets_a_sentence(new_colleague: NewColleague, query: str) -> None:
    response = new_colleague("坐席").get(f"/calls?{query}")
    assert response.status_code == 400 and sentence_of(response)


def test_what_is_found_is_exported_for_excel_and_no_formula_comes_with_it(new_colleague: NewColleague) -> None:
    clerk = new_colleague("坐席")
    clerk.send("POST", "/calls", {**NOTE, "note": "=HYPERLINK(1)\n第二行，“引号”"})
    clerk.send("POST", "/calls", {**NOTE, "result": "不在范围"})
    response = clerk.get(f"/calls/export?login={clerk.login}&result=符合")
    assert response.content.startswith(b"\xef\xbb\xbf") and "attachment" in response.headers["content-disposition"]
    heading, row = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert heading[6] == "记录" and row[6] == "'=HYPERLINK(1)\n第二行，“引号”" and row[3] == "老年人健康管理"
    response = clerk.get(f"/calls/export?login={clerk.login}&result=符合&format=xlsx")
    sheet = load_workbook(io.BytesIO(response.content)).active
    cells = list(sheet.values)
    assert [str(cell) for cell in cells[0]] == heading and cells[1][6] == row[6] and len(cells) == 2
    assert sheet.cell(2, 7).data_type == "s"


@pytest.mark.parametrize("path", CLERKS)
def test_editors_are_refused_what_is_for_clerks(new_colleague: NewColleague, path: str) -> None:
    response = new_colleague("编辑").get(path)
    assert response.status_code == 403 and "坐席" in sentence_of(response)


def test_only_supervisors_see_the_charts(new_colleague: NewColleague) -> None:
    assert new_colleague("坐席", "编辑").get("/charts").status_code == 403
    supervisor = new_colleague("班长")
    shown = supervisor.get("/charts").json()["charts"]
    assert {"questions", "services", "verdicts", "votes", "regions"} <= {chart["key"] for chart in shown}
    for chart in shown:
        assert all(len(series["values"]) == len(chart["labels"]) for series in chart["series"])
    assert supervisor.get("/charts?first=2026-01-01&last=2020-01-01").status_code == 400
    assert supervisor.get("/charts?first=bald").status_code == 400


def test_what_residents_ask_turns_up_in_the_charts(new_colleague: NewColleague) -> None:
    supervisor = new_colleague("班长")
    before = total(supervisor.get("/charts").json(), "questions", "居民提问")
    said = {"text": "老年人免费体检要什么条件"}
    supervisor.server.said.append(said["text"])
    asked = requests.post(supervisor.server.api("messages"), json=said, headers={"X-Shuhui": "1"}, timeout=60)
    assert asked.status_code == 200
    assert total(supervisor.get("/charts").json(), "questions", "居民提问") == before + 1


def total(answer: dict[str, Any], key: str, name: str) -> float:
    (chart,) = [chart for chart in answer["charts"] if chart["key"] == key]
    (series,) = [series for series in chart["series"] if series["name"] == name]
    return sum(series["values"])

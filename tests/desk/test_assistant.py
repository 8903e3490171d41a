"""The assistant during a call, as the console asks it."""

from __future__ import annotations

import time
from typing import Any

import pytest
import requests

from bot.store.places import PlaceRow, import_places
from tests.desk.colleague import Colleague
from tests.desk.conftest import NewColleague
from tests.desk.test_sign_in import sentence_of
from tests.server.running import Server

OPENING = "我妈72岁，户口在宣汉，残疾证二级，问护理补贴"
UNDECIDED = "我妈72岁，户口在宣汉，问能不能吃低保"
View = dict[str, Any]


class Caller:
    """One call; ``does`` gives what the clerk then sees."""

    def __init__(self, clerk: Colleague) -> None:
        self.clerk, self.call = clerk, None

    def tries(self, do: str, **more: Any) -> requests.Response:
        if "text" in more:
            self.clerk.server.said.append(more["text"])
        return self.clerk.send("POST", "/assistant", {"call": self.call, "do": do, **more})

    def does(self, do: str, **more: Any) -> View:
        response = self.tries(do, **more)
        assert response.status_code == 200, response.text
        view: View = response.json()
        self.call = view["call"]
        return view

    def says(self, text: str) -> View:
        return self.does("hear", text=text)


def facts(view: View) -> dict[str, dict[str, Any]]:
    return {person["subject"]: {row["fact"]: row["value"] for row in person["facts"]} for person in view["persons"]}


@pytest.fixture
def caller(new_colleague: NewColleague) -> Caller:
    return Caller(new_colleague("坐席"))


def test_a_sentence_gives_item_facts_verdict_reasons_and_the_next_question(caller: Caller) -> None:
    view = caller.says(OPENING)
    assert view["candidates"][0]["id"] == "disability-subsidies" and 0.7 < view["candidates"][0]["confidence"] <= 1
    assert facts(view)["mother"] == {"年龄": 72, "户籍地": "511722", "残疾证": True, "残疾等级": 2}
    card = view["verdict"]
    assert card["service"]["id"] == "disability-subsidies" and card["verdict"] == "likely"
    assert any(reason["value"] is True and reason["basis"] for b in card["benefits"] for reason in b["reasons"])
    assert card["apply"]["materials"] and card["basis"]
    assert view["region"] == {"code": "511722", "name": "四川省达州市宣汉县"}


def test_what_is_not_decided_has_a_next_question(caller: Caller) -> None:
    view = caller.says(UNDECIDED)
    assert view["verdict"]["verdict"] == "unknown"
    assert view["question"]["text"].endswith("？") and view["question"]["input"]["options"]


def test_the_sentence_to_read_out_is_plain(caller: Caller) -> None:
    sentence = caller.says(OPENING)["sentence"]
    assert "您母亲初步符合“困难残疾人生活补贴和重度残疾人护理补贴”" in sentence
    assert "到户籍地的乡镇（街道）便民服务中心办理。" in sentence and "12385" in sentence
    assert not set("【】·✓✗\n") & set(sentence) and "国发" not in sentence


def test_the_sentence_to_read_out_says_what_it_depends_on(caller: Caller) -> None:
    sentence = caller.says(UNDECIDED)["sentence"]
    assert "还要看" in sentence and sentence.startswith("“最低生活保障”")


def test_answers_by_button_lead_to_the_verdict(caller: Caller) -> None:
    view = caller.says(UNDECIDED)
    asked = []
    while view["question"]:
        asked.append(view["question"]["fact"])
        view = caller.does("put", subject=view["subject"], fact=asked[-1], value=asked[-1] == "收入低于低保标准")
    assert len(asked) == len(set(asked)) > 0
    assert view["verdict"]["verdict"] == "likely"
    assert "您母亲初步符合" in view["sentence"] and "要由受理单位核实" in view["sentence"]


def test_a_short_answer_to_the_open_question_is_understood(caller: Caller) -> None:
    asked = caller.says(UNDECIDED)["question"]["fact"]
    view = caller.says("没有")
    assert facts(view)["mother"][asked] is False
    assert view["candidates"] is None  # an answer is no question about another item


def test_every_fact_can_be_mended_and_taken_away(caller: Caller) -> None:
    caller.says(OPENING)
    view = caller.does("put", subject="mother", fact="残疾等级", value="4")
    assert facts(view)["mother"]["残疾等级"] == 4
    care = [b for b in view["verdict"]["benefits"] if b["name"] == "重度残疾人护理补贴"]
    assert care[0]["verdict"] == "ineligible"
    view = caller.does("forget", subject="mother", fact="残疾等级")
    assert "残疾等级" not in facts(view)["mother"]
    view = caller.does("put", subject="mother", fact="户籍地", value="成都武侯")
    assert view["region"]["name"] == "四川省成都市武侯区"


@pytest.mark.parametrize(
    ("fact", "value", "word"),
    [
        ("年龄", "200", "130"),
        ("年龄", "很老", "年龄"),
        ("户籍地", "火星", "火星"),
        ("没有的", 1, "情况"),
        ("残疾证", [1], ""),
    ],
)
def test_a_fact_that_cannot_be_is_refused_with_the_reason(caller: Caller, fact: str, value: Any, word: str) -> None:
    caller.says(OPENING)
    response = caller.tries("put", subject="mother", fact=fact, value=value)
    assert response.status_code == 400 and word in sentence_of(response)
    assert facts(caller.does("show"))["mother"]["年龄"] == 72


def test_two_persons_of_a_call_are_kept_apart(caller: Caller) -> None:
    caller.says(UNDECIDED)
    view = caller.says("那我爸呢，他75岁")
    assert view["subject"] == "father" and facts(view)["father"]["年龄"] == 75 and facts(view)["mother"]["年龄"] == 72
    view = caller.does("look_at", subject="mother")
    assert view["subject"] == "mother" and "您母亲" in view["question"]["text"] + view["sentence"]
    assert caller.tries("look_at", subject="spouse").status_code == 400


def test_statements_that_do_not_fit_are_asked_about(caller: Caller) -> None:
    caller.says(OPENING)
    view = caller.says("我妈今年65岁")
    assert "72" in view["conflict"]["text"] and len(view["conflict"]["options"]) >= 2
    chosen = next(option for option in view["conflict"]["options"] if "65" in option)
    view = caller.says(chosen)
    assert view["conflict"] is None and facts(view)["mother"]["年龄"] == 65


def test_the_whole_screening_names_every_item(caller: Caller) -> None:
    caller.says(OPENING)
    view = caller.does("screen")
    shown = [item["id"] for group in view["screening"]["groups"] for item in group["items"]]
    assert len(shown) == len(set(shown)) == view["screening"]["total"]
    assert view["question"] and view["sentence"].startswith("按现在知道的情况")
    chosen = caller.does("choose", service="elderly-health")
    assert chosen["verdict"]["service"]["id"] == "elderly-health" and chosen["screening"] is None
    assert caller.tries("choose", service="nothing").status_code == 400


def test_the_part_asked_for_is_the_sentence_to_read_out(caller: Caller) -> None:
    caller.says(OPENING)
    assert "要带的材料：" in caller.says("要带什么材料")["sentence"]


def test_somebody_who_does_not_know_is_not_asked_again(caller: Caller) -> None:
    view = caller.says(OPENING)
    asked = set()
    for _ in range(12):
        if not view["question"]:
            break
        assert view["question"]["fact"] not in asked
        asked.add(view["question"]["fact"])
        view = caller.does("skip")
    assert view["question"] is None and "还要看" in view["sentence"]


def test_counters_of_the_caller_s_county_are_shown(caller: Caller, server: Server) -> None:
    row = PlaceRow(region="511722", counter="township", name="东乡街道便民服务中心", address="测试路1号", source="测试")
    row.hours = row.phone = ""
    import_places(server.database_url, [row])
    view = caller.says(OPENING)
    deadline = time.monotonic() + 60
    while not view["places"] and time.monotonic() < deadline:  # counters are read again after some seconds
        time.sleep(0.5)
        view = caller.does("show")
    assert view["places"] == [{"name": "东乡街道便民服务中心", "address": "测试路1号", "hours": "", "phone": ""}]
    assert "东乡街道便民服务中心，测试路1号。" in view["sentence"]


def test_private_numbers_never_reach_the_call(caller: Caller) -> None:
    view = caller.says("我妈70岁，身份证510121194001011234，电话13800138000，问体检")
    assert view["masked"] is True
    assert "13800138000" not in str(view) and "19400101" not in str(view)


@pytest.mark.parametrize(
    "body",
    [{}, {"do": "dance"}, {"do": "hear"}, {"do": "hear", "text": 5}, {"do": "hear", "text": "长" * 4001}, {"do": "put"}, {"do": "show", "call": "made.up"}, {"do": "show", "call": 7}],
)  # fmt: skip
def test_a_request_without_sense_gets_a_sentence(new_colleague: NewColleague, body: dict[str, Any]) -> None:
    response = new_colleague("坐席").send("POST", "/assistant", body)
    assert response.status_code == 400 and sentence_of(response)


@pytest.mark.parametrize("text", ["", "  ", "？？？", "//", "\x1b[31m", "😀", "啊" * 3000])
def test_whatever_is_typed_the_page_goes_on(caller: Caller, text: str) -> None:
    assert caller.does("hear", text=text)["call"]

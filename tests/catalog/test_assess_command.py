"""The contract of ``shuhui assess``: one JSON object in, one out, each line answered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from bot.catalog.report import assess_request
from bot.catalog.service import Catalog
from tests.person import KNOWLEDGE, TODAY

VERDICTS = {"eligible", "likely", "unknown", "ineligible"}


@cache
def shuhui_assess(*lines: str) -> tuple[list[dict[str, Any]], int, str]:
    """The objects written for these lines, the exit code, and what went to standard error."""
    done = subprocess.run(
        [sys.executable, "-c", "from bot.cli import main; main()", "assess"],
        input="\n".join(lines) + "\n",
        capture_output=True,
        cwd=KNOWLEDGE.parent,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        encoding="utf-8",
        errors="surrogateescape",
        timeout=60,
    )
    return [json.loads(line) for line in done.stdout.splitlines()], done.returncode, done.stderr


def line(**request: Any) -> str:
    return json.dumps(request, ensure_ascii=False)


GOOD = {
    "eligible": line(service="elderly-health", facts={"年龄": 65, "居住地": "成都市"}),
    "not yet": line(service="elderly-health", facts={"年龄": 64, "居住地": "成都市"}),
    "nothing known": line(service="elderly-health", facts={}),
    "no facts key": line(service="elderly-health"),
    "null fact": line(service="elderly-health", facts={"年龄": None, "居住地": "成都市"}),
    "earlier": line(service="elderly-health", facts={"出生日期": "1961-05-01", "居住地": "510107"}, date="2026-04-30"),
    "later": line(service="elderly-health", facts={"出生日期": "1961-05-01", "居住地": "510107"}, date="2026-05-01"),
    "region": line(service="elderly-health", facts={"年龄": 65, "居住地": "成都市"}, region="武侯"),
    "contradiction": line(service="elderly-health", facts={"年龄": 65, "出生日期": "1990-01-01"}),
    "born in the future": line(service="elderly-health", facts={"出生日期": "9999-01-01"}),
    "all items": line(service=None, facts={"年龄": 82, "户籍地": "四川省"}),
    "all by default": line(facts={"年龄": 82}),
}


def answer(name: str) -> dict[str, Any]:
    """The answer to one of the good lines; all go through one process."""
    answers, _, _ = shuhui_assess(*GOOD.values())
    return answers[list(GOOD).index(name)]


def test_each_good_line_is_answered_in_order() -> None:
    answers, code, errors = shuhui_assess(*GOOD.values())
    assert (len(answers), code, errors) == (len(GOOD), 0, "")


WORDS = [
    ("eligible", "eligible"), ("not yet", "ineligible"), ("nothing known", "unknown"),
    ("no facts key", "unknown"), ("null fact", "unknown"), ("earlier", "ineligible"), ("later", "eligible"),
    ("region", "eligible"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "verdict"), WORDS)
def test_an_item_gets_its_verdict(name: str, verdict: str) -> None:
    assert answer(name)["verdict"] == verdict


def test_an_answer_names_its_item() -> None:
    assert answer("eligible")["service"] == "elderly-health"


def test_a_benefit_gives_its_name_verdict_and_reasons(catalog: Catalog) -> None:
    (benefit,) = answer("eligible")["benefits"]
    assert benefit["name"] == catalog.files["elderly-health"].benefits[0].name
    assert (benefit["verdict"], benefit["reasons"][0]["text"]) == ("eligible", "年满65周岁")


@pytest.mark.parametrize(("name", "values"), [("not yet", [False, True]), ("nothing known", [None, None])])
def test_a_reason_is_true_false_or_null(name: str, values: list[bool | None]) -> None:
    assert [reason["value"] for reason in answer(name)["benefits"][0]["reasons"]] == values


def test_a_reason_names_its_paper() -> None:
    assert "国家基本公共卫生服务规范" in answer("eligible")["benefits"][0]["reasons"][0]["basis"]


def test_a_no_says_what_would_have_to_change() -> None:
    assert answer("not yet")["benefits"][0]["changes"] == ["再过1年满65周岁"]


MISSING = [("nothing known", {"年龄", "居住地"}), ("null fact", {"年龄"}), ("eligible", set[str]())]


@pytest.mark.parametrize(("name", "missing"), MISSING)
def test_what_is_missing_is_named(name: str, missing: set[str]) -> None:
    assert set(answer(name)["missing"]) == missing


def test_the_next_question_has_a_fact_a_text_and_options() -> None:
    question = answer("null fact")["next_question"]
    assert (question["fact"], question["text"], question["options"]) == ("年龄", "您今年多大年纪（周岁）？", [])


def test_a_decided_item_has_no_next_question() -> None:
    assert answer("eligible")["next_question"] is None


def test_a_contradiction_is_told_beside_the_verdict() -> None:
    (found,) = answer("contradiction")["contradictions"]
    assert (found["fact"], found["stated"], found["implied"]) == ("年龄", 65, 36)


def test_a_birth_date_still_to_come_is_a_contradiction_too() -> None:
    assert [found["fact"] for found in answer("born in the future")["contradictions"]] == ["出生日期"]


@pytest.mark.parametrize("name", ["all items", "all by default"])
def test_without_a_service_every_item_is_answered(name: str) -> None:
    results = answer(name)["results"]
    assert len(results) == 83 and {result["verdict"] for result in results} <= VERDICTS


def test_a_screening_has_one_next_question_for_all() -> None:
    assert answer("all items")["next_question"]["fact"] not in ("年龄", "户籍地")


@pytest.mark.parametrize("name", GOOD)
def test_every_answer_has_what_the_contract_says(name: str) -> None:
    given = answer(name)
    for item in given.get("results", [given]):
        assert {"service", "verdict", "benefits", "missing"} <= set(item)
        assert all({"name", "verdict", "reasons"} <= set(benefit) for benefit in item["benefits"])
    assert "next_question" in given


# ---- lines that are wrong -------------------------------------------------------------------

# What is wrong, the line, and what the error must say.
WRONG: dict[str, tuple[str, str]] = {
    "not json": ("你好", "不是 JSON"),
    "half an object": ('{"service": ', "不是 JSON"),
    "a list": ("[]", "JSON 对象"),
    "a number": ("5", "JSON 对象"),
    "too deep": ("[" * 100_000, "JSON"),
    "huge number": ('{"facts": {"年龄": ' + "9" * 5000 + "}}", ""),
    "huge text number": (line(facts={"年龄": "9" * 400}), "年龄"),
    "endless item": (line(service="x" * 9000, facts={}), "没有“" + "x" * 40 + "…”这项服务"),
    "endless text": (line(service="elderly-health", facts={"性别": "女" * 9000}), "不能写“" + "女" * 40 + "…”"),
    "unknown key": (line(service="elderly-health", fact={}), "不认识的键“fact”"),
    "unknown item": (line(service="elderly-helth", facts={}), "没有“elderly-helth”这项服务"),
    "item is a number": (line(service=5, facts={}), "没有“5”这项服务"),
    "item is a list": (line(service=["elderly-health"], facts={}), "这项服务"),
    "facts is a list": (line(service="elderly-health", facts=["年龄"]), "facts"),
    "facts is a text": (line(service="elderly-health", facts="年龄65"), "facts"),
    "unknown fact": (line(service="elderly-health", facts={"年令": 65}), "没有“年令”这个事实，是不是“年龄”？"),
    "word for a number": (line(service="elderly-health", facts={"年龄": "很大"}), "“年龄”要写数字，不能写“很大”"),
    "number out of range": (line(service="elderly-health", facts={"年龄": 200}), "应当在0到130周岁之间"),
    "list for an option": (line(service="elderly-health", facts={"性别": ["女"]}), "“性别”只能是男、女"),
    "object for a yes": (line(service="elderly-health", facts={"低保": {}}), "“低保”要写 是 或 否"),
    "no such place": (line(service="elderly-health", facts={"居住地": "火星"}), "认不出地方“火星”"),
    "no such date": (line(service="elderly-health", facts={}, date="2026-02-30"), "date 要写成 2026-07-01 这样"),
    "date is a number": (line(service="elderly-health", facts={}, date=20260701), "date 要写成 2026-07-01 这样"),
    "no such region": (line(service="elderly-health", facts={}, region="火星"), "认不出地方“火星”"),
    "half a character": ('{"service": "\\ud800", "facts": {}}', "这项服务"),
}


NOT_REQUESTS = {"not json", "half an object", "a list", "a number", "too deep", "huge number"}


@pytest.mark.parametrize("name", [name for name in WRONG if name not in NOT_REQUESTS])
def test_a_wrong_request_is_refused_in_plain_chinese(catalog: Catalog, name: str) -> None:
    text, said = WRONG[name]
    with pytest.raises(ValueError) as caught:
        assess_request(catalog, json.loads(text), TODAY)
    assert said in str(caught.value)


def wrong(name: str) -> dict[str, Any]:
    answers, _, _ = shuhui_assess(*(text for text, _ in WRONG.values()), GOOD["eligible"])
    return answers[list(WRONG).index(name)]


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_line_is_answered_with_its_error(name: str) -> None:
    assert WRONG[name][1] in wrong(name)["error"]


def test_a_good_line_after_wrong_ones_is_answered() -> None:
    answers, _, _ = shuhui_assess(*(text for text, _ in WRONG.values()), GOOD["eligible"])
    assert answers[-1]["verdict"] == "eligible"


def test_a_wrong_line_makes_the_exit_code_1() -> None:
    assert shuhui_assess(GOOD["eligible"], "你好", "", GOOD["not yet"])[1] == 1


def test_a_blank_line_is_no_request() -> None:
    assert len(shuhui_assess(GOOD["eligible"], "你好", "", GOOD["not yet"])[0]) == 3

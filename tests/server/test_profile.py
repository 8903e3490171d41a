"""我的情况: what the bot knows of me, to be looked at, mended and struck out."""

from __future__ import annotations

import pytest

from tests.server.visitor import Visitor, card_of, facts_by_person, sentence_of


@pytest.fixture
def known(visitor: Visitor) -> Visitor:
    """A resident who has told about two people."""
    visitor.says("我妈70岁，农村户口，能领什么补贴？")
    assert visitor.send("PUT", "profile", {"subject": "self", "fact": "年龄", "value": 45}).status_code == 200
    return visitor


def test_at_first_nothing_is_known(visitor: Visitor) -> None:
    assert visitor.persons() == {}


def test_told_facts_are_shown_with_what_is_needed_to_change_them(known: Visitor) -> None:
    persons = {person["subject"]: person for person in known.get("profile").json()["persons"]}
    mother = {row["fact"]: row for row in persons["mother"]["facts"]}
    assert persons["mother"]["label"] == "您母亲"
    assert mother["年龄"]["value"] == 70 and mother["年龄"]["text"] == "70周岁"
    assert mother["年龄"]["input"]["kind"] == "number" and mother["户口性质"]["input"]["options"]


@pytest.mark.parametrize(
    ("fact", "value", "kept"),
    [
        ("年龄", 81, 81),
        ("年龄", "82", 82),
        ("残疾证", True, True),
        ("残疾证", "是", True),
        ("户口性质", "农业", "农业"),
        ("居住地", "成都市", "510100"),
        ("居住地", "510722", "510722"),
        ("出生日期", "1950-01-31", "1950-01-31"),
        ("家庭人均月收入", 640.5, 640.5),
    ],
)
def test_a_fact_is_corrected(known: Visitor, fact: str, value: object, kept: object) -> None:
    changed = known.send("PUT", "profile", {"subject": "mother", "fact": fact, "value": value})
    assert facts_by_person(changed)["mother"][fact] == kept
    assert known.persons()["mother"][fact] == kept


def test_the_bot_goes_by_what_was_corrected(visitor: Visitor) -> None:
    visitor.says("我今年50岁，住在成都，能免费体检吗")
    visitor.send("PUT", "profile", {"subject": "self", "fact": "年龄", "value": 72})
    assert card_of(visitor.says("老年人健康管理"), "verdict")["verdict"] == "eligible"


@pytest.mark.parametrize(
    "body",
    [
        {"subject": "self", "fact": "年龄", "value": 999},
        {"subject": "self", "fact": "年龄", "value": -1},
        {"subject": "self", "fact": "年龄", "value": "很老"},
        {"subject": "self", "fact": "年龄", "value": None},
        {"subject": "self", "fact": "年龄", "value": [1]},
        {"subject": "self", "fact": "年龄", "value": {"from": 1, "to": 2}},
        {"subject": "self", "fact": "性别", "value": ["男"]},
        {"subject": "self", "fact": "性别", "value": "\ud800"},
        {"subject": "self", "fact": "年岁", "value": 5},
        {"subject": "self", "fact": "居住地", "value": "火星"},
        {"subject": "self", "fact": "出生日期", "value": "1958-02-30"},
        {"subject": "<script>", "fact": "年龄", "value": 5},
        {"subject": ["self"], "fact": "年龄", "value": 5},
        {"subject": "self", "fact": {"a": 1}, "value": 5},
        {"subject": "self", "fact": "年龄", "value": "13812345671"},
        {},
        b"{nope",
    ],
    ids=repr,
)
def test_a_wrong_correction_is_refused_in_words_and_changes_nothing(known: Visitor, body: object) -> None:
    before = known.persons()
    response = known.send("PUT", "profile", body)
    assert response.status_code == 400 and "13812345671" not in sentence_of(response)
    assert known.persons() == before


def test_facts_are_struck_out_one_by_one_by_person_and_all(known: Visitor) -> None:
    left = facts_by_person(known.send("DELETE", "profile", {"subject": "mother", "fact": "年龄"}))
    assert "年龄" not in left["mother"] and left["mother"]["户口性质"] == "农业" and left["self"] == {"年龄": 45}
    assert set(facts_by_person(known.send("DELETE", "profile", {"subject": "mother"}))) == {"self"}
    assert facts_by_person(known.send("DELETE", "profile", {})) == {}
    assert known.persons() == {}


@pytest.mark.parametrize("body", [{"subject": "self", "fact": ["年龄"]}, {"subject": 5}, {"subject": ["self"]}])
def test_a_wrong_deletion_deletes_nothing(known: Visitor, body: object) -> None:
    before = known.persons()
    assert known.send("DELETE", "profile", body).status_code == 400
    assert known.persons() == before


def test_what_is_struck_out_is_asked_again(visitor: Visitor) -> None:
    visitor.says("我72岁，住在成都，能免费体检吗")
    visitor.send("DELETE", "profile", {"subject": "self", "fact": "年龄"})
    assert card_of(visitor.says("老年人健康管理"), "question")["fact"] == "年龄"


@pytest.mark.parametrize(("parent", "count"), [("510000", 21), ("510700", 9), ("", 31), ("999999", 0), ("<x>", 0)])
def test_regions_within_a_region(visitor: Visitor, parent: str, count: int) -> None:
    regions = visitor.http.get(visitor.server.api("regions"), params={"parent": parent}, timeout=30).json()
    assert len(regions) >= count if count else regions == []
    assert all(len(region["code"]) == 6 and region["name"] for region in regions)

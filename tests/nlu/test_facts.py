"""Facts read from messages that no phrase was written after: floors a little below what is reached."""

from __future__ import annotations

import pytest

from bench.facts import SET, differences, figures, read
from bot.catalog.loader import load_facts
from bot.catalog.regions import Regions
from bot.nlu.extraction.pipeline import FactReader
from bot.nlu.reading import fact_reader
from bot.settings import read_settings


@pytest.fixture(scope="module")
def reader() -> FactReader:
    return fact_reader()


@pytest.mark.parametrize(
    ("file", "precision", "recall", "person"),
    [
        ("facts.jsonl", 0.97, 0.945, 0.97),
        ("facts_wide.jsonl", 0.955, 0.94, 0.96),
        ("facts_held.jsonl", 0.925, 0.86, 0.92),
    ],
)
def test_few_facts_are_read_wrongly_or_missed(
    reader: FactReader, file: str, precision: float, recall: float, person: float
) -> None:
    reached = figures(read(SET / file, reader))
    assert all(got >= floor for got, floor in zip(reached, (precision, recall, person), strict=True)), reached


def test_what_is_only_asked_states_no_fact(reader: FactReader) -> None:
    questions = [row for row in read(SET / "facts_wide.jsonl", reader) if not row["facts"]]
    misread = [row["text"] for row in questions if differences(row)[1]]
    assert len(misread) <= 0.12 * len(questions), misread


@pytest.mark.parametrize(
    "question",
    [
        "农村危房改造能申请不",
        "居民医保今年怎么交钱",
        "低保，怎么办",
        "六十岁老兵补助一个月好多",
        "满60岁的能领吗",
        "低保 新申请 材料",
        "如果我没有残疾证的话能领吗",
    ],
)
def test_naming_a_service_or_a_condition_is_no_statement(reader: FactReader, question: str) -> None:
    assert not reader.read(question).facts


@pytest.mark.parametrize(
    ("text", "subject", "fact", "value"),
    [
        ("我60了能领不", "self", "年龄", 60),
        ("我爷不是79是80了", "grandparent", "年龄", 80),
        ("失业保险才交了十一个月", "self", "失业保险缴费月数", 11),
        ("我婆娘怀孕三个月", "spouse", "怀孕", True),
        ("当了两年兵", "self", "服役年数", 2),
        ("五十有三，下岗职工", "self", "年龄", 53),
        ("低保户 残疾二级 一个人住", "self", "独居", True),
        ("我妈 79 岁", "mother", "年龄", 79),
    ],
)
def test_ways_of_speaking(reader: FactReader, text: str, subject: str, fact: str, value: object) -> None:
    assert reader.read(text).of(subject)[fact] == value


@pytest.mark.parametrize(
    ("text", "illness"),
    [
        ("我爸有高血压和糖尿病，68岁", "两样都有"),
        ("我得了糖尿病，还有高血压", "两样都有"),
        ("我没得高血压，有糖尿病", "糖尿病"),
        ("我爸有高血压，没有糖尿病", "高血压"),
    ],
)
def test_two_illnesses_are_read_as_both(reader: FactReader, text: str, illness: str) -> None:
    assert [fact.value for fact in reader.read(text).facts if fact.fact == "慢性病"] == [illness]


def test_two_readers_each_read_by_their_own_phrases() -> None:
    """A server reads the phrases anew when they change, beside the reader that still answers."""
    folder = read_settings().knowledge
    regions = Regions.read(folder / "regions.csv")
    vocabulary, _ = load_facts(folder / "facts.yml", regions)
    phrases = {"事实": {"居住证": {"是": ["攥着红皮本本"]}}}
    old, new = (FactReader(read, vocabulary, regions) for read in ({"事实": {}}, phrases))
    assert not old.read("我攥着红皮本本").facts and new.read("我攥着红皮本本").facts


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("八个月 打针", "child"),  # nobody of that age writes
        ("两岁", "self"),  # a bare answer is about whoever is being talked of
        ("我孙子三岁，我带，能领钱不", "other"),
        ("我们村有个五保老汉，房子垮了", "other"),
        ("我今年63岁，农村的，老伴透析，能不能吃低保", "self"),
        ("我们是脱贫户，女儿读职高", "child"),
        ("爸妈都在外面打工，爷爷带，娃13岁", "child"),
    ],
)
def test_whom_a_message_is_about(reader: FactReader, text: str, subject: str) -> None:
    assert reader.read(text).subject == subject


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("户口在郫县", "510117"),
        ("户籍是达县的", "511703"),
        ("我户口宜宾县的", "511504"),
        ("我在龙泉租房子住", "510112"),
        ("户口在乐山市中区", "511102"),
        ("户口在内江市中区", "511002"),
    ],
)
def test_old_and_short_names_of_places(reader: FactReader, text: str, code: str) -> None:
    assert code in [fact.value for fact in reader.read(text).facts]


@pytest.mark.parametrize(
    "text",
    [
        "不够格吃低保",
        "男60女50退休",
        "三口之家，月收入合计4000",
        "两口子一个是城镇户口一个是农村户口",
        "父母60多了，我想请护理假",
    ],
)
def test_what_is_not_so_of_one_person_is_no_fact(reader: FactReader, text: str) -> None:
    assert not reader.read(text).facts


def test_a_soldiers_grade_is_not_a_work_injurys(reader: FactReader) -> None:
    assert reader.read("我是三级伤残退役军人").of("self").get("残疾军人等级") == 3

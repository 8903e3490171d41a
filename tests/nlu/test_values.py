"""Values as people say them: ages, grades, sums, places, and what one has and another has not."""

from __future__ import annotations

import pytest

from bot.nlu.extraction.pipeline import FactReader
from bot.nlu.reading import fact_reader


@pytest.fixture(scope="module")
def reader() -> FactReader:
    return fact_reader()


@pytest.mark.parametrize(
    ("text", "subject", "age"),
    [
        ("我外公80有5了，一个人过", "grandparent", 85),
        ("我爸他有七十三了，有低保", "father", 73),
        ("男的58，没单位", "self", 58),
        ("我快了，五十九半，社保够了", "self", 59),
        ("七十八哦打错了，是七十九", "self", 79),
        ("我婆婆去年走的时候八十九", "grandparent", 89),
        ("我爸62岁得肺癌走了，丧葬费找谁", "father", 62),
        ("我40岁结婚的，今年52", "self", 52),
    ],
)
def test_ages_in_every_spoken_form(reader: FactReader, text: str, subject: str, age: int) -> None:
    assert reader.read(text).of(subject)["年龄"] == age


@pytest.mark.parametrize(
    "text", ["我48岁下岗的，有什么补贴", "我36岁守寡的", "妈走的时候我才五岁", "爸爸坐牢那年我才十二"]
)
def test_the_age_at_which_something_happened_is_no_age(reader: FactReader, text: str) -> None:
    assert "年龄" not in reader.read(text).of("self")


def test_half_a_year_more_is_no_count_of_months(reader: FactReader) -> None:
    assert reader.read("娃娃一岁半，要打疫苗").of("child") == {"年龄": 1}


@pytest.mark.parametrize(
    ("text", "subject", "fact", "value"),
    [
        ("没得娃儿，一个人过", "self", "子女数", 0),
        ("我妈今年六十六整，没儿没女", "mother", "子女数", 0),
        ("我们有三个娃要读书", "self", "子女数", 3),
        ("我和前妻离了三年了，娃跟我", "self", "婚姻状况", "离异"),
        ("申请低保没批", "self", "低保", False),
        ("低保申请了几次都没通过", "self", "低保", False),
        ("我是农民，今年五十五", "self", "就业状态", "务农"),
        ("灵活就业自己交社保，交了八年", "self", "就业状态", "灵活就业"),
        ("在面馆洗碗，一个月才一千八", "self", "月收入", 1800),
        ("我没领过养老金，七十了", "self", "领取职工养老金", False),
        ("娃考起技校了", "child", "学段", "中职"),
        ("女儿考上川农了", "child", "学段", "高校"),
        ("残疾证正在办还没拿到", "self", "残疾证", False),
        ("我弟弟精神病一级，有证", "other", "残疾等级", 1),
        ("听力三级能不能考驾照", "self", "残疾等级", 3),
        ("残疾证写的不是一级是二级", "self", "残疾等级", 2),
        ("我老公经常打我，想离婚", "self", "法律援助事项", "家暴虐待遗弃"),
        ("前夫不给抚养费", "self", "婚姻状况", "离异"),
        ("刚生了二胎，剖腹产，医保报得到多少", "self", "生育情况", "已生孩子"),
        ("我87年当的兵，三年", "self", "服役年数", 3),
    ],
)
def test_values_that_people_say_in_their_own_words(
    reader: FactReader, text: str, subject: str, fact: str, value: object
) -> None:
    assert reader.read(text).of(subject)[fact] == value


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("我退休金2800，想申请公租房", "月收入"),
        ("高龄津贴每个月有三百块？", "月收入"),
        ("我是失地农民，六十二", "就业状态"),
        ("老板说要裁员，我怕", "失业原因"),
        ("想自己开个小面馆，有没有贷款", "就业状态"),
        ("没有孩子照顾，一个人住", "子女数"),
        ("我在成都打工，户口在南充", "居住地"),
        ("儿女都在深圳，我一个人", "居住地"),
        ("没钱请律师", "已请律师"),
        ("住院自己出了三万", "医疗费用负担重"),
        ("我爸瘫痪了，能领什么", "生活不能自理"),
        ("不晓得我户口是农村还是城镇", "户口性质"),
        ("爸还没领养老金", "再生育收养"),
        ("想要个轮椅", "备孕"),
        ("聋哑人补贴有好多", "残疾或发育障碍"),
        ("想领养一个孩子", "子女数"),
    ],
)
def test_what_is_merely_likely_is_no_fact(reader: FactReader, text: str, fact: str) -> None:
    assert fact not in {found.fact for found in reader.read(text).facts}


@pytest.mark.parametrize(
    ("text", "subject", "fact"),
    [
        ("我妈有退休金，我爸没得", "father", "领取职工养老金"),
        ("我有残疾证，老婆没有", "spouse", "残疾证"),
        ("人家有低保，我没有", "self", "低保"),
    ],
)
def test_what_another_has_is_denied_without_being_named_again(
    reader: FactReader, text: str, subject: str, fact: str
) -> None:
    assert reader.read(text).of(subject)[fact] is False


@pytest.mark.parametrize(
    ("text", "code"),
    [("我现在住海南", "460000"), ("我住在泸州纳溪区想读书", "510503"), ("在彭山打工两年多", "511403")],
)
def test_where_somebody_lives(reader: FactReader, text: str, code: str) -> None:
    assert reader.read(text).of("self")["居住地"] == code


@pytest.mark.parametrize(
    ("text", "subject", "age"),
    [
        ("我自己也六十八了", "self", 68),
        ("说错了，我婆婆是七十六", "grandparent", 76),
        ("我们两个都是四十五", "self", 45),
        ("我女今年子十二", "child", 12),
    ],
)
def test_an_age_after_words_that_say_nothing(reader: FactReader, text: str, subject: str, age: int) -> None:
    assert reader.read(text).of(subject)["年龄"] == age


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("我在菜市场卖肉", "就业状态", "个体经营"),
        ("我在医院做护工", "就业状态", "在职"),
        ("我是绵竹的一名普通农民", "就业状态", "务农"),
        ("我爸走了，生前是五保", "特困", True),
        ("育有一女，租房", "子女数", 1),
        ("他是聋的，没办过证", "残疾证", False),
        ("我眼睛不行，肢体也残疾，但没办证", "残疾证", False),
        ("系重度肢体残疾（二级），有证", "残疾证", True),
        ("我耳朵聋，二级", "残疾等级", 2),
        ("低保我们家没得", "低保", False),
        ("村干部不给我们评低保", "低保", False),
        ("我社保断断续续交了十四年", "养老保险缴费年数", 14),
        ("享受城乡居民养老待遇", "养老保险", "居民"),
        ("居民医保年年都在交", "医疗保险", "居民"),
        ("我三个月工资没得", "拖欠工资", True),
        ("来自甘孜道孚，外来务工", "户籍地", "513326"),
    ],
)
def test_values_in_other_orders_and_in_notes(reader: FactReader, text: str, fact: str, value: object) -> None:
    assert value in [stated.value for stated in reader.read(text).facts if stated.fact == fact]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("我社保交了三年多", "养老保险缴费年数"),
        ("我弟刚出狱，有没有就业帮扶", "就业状态"),
        ("我们结婚六年没怀上", "怀孕"),
        ("我娃没法上幼儿园", "学段"),
        ("我四级伤残军人", "残疾军人证"),
        ("我职工，产假里单位不给发工资", "拖欠工资"),
        ("我离休干部遗属，七十九", "就业状态"),
    ],
)
def test_what_only_sounds_like_the_value(reader: FactReader, text: str, fact: str) -> None:
    assert not [stated for stated in reader.read(text).facts if stated.fact == fact]


@pytest.mark.parametrize(
    "question",
    [
        "在街上卖菜要不要交钱",
        "在学校做老师要考啥证",
        "协议离婚要带啥",
        "休产假有没有工资",
        "居民养老金怎么领",
        "独生子女的父母有啥补助",
        "家在农村的学生有没有补助",
        "工资三个月不发去哪告",
    ],
)
def test_asking_in_the_words_of_a_value_states_nothing(reader: FactReader, question: str) -> None:
    assert not reader.read(question).facts

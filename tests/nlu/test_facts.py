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
        ("facts_wide.jsonl", 0.96, 0.93, 0.965),
        ("facts_held.jsonl", 0.965, 0.93, 0.955),
        ("facts_fresh.jsonl", 0.9, 0.89, 0.96),
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
        "满80了能领好多",
        "要是我满80了能领高龄津贴不",
        "问一下七十岁的老人有没有补贴",
        "五十岁女工人退休要什么",
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
        ("上个月才生的，还没上户口", "child"),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("贵州户口在成都读", {"户籍地": "520000", "就读地": "510100"}),
        ("河南户口在成都租房", {"户籍地": "410000", "居住地": "510100"}),
        ("户口没迁，在攀枝花住了六年", {"居住地": "510400"}),
        ("娃户口在老家巴中，在温江上幼儿园", {"户籍地": "511900", "就读地": "510115"}),
        ("重庆户口，前年底搬到邻水来的", {"户籍地": "500000", "居住地": "511623"}),
    ],
)
def test_the_hukou_is_not_where_one_lives_or_studies(reader: FactReader, text: str, expected: dict[str, str]) -> None:
    places = {fact.fact: fact.value for fact in reader.read(text).facts if fact.fact.endswith("地")}
    assert places == expected


@pytest.mark.parametrize(
    ("text", "subject", "age"),
    [
        ("我70住绵阳", "self", 70),
        ("7o岁了，能领钱不", "self", 70),
        ("还有我舅舅79", "other", 79),
        ("周岁59，虚岁60", "self", 59),
        ("我妈农村户口62，没社保", "mother", 62),
        ("老汉81妈老汉78", "father", 78),
        ("奶奶去世了，88岁", "grandparent", 88),
        ("前面说我妈72，其实是71", "mother", 71),
        ("我爷爷是烈士，我爸爸今年68", "father", 68),
        ("带着五岁的孙子", "other", 5),
    ],
)
def test_ages_said_in_passing(reader: FactReader, text: str, subject: str, age: int) -> None:
    assert [(fact.subject, fact.value) for fact in reader.read(text).facts if fact.fact == "年龄"] == [(subject, age)]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("我老伴的糖尿病呢", "spouse"),
        ("村里有个孤老头，瘫了", "other"),
        ("我一个孤老头，七十五", "self"),
        ("我瘫了，下不了床，娃儿读初中，能吃低保不", "self"),
        ("我邻居吃低保还开车，我家咋不行", "self"),
        ("有个亲戚得了癌症，想问救助", "other"),
        ("大姐请问一下，我五十三，农村的，能买养老保险不", "self"),  # who is addressed is nobody
        ("妹儿我问你哈，我爸六十九，腿断了咋报账", "father"),
        ("孙女五岁，她爸爸在坐牢，妈妈跑了，她能领啥子补助", "other"),
        ("侄女读初三，她外公七十八，是低保户，她有没有助学金", "other"),
        ("嫂子托我问，她儿子三岁，脑瘫，能不能补助", "other"),
        ("我家公公八十一，瘫了", "other"),
        ("爸妈都是农村户口，养老金怎么领", "other"),
        ("我爸七十八我妈七十五，他们两个都没低保", "other"),
        ("我爸妈都没工作，我上高一，能申请补助不", "self"),
        ("爷爷八十一,上个月去世了,生前交的居民养老,丧葬费咋领,我妈没工作", "grandparent"),
        ("我失业了，我妈身体差，我弟还小，娃儿要读书嘛", "self"),
        ("我没房子，租我妈的房，能不能申请公租房", "self"),
        ("不是我，是我二姨，六十三了，没社保", "other"),
        ("我老公失业了，我问的是我那个生育津贴", "self"),
        ("我女朋友有残疾证，能领补贴不", "other"),
        ("我外婆八十六，走不动路，我在重庆打工回不来，有没有人照看她", "grandparent"),
        ("我崽读初二住校", "child"),
        ("我老婆怀的双胞胎，七个月", "spouse"),
    ],
)
def test_the_person_beside_others_who_are_named(reader: FactReader, text: str, subject: str) -> None:
    assert reader.read(text).subject == subject


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("有居住证没有社保", "居住证", True),
        ("离过婚又结了", "婚姻状况", "已婚"),
        ("我男人牺牲了", "婚姻状况", "丧偶"),
        ("就一个娃娃走了", "独生子女死亡", True),
        ("刚生了20天", "产后42天内", True),
        ("娃生下来五个月了还没上户口", "月龄", 5),
        ("老板不给工资跑了", "拖欠工资", True),
        ("读的寄宿学校，初二", "寄宿", True),
        ("退伍六年了，当了5年兵", "服役年数", 5),
        ("今年五十八，哦不对说错了是六十三", "年龄", 63),
        ("我妈今年六十四不对六十六了", "年龄", 66),
        ("今年六十二退下来了", "年龄", 62),
    ],
)
def test_values_with_a_turn_of_speech(reader: FactReader, text: str, fact: str, value: object) -> None:
    assert [item.value for item in reader.read(text).facts if item.fact == fact] == [value]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("怀起5个月", "月龄"),
        ("我老婆怀的双胞胎，七个月", "月龄"),
        ("我男的死了八年了", "性别"),
        ("城乡居民养老，一个月领一百六", "月收入"),
        ("每个月五百块低保", "月收入"),
        ("我在超市上班，没给我交社保", "养老保险"),
        ("本来交职工社保，后来断了", "养老保险"),
        ("我妈没有残疾，就是老了", "残疾或发育障碍"),
        ("爷爷76岁奶奶74岁", "年龄"),
        ("大的读高中小的读小学", "学段"),
        ("我表叔摔断了手，没签合同，工伤认定哪个去申请", "工伤认定"),
        ("我老公遭车撞了，评的二级伤残", "工伤伤残等级"),
        ("养老保险在浙江交了九年，回来又交了四年", "养老保险缴费年数"),
        ("她是灵活就业交的医保", "养老保险"),
        ("岳父工伤八级，已和单位解除劳动关系", "失业原因"),
        ("我侄女九岁，姐夫再婚走了，孩子跟我们", "婚姻状况"),
        ("娃儿读高二，我和他爸都在打工", "父母外出务工"),
        ("原来在供销社干过八年", "居住月数"),
        ("今年六十五虚岁", "年龄"),
        ("我差点就评上低保了", "低保"),
        ("说是特困户看病不花钱，真的哇", "特困"),
        ("农民工有没有养老保险", "养老保险"),
        ("地震把房子震垮了国家赔不赔", "因灾倒损住房"),
        ("下岗证还有用不", "就业状态"),
    ],
)
def test_what_only_sounds_like_a_fact(reader: FactReader, text: str, fact: str) -> None:
    assert fact not in {item.fact for item in reader.read(text).facts}


@pytest.mark.parametrize(
    ("text", "subject", "facts"),
    [
        ("我妈有低保我没得，能不能申请", "self", {"低保": False}),
        ("爷爷有残疾证，奶奶没得，奶奶八十二", "grandparent", {"残疾证": False}),
        ("我今年十六岁我妈跑了，我跟着大姨过", "self", {"年龄": 16}),
        ("离婚了娃儿归我，娃儿五岁", "self", {"婚姻状况": "离异"}),
        ("我是低保户，女儿读高二，有没有助学金", "child", {"低保": True}),
        ("带着两个娃，小的四岁，租房住", "self", {"租房": True}),
        ("我和老公都有残疾，我是肢体三级他是听力二级", "self", {"残疾等级": 3}),
        ("我女儿离婚了，带个娃儿三岁，能不能申请低保", "child", {"婚姻状况": "离异", "年龄": None}),
        ("女儿26岁，离婚后独自带一个3岁娃，没有工作", "child", {"婚姻状况": "离异", "年龄": 26}),
        ("我户口在雅安她户口在云南", "self", {"居住地": None}),
        ("本人六十八，老伴六十五，无儿无女，没有低保", "self", {"年龄": 68, "低保": False}),
        ("我有残疾证，我娃也看不到，但是没办证，娃能不能配眼镜", "child", {"残疾证": False}),
        ("我有残疾证，我娃也看不到，但是没办证，我能领啥", "self", {"残疾证": True}),
        ("我独女是重残三级", "self", {"残疾等级": None, "独生子女伤残": True}),
        ("我爸洗澡穿衣都要我弄", "father", {"生活不能自理": True}),
        ("七十三岁，老伴七十五岁，两个人都没有退休金", "self", {"年龄": 73}),
        ("我五十九我老公六十二，我们交的居民养老划不划算", "self", {"年龄": 59}),
        ("我离婚了带个娃读初一，娃有没有补助", "child", {"学段": "初中"}),
        ("村干部把我家低保取消了", "self", {"低保": False}),
        ("我哥吃低保，我没吃", "self", {"低保": False}),
        ("我原来说我六十，错了，身份证上写的六十二", "self", {"年龄": 62}),
        ("两个娃，一个十四一个八岁，没钱读书", "self", {"年龄": None}),
        ("绵阳户口，在成都上班，想办居住证", "self", {"居住地": "510100"}),
    ],
)
def test_each_fact_is_that_of_whom_it_is_told(
    reader: FactReader, text: str, subject: str, facts: dict[str, object]
) -> None:
    said = reader.read(text).of(subject)
    assert {name: said.get(name) for name in facts} == facts


def test_a_colleagues_and_a_neighbours_family_is_theirs(reader: FactReader) -> None:
    found = reader.read("我们厂头一个大姐得了癌症，老公又赌，女儿才读职高，有没有补助")
    assert found.subject == "other" and "学段" not in found.of("child")
    assert reader.read("帮楼上李叔问，他老婆有低保").subject == "other"


def test_the_facts_of_a_strangers_relatives_are_nobodys(reader: FactReader) -> None:
    found = reader.read("我孙子七岁，他爸爸三十八，有残疾证，孙子能领补助不")
    assert found.of("other") == {"年龄": 7}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("来电人之母80岁，户籍金堂，问高龄津贴", "mother"),
        ("听力二级残疾，我是他女儿，帮他问补贴", "father"),
        ("八十二岁，没有社保，我是她儿子，想问高龄津贴", "mother"),
        ("老公走了，骨灰安放有没有补贴", "spouse"),
        ("老公病死了，我没得工作，今年五十八，有没有遗属补助", "self"),
        ("我爸七十六，我妈七十四，两位老人都没有退休金，怎么办", "other"),
        ("我是一个六岁女孩的奶奶，孩子爸爸坐牢，妈妈跑了，孩子能领什么钱", "other"),
        ("我和前妻离婚后，女儿跟我，她今年七岁，户口在前妻那里，怎么迁", "child"),
        ("老婆上周生了，一对双胞胎，医保报多少", "spouse"),
        ("我表弟媳妇刚生了娃，她没上班，报不报得到", "other"),
        ("老公尿毒症，家里全靠我摆摊，一个月两千，我们这种情况能吃低保吗", "self"),
        ("我妈肺癌动了手术，花了九万，我们是低保户，还能救助吗", "mother"),
        ("我是外地户口，在成都买了房，会不会影响娃儿读书", "child"),
        ("我妈养老金算错了，怎样申请复核，要本人到场不", "mother"),
        ("我们社区有户人家，男的得了癌症，这种找哪个", "other"),
        ("他今年四十七，在工地上摔了，我是他婆娘，咋个办", "spouse"),
        ("我屋头婆娘精神残疾，我一个人看不过来，有啥办法", "spouse"),
        ("奶奶走了，今年九十岁，卡里还有养老金进来，要退吗", "grandparent"),
    ],
)
def test_relations_decide_who_is_asked_about(reader: FactReader, text: str, subject: str) -> None:
    assert reader.read(text).subject == subject


def test_who_outlives_a_partner_is_widowed_and_no_friend_of_the_childs(reader: FactReader) -> None:
    assert reader.read("老汉走了五年了，妈今年七十，一个人住").of("mother")["婚姻状况"] == "丧偶"
    assert "婚姻状况" not in {f.fact for f in reader.read("我外甥他爸妈都没了，娃才九岁").facts}


def test_place_beside_a_kind_of_registration_is_where_one_lives(reader: FactReader) -> None:
    told = {f.fact for f in reader.read("外省户口在成都租房上班，娃能读公办幼儿园不").facts}
    assert "居住地" in told and "户籍地" not in told
    assert "户籍地" in {f.fact for f in reader.read("我农村户口在成都温江，能参保吗").facts}


def test_a_small_child_does_not_work(reader: FactReader) -> None:
    read = reader.read("公司给买了社保，娃能读公办幼儿园不")
    assert read.subject == "child" and "养老保险" not in read.of("child")


def test_who_cares_for_somebody_is_not_asked_about(reader: FactReader) -> None:
    assert reader.read("老汉儿七十三，瘫了两年，我妈照顾他，他们两个都是农村户口，有没有护理的钱").subject == "father"

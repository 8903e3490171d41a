"""The conversations both bots are measured with: twelve of a dozen different messages each.

They are varied by age, place and person, the same way for both bots: variant 7 is always the
same text. No question is in the training data (谢谢 and the like are, as in life), and no variant
is used twice in a run, so that no bot has a sentence ready.
"""

from __future__ import annotations

import random

Conversation = list[str]
_AGES = range(58, 97)
_PLACES = [
    "成都青羊区",
    "德阳什邡",
    "绵阳三台",
    "南充阆中",
    "达州宣汉",
    "宜宾江安",
    "泸州合江",
    "乐山犍为",
    "凉山西昌",
    "自贡富顺",
    "内江资中",
    "广安武胜",
    "巴中平昌",
    "广元苍溪",
    "遂宁射洪",
    "眉山仁寿",
    "雅安汉源",
    "攀枝花米易",
    "甘孜康定",
    "阿坝茂县",
    "资阳安岳",
]
_PERSONS = ["我妈", "我爸", "我婆婆", "我爷爷", "我外婆", "我老汉", "我公公", "我岳母"]
_SCRIPTS = """
你好啊，请教一下
{person}今年{age}岁了，户口在{place}，有没有高龄老人的补贴
不是低保户
也没得残疾证
问这个干啥子
这个我不太清楚
那要带哪些材料过去
在{place}的话到哪里办
一个月大概有好多钱
那我自己呢，我{age}岁
能不能帮老人代办
谢谢你了

我想看看我家里能享受些啥政策
{age}岁
户口在{place}农村
男的
结了婚的，有两个娃娃
现在没有活路做
没有残疾
这个不想说
去年得过一场大病
低保是咋个申请的
哪个部门受理嘛
再见哈

{person}腿脚不方便，有二级残疾证，每个月有没有护理的钱
肢体残疾
户口是{place}的
没有吃低保
为什么要晓得这个
说错了，是三级
那还能不能领
材料要哪些
流程是咋个走的
多久能批下来
找人工
好的谢了

娃儿是外地户口，在{place}读小学，学费免不免
我们有居住证的
今年七岁
公办学校
课本费要不要交
住校的生活补助有没有
要什么条件
在哪里申请
不晓得
你说的这些是哪个文件规定的
{person}说去年还要交钱
拜拜

我在{place}上班被裁了，失业金怎么领
交了{years}年社保
不是自己辞职的
三十八岁
还没找到新工作
一个月能领多少
领了还能不能交医保
需要哪些证明
网上可以办吗
不想说
想学个手艺有培训没有
谢谢

老家{place}的房子裂了口子成了危房，国家补不补
农村户口
是低保户
只有这一套房
鉴定过是D级
补好多
先修还是先申请
找哪个签字
{person}一个人住也算吗
没有儿女
材料清单发我看看
好嘞

我怀孕三个月了，产前检查有哪些是不要钱的
户口不在{place}，在那边打工
二十九岁
第一胎
建册在哪点建
要带结婚证不
生娃住院能报多少
我没有单位，只有居民医保
男方农村户口
叶酸去哪领
为啥要问户口
谢谢医生

{person}{age}岁，高血压好多年了，社区有没有免费管的
住在{place}
糖尿病也有
签家庭医生要钱吗
一年体检几回
体检都查些啥
在社区卫生站还是大医院
要预约不
行动不便能不能上门
不清楚
还有别的优惠没有
麻烦你了

我{years}年前从部队退下来，安置和补助怎么说
义务兵
户口在{place}
没有评残
工作还没得
优待证在哪里办
要准备什么东西
办下来要多久
坐车有啥优惠
{person}是烈属
他有没有抚恤金
晓得了

工头欠我{years}个月工钱，想请律师没得钱咋办
在{place}的工地上
农民工
没有签合同
每个月挣四千
是
可以免费请律师吗
法律援助中心在哪
申请要交什么
多久给答复
对了我户口是外省的
好

城乡居民养老保险我该交哪一档，{age}岁还能补不
户口{place}
没在企业交过
从来没领过退休金
不是
每年交多少
政府补多少
到时候一个月领好多
在手机上咋个交
{person}已经过了六十还能领吗
断了几年有没有影响
谢谢，再会

{person}无儿无女，{age}岁，一直一个人在{place}过，国家管不管
没有收入
也没有退休金
有一间老房子
不能做活路了
吃饭穿衣自己还可以
村上说可以进敬老院
进去要交钱不
在外面住的话一个月给多少
这个要哪个批
今天天气怎么样
谢谢你帮忙
"""


def conversations(variant: int) -> list[Conversation]:
    """All twelve, with ages, places and persons drawn for ``variant``."""
    chance = random.Random(variant)
    return [[_fill(line, chance) for line in script.splitlines()] for script in _SCRIPTS.strip().split("\n\n")]


def _fill(line: str, chance: random.Random) -> str:
    return line.format(
        age=chance.choice(_AGES),
        place=chance.choice(_PLACES),
        person=chance.choice(_PERSONS),
        years=chance.randint(2, 9),
    )

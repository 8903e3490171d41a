"""What part a person named takes in a clause: its topic, somebody beside it, one an errand is run for."""

from __future__ import annotations

import re

from bot.nlu.extraction.kinship import STRANGERS, WORDS

SELF, HOME, APART = "self", "home", "apart"
TOPIC, BESIDE, FOR, MANY, ASIDE = "topic", "beside", "for", "many", "aside"
_AGED = r"[\d一二三四五六七八九十]+(?:多|来)?岁(?:多|半)?的?"
_CARE = r"(?:照顾|照看|伺候|服侍|护理|养|供|抚养|赡养|带|管|送|接|陪|领|抱|背)(?:着|起|了|到|好)?"
_ASKING_FOR = re.compile(
    r"(?:给|帮|替|为|代|代替|关于|问|问的是)(?:一下|哈|着|到)?(?:我|我们|我家|我们家|自己|家里|自家)?(?:的|那个|这个|村里的?|一个|个|下|隔壁的?|屋头|80多岁的|老家的|乡下的)?$"
)
_BESIDE = re.compile(
    rf"(?:跟|跟着|跟到|和|与|同|随|随着|由|(?<!前面)(?<!刚才)(?<!刚刚)(?<!刚)说(?!我)|说是(?!我)|被|遭|找|靠|用|算|凭|拿|像|比|除了|依靠|投靠|挂在|影响|耽误|连累|拖累|害|{_CARE})(?:我|我们|自己|着|了|的|那个|这个|家|一起|瘫痪的?|生病的?|年迈的?|生病|住院|上学|读书|{_AGED})*$"
)
_SOME = re.compile(
    r"(?:没有|无|有|生|养|带|要|照顾|接送|领养|收养|抚养|供|拉扯|剩|就|几)(?:了|过|起|着)?(?:一|两|三|四|五|二|几|俩|好多|多|1|2|3|4|\d)个?(?:未成年|小|大|上学|年幼|读书)?的?$|(?:两|三|四|五|几|俩|2|3|4)个(?:[^,。]{0,5}的|小|大|未成年)?$|(?:没有|没|无|几)个?$|(?:生|养|要|想要|带|生完|怀|怀起|怀着|怀了)(?:了|过|起|个)?$"
)
_SPEAKER_BEFORE = re.compile(r"(?:我|本人)(?!.*(?:想问|咨询))[^。;!?]{3,}[,。]$")  # the speaker is told of already
_RAISED = re.compile(r"(?:带|养|供|拉扯|抚养)(?:着|起|了|到)?(?:一)?个[^,。]{0,6}的?$")  # 带着一个读小学的孩子
_NEW = re.compile(r"(?:有|生了|养了|领养了?|收养了?)(?:一)?(?:个|位)(?:[^,。]{0,4}的)?$")
_ASIDE = re.compile(
    r"^(?:们)?(?:都|也|又|早就|已经|前年|去年|今年|早年|很早|[^,。]{0,4}年)?(?:在外|在国外|在[^,。]{1,4}(?:打工|务工|上班)|外出|出去|打工|去世|死|走得早|走了|过世|不在了|不管|不养|不孝|嫁|成家|失踪|失联|跑了|坐牢|改嫁|出门|离家|不回来|管不[了到住]|(?:还|太|年纪)?小(?:[,。;!?]|$|,没人)|还小|没人(?:带|接送)|要人带|带不动|年纪大|照顾不[动了]|判[给到]|归|分开|各管各|也?没办法|没本事|各人|家暴|(?:经常|天天|老是?|一直|多次)?(?:打|骂|殴打|虐待)我|出轨|不给|不拿|拒不|拒绝|从不|从来不|在部队|在当兵|当兵去|服刑|被判|遭判|(?:都|就)?跟(?:着|到|了)?我(?:$|[,。;!?])|因[^,。;!?]{1,3}(?:死亡|去世|牺牲)|(?:还)?要(?:吃饭|吃奶|读书|上学|用钱|养活?)(?:嘛|呢|噻|啊|的)?(?:$|[,。;!?])|(?:还)?(?:在)?(?:读书|上学|念书)(?:$|[,。;!?]))"
)
_PARTED = re.compile(
    r"^(?:们)?(?:都|又|早就|已经|[^,。]{0,4}年)?(?:离婚|离异|离了)"
)  # 爸妈离婚, but 女儿离婚了 is told of her
_BORN = re.compile(r"(?:怀|生|产)[^。;!?]{0,6}$")  # 老婆刚生，双胞胎
_AT_SCHOOL = re.compile(r"(?:的)?(?:入学|读书|上学|转学|报名|升学|入园|高考|就读)")
_ONLY_ONE = re.compile(r"(?:就|只有|只生了|只得)我?$")  # 就我老婆一个女
CARER = re.compile(  # 爷爷奶奶带, 我妈照顾: who looks after the one told of
    r"^(?:在|一直|帮忙?|来)?(?:带|照顾|照管|养|拉扯)(?:着|到|大|起|大的|的)?(?:[他她]|老人家?|娃儿?|孩子)?(?:$|[,。;!?])"
)
_AT_HOME_OF = re.compile(
    r"(?:在|到|去|回|往|投奔|住|借住|寄住)(?:我|我们)?$|住[^,。;!?]{0,8}$"
)  # 住在亲戚家, 住温江女儿这里
_THING_OF = re.compile(r"(?:的|那个)(?:单位|公司|厂|老板|名字|名义)|名下")  # 房子是我妈的名字: the house is told of
_TENANT = re.compile(r"(?:租|住|借|用)(?:的|了|着|起|在|到)*(?:是)?(?:我|我们)?$")  # 租我妈的房
_RAISED_BY_ME = re.compile(r"我们?(?:带|养|照顾|抚养)(?:着|起|大|了)?的(?:这个|那个)?$")  # 我带的外孙
_NOT_I_BUT = re.compile(
    r"不是(?:帮|给|替)?(?:我|我自己|自己|本人)(?:要)?问?的?[哈哦,。]*是(?:给|帮|替)?(?:我|我们)?(?:家|家里|的)?$"
)


def role_of(text: str, start: int, end: int) -> str:
    """The role of the person named from ``start`` to ``end``, by the words around it."""
    word = text[start:end]
    before, after = text[max(0, start - 12) : start], text[end : end + 8]
    before = re.split(r"[,。;!?:]", before)[-1]
    if _RAISED_BY_ME.search(before):
        return TOPIC
    if _ASKING_FOR.search(before) or _NOT_I_BUT.search(text, 0, start):
        return FOR
    if _NEW.search(before):
        return BESIDE if _SPEAKER_BEFORE.search(text[: max(0, start - len(before))]) else TOPIC
    if _RAISED.search(before):
        return BESIDE
    if _SOME.search(before) or (word.endswith("胞胎") and _BORN.search(text[:start])):
        return MANY
    if _AT_SCHOOL.match(after) and before.endswith(("影响", "影响到", "影响了", "耽误", "耽误到")):
        return TOPIC
    at_home = _AT_HOME_OF.search(before) and re.match(r"家|那|屋|这[里边儿]", after)
    owner = _THING_OF.match(after) or (_TENANT.search(before) and re.match("的?房", after))
    told_by = (word in STRANGERS or word == "亲戚") and re.match(
        r"(?:们|的人|些)?(?:都)?(?:说|讲|告诉|那家)", after
    )  # 听隔壁说
    relation = re.search(
        r"(?<!不是)我是(?:(?:他|她|其|[^,。族级]{1,4})的?|[^,。族级]{1,9}的)?$|(?:就|只有)我(?:这)?一个$", before
    )  # 我是他爱人 tells who writes
    only = _ONLY_ONE.search(before) and re.match("这?一个", after)
    if _BESIDE.search(before) or at_home or relation or told_by or only or owner or CARER.match(after):
        return BESIDE
    parted = WORDS.get(word) in ("mother", "father", "spouse") and _PARTED.match(after)
    return ASIDE if parted or _ASIDE.match(after) else TOPIC

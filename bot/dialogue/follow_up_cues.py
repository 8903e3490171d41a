"""What a follow-up asks for: a part of the item at hand, one of a list, or what else there is."""

from __future__ import annotations

import re

# Tried in this order; a part may have several patterns.
_SECTIONS: tuple[tuple[str, str], ...] = (
    (
        "materials",
        r"材料|要?带(?:什么|啥子?|哪些|些啥子?)?|带起|证件|准备(?:什么|啥|哪些|些)|要(?:什么|啥子?|哪些)(?:证|东西)|交(?:什么|啥|哪些)",
    ),
    (
        "basis",
        r"依据|(?:哪个|什么|啥子?|哪份)文件|哪条(?:规定|政策)|政策文件|文号|哪个说的|凭(?:什么|啥子?)(?:说|定|文件|政策)",
    ),
    (
        "cost",
        r"(?:要不要|要|收不收|用不用|花不花|花|交)钱[不吗嘛啊么]|收费|收不收费|免费(?:的|办|做)*[不吗嘛哇么]|手续费|要不要钱|要钱不",
    ),
    (
        "entitlement",
        r"(?:领|发|补|享受|给|拿)(?:得到|到|得)?(?:几年|几个月|多久|好久|多长时间|好长时间)|每(?:个)?人(?:多少|好多)",
    ),
    (
        "where",
        r"(?:哪里|哪儿|哪点|哪哈|哪头|哪个地方|啥地方|什么地方|哪个窗口|哪个部门|哪个单位)|在?哪(?:办|领|弄|申请|交|搞|报销?)|在哪[？?呢嘛]*$|地址|找哪个|找谁|网上",
    ),
    (
        "process",
        r"流程|步骤|手续|怎么(?:办|申请|弄|整|搞|走|领|拿)|咋个?(?:办|申请|弄|整|搞|走|领|拿)|如何(?:办|申请)|多久|好久|几天|多长时间|下一步|接下来|"
        r"(?:啥子?|什么)时候|几时|哪天|几号",
    ),
    (
        "entitlement",
        r"(?:多少|好多)钱|^(?:到底|究竟)?(?:是|有|给|发|领|得|能领|能得)?(?:多少|好多)[嘛呢啊哦？?]*$|(?:领|发|给|得|补|报)(?:得到)?(?:多少|好多)|(?:什么|啥子?|哪些)待遇|待遇|"
        r"一个?月(?:有|是)?(?:多少|好多)|能得(?:什么|啥)|(?:什么|啥子?)好处",
    ),
    ("check", r"符不符合|够不够|够格|够资格|有没有资格|什么条件|啥子?条件|条件"),
)
_SECTION = [(name, re.compile(pattern)) for name, pattern in _SECTIONS]
# What may stand beside such a cue without naming anything.
_FILLER = re.compile(
    r"请问|麻烦|什么|啥子?|哪些|那个|这个|这项|那|这|它|我们?|你们?|他|她|需要|一般|具体|应该|可以|都|些|的话|的|地|得|呢|喃|嘞|嘛|哦|哈|啊|呀|吗|么|呐|撒|噻|还|又|再|"
    r"问下?|一下|一哈|一个?月|每个?月|每个?人|一个人|每年|一年|办理|办|申请|领取|领|拿|去|到|在|是|要|能|会|有|和|跟|凭|该|对了|好的?|嗯|哎|，|。|？|\?|！|!|,|了|去办|原件|复印件|钱|给|说|到底|究竟|开始|发|补助|补贴"
)
_BESIDE_CUE = tuple("不多等快行好下上号家走")
_NUMBERS = "一二三四五六七八"
_LISTED = re.compile(
    rf"^(?:那|就|看看?|问|说|选|要|我?想?问?|再看看?|讲讲?)*(?:第([{_NUMBERS}1-8])|(最后一?))(?:个|项|种|样|条)(?:服务|补贴|补助)?"
)
_MORE = re.compile(
    r"^(?:那|请问|我|他|她|我们|除了这个)*还(?:有|能|可以|得)(?:没得|没有|不有)?(?:领|享受|得|申请|办|拿)?(?:得到|到)?"
    r"(?:(?:点|些)?(?:啥子?|什么|哪些|哪样)|别的|其他|其它|另外的?)(?:的|啥子?|什么|补贴|补助|待遇|政策|服务|福利|好处|照顾|项目|可以|能|领|享受|得|没得|没有)*[吗嘛不呢？?]*$|"
    r"^(?:那)?(?:除了这个)?还有(?:吗|没得|没有|不)[？?]?$"
)


def section_of(text: str) -> str:
    """The part of an item that the words ask for; empty if none."""
    return next((name for name, pattern in _SECTION if pattern.search(text)), "")


def is_bare(text: str) -> bool:
    """Whether nothing but a follow-up cue and filler words stands here (那要带啥子材料嘛)."""
    for _, pattern in _SECTION:
        text = pattern.sub("", text)
    return without_filler(text) in ("", *_BESIDE_CUE)


def without_filler(text: str) -> str:
    """The text without words that name nothing."""
    return _FILLER.sub("", text)


def one_of_list(text: str, count: int) -> tuple[int, str] | None:
    """(index, the rest of the text) for 第二个要带啥子 among ``count`` listed things."""
    found = _LISTED.search(text)
    if not found or not count:
        return None
    index = count - 1 if found[2] else int(found[1]) - 1 if found[1].isdigit() else _NUMBERS.index(found[1])
    return (index, text[found.end() :]) if index < count else None


def asks_for_more(text: str) -> bool:
    """还有没有别的补贴, 还能领啥: beyond the item at hand."""
    return bool(_MORE.search(text))

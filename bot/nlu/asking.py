"""What a message asks, seen in its words: its asking clause and the question words in it.

People tell first and ask last, often in the middle of a sentence and followed by a plea
(请尽快回复). The clause that asks says more about the dialogue act than all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLAUSES = re.compile(r"[^，。；！？,.;!?~…\n]+[？?]?")
_PLEAS = re.compile(
    r"^(?:请(?!问|教)|望|恳请|恳求|求求|麻烦|拜托|希望|盼|谢谢|多谢|急|在线等|给个|帮帮|劳烦)(?!.*(?:哪|什么|啥|多少|吗$))"
)
_LONGEST = 40  # characters of the asking clause that are looked at
_SHORT = 7

CUES: dict[str, re.Pattern[str]] = {
    "where": re.compile(
        r"哪[里儿点搭头边方]|哪个(?:窗口|部门|地方|医院|单位|平台|社区|机构|局|科|人|来?管)|[找问跟向归由打给喊](?:哪|谁|啥人)"
        r"|去哪|到哪|上哪|地址|电话|热线|什么地方|啥地方|位置|入口|哪家|哪几[家个]|哪一?级|哪层|谁[来管负]|在哪|窗口|网点|渠道|平台"
    ),
    "materials": re.compile(
        r"材料|资料|证件|证明|[带交拿](?:些|点)?(?:什么|啥|撒|哪|几)|要不要(?:带|交|拿|开|原件)|复印|原件|手续|户口[本簿]|身份证"
        r"|单子|发票|照片|盖章|表格|附上|凭什么|凭啥|凭证|签字|够不$|出示"
    ),
    "process": re.compile(
        r"怎么|咋|啷个|如何|怎样|流程|步骤|程序|办法|先.{1,12}(?:再|还是)|第一步|补办|怎办|报名|预约|申请吗|方式|登记吗"
    ),
    "when": re.compile(
        r"多久|几天|什么时候|啥时候|啥时间|好久|几时|时间|几月|几点|哪天|多长|多少天|期限|时限|进度|几号|何时|好多天|工作日|到账"
    ),
    "amount": re.compile(
        r"多少(?!天)|好多(?!天|人|年)|几[块元百千钱档成回次针样项种本]|金额|标准|比例|额度|多高|涨|价|几个?月"
    ),
    "cost": re.compile(
        r"收费|收不收|要不要钱|要钱|收钱|花钱|免不免|免费|不要钱|自费|自己[出掏]|白[领查拿给]|全免|减多少"
    ),
    "what": re.compile(r"哪些|包[括含]|包不包|什么内容|啥内容|都[有查管]|有没得另|查些|些啥|些什么|有几"),
    "whether": re.compile(
        r"能不能|得不得|可不可以|可以|能否|可否|能[^不]{1,16}[吗不没么嘛]$|行不|得行|要得|轮得?到|有份|得到不"
        r"|(.)(?:不|得到?不)\1|算数|有没有(?:资格|份|权)|受限"
    ),
    "entitled": re.compile(
        r"够[不得格]|够不够|符合|条件|资格|算不算|算是|属于|享受|我这种|这种情况|我们这|认不认|范围|有我|有没得我|不是本地|外地"
    ),
    "true": re.compile(
        r"是不是|真的|真假|真不真|是啥|是什么|啥意思|什么意思|介绍|了解|怎么回事|干啥|做啥|有啥用|名堂|区别"
    ),
    "why": re.compile(
        r"为什么|为啥|凭啥|凭什么|咋不|怎么不|怎么没|怎么还|咋还|未必|难道|不是说|怎么就|说得过去|合不合|管不管|谁来管"
    ),
    "complaint": re.compile(
        r"反映|举报|投诉|要求|督促|核实|查处|调查|处理|解决|公道|说法|恳请|请.{0,10}(?:查|管|派|落实|协调|核|改)|希望|建议"
    ),
    "asks": re.compile(r"询问|咨询|请问|想问|想知道|想晓得|问一?[下哈]"),
}
_ASKS = re.compile(
    r"[？?]$|[吗呢么]$|[嘛不没哦]$|谁|哪|什么|啥|多少|几[天次个月岁块钱]|怎么|怎样|咋|啷个|如何|多久|好久|好多|是否|能否|可否"
    r"|(.)不\1|没得不|有没有|有没得|询问|咨询|是不是|还是"
)


def clauses(text: str) -> list[str]:
    """The clauses of a cleaned text, question marks kept."""
    return _CLAUSES.findall(text)


def asking_clause(text: str) -> str:
    """The last clause that asks, with the one before it when it is short; else the last clause."""
    parts = clauses(text)
    if not parts:
        return text
    at = next((i for i in range(len(parts) - 1, -1, -1) if _ASKS.search(parts[i])), None)
    if at is None:
        at = next((i for i in range(len(parts) - 1, -1, -1) if not _PLEAS.search(parts[i])), len(parts) - 1)
    part = parts[at]
    if len(part) < _SHORT and at > 0:
        part = parts[at - 1] + "，" + part
    return part[-_LONGEST:]


def cues(text: str) -> Iterator[str]:
    """Names of what is seen: cues of the asking clause (``ask:``), of the last (``end:``), of all (``any:``)."""
    parts = clauses(text) or [text]
    asking = asking_clause(text)
    in_asking = [name for name, pattern in CUES.items() if pattern.search(asking)]
    yield from (f"ask:{name}" for name in in_asking)
    yield "asks:" + "+".join(in_asking)
    yield from (f"{a}&{b}" for i, a in enumerate(in_asking) for b in in_asking[i + 1 :])
    yield from (f"end:{name}" for name, pattern in CUES.items() if pattern.search(parts[-1]))
    yield from (f"any:{name}" for name, pattern in CUES.items() if pattern.search(text))
    questions = sum(bool(_ASKS.search(part)) for part in parts)
    size = "long" if len(text) > 80 else "middle" if len(text) > 20 else "short"
    yield f"questions:{min(questions, 3)}"
    yield f"size:{size}"
    yield f"{size}:questions:{min(questions, 2)}"
    yield from (f"{size}:ask:{name}" for name in in_asking)
    if not _ASKS.search(asking):
        yield f"no question:{size}"

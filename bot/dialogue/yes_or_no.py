"""Short answers to a yes-or-no question: 有, 莫得, 没登记, 交了的, 能做."""

from __future__ import annotations

import re

from bot.nlu.text import clean
from bot.rules.facts import Fact

_LONGEST = 12
_HEDGES = re.compile(
    r"^(?:嗯+|哦|啊|那个|那|就是说?|好像|应该|可能|大概|我想|记得|其实|我|他|她|老人家?|我们|我家|屋头|都|也|早就|一直|现在|倒|反正)+"
)
_TAIL = set("了的过着起啊呀嘛哦哈呢噻撒嘞吧得呗啦哟，。！,!")
_YES = re.compile(r"^(?:是|对头?|有|嗯+|会|能|yes|y|确实|当然|就是|没错|准备|需要|肯定)$")
_ABLE = re.compile(r"^(?:可以|要得|得行|行|ok|做得)$")  # an answer where ability is asked, else a mere nod
_NO = re.compile(
    r"^(?:不是|没有?|没得|莫得|莫|否|不|无|不会|不能|未|木有|不可以|还没|没啥|no|n|不需要|冇得?|不对|哪有|不行|不得行|从来没|从没|不算)$"
)
_NEGATION = re.compile(r"^(?:还|从来|从|都)?(?:没有|没得|莫得|没|不是|不|未|莫|无)")
_CANNOT = re.compile(r"(?:不了?|不到|不得|不动|不起)$")
# 是不是没有…: agreeing with what is denied.
_ASKS_A_LACK = re.compile(r"是不是(?:在外面)?(?:没|干不|管不)|都管不了")
_EMPTY = set("了的是在有我他她家这那您吗呢不没人个")

# What a bare yes or no is made of, in any order; what is left over is what the answer is about.
_NODDING = set(
    "是的不没有莫得无未否对头嗯哦啊呀嘛噻撒哈呢吧了着过起也都就还从来那个这当然肯定确实硬真说拐错行要可以能会好到啷怎么"
    "哪里才我他她它们您你家屋整搞弄办做木冇哟哎唉诶恩额呃子啥毛球很一点半事回正现在咯喔哒哩咧呗罗嘞唦唠"
    "样种些暂时用属于需存岔呐啦滴阔压根尚并中愿意同直如此"
)


def read_yes_or_no(fact: Fact, text: str) -> bool | None:
    """The value of a 是否 fact that the text states; None when it is no such answer."""
    titles = {clean(fact.title_of(value)): value for value in (True, False)}
    if text in titles and len(text) > 1:
        return titles[text]
    if not text or len(text) > _LONGEST:
        return None
    bare = _without_tail(_HEDGES.sub("", text) or text)
    answer = True if _is_reversed(fact) and _ABLE.match(bare) else _plain(bare, text)
    if answer is not None:
        return _by_form(fact, bare, answer)
    return _echo(fact, bare)


def is_about_something_else(fact: Fact, text: str) -> bool:
    """Whether a short yes or no says of what, and not of what was asked: 没有车 to 吃低保吗, 交了的 to 认定了吗."""
    return bool(set(clean(text)) - _NODDING - set(clean(fact.question)) - _TAIL)


def _without_tail(text: str) -> str:
    """办了的 -> 办; one character stays."""
    while len(text) > 1 and text[-1] in _TAIL:
        text = text[:-1]
    return text


def _plain(bare: str, text: str) -> bool | None:
    stripped = text.strip("，。！,!")
    if _NO.match(bare) or _NO.match(stripped):
        return False
    if _YES.match(bare) or _YES.match(stripped):
        return True
    return None


def _by_form(fact: Fact, bare: str, answer: bool) -> bool:
    """What yes and no mean to the fact, by how its question is put."""
    if _is_reversed(fact):
        return not answer
    if _ASKS_A_LACK.search(fact.question) and not _is_judgement(bare):
        return not answer  # 是不是没有收入？ 没得。
    return answer


def _is_reversed(fact: Fact) -> bool:
    """自己能做吗？ for 生活不能自理: yes is the good news."""
    return fact.title_of(True)[0] in "不没无"


def _is_judgement(bare: str) -> bool:
    return bare[0] in "是对嗯就确当否y" or bare in ("不是", "不对", "没错", "n", "no", "不", "要得")


def _echo(fact: Fact, bare: str) -> bool | None:
    """An answer in the question's own words: 没登记 to 办了失业登记吗."""
    question, bare = clean(fact.question), bare.removeprefix("是") or bare
    if _is_reversed(fact):
        return _reversed_echo(bare, question)
    if len(bare) > 1 and bare in question:
        return True
    denied = _NEGATION.sub("", bare)
    if denied != bare:
        return False if _told(denied, question) else None
    return True if _told(bare, question) else None


def _reversed_echo(bare: str, question: str) -> bool | None:
    """自己能做吗？ 能做 is the fact's no, 做不了 its yes."""
    if _CANNOT.search(bare) or (_NEGATION.match(bare) and _told(_NEGATION.sub("", bare), question)):
        return True
    return False if bare in question else None


def _told(core: str, question: str) -> bool:
    core = _without_tail(core)
    return bool(core) and core in question and not set(core) <= _EMPTY

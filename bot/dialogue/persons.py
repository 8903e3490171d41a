"""Whom we speak of: one key a person, so that a sister's facts never become a brother's.

A key is the subject as understood (``mother``), with the word behind it where one subject
covers several people (``other:姐姐``, ``grandparent:奶奶``, ``child:女儿``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from bot.rules.values import Value

SELF, CHILD, SPOUSE = "self", "child", "spouse"
_MEN, _WOMEN = "男", "女"

# subject -> word of the key -> (words that people use, sex). "" is the subject itself.
_KIN: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "mother": {"": ("", _WOMEN)},
    "father": {
        "": ("", _MEN),
        "父母": ("父母 爸妈 爹妈 爹娘 双亲 爸爸妈妈 二老 妈老汉儿 妈老汉", ""),
    },
    "child": {
        "": ("", ""),
        "儿子": ("儿子 儿娃子 男娃 小儿子 大儿子", _MEN),
        "女儿": ("女儿 闺女 幺女 女娃 小女儿 大女儿", _WOMEN),
        "儿媳": ("儿媳 儿媳妇 媳妇", _WOMEN),
        "女婿": ("女婿", _MEN),
        "孙女": ("孙女 外孙女", _WOMEN),
        "孙子": ("孙子 孙儿 外孙", ""),
    },
    "spouse": {"": ("", "")},
    "grandparent": {
        "": ("", ""),
        "爷爷": ("爷爷 祖父", _MEN),
        "奶奶": ("奶奶 祖母 婆婆", _WOMEN),
        "外公": ("外公 家公 姥爷 外爷 嘎公", _MEN),
        "外婆": ("外婆 家婆 姥姥 嘎婆 嘎嘎", _WOMEN),
    },
    "other": {
        "": ("", ""),
        "岳母": ("岳母 丈母娘", _WOMEN),
        "婆婆": ("婆婆妈 婆婆", _WOMEN),
        "岳父": ("岳父 老丈人 丈人", _MEN),
        "公公": ("公公", _MEN),
        "哥哥": ("哥哥 我哥 大哥 二哥", _MEN),
        "姐姐": ("姐姐 我姐 大姐 二姐", _WOMEN),
        "弟弟": ("弟弟 我弟", _MEN),
        "妹妹": ("妹妹 我妹", _WOMEN),
        "妹夫": ("妹夫", _MEN),
        "姐夫": ("姐夫", _MEN),
        "嫂子": ("嫂子 嫂嫂", _WOMEN),
        "弟媳": ("弟媳 弟媳妇 弟妹 兄弟媳妇", _WOMEN),
        **{word: (word, _MEN) for word in ("舅舅", "叔叔", "伯伯", "姑父", "姨父", "女婿", "侄儿", "外甥", "表哥", "表弟", "堂哥", "堂弟")},
        **{word: (word, _WOMEN) for word in ("姑姑", "姨妈", "舅妈", "婶婶", "嬢嬢", "儿媳", "侄女", "表姐", "表妹")},
        **{word: (word, "") for word in ("孙子", "孙女", "邻居", "朋友", "同事", "老乡", "亲戚")},
    },
}  # fmt: skip
_STRANGERS = "other"


def key_of(subject: str, text: str, current: str, known: Iterable[str]) -> str:
    """The key of the person that a message calls ``subject``.

    ``current`` is the person spoken of so far and ``known`` all so far: a mere pronoun, or
    娃儿 after 儿子, goes on about the same person.
    """
    word = _word(subject, text)
    if word:
        exact = f"{subject}:{word}"
        generic = subject == CHILD and CHILD in (current, *known) and exact not in (current, *known)
        return CHILD if generic else exact
    same = [key for key in (current, *known) if key.partition(":")[0] == subject]
    carried = subject in (CHILD, _STRANGERS, "grandparent")
    return same[0] if same and carried else subject


def _word(subject: str, text: str) -> str:
    """The kinship word of the text that tells people of one subject apart; the last one wins."""
    found = [
        (text.rfind(spelling) + len(spelling), len(spelling), word)
        for word, (spellings, _) in _KIN.get(subject, {}).items()
        for spelling in spellings.split()
        if spelling in text
    ]
    return max(found, default=(0, 0, ""))[2]


def kinship_facts(key: str) -> dict[str, Value]:
    """What being somebody's mother or brother tells without asking; whoever speaks is alive."""
    if key == SELF:
        return {"领失业金期间去世": False}
    subject, _, word = key.partition(":")
    sex = _KIN.get(subject, {}).get(word, ("", ""))[1]
    return {"性别": sex} if sex else {}


_WIFE = re.compile("老婆|妻子|堂客|婆娘|媳妇")
_HUSBAND = re.compile("老公|丈夫|男人")


def sex_of_spouse(text: str) -> str:
    """What 老婆 or 老公 tells of husband or wife; empty for 爱人, or where both are named."""
    wife, husband = _WIFE.search(text), _HUSBAND.search(text)
    return "" if bool(wife) == bool(husband) else _WOMEN if wife else _MEN


# What one of a couple tells about the other: fact -> (fact of the other, when it is so).
OF_A_COUPLE: Mapping[str, tuple[str, Callable[[Value], bool]]] = {
    "户口性质": ("配偶农村户口", lambda value: value == "农业"),
    "户籍地": ("配偶四川户口", lambda value: str(value).startswith("51")),
}


def other_of_couple(key: str) -> str | None:
    """The speaker's husband or wife, and the other way round."""
    return {SELF: SPOUSE, SPOUSE: SELF}.get(key)


def is_grown_up(key: str) -> bool:
    """Whether the kinship alone says that this is no child."""
    return key.partition(":")[0] in ("mother", "father", "grandparent", SPOUSE)


def is_family(key: str) -> bool:
    """Whether the speaker's household facts hold for this person too."""
    return not key.startswith(_STRANGERS)


_RELATIVE_IN_QUESTION = {"spouse": "爱人|夫妻|配偶|婚姻", CHILD: "孩子|子女", "mother": "父母", "father": "父母"}


def belongs_to_question(subject: str, question: str) -> bool:
    """Whether naming this relative is part of answering (老伴走了 to 婚姻状况) and no change of person."""
    pattern = _RELATIVE_IN_QUESTION.get(subject.partition(":")[0])
    return bool(pattern and re.search(pattern, question))

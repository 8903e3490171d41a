"""Whose circumstances a message tells: kinship words, and which person it asks about."""

from __future__ import annotations

import re
from dataclasses import dataclass

SELF = "self"
SUBJECTS: dict[str, tuple[str, ...]] = {
    "mother": (
        "我妈妈", "我妈", "老妈", "妈妈", "母亲", "老母亲", "我娘", "婆婆妈", "老人妈", "丈母娘", "岳母", "妈老汉",
    ),
    "father": ("我爸爸", "我爸", "老爸", "爸爸", "父亲", "老父亲", "老汉儿", "老汉", "我爹", "老爹", "岳父", "老丈人"),
    "child": (
        "儿子", "女儿", "娃儿", "娃娃", "孩子", "小孩", "幺儿", "闺女", "宝宝", "幺女", "幺妹", "儿娃子", "女娃", "男娃", "娃",
        "双胞胎", "小宝", "大宝", "二宝", "婴儿",
    ),
    "spouse": ("老公", "老婆", "丈夫", "妻子", "爱人", "婆娘", "堂客", "媳妇儿", "老伴", "配偶", "屋头那个"),
    "grandparent": ("爷爷", "奶奶", "外公", "外婆", "姥姥", "姥爷", "婆婆", "家公", "家婆", "祖母", "祖父"),
    "other": (
        "哥哥", "姐姐", "弟弟", "妹妹", "我哥", "我姐", "我弟", "我妹", "邻居", "亲戚", "舅舅", "姑姑", "叔叔", "婶婶", "嬢嬢",
        "姨妈", "舅妈", "伯伯", "朋友", "老乡", "同事", "侄儿", "侄女", "外甥", "儿媳", "女婿", "隔壁", "表叔", "表哥", "大爷",
        "村里有个", "村上有个", "幺爸", "二爸", "大伯", "公公", "堂弟", "堂哥", "表弟", "表妹", "孙子", "孙女", "孙儿", "外孙",
    ),
}  # fmt: skip

_WORDS = {word: subject for subject, words in SUBJECTS.items() for word in words}
_MENTION = re.compile("|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)))
_SELF = re.compile(r"我(?![妈爸娘爹哥姐弟妹们家老婆儿女爷奶外公岳媳母父屋头娃孙])|本人|自己(?!家)|俺")
_THIRD = re.compile(r"[他她]")
_CLAUSE = re.compile(r"[，。；！？,.;!?\n]+")
# Words that tell what somebody does to a relative rather than who the message is about.
_NOT_A_PERSON = re.compile(
    r"(?:没得|没有|无|莫得|有|生|养|几个|个|带|要|照顾|接送|领养|收养|独生)(?:了|过|起)?(?:一|两|三|四|二|几|俩)?个?$"
)


@dataclass(frozen=True)
class Mention:
    """A person named at a position of the text."""

    subject: str
    start: int
    end: int


def mentions(text: str) -> list[Mention]:
    """Persons named, in order; the speaker as ``self``, pronouns as whoever came before."""
    found = [Mention(_WORDS[m[0]], m.start(), m.end()) for m in _MENTION.finditer(text) if _is_person(text, m)]
    taken = [(mention.start, mention.end) for mention in found]
    for match in _SELF.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            found.append(Mention(SELF, match.start(), match.end()))
    found.sort(key=lambda mention: mention.start)
    return _with_pronouns(text, found)


def _is_person(text: str, match: re.Match[str]) -> bool:
    return not _NOT_A_PERSON.search(text[max(0, match.start() - 6) : match.start()])


def _with_pronouns(text: str, found: list[Mention]) -> list[Mention]:
    pronouns = [m for m in _THIRD.finditer(text) if not any(p.start <= m.start() < p.end for p in found)]
    for match in pronouns:
        before = [p for p in found if p.start < match.start() and p.subject != SELF]
        if before:
            found.append(Mention(before[-1].subject, match.start(), match.end()))
    return sorted(found, key=lambda mention: mention.start)


def subject_at(people: list[Mention], position: int, default: str = SELF) -> str:
    """The person a fact at ``position`` belongs to: the last one named before it."""
    before = [person for person in people if person.start <= position]
    if before:
        return before[-1].subject
    return people[0].subject if people and people[0].subject != SELF else default


def asked_about(text: str, people: list[Mention]) -> str:
    """The person the message asks about: the relative named most, the first at a tie."""
    others = [person.subject for person in people if person.subject != SELF]
    if not others:
        return SELF
    return max(dict.fromkeys(others), key=others.count)


def clauses(text: str) -> list[tuple[int, int]]:
    """Spans of the text between sentence marks."""
    spans, start = [], 0
    for mark in _CLAUSE.finditer(text):
        spans.append((start, mark.start()))
        start = mark.end()
    return [*spans, (start, len(text))]

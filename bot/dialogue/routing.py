"""Which item or items a message is about, and which benefit of an item it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.catalog.service import Catalog, Service
from bot.dialogue import cues, follow_up_cues
from bot.dialogue.state import State
from bot.dialogue.thresholds import (
    CLOSE,
    DELICATE,
    OFFER_STATEMENT,
    POSSIBLE,
    SECOND,
    SURE,
    SURE_ACT,
    SURE_IN_PASSING,
    TOGETHER,
)
from bot.dialogue.understood import SaidFact, Understood
from bot.nlu.text import clean

_SHARED_LINK = re.compile(r"^我想了解这项服务[:：]([a-z0-9-]+)$")
_STANDS_OUT = 0.005  # of an item that the words join to a sure one
_SHORT, _TINY = 12, 4  # characters
_TALK = ("greet", "refuse")  # acts that 想问 alone looks like
_ASKS_ABOUT = re.compile(r"[想要]问(?:一?[下哈])?(?!一|点|个|事|题|问)[\u4e00-\u9fff]{2,}")  # 我想问抵保
_PART = 4  # characters that a benefit's name has in common with what is said
_HAVING = re.compile(r"[是有吃领拿享办]|户$|对象$|人员$|家庭$")
_ASKED_OF_NAME = "(?:能不能|能否|能办|能申请|可不可以|可以办|可以申请|得不得行|得行不|办得|批得|评得|咋个?办|怎么办|咋个?申请|怎么申请)"
_MASKED = "〔"  # stands where a private number was
_DELICATE = re.compile("艾滋|精神障碍|结核|计划生育特殊|特别扶助|高危")
_NAME_THAT_SETTLES = 3  # characters; shorter names are everyday words too
_OFFERED = 3
_MOST_TOGETHER = 3
_LIST = re.compile(r"[、，,。；;？?]|和|跟|与|及|还有|以及")
_BEFORE_LIST = re.compile(r"^(?:我|帮我|请问|想|要|来)*(?:问一?[下哈]?|了解一?下?|咨询一?下?|查一?下?|看看?)")
_LONG_NAME = 5  # characters of a name that is not said to state a fact, unlike 低保户
# Words of benefits' names that people use without meaning the benefit.
_EVERYDAY = {
    "残疾", "军人", "家庭", "困难", "生活", "补助", "补贴", "老人", "老年", "孩子", "儿童", "农村", "城乡", "居民", "人员", "服务",
    "费用", "待遇", "医疗", "住院", "看病", "参加", "参保", "免费", "学生", "职工", "就业", "工作", "政府", "退役", "对象", "当事", "学校",
    "检查", "上门", "管理", "培训", "补偿", "资助", "优惠", "咨询", "登记", "保障", "指导", "演出", "费减",
    "低保", "医保", "特困", "边缘", "重度", "民族", "大学", "报销", "申请", "律师",
}  # fmt: skip


@dataclass(frozen=True)
class Route:
    """``chosen`` are items to answer, in order; ``offered`` are to be chosen from."""

    chosen: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()


class Router:
    """Finds the items by name and by the classifier's probabilities."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        names = {clean(name): file.id for file in catalog.files.values() for name in (file.name, *file.aliases)}
        benefits = [clean(b.name) for file in catalog.files.values() for b in file.benefits]
        long = sorted({name for name in (*names, *benefits) if len(name) >= _LONG_NAME}, key=len, reverse=True)
        self._long_names = re.compile("|".join(map(re.escape, long)))
        self._names = {name: names[name] for name in sorted(names, key=len, reverse=True)}

    def route(self, state: State, message: Understood) -> Route:
        """The items a message asks about."""
        whole = self.by_whole_name(message.words)
        if whole:
            return Route((whole,))
        several = self._several(message)
        if several:
            return Route(several)
        if state.service and self._goes_on(state, message):
            return Route((state.service,))
        return self._single(state, message)

    def by_whole_name(self, text: str) -> str | None:
        """The item whose name is the whole message, or that a shared link names by its id."""
        linked = _SHARED_LINK.search(text)
        if linked and linked[1] in self._catalog.files:
            return linked[1]
        return self._names.get(text)

    def named(self, message: Understood) -> dict[str, str]:
        """Items named in the message, beside what it states as facts: id -> name used."""
        found: dict[str, str] = {}
        text = message.beside_facts
        for name, service_id in self._names.items():
            if name in text:
                found.setdefault(service_id, name)
                text = text.replace(name, "，" * len(name))
        return found

    def without_names(self, message: Understood, asking: bool = False) -> Understood:
        """The message without facts read out of a long name (六十岁老兵补助 tells nobody's age).

        ``asking``: while a question is open, 居民医保 tells which insurance one has.
        """
        spans = [(m.start(), m.end()) for m in self._long_names.finditer(message.words)] if message.facts else []
        facts = [f for f in message.facts if not any(start <= f.start and f.end <= end for start, end in spans)]
        facts = [fact for fact in facts if not self._is_mere_name(message, fact, asking)]
        return replace(message, facts=tuple(facts)) if len(facts) < len(message.facts) else message

    def _is_mere_name(self, message: Understood, fact: SaidFact, asking: bool) -> bool:
        """低保，怎么办: the item asked about is named, and nobody says that they have it."""
        if asking and not isinstance(fact.value, bool) and not cues.asks(message.words):
            return False
        name, before = message.words[fact.start : fact.end], message.words[: fact.start][-2:]
        best, chance = message.best
        named = self._names.get(name) == best and chance >= SURE
        return named and not _HAVING.search(name) and not _HAVING.search(before)

    def names_an_item(self, message: Understood) -> bool:
        """Whether an item is named by a name that is no everyday word."""
        return any(len(name) >= _NAME_THAT_SETTLES for name in self.named(message).values())

    def in_passing(self, message: Understood) -> bool:
        """Whether a message whose act is something else asks about an item all the same."""
        best, chance = message.best
        named = best in self.named(message)
        unsure = message.confidence < SURE_ACT
        angry = message.act in ("insult", "feedback") and len(message.words) > _SHORT
        told = (unsure and len(message.words) > _TINY) or angry
        about = chance >= OFFER_STATEMENT and message.act in _TALK and _ASKS_ABOUT.search(message.words)
        return (named and chance >= SURE) or (told and chance >= SURE_IN_PASSING) or bool(about)

    def _several(self, message: Understood) -> tuple[str, ...]:
        """Two items joined in one message."""
        if not cues.is_connected(message.beside_facts):
            return ()
        named = self.named(message)
        found = [sid for sid, chance in message.services[:_OFFERED] if chance >= SURE or (chance >= SECOND and named)]
        found += [sid for sid in self._enumerated(message) if sid not in found]
        found += [sid for sid, name in named.items() if sid not in found and self._clearly(sid, name, message)]
        if len(found) < 2 and (self._leave_no_doubt(message) or self._are_both_meant(message)):
            found = [sid for sid, _ in message.services[:2]]
        return tuple(self._in_order(found[:_MOST_TOGETHER], message, named)) if len(found) > 1 else ()

    def _enumerated(self, message: Understood) -> list[str]:
        """Items named as members of a list (低保、残疾人补贴和医保)."""
        parts = [_BEFORE_LIST.sub("", part) for part in _LIST.split(message.words)]
        found = [self._names[part] for part in parts if part in self._names]
        return list(dict.fromkeys(found)) if len(parts) > 1 else []

    @staticmethod
    def _leave_no_doubt(message: Understood) -> bool:
        """Whether two items together are as good as certain, each of them likely."""
        chances = [chance for _, chance in message.services[:2]]
        return len(chances) == 2 and chances[1] >= SECOND and sum(chances) >= TOGETHER

    def _are_both_meant(self, message: Understood) -> bool:
        """高龄补贴和残疾人补贴都想问: the words say two, and the second has something of its own in them."""
        chances = [chance for _, chance in message.services[:2]]
        if len(chances) < 2 or chances[0] < SURE or chances[1] < _STANDS_OUT or not cues.wants_both(message.words):
            return False
        first, second = (clean(self._catalog.files[service_id].name) for service_id, _ in message.services[:2])
        pieces = {second[i : i + 2] for i in range(len(second) - 1)}
        return any(piece in message.words and piece not in first for piece in pieces)

    @staticmethod
    def _clearly(service_id: str, name: str, message: Understood) -> bool:
        """A second name counts if it is no everyday word, or the classifier thinks of it too."""
        return len(name) >= _NAME_THAT_SETTLES or message.chance(service_id) > 0

    @staticmethod
    def _in_order(found: Iterable[str], message: Understood, named: dict[str, str]) -> list[str]:
        return sorted(found, key=lambda sid: message.words.find(named[sid]) if sid in named else len(message.words))

    def _goes_on(self, state: State, message: Understood) -> bool:
        """Whether the message is a follow-up that does not name the item at hand again."""
        if follow_up_cues.is_bare(message.words):
            return True
        if self.names_an_item(message) or cues.is_elliptic(message.words):
            return False
        if len(message.words) <= _SHORT and self._is_part(state.service or "", message.words):
            return True
        best, chance = message.best
        unsure = chance < POSSIBLE or bool(message.facts) or message.chance(state.service or "") > 0
        return best == state.service or (chance < SURE and unsure)

    def _is_part(self, service_id: str, words: str) -> bool:
        """Whether a benefit of the item is called by most of its name (护理补贴 of 老年人护理补贴)."""
        file = self._catalog.files.get(service_id)
        pieces = {words[i : i + _PART] for i in range(len(words) - _PART + 1)}
        return any(piece in clean(benefit.name) for benefit in (file.benefits if file else ()) for piece in pieces)

    def _single(self, state: State, message: Understood) -> Route:
        best, chance = message.best
        named = self.named(message)
        if _MASKED in message.words and len(named) == 1:
            return Route(tuple(named))
        elliptic = bool(state.service) and cues.is_elliptic(message.words) and len(message.words) <= _SHORT
        vague = elliptic or len(message.words) <= _TINY  # 那高中呢, 脚不好
        needed = SURE_IN_PASSING if vague and best not in named else SURE
        if chance >= needed and not self._is_close(message, named):
            return Route((best,))
        asked = [sid for sid, name in named.items() if message.chance(sid) >= POSSIBLE and _asks_for(name, message)]
        if len(asked) == 1:
            return Route(tuple(asked))
        settled = [sid for sid, name in named.items() if len(name) >= _NAME_THAT_SETTLES and message.chance(sid)]
        if len(settled) == 1 and message.chance(settled[0]) >= POSSIBLE:
            return Route((settled[0],))
        return Route(offered=self._offered(message, named, elliptic))

    @staticmethod
    def _is_close(message: Understood, named: dict[str, str]) -> bool:
        """Whether the second item is nearly as likely, and no name decides."""
        best, second = message.services[0][0], message.services[1:2]
        return bool(second) and second[0][1] >= CLOSE and (best in named) == (second[0][0] in named)

    def _least(self, service_id: str, least: float) -> float:
        delicate = _DELICATE.search(self._catalog.files[service_id].name)
        return max(least, DELICATE) if delicate else least

    def likely(self, message: Understood) -> tuple[str, ...]:
        """The items that may be offered by their probability alone."""
        return self._offered(message, {}, elliptic=False)

    def _offered(self, message: Understood, named: dict[str, str], elliptic: bool) -> tuple[str, ...]:
        least = 0.0 if elliptic else POSSIBLE
        likely = [sid for sid, chance in message.services[:_OFFERED] if chance >= self._least(sid, least)]
        by_name = [sid for sid, name in named.items() if len(name) >= _NAME_THAT_SETTLES]
        return tuple(dict.fromkeys([*by_name, *likely]))[:_OFFERED]


def _asks_for(name: str, message: Understood) -> bool:
    """低保能不能办, at the end of a story: a name, however short, that the question is asked of."""
    return bool(re.search(rf"(?:^|[，,。 ]){re.escape(name)}(?:这个|那个)?{_ASKED_OF_NAME}", message.beside_facts))


def named_benefits(service: Service, message: Understood) -> list[str]:
    """Benefits whose name, or a part that only this benefit has, stands in the message."""
    if len(service.benefits) < 2:
        return []
    text = message.beside_facts
    whole = [benefit.name for benefit in service.benefits if clean(benefit.name) in message.words]
    return whole or [benefit.name for benefit in service.benefits if _distinct(service, benefit.name, text)]


def _distinct(service: Service, name: str, text: str) -> bool:
    """Whether the text has two or more characters of this name that no other benefit's name has."""
    others = "，".join([service.name, *(b.name for b in service.benefits if b.name != name)])
    parts = re.findall(r"[\w—]+", clean(name))
    pieces = {part[i : i + 2] for part in parts for i in range(len(part) - 1)}
    return any(piece in text and piece not in clean(others) and piece not in _EVERYDAY for piece in pieces)

"""Who is left behind by a death: 外公去世了，外婆八十三 says that the grandmother is a widow.

Where a spouse's death is told (老公走了) the speaker is widowed; where a child's parent is
(我侄女她爸没了), nobody told of is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.extraction.kinship import PARENTS
from bot.nlu.extraction.patterns import Match
from bot.nlu.extraction.subjects import APART, FOR, SELF, TOPIC, Mention

MARITAL = "婚姻状况"
WIDOWED = "丧偶"
DEATH = re.compile(r"[^,。;!?]{0,5}(?:去世|死|走了|走得|过世|不在了|病故|病逝|没了)")
_PAIRS = (
    (re.compile(r"^(?:老)?(?:爸|爸爸|父亲|老汉|老汉儿|爹|家父)$"), re.compile(r"妈|母亲|老娘|家母")),
    (re.compile(r"妈|母亲|老娘|家母"), re.compile(r"^(?:老)?(?:爸|爸爸|父亲|老汉|老汉儿|爹|家父)$")),
    (re.compile(r"^(?:外公|家公|外爷|姥爷|嘎公)$"), re.compile(r"^(?:外婆|家婆|姥姥|嘎婆|嘎嘎|婆婆)$")),
    (re.compile(r"^(?:爷爷|爷|祖父)$"), re.compile(r"^(?:奶奶|奶|祖母|婆婆|婆)$")),
    (re.compile(r"^(?:公公|老人公)$"), re.compile(r"^(?:婆婆|婆婆妈|婆子妈|老人婆)$")),
    (re.compile(r"^(?:外婆|家婆|姥姥|嘎婆)$"), re.compile(r"^(?:外公|家公|外爷|姥爷|嘎公)$")),
    (re.compile(r"^(?:奶奶|祖母)$"), re.compile(r"^(?:爷爷|爷|祖父)$")),
)
_SPOUSE = re.compile(r"老公|老婆|丈夫|妻子|老伴|爱人|男人|堂客|婆娘|媳妇|老头|配偶")
_CHILDS_PARENT = re.compile(r"[他她](?:的)?(?:爸|妈|父|母|爹|老汉)")
_BOTH_PARENTS = re.compile("|".join(sorted(PARENTS | {"爸妈"}, key=len, reverse=True)))
_FUNERAL = re.compile(r"丧葬|火化|骨灰|安葬|殡|公墓|墓地|下葬|埋")


def widowed(text: str, people: Sequence[Mention]) -> list[tuple[Match, str]]:
    """Those of whose partner's death was told, and whom the message goes on about."""
    found: dict[str, Match] = {}
    for dead in people:
        if dead.subject in (SELF, APART) or not DEATH.match(text, dead.end):
            continue
        left = next((second for first, second in _PAIRS if first.search(dead.word)), None)
        alive = [p for p in people if left and p.role in (TOPIC, FOR) and p.subject not in (SELF, APART)]
        for person in alive:
            if left and left.search(person.word) and not DEATH.match(text, person.end):
                found[person.subject] = Match(MARITAL, WIDOWED, person.start, person.end)
    return [(match, subject) for subject, match in found.items()]


def is_of_nobody(text: str, match: Match, people: Sequence[Mention]) -> bool:
    """Whether a death read as the speaker's loss is that of a nephew's or a friend's child's parent."""
    if match.fact != MARITAL or match.value != WIDOWED:
        return False
    told = text[match.start : match.end]
    if _BOTH_PARENTS.search(text, match.start, match.end + 1):
        return True
    others = [p for p in people if p.end <= match.start and p.subject not in (SELF, APART) and p.role in (TOPIC, FOR)]
    return bool(_CHILDS_PARENT.match(told)) and bool(others) and others[-1].subject == "other"


def asks_for_dead_spouse(text: str, matches: Sequence[Match], people: Sequence[Mention]) -> bool:
    """老公走了，骨灰放哪里: nothing is told or asked but of the funeral."""
    if len(matches) != 1 or matches[0].value != WIDOWED or not _FUNERAL.search(text):
        return False
    return bool(_SPOUSE.search(text, matches[0].start, matches[0].end)) and not any(
        person.role in (TOPIC, FOR) for person in people
    )

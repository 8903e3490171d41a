"""What the speaker is to the one told of: 我是他女儿, 我是两个娃儿的外婆, 来电人(爷爷)."""

from __future__ import annotations

import re
from collections.abc import Sequence

GRANDPARENT = r"(?:爷爷|奶奶|外公|外婆|婆婆|姥姥|姥爷|爷|奶|家婆|家公|老婆婆|老太婆|老头)"
_OLD_SPEAKER = re.compile(  # the speaker's 娃儿 is a grandchild
    rf"我(?:这个|这|一个|是|作为|当)(?:他|她|娃儿?|娃娃|孩子)?(?:的|个)?(?:亲)?{GRANDPARENT}"
    rf"|(?:我们?|本人|来电人)?(?:是|系|作为)[^,。;!?]{{0,9}}(?:孩子?|娃儿?|娃娃|孤儿|学生|宝宝|[男女][孩娃])的?{GRANDPARENT}"
    rf"|(?:我|人|本人)\(?(?:系|即|是)?(?:孩子|娃儿?|其)?{GRANDPARENT}\)"
)
OF_GRANDCHILDREN = {
    "女孩",
    "男孩",
    "女娃",
    "男娃",
    "女娃儿",
    "男娃儿",
    "大的",
    "小的",
    "最小的",
    "最大的",
    "老大",
    "老二",
}
_RELATION = re.compile(
    r"(?<!不)(?:我|本人|来电人)(?:就|也)?(?:是|系)([他她])的?(?:亲生|大|小|二|幺|独生)?(?:(女儿?|儿子?|姑娘|闺女|娃儿?|幺儿|幺女)"
    r"|(妈妈?|爸爸?|母亲|父亲|老汉儿?|老妈|老爸)|(爱人|老公|老婆|丈夫|妻子|老伴儿?|堂客|媳妇儿?|婆娘|女人|男人)"
    r"|(爷爷?|奶奶?|外公|外婆|姥姥|姥爷|哥哥?|姐姐?|弟弟?|妹妹?|侄[儿女子]|孙[女子儿]|外孙女?|舅舅|姑姑|叔叔|邻居|朋友|同事))(?=$|[,。;!?])"
)


def is_grandparent(text: str) -> bool:
    """Whether the speaker says that he is somebody's grandparent."""
    return bool(_OLD_SPEAKER.search(text))


def told_by_relation(text: str) -> tuple[str, int, int] | None:
    """Whom 他 or 她 of 我是他女儿 means, with where it is said."""
    found = _RELATION.search(text)
    if not found:
        return None
    kin: Sequence[str | None] = found.groups()[1:]
    parent = "father" if found[1] == "他" else "mother"
    subject = next(name for name, word in zip((parent, "child", "spouse", "other"), kin, strict=True) if word)
    return subject, found.start(1), found.end()

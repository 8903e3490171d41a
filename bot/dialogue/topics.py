"""A message that names a whole topic and nothing else: 养老, 我想问一下医保的事.

The items that list the word under 方面 are offered to choose from; a guess would be wrong
more often than not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.catalog.model import MOST_OF_A_TOPIC, ServiceFile
from bot.dialogue.follow_up_cues import is_bare, section_of

_LEAD = re.compile(
    r"^(?:你好|您好|请|我|想要?|要|来|就|是|问一?[下哈问]?|咨询一?[下哈]?|了解一?[下哈]?|打听一?[下哈]?|查一?[下查]?|看一?[下看]?|晓得|知道|说|关于|对于|有关|办理?|一下|[,，])+"
)
_TAIL = re.compile(
    r"(?:[,，]?(?:的|这|那|方面|个|类|块|事情?|问题|政策|情况|规定|服务|有[啥什]么?子?|有哪些|有没有|有没得|怎么弄|咋个?弄|了|一下|[呢嘛啊哦嗯吗哈噻]))+$"
)


class Topics:
    """The topics of all items, as their files list them under 方面."""

    def __init__(self, files: Mapping[str, ServiceFile]) -> None:
        self._items: dict[str, list[str]] = {}
        for file in files.values():
            for topic in file.topics:
                self._items.setdefault(str(topic), []).append(file.id)

    def with_part(self, words: str) -> tuple[tuple[str, ...], str]:
        """The items of a topic asked about in the barest way (养老金咋个领), and the part asked for."""
        text = _LEAD.sub("", words)
        for topic in self._items:
            rest = text.removeprefix(topic)
            if rest != text and is_bare(rest) and section_of(rest):
                section = section_of(rest)
                return self.items(topic), "" if section == "check" else section
        return (), ""

    def items(self, words: str) -> tuple[str, ...]:
        """The items of the topic that the cleaned message is about; none if it says anything more."""
        for text in (words, _TAIL.sub("", words), _LEAD.sub("", words), _LEAD.sub("", _TAIL.sub("", words))):
            if len(self._items.get(text, ())) > 1:
                return tuple(self._items[text][:MOST_OF_A_TOPIC])
        return ()

"""The bot without a server: for the command line and the tests."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.runtime.agent import load_agent
from bot.settings import Settings

IN_SCOPE_SERVICE = 0.0


class Offline:
    """Loads the trained bot; conversations are kept in memory, per sender."""

    def __init__(self, settings: Settings) -> None:
        self._loop = asyncio.new_event_loop()
        self._agent = load_agent(settings, memory_only=True)

    def understand(self, text: str) -> dict[str, Any]:
        """What the pipeline understands of a text (contract of ``shuhui understand``)."""
        from actions.translation import from_parse
        from bot.channels.incoming import clean_incoming
        from bot.knowledge import knowledge
        from bot.nlu.results import plain
        from bot.rules.values import Range

        incoming = clean_incoming(text).text
        parse = self._loop.run_until_complete(self._agent.parse_message(incoming)) if incoming else {}
        vocabulary = knowledge().conversation.catalog.vocabulary
        understood = from_parse(parse, vocabulary)
        subject = understood.subject or "self"
        facts = {
            said.fact: _shown(vocabulary, said.fact, plain(said.value))
            for said in understood.facts
            if (said.subject or "self") == subject and not isinstance(said.value, Range)  # 58年生: no date yet
        }
        return {
            "text": text if incoming == text.strip() else incoming,
            "act": understood.act,
            "services": [{"id": sid, "confidence": round(chance, 4)} for sid, chance in understood.services[:5]],
            "in_scope": understood.act != "out_of_scope",
            "subject": subject,
            "facts": facts,
        }

    def reply(self, sender: str, text: str) -> dict[str, Any]:
        """The bot's answers (contract of ``shuhui reply``)."""
        from bot.channels.exchange import exchange

        handle = self._agent.handle_message
        messages = self._loop.run_until_complete(exchange(handle, sender, text, "command-line"))
        return {"sender": sender, "messages": messages}


def _shown(vocabulary: Any, name: str, value: Any) -> Any:
    """Places by name, everything else as it is."""
    if vocabulary[name].kind == "地区" and isinstance(value, str):
        return vocabulary.region_name(value)
    return value

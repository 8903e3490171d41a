"""``python -m bench.baseline.understand MODEL``: what the default bot makes of messages.

A process of its own, because it needs TensorFlow, which ours leaves out. Reads JSON Lines with
``text`` and writes one line for each: the intents, likeliest first, with their confidence.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any


async def _rankings(model: str, texts: list[str]) -> list[list[dict[str, Any]]]:
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    return [(await agent.parse_message(text))["intent_ranking"] for text in texts]


def main(model: str) -> None:
    """Standard input to standard output."""
    texts = [json.loads(line)["text"] for line in sys.stdin]
    for ranking in asyncio.run(_rankings(model, texts)):
        intents = [{"name": intent["name"], "confidence": float(intent["confidence"])} for intent in ranking]
        print(json.dumps({"intents": intents}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])

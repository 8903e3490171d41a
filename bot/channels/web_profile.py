"""我的情况: what the bot knows of a resident and their family, and how the page changes it."""

from __future__ import annotations

from typing import Any

from bot.answers import wording
from bot.answers.cards import input_of
from bot.answers.messages import Button, Message
from bot.dialogue.state import State
from bot.knowledge import knowledge
from bot.rules.facts import FactError

_LOOK_AGAIN = "{done}。要按现在的情况再看一次吗？"


def profile_data(state: State) -> dict[str, Any]:
    """What the bot knows, person by person."""
    catalog = knowledge().conversation.catalog
    persons = []
    for subject, facts in state.persons.items():
        rows = [
            {
                "fact": name,
                "label": catalog.vocabulary[name].label,
                "value": value,
                "text": catalog.vocabulary.title(name, state.facts(catalog.vocabulary, subject)[name]),
                "input": input_of(catalog, name),
            }
            for name, value in facts.items()
            if name in state.facts(catalog.vocabulary, subject)
        ]
        persons.append({"subject": subject, "label": wording.person(subject), "facts": rows})
    return {"persons": persons}


def put(state: State, body: dict[str, Any]) -> list[Message]:
    """Sets a fact and says what that means for the result above. Raises FactError."""
    vocabulary = knowledge().conversation.catalog.vocabulary
    subject, name, value = _word(body, "subject") or "self", _word(body, "fact") or "", body.get("value")
    if subject not in wording.SUBJECT_LABELS and subject not in state.persons:
        raise FactError("没有说清是谁的情况")
    if not isinstance(value, (str, int, float)):
        raise FactError("没有收到要改成什么")
    state.put(subject, name, vocabulary.coerce(name, value))
    return _look_again(state, subject, "改好了")


def forget(state: State, body: dict[str, Any]) -> list[Message]:
    """Strikes out a fact, a person or everything. Raises FactError."""
    subject, name = _word(body, "subject"), _word(body, "fact")
    state.forget(subject, name)
    return _look_again(state, subject, "删掉了") if subject and name else []


def _look_again(state: State, subject: str, done: str) -> list[Message]:
    """A result that stands on the page rests on what was known then; while a question is open none does."""
    if state.asking or subject != state.subject:
        return []
    service = knowledge().conversation.catalog.files.get(state.service or "")
    phrase = wording.SCREEN_PHRASE if state.mode == "screen" else service.name if service else ""
    return [Message(_LOOK_AGAIN.format(done=done), (Button("再看一次", phrase),))] if phrase else []


def _word(body: dict[str, Any], key: str) -> str | None:
    """A text of the body, None if it is absent. Raises FactError for anything else."""
    value = body.get(key)
    if value is not None and not isinstance(value, str):
        raise FactError("没有说清是谁的、哪一条情况")
    return value

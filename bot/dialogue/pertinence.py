"""Which questions would sound odd to the person spoken of, whatever they might settle."""

from __future__ import annotations

from bot.dialogue.ground import Ground
from bot.dialogue.persons import CHILD
from bot.dialogue.state import State
from bot.rules.implications import Implication
from bot.rules.truth import TRUE
from bot.rules.values import NOT_APPLICABLE, Range

# Facts that nearly every rule looks at; telling them asks for nothing in particular.
GENERAL = {"年龄", "出生日期", "月龄", "性别", "户籍地", "居住地", "户口性质", "住在农村", "婚姻状况", "就业状态"}
_GROWN_UP = 23  # years; at school hardly anybody is older
_OF_A_CHILD = "孩子"  # how the questions about children begin
_AT_SCHOOL = "在校"


def left_out(ground: Ground, state: State) -> list[str]:
    """Facts that the person left open, with the details that hang on them.

    Who does not know whether there is a certificate is not asked for its grade.
    """
    skipped = state.skipped_here
    known = ground.stated(state)
    details = [
        name
        for implication in ground.catalog.deriver.implications
        if _hangs_on(implication, skipped)
        for name, value in implication.conclusions
        if (value is NOT_APPLICABLE or (value is False and ground.fact(name).late)) and name not in known
    ]
    return list(dict.fromkeys([*skipped, *details]))


def _hangs_on(implication: Implication, skipped: list[str]) -> bool:
    """Whether the implication says what follows when something skipped is not so."""
    leaves = list(implication.condition.leaves())
    if not any(leaf.fact.name in skipped for leaf in leaves) or any(leaf.fact.kind != "是否" for leaf in leaves):
        return False
    return implication.condition.evaluate({leaf.fact.name: False for leaf in leaves}) == TRUE


def own_facts(ground: Ground, state: State) -> list[str]:
    """Facts that were told and that say something of this person in particular."""
    return [name for name in ground.stated(state) if name not in GENERAL]


def places_told(ground: Ground, state: State) -> list[str]:
    """Places that were told, though too widely for some rule; only the item that needs it asks for the county."""
    return [name for name in ground.stated(state) if ground.fact(name).kind == "地区"]


def of_children(ground: Ground, state: State) -> list[str]:
    """Facts that only a child or a student has, if the person spoken of is no such."""
    if state.subject.partition(":")[0] == CHILD:
        return []
    known = ground.known(state)
    age = known.get("年龄")
    oldest = age.high if isinstance(age, Range) else age
    if (isinstance(oldest, int) and oldest < _GROWN_UP) or known.get("就业状态") == _AT_SCHOOL:
        return []
    return [name for name, fact in ground.catalog.vocabulary.facts.items() if fact.question.startswith(_OF_A_CHILD)]

"""What measures the understanding stays apart from what trains it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

import pytest

from bot.nlu.text import clean
from tests.nlu.messages import measured, trained

ENDINGS = ("", "_fresh", "_held", "_blind", "_final")
KINDS = ("services", "acts", "scope")
SETS = tuple(kind + ending for ending in ENDINGS for kind in KINDS)
ALIKE = 0.7  # of the pairs of neighbouring characters that either has, both have
LEAST_PAIRS = 5  # shorter messages (好的谢谢) are the language's own, nobody's sentence


def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring letters and digits."""
    letters = "".join(sign for sign in clean(text) if sign.isalnum())
    return frozenset(letters[at : at + 2] for at in range(len(letters) - 1))


@pytest.fixture(scope="module")
def examples() -> dict[str, list[tuple[str, frozenset[str], str]]]:
    """Training examples by each pair they have."""
    by_pair = defaultdict(list)
    for text, place in trained():
        example = text, pairs(text), place
        for pair in example[1]:
            by_pair[pair].append(example)
    return by_pair


def likenesses(
    text: str, examples: dict[str, list[tuple[str, frozenset[str], str]]]
) -> Iterator[tuple[float, str, str]]:
    """(likeness, example, where it stands) of the examples that share most pairs with ``text``."""
    own = pairs(text)
    shared = Counter(example for pair in own for example in examples.get(pair, ()))
    for (example, theirs, place), count in shared.most_common(20):
        yield count / len(own | theirs), example, place


@pytest.mark.parametrize("name", SETS)
def test_no_measured_message_is_nearly_a_training_example(name, examples):
    found = [
        f"{row['text']} ~ {example} ({place})"
        for row in measured(name)
        if len(pairs(row["text"])) >= LEAST_PAIRS
        for likeness, example, place in likenesses(row["text"], examples)
        if likeness >= ALIKE
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("one", "other"), combinations(ENDINGS, 2))
def test_the_sets_do_not_repeat_each_other(one, other):
    first, second = (
        {clean(row["text"]) for kind in KINDS for row in measured(kind + ending)} for ending in (one, other)
    )
    assert not {text for text in first & second if len(pairs(text)) >= LEAST_PAIRS}

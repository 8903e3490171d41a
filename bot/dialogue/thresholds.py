"""How sure the understanding must be; calibrated on held-out messages, kept in this one place."""

from __future__ import annotations

SURE = 0.7  # probability above which an item is answered directly
POSSIBLE = 0.12  # below this an item is not even offered
DELICATE = 0.6  # items about stigmatised conditions are not offered below this
SECOND = 0.2  # a second item joined by 和, 还有 ... is answered too
CLOSE = (
    0.16  # a second item this likely, without such a word, makes the message ambiguous: the first is right in 4 of 5
)
OFFER_STATEMENT = 0.3  # a statement that asks nothing makes us offer an item only above this
TOGETHER = 0.8  # two items not named count as both asked about only if they leave this little doubt
SURE_IN_PASSING = 0.9  # an item asked about in a message whose act says something else
SURE_ACT = 0.6  # above this an act such as out_of_scope is believed against a named item
GUESSED_ACT = 0.4  # below this the part of an item asked for (where, what to bring) must stand in the words

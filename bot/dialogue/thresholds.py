"""How sure the understanding must be; calibrated on held-out messages, kept in this one place."""

from __future__ import annotations

SURE = 0.45  # probability above which an item is answered directly
POSSIBLE = 0.12  # below this an item is not even offered
SECOND = 0.2  # a second item joined by 和, 还有 ... is answered too
SURE_IN_PASSING = 0.9  # an item asked about in a message whose act says something else
SURE_ACT = 0.6  # above this an act such as out_of_scope is believed against a named item

"""Truth values of conditions.

A condition is true, false or unknown (Kleene). A condition that an office decides
(人工核实) is none of the three: we carry each truth as a pair (most favourable,
least favourable decision), both Kleene values, packed into one small integer:
``code = 3 * most + least`` with FALSE = 0, UNKNOWN = 1, TRUE = 2 for each half.

Conjunction is the minimum of each half, disjunction the maximum, and negation swaps
and complements the halves, so an office's decision stays open under "none of".
"""

from __future__ import annotations

FALSE = 0
UNKNOWN = 4
OFFICE = 6  # true if the office says so, false if it does not
TRUE = 8

_HALVES = [divmod(code, 3) for code in range(9)]

AND = [[3 * min(a, c) + min(b, d) for c, d in _HALVES] for a, b in _HALVES]
OR = [[3 * max(a, c) + max(b, d) for c, d in _HALVES] for a, b in _HALVES]
NOT = [3 * (2 - least) + (2 - most) for most, least in _HALVES]
# Which halves are still open, as bits: 1 the least favourable decision, 2 the most favourable.
LEAST_OPEN, MOST_OPEN = 1, 2
BOTH_HALVES = LEAST_OPEN | MOST_OPEN
OPEN_HALVES = [MOST_OPEN * (most == 1) + LEAST_OPEN * (least == 1) for most, least in _HALVES]
SWAPPED = [0, MOST_OPEN, LEAST_OPEN, BOTH_HALVES]
SETTLED = [most != 1 and least != 1 for most, least in _HALVES]


def as_bool(code: int) -> bool | None:
    """True, False, or None where the value is unknown or left to an office."""
    return {TRUE: True, FALSE: False}.get(code)

"""From the truth of a rule to the verdict of a benefit, and of benefits to an item."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from bot.rules.truth import OFFICE, TRUE


class Verdict(str, Enum):
    """What a benefit or an item comes to; the order is from best to worst."""

    ELIGIBLE = "eligible"
    LIKELY = "likely"
    UNKNOWN = "unknown"
    INELIGIBLE = "ineligible"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Verdict.ELIGIBLE: "符合",
    Verdict.LIKELY: "初步符合（待核实）",
    Verdict.UNKNOWN: "还需了解",
    Verdict.INELIGIBLE: "暂不符合",
}
_ORDER = list(Verdict)
ENTITLED = (Verdict.ELIGIBLE, Verdict.LIKELY)


def of_truth(code: int) -> Verdict:
    """The verdict for a rule's truth code: false whatever the office says is ineligible."""
    if code == TRUE:
        return Verdict.ELIGIBLE
    if code == OFFICE:
        return Verdict.LIKELY
    return Verdict.INELIGIBLE if code // 3 == 0 and code % 3 == 0 else Verdict.UNKNOWN


def best(verdicts: Iterable[Verdict]) -> Verdict:
    """The best of the benefits' verdicts; UNKNOWN when there is none."""
    return min(verdicts, key=_ORDER.index, default=Verdict.UNKNOWN)

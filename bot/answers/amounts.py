"""What a benefit gives, in words, with the warning that unverified figures need."""

from __future__ import annotations

import re

from bot.answers.wording import AMOUNT_PUBLISHED_LOCALLY
from bot.catalog.assessment import BenefitAssessment
from bot.catalog.model import UNVERIFIED
from bot.catalog.service import Service

_FIGURE = re.compile(r"\d[\d,.]*(?:万|千)?元|百分之|\d%")
_WARNED = re.compile(r"公布为准|公布的?标准|规定为准|当地标准|待核")
_PAPER = re.compile(r"（依据：(.+)）$")
_LONG = 90  # characters of one line on a phone


def amounts_of(service: Service, benefit: BenefitAssessment) -> list[str]:
    """What this person gets: what was computed for them, else the general standard."""
    texts = without_papers(benefit) or [benefit.benefit.amount]
    return [careful(service, _short(text)) for text in texts if text]


def without_papers(benefit: BenefitAssessment) -> list[str]:
    """What was computed for this person."""
    return [_PAPER.sub("", text) for text in benefit.computed]


def papers_of(benefit: BenefitAssessment) -> list[str]:
    """The papers under what was computed for this person."""
    return [match[1] for text in benefit.computed if (match := _PAPER.search(text))]


def careful(service: Service, text: str) -> str:
    """The text, saying that the place decides where a figure is not verified."""
    if _FIGURE.search(text) and not _WARNED.search(text) and _is_unverified(service):
        return text.rstrip("。") + AMOUNT_PUBLISHED_LOCALLY
    return text


def _is_unverified(service: Service) -> bool:
    check = service.verification
    dated = [value for values in service.file.parameters.values() for value in values]
    return (check is not None and check.status == UNVERIFIED) or any(v.verified == UNVERIFIED for v in dated)


def _short(text: str) -> str:
    """The first sentence or clauses of a long text; the card has the whole."""
    if len(text) <= _LONG:
        return text
    pieces = re.split(r"(?<=[；。])", text)
    kept = pieces[0]
    for piece in pieces[1:]:
        if len(kept) + len(piece) > _LONG:
            break
        kept += piece
    return kept.rstrip("；")

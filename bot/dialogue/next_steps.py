"""What there is for a person beside the item just decided."""

from __future__ import annotations

from bot.answers import wording
from bot.answers.messages import Message, buttons
from bot.catalog.assessment import Assessment
from bot.dialogue.ground import Ground
from bot.dialogue.pertinence import own_facts
from bot.dialogue.state import State
from bot.rules.verdicts import ENTITLED, Verdict

_AFTER_NO, _AFTER_YES = 3, 2
_LEISURE = "文体服务保障"  # open to all, so worth naming only for what somebody has told
_PLACES = {"户籍地", "居住地"}


def with_others(ground: Ground, state: State, message: Message, verdict: Verdict) -> Message:
    """The verdict with the items that the facts told so far do fit; after a yes only those not named before."""
    state.suggested = [*state.suggested, state.service or ""]
    if state.queue or verdict is Verdict.UNKNOWN:
        return message
    refused = verdict is Verdict.INELIGIBLE
    found = [item for item in fitting(ground, state) if refused or item not in state.suggested]
    found = found[: _AFTER_NO if refused else _AFTER_YES]
    state.suggested = [*state.suggested, *found]
    state.listed = found or state.listed
    names = [ground.name(service_id) for service_id in found]
    lead = wording.ALSO_FITS if refused else wording.ALSO_FITS_AFTER_YES
    text = message.text + (f"\n{lead}{'、'.join(names)}。" if names else "")
    everything = buttons(wording.SCREEN_PHRASE) if refused else ()
    more = (*buttons(*names), *message.buttons) if refused else (*message.buttons, *buttons(*names))
    return Message(text, (*more, *everything), message.card)


def fitting(ground: Ground, state: State) -> list[str]:
    """Items with conditions of their own that the facts told so far meet, like ones first."""
    here = ground.catalog.files[state.service].domain if state.service else ""
    common = ground.for_any_adult()
    found = [
        result
        for result in ground.assess_all(state)
        if result.verdict in ENTITLED and result.service.id not in common and result.service.id != state.service
    ]
    own = own_facts(ground, state)
    found = [r for r in found if r.entitled_by(own) or (r.service.domain != _LEISURE and _meets_more_than_place(r))]
    found.sort(key=lambda r: (not r.entitled_by(own), r.service.domain != here, r.verdict is not Verdict.ELIGIBLE))
    return [result.service.id for result in found]


def _meets_more_than_place(result: Assessment) -> bool:
    """Whether something about the person themselves is met, not only where they live."""
    return result.entitled_by({name for b in result.benefits for name in b.benefit.rule.names} - _PLACES)

"""One item for one person: ask what is missing, conclude, say what else there is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers import sections, wording
from bot.answers.cards import question_card
from bot.answers.messages import Button, Message, buttons, with_buttons
from bot.answers.phrases import labels
from bot.answers.verdicts import verdict_message
from bot.catalog.assessment import Assessment, BenefitAssessment, next_question
from bot.catalog.report import options_of
from bot.dialogue.ground import Ground
from bot.dialogue.next_steps import with_others
from bot.dialogue.persons import CHILD, SELF, is_family
from bot.dialogue.pertinence import GENERAL, left_out
from bot.dialogue.state import State
from bot.rules.questions import QuestionChooser
from bot.rules.verdicts import ENTITLED, Verdict, best

MAY_BE_NEITHER = {"慢性病", "学段"}  # questions whose options leave out 都不是
_CHILDREN = ("儿童", "娃", "幼儿", "中小学")
_CHILDRENS_SHARE = 1 / 3


def said(lead: str, *messages: Message) -> list[Message]:
    """The messages with a sentence before them (of its own, so that no channel shows it twice)."""
    return [Message(lead), *messages] if lead else list(messages)


def question(ground: Ground, state: State, name: str) -> Message:
    """The question for a fact, with quick replies; it becomes the open one."""
    if state.asking != name:
        state.asking, state.reasked = name, False
    fact = ground.fact(name)
    text = question_text(fact.question, state.subject)
    told = ground.stated(state).get(name)
    if fact.kind == "地区" and isinstance(told, str):
        text = wording.WHICH_COUNTY.format(what=fact.label, place=ground.catalog.vocabulary.title(name, told))
    choices = [title for title, _ in options_of(ground.catalog, name)]
    choices += [wording.NEITHER] if name in MAY_BE_NEITHER else []
    choices += [wording.SHOW_RESULTS] if state.mode == "screen" else []
    quick = buttons(*choices, wording.DONT_KNOW, wording.RATHER_NOT, wording.WHY)
    return Message(text, quick, question_card(ground.catalog, name, text))


def question_text(text: str, subject: str) -> str:
    """The question put about a person: 孩子读哪一段 is asked of a student as 您读哪一段."""
    who = wording.person(subject)
    return re.sub(r"^孩子", who, text).replace("{谁}", who)


def is_for_children(ground: Ground, service_id: str) -> bool:
    """Whether an item is asked about for a child, even where nobody says 孩子."""
    file = ground.catalog.files[service_id]
    if any(word in file.name for word in _CHILDREN):
        return True
    rules = ground.catalog.service(service_id, ground.today()).rules()
    names = {name for rule in rules for name in rule.names}
    about = [name for name in names if ground.fact(name).question.startswith("孩子")]
    return bool(about) and len(about) / len(names) >= _CHILDRENS_SHARE


class Interviewer:
    """Asks about the item at hand and concludes; then goes on with what waits."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def open(
        self,
        state: State,
        service_id: str,
        named: Sequence[str] = (),
        nobody_named: bool = False,
        before: Sequence[str] | None = None,
    ) -> None:
        """Takes up an item; ``named`` are benefits asked for by name, ``before`` is where we were."""
        if service_id != state.service or state.mode != "item":
            left = self.place(state) if before is None else list(before)
            state.earlier = [*(place for place in state.earlier if place != left), *([left] if left else [])][-3:]
            state.every_benefit, state.unanswered = False, 0
            state.close_question()
        state.service, state.mode, state.benefits = service_id, "item", list(named)
        state.beside = []
        state.candidates, state.wanted, state.failures = [], "", 0
        if nobody_named:
            self._assume_person(state, service_id)

    def _assume_person(self, state: State, service_id: str) -> None:
        """An item for children is asked about for a child, and the one after it no longer."""
        for_children = is_for_children(self._ground, service_id)
        if for_children and state.subject == SELF:
            told = [name for person, name in state.told if person == SELF]
            state.turn_to(next((key for key in state.persons if key.partition(":")[0] == CHILD), CHILD))
            state.hand_over(SELF, told)
            state.assumed = True
        elif state.assumed and not for_children:
            state.turn_to(SELF)

    @staticmethod
    def place(state: State) -> list[str]:
        """Where we are, as [person, item], while a question is open; else empty."""
        return [state.subject, "" if state.mode == "screen" else state.service or ""] if state.asking else []

    def part(self, state: State, section: str) -> Message:
        """One part of the item at hand."""
        assessment = self._ground.assess(state, state.service or "")
        service, catalog = assessment.service, self._ground.catalog
        counters = self._ground.counters(state, service)
        met = [b for b in assessment.benefits if b.verdict in ENTITLED]
        still_open = [b for b in assessment.benefits if b.verdict is Verdict.UNKNOWN]
        mine = [b for b in met if b.name in state.benefits] or ([] if state.benefits or not met else met + still_open)
        return sections.section_message(catalog, service, section, tuple(state.benefits), counters, mine)

    def begin(self, state: State, told: str = "", lead: str = "") -> list[Message]:
        """First words about an item: what it is, what was understood, the first question."""
        service = self._ground.service(state, state.service or "")
        if not service.modelled:
            return [sections.unmodelled_message(self._ground.catalog, service), *self.next_in_queue(state)]
        intro = f"我问几句，帮{wording.person(state.subject)}对照条件。"
        whole = "\n".join(text for text in (lead + service.summary, told + intro) if text)
        return self.step(state, lead=lead + told, intro=whole)

    def step(self, state: State, lead: str = "", intro: str = "") -> list[Message]:
        """The next question or the conclusion. ``intro`` is said before a question only."""
        assessment = self._ground.assess(state, state.service or "")
        name = self._next(state, assessment)
        if name:
            return said(intro or lead, question(self._ground, state, name))
        return said(lead, self._conclusion(state, assessment)) + self.next_in_queue(state)

    def _next(self, state: State, assessment: Assessment) -> str | None:
        asked = self._asked(state, assessment)
        if asked:
            rules = [b.benefit.rule for b in asked if b.verdict is Verdict.UNKNOWN]
            chooser = QuestionChooser(rules, self._ground.catalog.vocabulary.facts)
            choice = chooser.choose(assessment.facts, left_out(self._ground, state))
            return choice.fact if choice else None
        return next_question(
            self._ground.catalog,
            self._ground.stated(state),
            self._ground.today(),
            state.service,
            left_out(self._ground, state),
            state.every_benefit,
        )

    def _asked(self, state: State, assessment: Assessment) -> list[BenefitAssessment]:
        """The benefits asked for by name or by what was told of oneself, unless all are wanted."""
        if state.every_benefit:
            return []
        asked = [b for b in assessment.benefits if b.name in state.benefits]
        if assessment.verdict in ENTITLED and all(b.verdict is Verdict.INELIGIBLE for b in asked):
            state.beside = [*state.beside, *self._pertinent(state, assessment)]
        return [b for b in assessment.benefits if b.name in (*state.benefits, *state.beside)]

    def only_no(self, state: State) -> bool:
        """Whether what was asked for by name is refused, and the rest of the item is open."""
        assessment = self._ground.assess(state, state.service or "")
        asked = [b for b in assessment.benefits if b.name in state.benefits]
        refused = bool(asked) and all(b.verdict is Verdict.INELIGIBLE for b in asked)
        return refused and assessment.verdict is Verdict.UNKNOWN and not state.every_benefit

    def _told(self, state: State, assessment: Assessment) -> list[BenefitAssessment]:
        """The benefits that the conclusion is about; a no to what nobody named hides no yes."""
        asked = self._asked(state, assessment)
        if state.benefits or not any(b.verdict in ENTITLED for b in assessment.benefits):
            return asked
        open_or_met = [b for b in asked if b.verdict is not Verdict.INELIGIBLE]
        met = [b for b in assessment.benefits if b.verdict in ENTITLED and b not in open_or_met]
        return [*open_or_met, *met] if open_or_met else []

    def _pertinent(self, state: State, assessment: Assessment) -> list[str]:
        """Benefits still open that the person's own story is about, beside those already settled.

        An old soldier who says 打过仗 is not done with the card that every soldier gets.
        """
        entitled = [b for b in assessment.benefits if b.verdict in ENTITLED]
        common = {name for b in entitled for name in b.benefit.rule.names} | GENERAL
        special = {name for name, value in state.persons.get(state.subject, {}).items() if value is not False} - common
        return [b.name for b in assessment.benefits if b.verdict is Verdict.UNKNOWN and b.meets_any(special)]

    def conclude(self, state: State) -> list[Message]:
        """The result as far as it is known, without a further question."""
        assessment = self._ground.assess(state, state.service or "")
        if state.asking:
            state.skip(state.subject, state.asking)
        return [self._conclusion(state, assessment), *self.next_in_queue(state)]

    def _conclusion(self, state: State, assessment: Assessment) -> Message:
        state.close_question()
        asked = self._told(state, assessment)
        verdict = best(b.verdict for b in asked) if asked else assessment.verdict
        message = verdict_message(
            self._ground.catalog,
            assessment,
            state.subject,
            [b.name for b in asked],
            self._dropped(state, assessment, verdict),
            self._ground.counters(state, assessment.service),
        )
        message = with_others(self._ground, state, message, verdict)
        return with_buttons(message, (*self._other_person(state), *self.way_back(state)))

    def _dropped(self, state: State, assessment: Assessment, verdict: Verdict) -> list[str]:
        """Labels of the facts that the person left open and that the verdict depends on."""
        left = [name for name in assessment.open if name in state.skipped_here]
        return labels(self._ground.catalog, left) if verdict is Verdict.UNKNOWN else []

    def _other_person(self, state: State) -> tuple[Button, ...]:
        """A button for a relative of whom something personal is known too."""
        vocabulary = self._ground.catalog.vocabulary
        for key, facts in state.persons.items():
            personal = any(name in vocabulary and not vocabulary[name].household for name in facts)
            if key != state.subject and is_family(key) and personal:
                return buttons(wording.LOOK_AT + wording.person_by_name(key))
        return ()

    def way_back(self, state: State) -> tuple[Button, ...]:
        """A button to what was interrupted."""
        state.earlier = [place for place in state.earlier if place[1] != state.service]
        if not state.earlier or state.queue:
            return ()
        last = state.earlier[-1][1]
        return buttons(wording.GO_BACK_TO + (self._ground.name(last) if last else "能享受哪些"))

    def next_in_queue(self, state: State) -> list[Message]:
        """The second item of a message that asked about two."""
        if not state.queue:
            return []
        service_id, section = state.queue.pop(0)
        self.open(state, service_id)
        lead = f"再说您问的{wording.quoted(self._ground.name(service_id))}："
        return said(lead, self.part(state, section)) if section else self.begin(state, lead=lead)

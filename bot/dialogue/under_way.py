"""What a message means to whatever is under way: an answer, a button, a choice, a follow-up.

The act of a short message is often taken for another; what we have just asked tells more.
"""

from __future__ import annotations

from dataclasses import replace

from bot.answers import wording
from bot.answers.messages import Message, buttons
from bot.answers.phrases import fact_phrase
from bot.dialogue import cues
from bot.dialogue.answering import STATING_ACTS, Answer, Answering
from bot.dialogue.asking import said
from bot.dialogue.choices import Choices
from bot.dialogue.flow import Flow
from bot.dialogue.follow_ups import FollowUps
from bot.dialogue.listening import ASKING_ACTS
from bot.dialogue.persons import CHILD, key_of
from bot.dialogue.state import State
from bot.dialogue.thresholds import GUESSED_ACT, SURE
from bot.dialogue.topics import Topics
from bot.dialogue.understood import Understood
from bot.nlu.text import clean

_LONGEST_CORRECTION = 30
_LONGEST_REST = 4  # characters beside a fact that ask nothing: 我们是, 嗯
_AGE = "年龄"
_OWN_MATTER = ASKING_ACTS | {"screen", "human", "delete_data"}


class UnderWay:
    """``answer`` gives the messages, or None when the message starts something of its own."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._choices = Choices(flow)
        self._answering = Answering(flow)
        self._follow_ups = FollowUps(flow)
        self._topics = Topics(flow.ground.catalog.files)
        self.decline, self.why = self._answering.decline, self._answering.why

    def answer(self, state: State, message: Understood) -> Answer:
        """The first reading that fits, in the order of how plain each is."""
        readings = (
            self._choices.button,
            self._settled,
            self._choices.among_offered,
            self._follow_ups.listed,
            self._turn_of_talk,
            self._another_person,
            self._answering.reply,
            self._follow_ups.more,
            self._follow_ups.part,
            self._follow_ups.particular,
            self._whole_topic,
            self._tells_more,
            self._in_passing,
        )
        answers = (reading(state, message) for reading in readings)
        return next((found for found in answers if found is not None), None)

    def _settled(self, state: State, message: Understood) -> Answer:
        """The answer to which of two statements is right."""
        if not state.conflict:
            return None
        sentence = self._flow.clarifier.settle(state, message)
        return self._flow.go_on(state, sentence) if sentence else None

    def _whole_topic(self, state: State, message: Understood) -> Answer:
        """A choice for who names a whole topic (养老); a state told with it (失业) is kept."""
        goes_on = state.asking or (message.facts and state.mode)
        whole = self._topics.items(message.words)
        items, section = (whole, "") if whole else self._topics.with_part(message.words)
        if goes_on or not items or (section and state.mode):
            return None
        heard = self._flow.hear(state, message)
        return list(heard.conflict) or said(self._flow.told(heard), self._flow.offer(state, items, section))

    def _tells_more(self, state: State, message: Understood) -> Answer:
        """我们是低保 amid an item: a fact and no more, whatever its act was taken for."""
        short = message.letters_beside_facts <= _LONGEST_REST
        guessed = message.act in ASKING_ACTS and message.confidence < GUESSED_ACT
        if not (state.mode and message.facts and guessed) or cues.asks(message.words) or not short:
            return None
        return self._flow.other_facts(state, self._flow.hear(state, replace(message, act="inform")))

    # ---- turns of the talk ------------------------------------------------------------------

    def _turn_of_talk(self, state: State, message: Understood) -> Answer:
        """重新开始, 回到刚才那个, 先看结果, 说错了, the name of an item."""
        text = message.words
        if cues.starts_again(text):
            state.start_again()
            return [Message(wording.STARTED_AGAIN, buttons(wording.SCREEN_PHRASE))]
        if cues.goes_back(text):
            return self._back(state)
        if cues.stops(text) or cues.gives_up(text):
            return self._stop(state)
        if status := self._status_or_item(state, message):
            return status
        if self._is_name(state, message):
            return self._flow.about_items(state, replace(message, act="ask_eligibility"))
        if cues.corrects(text) and not cues.asks(text) and self._can_correct(state, message):
            return self.correct(state, message)
        return None

    @staticmethod
    def _can_correct(state: State, message: Understood) -> bool:
        """Whether anything was told that could be wrong (not 档案有错要更正)."""
        return bool(state.recent or state.asking) and len(message.words) <= _LONGEST_CORRECTION

    def _is_name(self, state: State, message: Understood) -> bool:
        """Whether the message is the name of an item, and no answer such as 低保户."""
        named = self._flow.router.by_whole_name(message.words)
        if not named:
            return False
        official = message.words == clean(self._flow.ground.name(named))
        answers = state.asking and (message.facts or self._flow.replies.answers(state.asking, message.words))
        return official or not answers

    def _status_or_item(self, state: State, message: Understood) -> Answer:
        """低保 and no more, amid questions: whether it is what somebody has, or what is asked about."""
        item = self._flow.router.by_whole_name(message.words)
        status = self._flow.replies.status_called(message.words)
        if not (state.asking and item and status) or message.facts or item == state.service:
            return None
        if self._flow.replies.answers(state.asking, message.words):
            return None
        has, name = fact_phrase(self._flow.ground.catalog, status, True), self._flow.ground.name(item)
        return [
            Message(f"您是说{wording.person(state.subject)}{has}，还是想问{wording.quoted(name)}？", buttons(has, name))
        ]

    def _back(self, state: State) -> Answer:
        if state.earlier:
            return self._flow.back(state)
        return self._flow.go_on(state) if state.mode else None

    def _stop(self, state: State) -> Answer:
        """The result as far as it is known."""
        if state.mode == "screen" or (state.service and state.asking):
            return self._flow.results(state)
        return [Message(wording.COME_BACK, buttons(wording.SCREEN_PHRASE))]

    def correct(self, state: State, message: Understood) -> list[Message]:
        """说错了，是63."""
        if not self._can_correct(state, message) and message.best[1] >= SURE:
            return self._flow.about_items(state, message)
        state.counted = -1
        corrected = self._flow.corrector.correct(state, message)
        if isinstance(corrected, Message):
            return [corrected]
        state.reasked = False
        return self._flow.go_on(state, corrected)

    def _another_person(self, state: State, message: Understood) -> Answer:
        """那我妈呢: the same item, or screening, for somebody else."""
        bare = state.mode == "item" and not state.asking and self._flow.only_names(message)  # 我儿子
        if not (state.mode and message.subject and (bare or cues.names_another(message.words))):
            return None
        key = key_of(message.subject, message.words, "", [] if state.subject == CHILD else state.persons)
        if key == state.subject or self._flow.router.named(message):
            return None
        heard = self._flow.hear(state, message, person=key)
        age = cues.bare_age(message.words)
        if age and not any(said.fact == _AGE for said in message.facts):
            state.put(key, _AGE, age)
            heard = replace(heard, facts=(*heard.facts, (_AGE, age)))
        return list(heard.conflict) or self._flow.go_on(state, self._flow.told(heard))

    def _in_passing(self, state: State, message: Understood) -> Answer:
        """An item asked about in a message whose act is something else (顺便问下生育津贴)."""
        if message.act in _OWN_MATTER:
            return None
        tells = message.act in STATING_ACTS and not cues.asks(message.words)
        if (state.asking and tells) or not self._flow.router.in_passing(message):
            return None
        return self._flow.about_items(state, message)

"""The conversation: each public method answers one kind of message.

Methods take the state (changed in place) and the understood message, and return the
messages to send. Rasa's rules and stories decide which method is called; `respond` does
the same by act for callers without Rasa.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.answers import wording
from bot.answers.applying import ANYBODY, phones_of
from bot.answers.counters import CounterLookup, no_counters
from bot.answers.messages import Message, buttons
from bot.answers.verdicts import reasons_message
from bot.catalog.service import Catalog
from bot.dialogue import cues
from bot.dialogue.asking import question, said
from bot.dialogue.flow import Flow
from bot.dialogue.ground import Ground
from bot.dialogue.hearing import Heard
from bot.dialogue.listening import ASKING_ACTS, at_home_of_relatives
from bot.dialogue.pertinence import GENERAL
from bot.dialogue.routing import named_benefits
from bot.dialogue.smalltalk import SmallTalk
from bot.dialogue.state import State
from bot.dialogue.thresholds import GUESSED_ACT, OFFER_STATEMENT, SURE, SURE_ACT, SURE_IN_PASSING
from bot.dialogue.under_way import UnderWay
from bot.dialogue.understood import Understood
from bot.nlu.text import has_words

_LONGEST_WHY = 6  # characters of 凭什么, 为啥子呢
_LONGEST_NOD = 4  # characters of 是的, 好嘛, 没有了
_LONGEST_ANSWER = 12  # a statement this short was meant as an answer to the open question
_LONGEST_PHONE = 14  # beyond it a phone is only mentioned
_WAYS_ON = buttons(wording.SCREEN_PHRASE, wording.HUMAN)
Handler = Callable[[State, Understood], list[Message]]


class Conversation:
    """Answers messages from the knowledge in ``catalog``."""

    def __init__(
        self, catalog: Catalog, today: Callable[[], date] = date.today, counters: CounterLookup = no_counters
    ) -> None:
        self.catalog = catalog
        self.counters = counters
        self._ground = Ground(catalog, today, counters)
        self._flow = Flow(self._ground)
        self._under_way = UnderWay(self._flow)
        self._talk = SmallTalk(self._ground)

    # ---- entry ------------------------------------------------------------------------------

    def respond(self, state: State, message: Understood) -> list[Message]:
        """The answer to any message, by its act."""
        return self.handler(message.act)(state, message)

    def handler(self, act: str) -> Handler:
        """The method for an act."""
        handlers: dict[str, Handler] = {
            **dict.fromkeys(ASKING_ACTS, self.ask_item),
            **dict.fromkeys(("inform", "affirm", "deny"), self.take_answer),
            **dict.fromkeys(("dont_know", "refuse"), self.skip_question),
            "screen": self.screen,
            "correct": self.correct,
            "why": self.explain,
            "human": self.human,
            "feedback": self.feedback,
            "delete_data": self.delete_data,
            "greet": self.greet,
            "thanks": self.thanks,
            "bye": self.bye,
            "insult": self.insult,
        }
        return handlers.get(act, self.out_of_scope)

    def _otherwise(self, state: State, message: Understood, own: Handler) -> list[Message]:
        """What the message means to what is under way; else what its act does."""
        if not has_words(message.text):
            return [Message(wording.EMPTY, buttons(wording.SCREEN_PHRASE))]
        if cues.asks_who(message.words):
            return self._with_question(state, [Message(wording.WHO, buttons(wording.SCREEN_PHRASE))])
        if message.words in self.catalog.channels.get("热线", {}):
            return self._talk.human(state, message)
        if message.words == wording.HUMAN or (cues.asks_phone(message.words) and len(message.words) <= _LONGEST_PHONE):
            return self._talk.human(state, message)
        if message.act == "greet" and cues.is_annoyed(message.words):
            return self._with_question(state, self._talk.insult())
        if cues.asks_to_wait(message.words) and not message.facts:
            return [Message(wording.WAITING)]
        if cues.is_new_caller(message.words) and state.mode:
            state.start_again()
            return said(wording.NEW_CALLER, *self._answer(state, message, own))
        return self._answer(state, message, own)

    def _answer(self, state: State, message: Understood, own: Handler) -> list[Message]:
        message = at_home_of_relatives(self._flow.router.without_names(message, bool(state.asking)))
        answer = self._under_way.answer(state, message)
        return own(state, message) if answer is None else answer

    # ---- what somebody asks or tells --------------------------------------------------------

    def ask_item(self, state: State, message: Understood) -> list[Message]:
        """A question about a service item, or a situation told."""
        return self._otherwise(state, message, self._ask)

    def _ask(self, state: State, message: Understood) -> list[Message]:
        best, _ = message.best
        if cues.reports_others(message.words) and not (best and self._ground.takes_complaints(state, best)):
            return [replace(answer, handover="") for answer in self._talk.human(state, message)]
        return self._flow.about_items(state, message)

    def screen(self, state: State, message: Understood) -> list[Message]:
        """我能享受哪些: all items, with the next best question."""
        return self._otherwise(state, message, self._screen)

    def _screen(self, state: State, message: Understood) -> list[Message]:
        if self._is_one_item(message):
            return self._flow.about_items(state, message)
        heard = self._flow.hear(state, message)
        state.mode, state.service = "screen", None
        return list(heard.conflict) or self._flow.screener.begin(state, self._flow.told(heard))

    def _is_one_item(self, message: Understood) -> bool:
        """Whether 能领什么 is asked about one item that the message makes plain."""
        named = self._flow.router.names_an_item(message)
        if len(message.words) <= _LONGEST_NOD and not named:
            return False  # 能领啥
        if not named and cues.asks_for_everything(message.words) and len(message.facts) > 1:
            return False  # 66岁，种地的，残疾二级，能享受些啥子
        plain = named or not cues.asks_for_everything(message.words)
        if plain and message.confidence < GUESSED_ACT:
            return True  # 我想查一下我的社保交了多少年
        return message.best[1] >= (SURE if plain else SURE_IN_PASSING)

    def take_answer(self, state: State, message: Understood) -> list[Message]:
        """An answer or further facts."""
        return self._otherwise(state, message, self._take)

    def _take(self, state: State, message: Understood) -> list[Message]:
        if message.act == "inform" and not state.mode and self._is_about_item(message):
            return self._flow.about_items(state, message)
        heard = self._flow.hear(state, message)
        if message.facts:
            return self._told(state, message, heard)
        if cues.asks(message.words):
            return self._flow.about_items(state, message)
        if state.asking:
            short = len(message.words) <= _LONGEST_NOD
            return self._flow.again(state, wording.NOT_HEARD if short else wording.NOT_USABLE)
        if message.act in ("affirm", "deny") and len(message.words) <= _LONGEST_NOD:
            return [Message(wording.ANYTHING_ELSE, buttons(wording.SCREEN_PHRASE))]
        return self._flow.unclear(state, message, self._flow.router.route(state, message), heard)

    def _is_about_item(self, message: Understood) -> bool:
        """Whether a statement is about an item and not only about somebody's circumstances."""
        asks = cues.asks(message.words) or not message.facts or bool(self._flow.router.named(message))
        needed = OFFER_STATEMENT if cues.wishes(message.words) else SURE if asks else SURE_IN_PASSING
        return message.best[1] >= needed and message.letters_beside_facts >= _LONGEST_NOD

    def _told(self, state: State, message: Understood, heard: Heard) -> list[Message]:
        """Facts without a question."""
        if heard.conflict:
            return list(heard.conflict)
        if state.mode:
            return self._flow.other_facts(state, heard)
        story = len(message.facts) > 1
        told = self._flow.told(heard)
        return self._flow.screener.begin(state, told) if story else self._flow.go_on(state, told)

    def skip_question(self, state: State, message: Understood) -> list[Message]:
        """不晓得, 不想说: the fact stays unknown and is not asked again."""
        return self._otherwise(state, message, self._skip)

    def _skip(self, state: State, message: Understood) -> list[Message]:
        if message.facts:
            return self._told(state, message, self._flow.hear(state, message))
        if not state.asking and cues.asks(message.words) and not cues.does_not_know(message.words):
            return self._flow.about_items(state, message)
        if not state.asking:
            return [Message(wording.NOTHING_ASKED, buttons(wording.SCREEN_PHRASE))]
        if message.confidence < GUESSED_ACT:
            return self._flow.again(state, wording.NOT_HEARD)
        return self._under_way.decline(state, message)

    def correct(self, state: State, message: Understood) -> list[Message]:
        """说错了，是63: the last fact, or the facts that the message states."""
        return self._otherwise(state, message, self._under_way.correct)

    def explain(self, state: State, message: Understood) -> list[Message]:
        """为什么问: the reason for the open question; 为什么不符合: the reasons of the verdict."""
        return self._otherwise(state, message, self._explain)

    def _explain(self, state: State, message: Understood) -> list[Message]:
        if state.asking and cues.asks_reasons(message.words):
            return self._with_question(state, [Message(wording.NOT_YET_DECIDED)])
        if state.asking:
            return self._under_way.why(state)
        if cues.is_annoyed(message.words):
            return self._talk.insult()
        if message.best[1] >= SURE_IN_PASSING and message.best[0] != state.service:
            return self._flow.about_items(state, message)  # 我哥吃低保，我没吃，为啥子他能吃
        if state.service and (cues.asks_reasons(message.words) or len(message.words) <= _LONGEST_WHY):
            assessment = self._ground.assess(state, state.service)
            named = named_benefits(assessment.service, message) or state.benefits
            return [reasons_message(self.catalog, assessment, state.subject, named)]
        return [Message(wording.WHY_WE_ASK if cues.asks_why(message.words) else wording.NOT_UNDERSTOOD, _WAYS_ON)]

    # ---- small talk and the rest ------------------------------------------------------------

    def greet(self, state: State, message: Understood) -> list[Message]:
        """Hello."""
        return self._otherwise(state, message, lambda *_: self._with_question(state, self._greeting(state)))

    def _greeting(self, state: State) -> list[Message]:
        """The whole greeting once, then only that we listen."""
        before, state.greeted = state.greeted, True
        return [Message(wording.GREETING_AGAIN, buttons(wording.SCREEN_PHRASE))] if before else self._talk.greet()

    def thanks(self, state: State, message: Understood) -> list[Message]:
        """Thank you."""
        return self._otherwise(state, message, lambda *_: self._talk.thanks())

    def bye(self, state: State, message: Understood) -> list[Message]:
        """Good bye."""
        return self._otherwise(state, message, lambda *_: self._talk.bye())

    def insult(self, state: State, message: Understood) -> list[Message]:
        """Anger: apologise, offer a human."""
        return self._otherwise(state, message, lambda *_: self._talk.insult())

    def feedback(self, state: State, message: Understood) -> list[Message]:
        """Praise or complaint about the bot."""
        return self._otherwise(state, message, self._feedback)

    def _feedback(self, state: State, message: Understood) -> list[Message]:
        if message.confidence < SURE_ACT:
            return self._flow.not_understood(state, self._flow.hear(state, message))
        return self._with_question(state, self._talk.feedback())

    def human(self, state: State, message: Understood) -> list[Message]:
        """Which hotline to call, by what the message names or the item at hand."""
        return self._otherwise(state, message, self._talk.human)

    def delete_data(self, state: State, message: Understood) -> list[Message]:
        """Forget everything said; the caller deletes what is stored."""
        state.start_again()
        return [Message(wording.DELETED)]

    def out_of_scope(self, state: State, message: Understood) -> list[Message]:
        """Something else; an item named plainly is offered when the act is not sure."""
        return self._otherwise(state, message, self._out_of_scope)

    def _out_of_scope(self, state: State, message: Understood) -> list[Message]:
        if message.facts and (state.mode or len(message.facts) > 1):
            return self._told(state, message, self._flow.hear(state, message))
        if self._flow.replies.is_place(message.words):
            return [Message(wording.ANYTHING_ELSE, buttons(wording.SCREEN_PHRASE))]
        likely = self._likely_all_the_same(message)
        if likely:
            return [self._flow.offer(state, likely, self._flow.section(message))]
        if state.asking and not cues.asks(message.words) and len(message.words) <= _LONGEST_ANSWER:
            return self._flow.again(state, wording.NOT_HEARD)
        if told := self._tells_of_trouble(state, message):
            return told
        state.failures += 1
        answer = replace(self._outside(state, message), handover=self._flow.person_offered(state))
        return self._with_question(state, [answer])

    def _tells_of_trouble(self, state: State, message: Understood) -> list[Message]:
        """我们屋头遭火烧了: what befell somebody makes a doubtful refusal an offer."""
        special = [said for said in message.facts if said.fact not in GENERAL]
        likely = self._flow.router.likely(message)
        if not (special and likely) or message.confidence >= GUESSED_ACT or message.best[1] < OFFER_STATEMENT:
            return []
        heard = self._flow.hear(state, message)
        offered = self._flow.offer(state, self._flow.possible(state, likely), self._flow.section(message))
        return list(heard.conflict) or said(self._flow.told(heard), offered)

    def _outside(self, state: State, message: Understood) -> Message:
        """That we cannot help, without denying that a short question may be about the item at hand."""
        short = len(message.words) <= _LONGEST_ANSWER
        if short and state.persons and not state.mode and not cues.asks(message.words):
            return Message(wording.NOT_TAKEN, _WAYS_ON)
        outside = self._talk.outside(message)
        if not (short and state.service) or message.confidence >= SURE_IN_PASSING or self._talk.knows(message.words):
            return outside
        service = self._ground.service(state, state.service)
        phones = phones_of(self.catalog, service, 1) or ANYBODY
        return Message(wording.OUT_OF_SCOPE_HERE.format(item=service.name, phones=phones), _WAYS_ON)

    def _likely_all_the_same(self, message: Understood) -> tuple[str, ...]:
        """Items to offer although the message was taken for something else."""
        if message.confidence >= SURE_ACT:
            return ()
        named = [sid for sid, name in self._flow.router.named(message).items() if message.chance(sid)]
        best, chance = message.best
        return tuple(named[:3]) or ((best,) if chance >= SURE_IN_PASSING else ())

    def _with_question(self, state: State, messages: list[Message]) -> list[Message]:
        """The messages, and the open question again so that it is not lost."""
        return [*messages, question(self._ground, state, state.asking)] if state.asking else messages

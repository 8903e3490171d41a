"""One action per kind of message; each names the conversation's method that answers."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import unplaced
from actions.translation import STATE_SLOT, state_of, understood, utter
from bot.knowledge import knowledge


class ConversationAction(Action):
    """Base of all; ``method`` is a method of bot.dialogue.conversation.Conversation."""

    method = ""

    def name(self) -> str:
        """The action's name in domain.yml; the base itself is not offered."""
        return f"action_{self.method}" if self.method else ""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Answers the latest message and remembers the new state."""
        state = state_of(tracker)
        conversation = knowledge().refresh()
        message = understood(tracker, conversation.catalog.vocabulary)
        failures = state.failures
        for answer in getattr(conversation, self.method)(state, message):
            utter(dispatcher, answer)
        if state.failures > failures:
            unplaced.tell(message.text, tuple(item for item, _ in message.services[:3]))
        # It is the resident's turn: said here, it need not be predicted.
        return [SlotSet(STATE_SLOT, state.dump()), FollowupAction("action_listen")]


class AskItem(ConversationAction):
    method = "ask_item"


class Screen(ConversationAction):
    method = "screen"


class TakeAnswer(ConversationAction):
    method = "take_answer"


class SkipQuestion(ConversationAction):
    method = "skip_question"


class Correct(ConversationAction):
    method = "correct"


class Explain(ConversationAction):
    method = "explain"


class Human(ConversationAction):
    method = "human"


class Feedback(ConversationAction):
    method = "feedback"


class DeleteData(ConversationAction):
    method = "delete_data"


class Greet(ConversationAction):
    method = "greet"


class Thanks(ConversationAction):
    method = "thanks"


class Bye(ConversationAction):
    method = "bye"


class Insult(ConversationAction):
    method = "insult"


class OutOfScope(ConversationAction):
    method = "out_of_scope"

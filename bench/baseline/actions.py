"""The default bot's one custom action, for rasa_sdk's action server (a process of its own)."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

# As long as an ordinary answer of ours: about a hundred characters and four buttons.
_ANSWER = (
    "您问的是“{item}”。这项服务由县级主管部门负责，符合条件的居民可以到户籍所在地的乡镇（街道）便民服务中心申请。"
    "申请时请带身份证和户口簿，办理不收费。\n请问您的户口在四川吗？"
)
_BUTTONS = ("在四川", "不在四川", "不晓得", "为什么问")


class Answer(Action):
    """Answers with a text and buttons and remembers the item in a slot. No rules, no database."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_answer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """The item is the intent."""
        item = (tracker.latest_message.get("intent") or {}).get("name") or tracker.get_slot("item")
        buttons = [{"title": title, "payload": title} for title in _BUTTONS]
        dispatcher.utter_message(text=_ANSWER.format(item=item), buttons=buttons)
        return [SlotSet("item", item)]

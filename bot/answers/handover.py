"""What residents read while they wait for a person, talk with one, or find nobody there."""

from __future__ import annotations

from bot.answers.messages import Card

STOP_WAITING = "不等了"
REPLY_LATER = "请人工回复我"

WAITS = "好，已经帮您转人工，{place}。轮到您时，这里会有人跟您说话。等的时候可以接着问我；不想等了，就说“不等了”。"
STILL_WAITS = "您已经在等人工了，{place}。等的时候可以接着问我；不想等了，就说“不等了”。"
OFFERED = "要是想跟真人说，就点“找人工”，我帮您转过去。"
STOPPED = "好，不等了。还有什么想问的，接着问我就行。"
NOTHING_TO_STOP = "您现在没有在等人工。还有什么想问的，直接说就行。"
ARRIVED = "{clerk}来了，下面由{clerk}跟您说。我先不插话。"
PASSED_ON = "下面由{clerk}接着跟您说。"
BACK_IN_QUEUE = "这位坐席暂时离开了，已经帮您接着排队，{place}。等的时候可以问我。"
BACK_TO_BOT = "{clerk}这边说完了，下面还是我（蜀惠）来答。还有什么想问的，直接说就行；要再找人，说“找人工”。"
LEFT_ALONE = "人工坐席不在线了，下面还是我（蜀惠）来答。没说完的事，可以再说“找人工”，也可以打12345。"
NOBODY_CAME = "不好意思，没能等到人工坐席。您可以打12345，也可以接着问我。"
HUNG_UP = "您有一阵没说话，人工坐席先去忙别的了，下面还是我（蜀惠）来答。要再找人，说“找人工”。"

NOBODY_NOW = "网上的人工坐席现在都不在线。"
OUTSIDE = "网上的人工坐席现在不上班，上班时间是{hours}。"
DAY_OFF = "网上的人工坐席今天放假休息，平时的上班时间是{hours}。"
NEXT = "下一次有人在：{when}。"
FULL = "现在等人工的人太多，排不上了，对不住。急的话请打12345。"
TOO_OFTEN = "您今天已经转了好几次人工。还没解决的话，请打12345，说得更清楚。"
LEAVE_NUMBER = "急的话请打12345；不急的话可以留个电话，等有人了给您打过去。"
LEAVE_WORD = f"急的话请打12345；不急的话，回复“{REPLY_LATER}”，等有人了就在这里回您。"
WORD_LEFT = "好，记下了。等有人了就在这里回您，您随时可以接着问我。"
NUMBER_LEFT = "好，记下了：{number}。等有人了给您打这个电话，打完就删掉号码。您也可以随时删。"
NOT_A_NUMBER = "这个电话好像不对。手机号是11位；座机请加区号，比如区号加上号码一起写。"
NO_CONSENT = "要先打勾同意，我们才能存您的电话。"
NOBODY_CALLS = "这里没有人工坐席回电话，请打12345。"
NO_NOTE_ABOUT = "没有留着您的电话。"
NUMBER_WITHDRAWN = "您留的电话已经删掉了，不会再给您打。"


def place(ahead: int) -> str:
    """Where in the queue somebody stands."""
    return f"前面还有{ahead}位" if ahead else "您排在第一位"


def callback_card(days: int) -> Card:
    """The form that takes a number; ``days`` says for how long at most it is kept."""
    return {"type": "callback", "days": days}


def number_card(hidden: str) -> Card:
    """A number that was left, to be deleted."""
    return {"type": "callback", "phone": hidden}

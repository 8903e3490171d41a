"""Words for persons and the standing sentences of the bot."""

from __future__ import annotations

SUBJECT_LABELS = {
    "self": "您",
    "mother": "您母亲",
    "father": "您父亲",
    "child": "孩子",
    "spouse": "您爱人",
    "grandparent": "老人家",
    "other": "这位亲友",
}

GREETING = (
    "您好，我是蜀惠，帮您查四川的83项基本公共服务：您够不够条件、有什么待遇、去哪里办。\n"
    "您直接说情况就行，比如“我妈70岁，农村户口，有残疾证，能领什么补贴”。"
)
THANKS = "不客气，还有什么想问的尽管说。"
BYE = "好的，再见，祝您一切顺利。"
SORRY_INSULT = "没帮上忙，对不住。您可以换个说法再问我，或者打12345找人工。"
OUT_OF_SCOPE = (
    "这件事不在我能查的83项基本公共服务里，我不敢乱说。您可以打政务服务热线12345问，"
    "或者告诉我您的年龄、户口和家里情况，我看看您能享受哪些服务。"
)
NOT_UNDERSTOOD = "我没听明白。您想问哪方面的事？可以点下面的选项，也可以换个说法再说一遍。"
EMPTY = "您好像没有写内容。请打字告诉我您的情况或想问的事。"
TOO_LONG = "您写得比较长，我先看了开头和结尾。要是没答到点子上，请挑最要紧的一两句再说一遍。"
MASKED = "（您的证件号、电话等私人号码我已经隐去，没有保存。办事时再向窗口出示就行。）"
FEEDBACK = "谢谢您告诉我，我记下了，我们会改进。要是急，可以打12345找人工。"
DELETED = "您的情况和我们的对话已经删除。"
NOTHING_ASKED = "我现在没有在问您什么。您想查哪项服务，或者想看看能享受哪些服务？"
SCREEN_PHRASE = "我能享受哪些服务"
SHOW_RESULTS = "先看结果"
DONT_KNOW = "不知道"
RATHER_NOT = "不想说"
WHY = "为什么问这个"
CHECK_ME = "看看我符不符合"
MORE_BENEFITS = "继续核对其他待遇"
FOLLOW_UPS = {"在哪里办": "where", "要带什么材料": "materials", "怎么办": "process", "能得什么": "entitlement"}


def person(subject: str) -> str:
    """How the bot calls the person spoken of."""
    return SUBJECT_LABELS.get(subject, SUBJECT_LABELS["other"])

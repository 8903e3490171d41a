"""Words for persons, the titles on buttons and the standing sentences of the bot."""

from __future__ import annotations

from collections.abc import Sequence

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
GREETING_AGAIN = "我在，您说。想问哪方面的事？"
NOT_TAKEN = "这一句我没听懂，先不记。您接着说情况，或者点“我能享受哪些服务”，我一句一句问您。"
NOT_YET_DECIDED = "现在还不能说符合不符合，还差这一条："
WHO = "我是蜀惠，一个自动回答的助手，帮您查四川的83项基本公共服务。要找真人，请打12345。"
WAITING = "好，不着急，您慢慢来。"
NEW_CALLER = "（按新的来电算，前面那位的情况不再用。）"
THANKS = "不客气，还有什么想问的尽管说。"
BYE = "好的，再见，祝您一切顺利。"
SORRY_INSULT = "没帮上忙，对不住。您可以换个说法再问我，或者打12345找人工。"
OUT_OF_SCOPE = (
    "这件事不在我能查的83项基本公共服务里，我不敢乱说。您可以打{phones}问，"
    "或者告诉我您的年龄、户口和家里情况，我看看您能享受哪些服务。"
)
OUT_OF_SCOPE_HERE = "这个我答不上来，怕说错。要是问“{item}”的事，请打{phones}；别的事可以打12345。"
NOT_UNDERSTOOD = "我没听明白。您想问哪方面的事？可以点下面的选项，也可以换个说法再说一遍。"
STILL_NOT_UNDERSTOOD = "我还是没听明白，怕耽误您。您可以打12345找人工，或者点“我能享受哪些服务”，我一句一句问您。"
NONE_OF_THEM = "那您换个说法，说说是什么事、什么情况，我再找。也可以打12345找人工。"
EMPTY = "您好像没有写内容。请打字告诉我您的情况或想问的事。"
TOO_LONG = "您写得比较长，我先看了开头和结尾。要是没答到点子上，请挑最要紧的一两句再说一遍。"
MASKED = "（您的证件号、电话等私人号码我已经隐去，没有保存。办事时再向窗口出示就行。）"
FEEDBACK = "谢谢您告诉我，我记下了，我们会改进。要是急，可以打12345找人工。"
DELETED = "您的情况和我们的对话已经删除。"
STARTED_AGAIN = "好，从头开始，前面说的情况都不算了。您想问什么？"
COME_BACK = "好，您想起来了再问我。"
NOTHING_ASKED = "我现在没有在问您什么。您想查哪项服务，或者想看看能享受哪些服务？"
NOT_USABLE = "您说的我看到了，不过还要先问清楚这一条："
NOT_HEARD = "我没听明白，请直接选一个，或者说“不知道”。"
LET_GO = "没关系，这个先放一放。"
LET_GO_AGAIN = "好，这个也跳过。"
LET_GO_MANY = "不清楚的都不要紧，晓得几样说几样；想先看看，就说“先看结果”。"
LET_GO_ALL = "好，不清楚的先不问了，按现在知道的给您说。"
WHICH_TO_CORRECT = "您想改哪一条？请直接说正确的情况，比如“我今年63岁”。"
WHY_WE_ASK = "我问这些，都是为了对照政策条件。您不想说的可以不说。"
ANYTHING_ELSE = "好。还想问什么，直接说就行。"
ALSO_FITS = "照您说的情况，可以看看："
ALSO_FITS_AFTER_YES = "照您说的情况，还可以看看："
ASK_WHICH = "您想查哪项服务？也可以看看能享受哪些。"
TELL_MORE = "还有什么情况接着说；说完了，点“我能享受哪些服务”就行。"
CHANGES_NOTHING = "{item}的结果还是和刚才一样。还想问什么，直接说就行。"
AFTER_VERDICT = ("在哪里办", "要带什么材料", "怎么办")
WHICH_COUNTY = "{what}您说了{place}，具体是哪个县（市、区）？"
CHOOSE_FIRST = "先点一下问的是哪一项，我接着答。"
WHICH_ITEM = "您想问的是哪一项服务？说名字或者情况都行。"
PICK_FROM_LIST = "想细看哪一项，就说名字，或者“第二个”。"
SCREENING_GOES_ON = "我接着问几句，您随时可以说“先看结果”。"
AMOUNT_PUBLISHED_LOCALLY = "（金额以当地公布为准）"

SCREEN_PHRASE = "我能享受哪些服务"
SHOW_RESULTS = "先看结果"
ASK_ON = "接着问"
DONT_KNOW = "不知道"
RATHER_NOT = "不想说"
WHY = "为什么问这个"
CHECK_ME = "看看我符不符合"
MORE_BENEFITS = "继续核对其他待遇"
HUMAN = "找人工"
NEITHER = "都不是"
BOTH = "都想问"
GO_BACK_TO = "接着看"
LOOK_AT = "再看"
FOLLOW_UPS = {
    "在哪里办": "where",
    "要带什么材料": "materials",
    "怎么办": "process",
    "能得什么": "entitlement",
    "依据哪个文件": "basis",
}


def person(subject: str) -> str:
    """How the bot calls the person spoken of: ``mother``, or ``other:姐姐`` with the word itself."""
    coarse, _, word = subject.partition(":")
    return f"您{word}" if word else SUBJECT_LABELS.get(coarse, SUBJECT_LABELS["other"])


def person_by_name(subject: str) -> str:
    """The same where the speaker is one of several: 您自己."""
    return "您自己" if subject == "self" else person(subject)


def quoted(name: str) -> str:
    """A name in quotation marks, without doubling those it brings."""
    return name if name.startswith("“") else f"“{name}”"


def shortened(parts: Sequence[str], most: int, unit: str = "项") -> str:
    """``甲、乙等5项``: the first ``most`` of them."""
    text = "、".join(parts[:most])
    return f"{text}等{len(parts)}{unit}" if len(parts) > most else text

"""What the words of a message tell by themselves, whatever its act was taken for.

Everything here looks at cleaned text. The acts come from a classifier, which is at its
weakest with the three or four characters that people type in the middle of a conversation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_WAIT = re.compile(r"^(?:等一?[下哈会]|等哈|稍等|等会儿?|莫慌|别急|慢点|我(?:去)?[找看查问]一?[下哈])")
_ANNOYED = re.compile(r"说不清|听不懂人话|问了半天|没得用|没有?用|答非所问|乱说|牛头不对|烦死|好烦|烦得很|麻烦得很")
_NEW_CALLER = re.compile(
    r"^(?:有)?(?:市民|群众|诉求人|居民|来电人|网民|打来电话的)[^，。]{0,6}(?:来电|咨询|反映|询问|称|表示|诉|问|\d)(?!.*补充)"
)
_PHONE = re.compile(
    r"(?:电话|热线|号码).{0,4}(?:多少|好多|是|哪)|打(?:哪个|什么|啥子?)(?!.{0,2}(?:针|疫苗|工|官司))|(?:哪个|什么|啥子?|有没有)(?:电话|热线)|联系电话|电话[?？]?$"
)
_REASONS = re.compile(
    r"(?:为什么|为啥子?|为何|凭啥子?|凭什么|咋个?|怎么)(?:说|就|会|又|还|是)?.{0,5}(?:不|没|符合|能|够|行)"
)
_EVERYTHING = re.compile(
    r"(?:领|得|拿|享受|申请|办)(?:得到|到)?(?:一?[点些])?(?:什么|啥子?|哪些)(?!子?(?:时候|时间|材料|证|手续|条件|流程|地方))[^，。]{0,3}$|"
    r"(?:哪些|什么|啥子?|点啥|些啥).{0,4}(?:补贴|补助|待遇|政策|服务|钱|福利|好处|照顾|帮助|帮扶|救助)|"
    r"(?:哪些|什么|啥子?|哪几样|哪样|哪几项)(?:是|我|我们?|他|她|我[妈爸]|老人|家里|都|还){0,3}(?:能|可以|该|得行)(?:够|去)?(?:领|享受|得|申请|办|拿|吃)(?:得到|到)?(?:的|起)?(?:[嘛呢啊哦哇]|$|[，。？?])|"
    r"享受(?:得到|到)?(?:一?[点些])?(?:什么|啥|哪些)|享受(?:得到|到)?(?:些|点)啥|有(?:没有|没得|啥子?|什么)(?:什么|啥子?|哪些|一?[点些]|别的|其[他它]|相关|国家|政府|这方面|的)*(?:补贴|补助|钱|政策|照顾)"
)
_WHO = re.compile(
    r"^(?:请问)?你(?:到底)?(?:是|叫)(?:谁|哪个|啥子?|什么|什么人|个啥|什么名字)|^你?是?(?:不是)?(?:机器人|真人|人工智能|ai)(?:吗|嘛|不|哇|啊)?[?？]?$"
)
_ELIGIBLE = re.compile(
    r"能不能|能否|可不可以|可以不|可否|是否|符不符合|有没有资格|够不够|该不该|能(?:领|享受|办|申请|吃)[^，。]{0,6}[吗不]|有没得我"
)
QUESTIONING = re.compile(
    r"[吗呢喃嘞][?？]?$|[?？]|怎么|咋|哪[个里些儿点种样办报领]|[在到去]哪|多少|好多|几时|啥时|[能会行该算要]不[能会行该算要]|可不可以|(?:可以|得行|算|能领|能办|有没得|行)不[?？]?$|"
    r"得不得|有没有|有没得|是不是|什么|啥子|为啥|为什么|请问|想问|咨询|问一?[下哈]"
)
_ANOTHER = re.compile(
    r"^(?:那|那么|还有|换成|换做|要是|如果是)?(?:我|我们)?[^，。,？?]{1,5}"
    r"(?:呢|喃|嘞|能不能|可以不|可以吗|行不行|得行不|算不算|有没有|能领吗|也能|能享受)"
)
_BARE_AGE = re.compile(r"^[^\d]{1,8}?(?<!\d)(\d{1,2}|1[01]\d)岁?(?:了|多)?(?:呢|喃|嘞)[?？。]?$")
_ELLIPSIS = re.compile(r"^(?:那|那么|还有|换成|要是|如果是)?[^，。,]{1,10}(?:呢|喃|嘞)[?？。]?$")
_CONNECTED = re.compile(r"和|跟|还有|另外|顺便|顺带|以及|同时|再问|再有|加上|、|与|[?？].")
_CORRECTS = re.compile(
    r"(?:说|搞|记|打|弄|讲|写|输|填|点|按|选|念)(?:的)?(?:错|反|岔)|^错了|口误|更正|纠正|改一?[下哈]|改成|重新说|"
    r"不对[，,]?(?:应该)?是|不对不对|应该是.{1,8}不是"
)
_AFTER_CORRECTION = re.compile(
    r"^.*(?:错了?|反了|岔了|口误|不对|更正|纠正|改一?[下哈]|改成|重新说)(?:一下)?[了哈，,。、:：]*"
)
_BACK = re.compile(
    r"(?:回到|回过头|倒回来|接着|继续)(?:来)?(?:说|看|问|讲)?(?:刚才|前面|前头|上面|之前|原来)|^(?:那)?(?:刚才|前头|前面)(?:说的)?那个"
)
_STOP = re.compile(
    r"^够了(?:够了)?[，。！]*$|(?:不|别|莫)(?:想)?(?:再)?(?:说|答|填)了|问完没|(?:给我|看下|看哈|看看|说)结果|结果(?:呢|咋样|怎么样)|先看结果|看结果|(?:不|别|莫)(?:再)?问了|问够了|就这些|先这样|直接说结果"
)
_GIVES_UP = re.compile(r"^(?:那)?(?:算[了求球]|不用了|不办了|没事了?|不想问|不看了|莫得事)[吧嘛了。！，哈]*$")
_AGAIN = re.compile(
    r"^(?:重新开始|从头(?:开始|来)|重来一遍|下一位|换个?人问|换下一个|新来电|清空|重新问)[吧嘛了。！!]*$"
)
_DONT_KNOW = re.compile(
    r"^(?:我|她|他|这个|那个|也|真的?|确实|都|老人)*(?:不知道|不晓得|不清楚|不太清楚|搞不清楚?|记不[得到清]了?|忘了|忘记了|说不准|没注意|不确定|不懂|晓不得|哪晓得|不太?记得)"
)
_RATHER_NOT = re.compile(
    r"不想说|不想讲|不方便说|不便说|不告诉|保密|隐私|跳过|不想回答|不愿意?说|莫问|你管我|关你(?:啥|什么|屁)|不关你|管得宽|不说行不|下一个问题|下一题|不答"
)
_ORDINALS = (
    r"第?[一1](?:个|项|种)?|(?:前|头|上)(?:面|头)?(?:那|一)?个",
    r"第?[二2](?:个|项|种)?|(?:后面?|中间)(?:那|一)?个",
    r"第?[三3](?:个|项|种)?|最后(?:那|一)?个",
)
_ALL = re.compile(
    r"^(?:都|两个都|两样都|全部|全都)(?:想|要|问|看|是|办)?(?:问|看|了解|知道)?(?:一下)?[。！]?$|^两[个项样种](?:都|一起)"
)
_BOTH = re.compile(r"都(?:想|要)?(?:一起)?(?:问|了解|看看|查|晓得|知道)|两[样个项种](?:都|一起)?")
_SAME_PLACE = re.compile(
    r"^(?:我|他|她)?(户口|户籍|人?住|住的地方)(?:也|都)(?:是|在)?(?:那里|那儿|这里|这儿|那|一样|同一个地方)?[的啊嘛哈了。]*$"
)
_NONE = re.compile(
    r"^(?:都|全)?(?:(?:不是|不对)(?:这[个些两]|我[要想]的|上面的)*|没有(?:$|[。！，]|我|上面|这))|不是我[要想]问的|^都不"
)
_REPORTS = re.compile(
    r"(?:我要|我想|想|要|咋个?|怎么|如何|去?哪里?|找哪个|找谁|向哪[里个]?|可以|能不能)[^，。,?？]{0,4}(?:举报|告发|检举)"
    r"|(?:举报|检举)(?:他|她|他们|村|社区|哪里|找|电话|有用)|骗低保|吃空饷"
)
_WHY = re.compile(
    r"^(?:那)?(?:为什么|为啥子?|为撒子?|凭啥子?|干嘛|咋个?)(?:要|还要|都要)?(?:问|晓得|知道|打听)|^(?:为什么|为啥子?)[?？]?$|问.{0,5}(?:干|做|来)(?:啥|什么|嘛|撒)"
)
_WISH = re.compile(
    r"(?<!不)(?<!没)想(?:要|去|再|给\w{1,4}|帮\w{1,4}|让\w{1,4})?(?:找|申请|办|装|学|报|改|领|租|修|换|请|治|参加|开|做|读|打|登记|参保)"
)


def asks_eligibility(text: str) -> bool:
    """能不能领, 符不符合."""
    return bool(_ELIGIBLE.search(text))


def asks_reasons(text: str) -> bool:
    """为什么我不符合."""
    return bool(_REASONS.search(text))


def wishes(text: str) -> bool:
    """想找个工作, 想装个扶手: a wish put as a statement."""
    return bool(_WISH.search(text))


def asks_for_everything(text: str) -> bool:
    """能享受哪些, 有啥子补贴: no single item."""
    return bool(_EVERYTHING.search(text))


def asks_who(text: str) -> bool:
    """你是哪个, 你是机器人吗."""
    return bool(_WHO.search(text))


def asks_to_wait(text: str) -> bool:
    """等一下."""
    return bool(_WAIT.search(text))


def is_annoyed(text: str) -> bool:
    """问了半天说不清楚."""
    return bool(_ANNOYED.search(text))


def is_new_caller(text: str) -> bool:
    """市民来电咨询: a hotline clerk has somebody else on the line."""
    return bool(_NEW_CALLER.search(text))


def asks_phone(text: str) -> bool:
    """打哪个电话."""
    return bool(_PHONE.search(text))


def asks(text: str) -> bool:
    """Whether the text asks something rather than answers."""
    return bool(QUESTIONING.search(text))


def names_another(text: str) -> bool:
    """那我妈呢."""
    return bool(_ANOTHER.search(text))


def bare_age(text: str) -> int:
    """The age in 那我妈92呢; 0 without any."""
    found = _BARE_AGE.search(text)
    return int(found[1]) if found else 0


def is_elliptic(text: str) -> bool:
    """那高中呢: something else in the same respect."""
    return bool(_ELLIPSIS.search(text))


def is_connected(text: str) -> bool:
    """Whether the words join two matters (和, 还有, 顺便 ...)."""
    return bool(_CONNECTED.search(text))


def corrects(text: str) -> bool:
    """说错了, 打错了, 不对是63."""
    return bool(_CORRECTS.search(text))


def corrected_part(text: str) -> str:
    """The part of 说错了，是63 or 不是62是63 that states what is right."""
    text = _AFTER_CORRECTION.sub("", text) or text
    text = re.sub(r"^不是.{1,10}?[，,]?(?:而)?是", "", text)
    return re.sub(r"^(?:应该|实际上?|其实)?(?:是|为)?", "", text)


def goes_back(text: str) -> bool:
    """回到刚才那个."""
    return bool(_BACK.search(text))


def stops(text: str) -> bool:
    """先看结果, 莫问了."""
    return bool(_STOP.search(text))


def gives_up(text: str) -> bool:
    """算了."""
    return bool(_GIVES_UP.search(text))


def starts_again(text: str) -> bool:
    """重新开始, 下一位."""
    return bool(_AGAIN.search(text))


def does_not_know(text: str) -> bool:
    return bool(_DONT_KNOW.search(text))


def would_rather_not(text: str) -> bool:
    return bool(_RATHER_NOT.search(text))


def asks_why(text: str) -> bool:
    """为什么问这个."""
    return bool(_WHY.search(text))


def reports_others(text: str) -> bool:
    """低保给了关系户，我要举报: a report of what others do, and no question about oneself."""
    return bool(_REPORTS.search(text))


def wants_none(text: str) -> bool:
    """都不是."""
    return bool(_NONE.search(text))


def wants_all(text: str) -> bool:
    """都要."""
    return bool(_ALL.search(text))


def wants_both(text: str) -> bool:
    """高龄补贴和残疾补贴都想问."""
    return bool(_BOTH.search(text))


def same_place(text: str) -> str:
    """The fact that 户口也是 or 住也在那里 gives the place just told; empty otherwise."""
    found = _SAME_PLACE.search(text)
    return "" if found is None else ("居住地" if "住" in found[1] else "户籍地")


def ordinal(text: str, count: int) -> int | None:
    """The index meant by 第二个, 前面那个 or a bare 1 among ``count`` offered things."""
    text = text.strip("。，,！! ")
    patterns: Sequence[str] = _ORDINALS[:count]
    return next(
        (i for i, p in enumerate(patterns) if re.fullmatch(rf"(?:是|选|要|问|就是?)?(?:{p})(?:吧|嘛|哈)?", text)), None
    )

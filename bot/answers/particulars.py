"""Small questions about an item (代办, 预约, 网上): what the item's own text says of it, or whom to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answers.applying import ANYBODY, other_ways, phones_of
from bot.answers.cards import service_card
from bot.answers.messages import Message, buttons
from bot.answers.wording import quoted
from bot.catalog.service import Catalog, Service

_MOST_LINES = 3
# Pairs of characters that say nothing about what is asked.
_WORDS = (
    "可以 可不 不可 免费 申请 办理 怎么 什么 多少 补贴 补助 服务 政策 能不 不能 是不 不是 有没 没有 要不 "
    "不要 一个 一下 现在 我们 他们 如果 还要 还有 还能 需要 时候 家里 自己 以后 以前 我的 知道 的话 收费 "
    "费用 待遇 条件 材料 情况 老人 孩子 残疾 就业 国家 政府 单位 我还 我想 还想 想问 请问 问问 这个 那个 "
    "了吗 的吗"
)
_EVERYDAY = frozenset(_WORDS.split())
# How people ask -> the words with which an item's text would answer.
_TOPICS = [
    (re.compile(asked), re.compile(told))
    for asked, told in (
        (r"预约|提前(?:打电话|说|约)", r"预约"),
        (
            r"代办|帮[他她我]?(?:办|领|申请|去)|代领|代替|替[他她我]|本人去|亲自|人不去|去不了|走不[动到得]|下不[了到]床|上门",
            r"代办|代领|代为|代理|委托|监护人|行动不便|上门|本人",
        ),
        (r"网上|手机|小程序|微信|支付宝|线上|app", r"网上|手机|小程序|线上|网站|掌上|https?:"),
        (r"补发|补领|以前的|之前的|从哪(?:个月|天)", r"补发|补领|当月|次月|从.{1,12}起"),
        (r"到账|打到|发到|哪张卡|银行卡|现金", r"银行卡|社会?保障卡|社保卡|按月|打到|发放"),
        (r"年审|复核|认证|每年都?要", r"复核|认证|年审|每年|定期"),
        (r"外地|异地|不在老家|回老家|老家办", r"异地|外地|现住地|居住证|跨省|户籍地|投靠"),
        (r"户口(?:不在|在外|是外|没在|又不在)[^，。]{0,4}", r"户口|户籍|外地|居住证|现在?住"),
        (r"过期|期限|截止|过了时间|来得及", r"期限|年内|个月内|日内|天内|截止|过期"),
    )
]


def without_topics(text: str) -> str:
    """The text without the words by which it asks one of the small things that come up after a verdict."""
    for asked, _ in _TOPICS:
        text = asked.sub("", text)
    return text


def particular_message(catalog: Catalog, service: Service, text: str) -> Message | None:
    """The lines of the item that speak of what ``text`` asks.

    Without any: that we do not know, if it is one of the usual small questions, else None.
    """
    usual = [pattern for asked, pattern in _TOPICS if asked.search(text)]
    told = usual or _own_words(text)
    lines = [line for line in _lines(catalog, service) if any(pattern.search(line) for pattern in told)]
    phones = phones_of(catalog, service, 2) or ANYBODY
    if not lines:
        return _unknown(catalog, service, phones) if usual else None
    shown = "\n".join(f"· {line}" for line in lines[:_MOST_LINES])
    answer = f"{quoted(service.name)}里跟这个有关的是：\n{shown}\n没说清楚的，打{phones}问。"
    return Message(answer, buttons("怎么办", "在哪里办"), service_card(service, "说明", lines))


def _own_words(text: str) -> list[re.Pattern[str]]:
    """The pairs of characters of the question that mean something (公交)."""
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    return [re.compile(re.escape(pair)) for pair in sorted(pairs - _EVERYDAY)]


def _unknown(catalog: Catalog, service: Service, phones: str) -> Message:
    text = f"{quoted(service.name)}的这一点，我这里没有写，不敢乱说。请打{phones}问清楚。"
    return Message(text, buttons("怎么办", "在哪里办"), service_card(service, "说明", [text]))


def _lines(catalog: Catalog, service: Service) -> Iterator[str]:
    """Everything that the item says about applying and using it, line by line."""
    application = service.application
    yield from filter(None, (application.office, application.note))
    yield from (f"{way['名称']} {way.get('链接', '')}".strip() for way in other_ways(catalog, service))
    yield from application.steps
    yield from (f"要带：{material}" for material in application.materials)
    yield from (f"{benefit.name}：{benefit.amount}" for benefit in service.benefits if benefit.amount)
    yield from filter(None, (application.time_limit, application.cost))

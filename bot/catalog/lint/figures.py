"""Figures: their dates, their papers, and where they are used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalog.lint.findings import ERROR, WARNING, Document, Finding, World
from bot.catalog.model import DatedValue
from bot.rules.derived import TELLINGS


def dated_values(world: World) -> Iterator[Finding]:
    for document in world.chosen:
        for name, values in document.model.parameters.items():
            yield from _one_parameter(document, name, values)
        start, end = document.model.validity.start, document.model.validity.end
        if start and end and end <= start:
            yield document.finding(ERROR, "有效期的“至”要晚于“自”", "有效期")
        if end and end < world.today:
            yield document.finding(WARNING, f"有效期到 {end} 已经过了，请核对现行文件", "有效期")


def _one_parameter(document: Document, name: str, values: tuple[DatedValue, ...]) -> Iterator[Finding]:
    ordered = sorted(values, key=lambda value: value.start)
    for earlier, later in zip(ordered, ordered[1:]):
        if earlier.start == later.start:
            yield document.finding(ERROR, f"参数“{name}”有两个值都从 {later.start} 生效，请只留一个", "参数", name)
        if earlier.end and earlier.end < later.start:
            yield document.finding(WARNING, f"参数“{name}”在 {earlier.end} 到 {later.start} 之间没有值", "参数", name)
        if earlier.end and earlier.end > later.start:
            yield document.finding(
                ERROR, f"参数“{name}”的两个值在 {later.start} 到 {earlier.end} 之间重叠，请改 失效 日期", "参数", name
            )
    for value in values:
        if value.start.year < 1949:
            yield document.finding(ERROR, f"参数“{name}”的生效日期 {value.start} 不对", "参数", name)


def parameters_used(world: World) -> Iterator[Finding]:
    for document in world.chosen:
        model = document.model
        used = set(re.findall(r"\{([^{}\n:：,，]+)\}", document.text))
        for name in model.parameters:
            if name not in used:
                yield document.finding(
                    WARNING, f"参数“{name}”没有用到，删掉它，或在 标准、条件 里写 {{{name}}}", "参数", name
                )
        for index, benefit in enumerate(model.benefits):
            for name in _names_in(benefit.amount):
                if name not in model.parameters:
                    yield document.finding(ERROR, f"“标准”里的 {{{name}}} 不在 参数 里", "待遇", index, "标准")
            for row, computation in enumerate(benefit.computed):
                for name in _names_in(computation.text):
                    if name not in model.parameters and name not in TELLINGS:
                        where = ("待遇", index, "计算", row, "得")
                        yield document.finding(ERROR, f"“得”里的 {{{name}}} 不在 参数 里", *where)


def _names_in(text: str) -> list[str]:
    """The ``{名字}`` in a text."""
    return re.findall(r"\{([^{}]+)\}", text)


def changes_told(world: World) -> Iterator[Finding]:
    """A ``{名字}`` in 改变 must be one that follows from a person's facts, in brackets that may be left out."""
    for document in world.chosen:
        for index, benefit in enumerate(world.service(document).benefits):
            for text in benefit.node.changes():
                unknown = [name for name in _names_in(text) if name not in TELLINGS]
                left = _names_in(re.sub(r"（[^（）]*）", "", text))
                if unknown or left:
                    cure = f"“改变”里只能写 （{{{'}）、（{'.join(TELLINGS)}}}），要放在括号里，不能写 {text}"
                    yield document.finding(ERROR, cure, "待遇", index, "资格")


_MONEY = re.compile(r"\d[\d,.]*\s*(?:万|亿)?元")


def amounts_have_sources(world: World) -> Iterator[Finding]:
    """Money in a benefit must come from a dated parameter with its paper, or name one beside it."""
    for document in world.chosen:
        model = document.model
        for index, benefit in enumerate(model.benefits):
            if _MONEY.search(benefit.amount) and not benefit.basis:
                yield document.finding(
                    WARNING, "标准里直接写了金额，请移到 参数（带生效日期和依据），再写 {参数名}", "待遇", index, "标准"
                )
            for row in benefit.computed:
                if _MONEY.search(row.text) and not row.basis:
                    yield document.finding(WARNING, "计算里的金额要有 依据 或用 {参数名}", "待遇", index, "计算")

"""Texts: are they there, verified, plain, and does every question stand in one place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from bot.catalog.lint.findings import ERROR, NOTICE, WARNING, Document, Finding, World

STALE_AFTER_DAYS = 365


def texts_are_there(world: World) -> Iterator[Finding]:
    for document in world.chosen:
        model = document.model
        if not model.benefits:
            continue
        texts = {
            "简介": model.summary, "服务对象": model.recipients, "服务内容": model.content,
            "服务标准": model.standard, "支出责任": model.funding, "牵头负责单位": model.lead,
            "依据": model.authorities, "核验": model.verification, "申请": model.application.office,
        }  # fmt: skip
        for key, value in texts.items():
            if not value:
                yield document.finding(WARNING, f"“{key}”是空的", key)
        if not model.application.phones:
            yield document.finding(WARNING, "没有写咨询电话（申请.电话）", "申请")


def questions_distinct(world: World) -> Iterator[Finding]:
    places: dict[str, list[tuple[Document, str, int]]] = defaultdict(list)
    for document in world.documents:
        for heading, texts in document.model.questions.items():
            for index, text in enumerate(texts):
                places[re.sub(r"[\s，。？！,.?!、]", "", text)].append((document, heading, index))
    for found in places.values():
        if len(found) < 2:
            continue
        document, heading, index = found[-1]
        other = found[0][0]
        level = WARNING if other is document else ERROR
        yield document.finding(
            level, f"这句问法在 {other.path.name} 里也有，一句话只能属于一处", "问法", heading, index
        )


_HARD_WORDS = ("予以", "之日起", "前款", "依照", "逾期", "系指", "本办法", "酌情", "届满", "核定", "其他法律")


def summary_reads_easily(world: World) -> Iterator[Finding]:
    for document in world.chosen:
        summary = document.model.summary
        longest = max((len(clause) for clause in re.split(r"[，。；：！？、（）]", summary)), default=0)
        hard = [word for word in _HARD_WORDS if word in summary]
        if longest > 32:
            yield document.finding(WARNING, f"简介里有一段{longest}个字没有停顿，太长，请断成短句", "简介")
        if len(summary) > 120:
            yield document.finding(WARNING, f"简介有{len(summary)}个字，请压到120字以内", "简介")
        if hard:
            yield document.finding(WARNING, f"简介里“{hard[0]}”不好懂，请换成平常话", "简介")


def verified(world: World) -> Iterator[Finding]:
    for document in world.chosen:
        verification = document.model.verification
        if verification is None:
            continue
        if verification.date > world.today:
            yield document.finding(ERROR, f"核验日期 {verification.date} 还没有到", "核验")
        elif (world.today - verification.date).days > STALE_AFTER_DAYS:
            yield document.finding(WARNING, f"上次核验是 {verification.date}，超过12个月，请重新核对", "核验")
        if verification.status == "待核":
            yield document.finding(NOTICE, f"待核：{verification.note or '没有说明'}", "核验")
        for name, values in document.model.parameters.items():
            if any(not value.published for value in values):
                yield document.finding(NOTICE, f"参数“{name}”的值待核", "参数", name)

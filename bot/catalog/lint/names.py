"""Names that point elsewhere: item ids, channels, phones, counters, regions, the WeChat menu."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ruamel.yaml import YAML

from bot.catalog import wechat_file
from bot.catalog.lint.findings import ERROR, WARNING, Document, Finding, World, finding_of, line_of
from bot.catalog.loader import KnowledgeError, service_paths
from bot.catalog.model import MOST_OF_A_TOPIC


def place_and_name(world: World) -> Iterator[Finding]:
    seen: dict[str, Document] = {}
    for document in world.documents:
        model = document.model
        if model.id != document.path.stem:
            yield document.finding(ERROR, f"编号“{model.id}”要和文件名“{document.path.stem}”一样", "编号")
        if model.id in seen:
            yield document.finding(ERROR, f"编号“{model.id}”在 {seen[model.id].path} 里已经有了", "编号")
        seen[model.id] = document


def topics_short(world: World) -> Iterator[Finding]:
    """A resident can choose among a few items only; a name of one item is no topic of several."""
    names = {name: d.model.id for d in world.documents for name in (d.model.name, *d.model.aliases)}
    for document in world.chosen:
        for topic in document.model.topics:
            sharing = [d.model.name for d in world.documents if topic in d.model.topics]
            if len(sharing) > MOST_OF_A_TOPIC:
                yield document.finding(
                    WARNING, f"方面“{topic}”有{len(sharing)}项：{'、'.join(sharing)}，最多列{MOST_OF_A_TOPIC}项", "方面"
                )
            if topic in names:
                yield document.finding(WARNING, f"方面“{topic}”是 {names[topic]} 的名称或别名，不会列出来选", "方面")


def channels_known(world: World) -> Iterator[Finding]:
    channels = world.catalog.channels
    keys = {key for group in ("网上", "窗口") for key in channels.get(group, {})}
    phones = {str(key) for key in channels.get("热线", {})}
    for document in world.chosen:
        for channel in document.model.application.channels:
            if channel not in keys:
                yield document.finding(
                    ERROR, f"渠道“{channel}”不在 channels.yml 里，可用：{'、'.join(sorted(keys))}", "申请", "渠道"
                )
        for phone in document.model.application.phones:
            if phone not in phones:
                yield document.finding(ERROR, f"电话“{phone}”不在 channels.yml 的热线里", "申请", "电话")


def counters_named(world: World) -> Iterator[Finding]:
    """An office named in the text must be among the channels, or imported addresses are not shown."""
    for document in world.chosen:
        application = document.model.application
        for key, entry in world.catalog.channels.get("窗口", {}).items():
            names = [entry["名称"], *filter(None, entry.get("简称", "").split("、"))]
            named = next((name for name in names if name in application.office), "")
            if named and key not in application.channels:
                yield document.finding(
                    WARNING, f"受理 里写了“{named}”，渠道 里请加上 {key}，导入的窗口地址才会显示", "申请", "渠道"
                )


def catalog_complete(world: World) -> Iterator[Finding]:
    if world.only:
        return
    listed = world.folder / "catalog.csv"
    if not listed.exists():
        return
    ids = [line.split(",")[1] for line in listed.read_text(encoding="utf-8").splitlines()[1:] if line]
    present = {document.model.id for document in world.documents} | {path.stem for path in service_paths(world.folder)}
    for number, service_id in enumerate(ids, start=2):
        if service_id not in present:
            yield Finding(str(listed), number, ERROR, f"目录里的“{service_id}”没有（能读的）知识文件")


def regions_known(world: World) -> Iterator[Finding]:
    resolve = world.catalog.regions.resolve
    for document in world.chosen:
        for name in document.model.regions:
            if resolve(name) is None:
                yield document.finding(ERROR, f"认不出地方“{name}”，请写市、县的全称", "地区", name)
        for index, case in enumerate(document.model.cases):
            if case.region and resolve(case.region) is None:
                yield document.finding(ERROR, f"第{index + 1}个用例认不出地方“{case.region}”", "用例", index)


def wechat_menu(world: World) -> Iterator[Finding]:
    """Reminders only: what is wrong in a menu must not keep the bot from starting."""
    path = world.folder / wechat_file.FILE
    try:
        found = list(wechat_file.mistakes(world.folder))
    except KnowledgeError as error:
        yield replace(finding_of(error), level=WARNING)
        return
    tree = YAML(typ="rt").load(path.read_text(encoding="utf-8")) if found else None
    for place, message in found:
        yield Finding(str(path), line_of(tree, place), WARNING, message)

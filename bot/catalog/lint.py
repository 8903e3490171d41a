"""shuhui lint: everything that can be wrong in knowledge/, with file, line and cure.

Levels: 错误 stops training and publishing; 提醒 should be mended; 说明 is for information
(what is not yet verified). Each check is one function from the world to findings.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.catalog import wechat_file
from bot.catalog.assessment import Assessment, assess
from bot.catalog.loader import KnowledgeError, load_catalog, load_service_file, service_paths
from bot.catalog.model import CASE_VERDICTS, Case, DatedValue, ServiceFile
from bot.catalog.service import Catalog, Service
from bot.rules.derived import TELLINGS
from bot.rules.facts import FactError
from bot.rules.grammar import RuleError
from bot.rules.satisfiability import can_be_false, can_be_true
from bot.rules.verdicts import Verdict

ERROR, WARNING, NOTICE = "错误", "提醒", "说明"
STALE_AFTER_DAYS = 365
WORD_OF = {Verdict(value): word for word, value in CASE_VERDICTS.items()}


@dataclass(frozen=True, order=True)
class Finding:
    file: str
    line: int
    level: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.level}：{self.message}"


@dataclass
class Document:
    """One knowledge file: its model, and where in the file each key stands.

    ``draft`` is the text of a file that is not (yet) on the disk as it is here.
    """

    path: Path
    model: ServiceFile
    draft: str | None = None

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8") if self.draft is None else self.draft

    @cached_property
    def _tree(self) -> Any:
        return YAML(typ="rt").load(self.text)

    def line(self, *path: Any) -> int:
        """Line (from 1) of the deepest part of ``path`` that can be found."""
        if len(path) == 1 and (top := re.search(rf"^{re.escape(str(path[0]))}:", self.text, re.MULTILINE)):
            return self.text.count("\n", 0, top.start()) + 1  # without reading the whole tree
        return line_of(self._tree, path)

    def finding(self, level: str, message: str, *path: Any) -> Finding:
        return Finding(str(self.path), self.line(*path), level, message)


def line_of(tree: Any, path: Iterable[Any]) -> int:
    """Line (from 1) at which ``path`` stands in a ruamel round-trip tree."""
    line = 0
    position: Any
    for key in path:
        try:
            if hasattr(tree, "keys"):
                key = next((known for known in tree if str(known) == str(key)), key)
            position = tree.lc.key(key) if hasattr(tree, "keys") else tree.lc.item(key)
            line, tree = position[0], tree[key]
        except (KeyError, IndexError, TypeError, AttributeError):
            break
    return line + 1


@dataclass
class World:
    """What the checks look at. ``only`` limits findings about single files to these paths."""

    catalog: Catalog
    documents: list[Document]
    today: date
    folder: Path
    only: frozenset[Path] = field(default_factory=frozenset)

    @property
    def chosen(self) -> list[Document]:
        return [d for d in self.documents if not self.only or d.path.resolve() in self.only]

    def service(self, document: Document) -> Service:
        return self.catalog.service(document.model.id, self.today)


Check = Callable[[World], Iterator[Finding]]


def lint_paths(folder: Path, paths: Iterable[Path] = (), today: date | None = None) -> list[Finding]:
    """All findings about the knowledge in ``folder``; ``paths`` limits them to some files."""
    today = today or date.today()
    only = frozenset(path.resolve() for path in paths)
    documents, findings = _read_all(folder)
    try:
        catalog = load_catalog(folder, [document.model for document in documents])
    except KnowledgeError as error:
        return _sorted([*findings, finding_of(error)])
    return lint_world(World(catalog, documents, today, folder, only), findings)


def lint_world(world: World, findings: Iterable[Finding] = ()) -> list[Finding]:
    """What the checks find in a world, and ``findings`` made while it was read."""
    findings, documents, only = list(findings), world.documents, world.only
    broken = list(_rules_that_do_not_parse(world))
    findings += broken
    bad = {finding.file for finding in broken}
    world.documents = [d for d in documents if str(d.path) not in bad]
    for check in CHECKS:
        findings += check(world)
    if only:
        findings = [f for f in findings if Path(f.file).resolve() in only]
    return _sorted(findings)


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(finding.level == ERROR for finding in findings)


def _sorted(findings: list[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(findings))


def _read_all(folder: Path) -> tuple[list[Document], list[Finding]]:
    documents, findings = [], []
    for path in service_paths(folder):
        try:
            documents.append(Document(path, load_service_file(path)))
        except KnowledgeError as error:
            findings.append(finding_of(error))
    return documents, findings


def finding_of(error: KnowledgeError, text: str | None = None) -> Finding:
    """The error with its line, looked up in the file or in the ``text`` of a draft of it."""
    line = error.line
    if line is None:
        try:
            tree = YAML(typ="rt").load(error.file.read_text(encoding="utf-8") if text is None else text)
            line = line_of(tree, error.path)
        except (UnicodeDecodeError, YAMLError):
            line = 1
    return Finding(str(error.file), line, ERROR, error.message)


def _rules_that_do_not_parse(world: World) -> Iterator[Finding]:
    for document in world.documents:
        try:
            for day, place in _editions_of(world, document.model):
                world.catalog.service(document.model.id, day, place)
        except RuleError as error:
            yield document.finding(ERROR, f"{error}（第{error.column}个字附近）", *error.path)


def _editions_of(world: World, model: ServiceFile) -> Iterator[tuple[date, str | None]]:
    """Every day on which one of the item's figures changes, and today, in every region that differs."""
    dated = [model.parameters, *(override.parameters for override in model.regions.values())]
    days = {value.start for parameters in dated for values in parameters.values() for value in values}
    for place in (None, *map(world.catalog.regions.resolve, model.regions)):
        yield from ((day, place) for day in (world.today, *sorted(days)))


# ---- checks -------------------------------------------------------------------------------


def _place_and_name(world: World) -> Iterator[Finding]:
    seen: dict[str, Document] = {}
    for document in world.documents:
        model = document.model
        if model.id != document.path.stem:
            yield document.finding(ERROR, f"编号“{model.id}”要和文件名“{document.path.stem}”一样", "编号")
        if model.id in seen:
            yield document.finding(ERROR, f"编号“{model.id}”在 {seen[model.id].path} 里已经有了", "编号")
        seen[model.id] = document


def _texts_are_there(world: World) -> Iterator[Finding]:
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


def _dated_values(world: World) -> Iterator[Finding]:
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


def _parameters_used(world: World) -> Iterator[Finding]:
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


def _changes_told(world: World) -> Iterator[Finding]:
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


def _amounts_have_sources(world: World) -> Iterator[Finding]:
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


def _channels_known(world: World) -> Iterator[Finding]:
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


def _counters_named(world: World) -> Iterator[Finding]:
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


def _rules_make_sense(world: World) -> Iterator[Finding]:
    for document in world.chosen:
        for index, benefit in enumerate(world.service(document).benefits):
            where = ("待遇", index, "资格")
            if not can_be_true(benefit.rule):
                yield document.finding(ERROR, f"“{benefit.name}”的条件互相矛盾，谁也不可能满足", *where)
            elif not can_be_false(benefit.rule):
                yield document.finding(ERROR, f"“{benefit.name}”的条件永远成立，人人都有的话请写 人人可享", *where)


def _rules_differ(world: World) -> Iterator[Finding]:
    """Two items whose rules and amounts are word for word the same are probably a copy."""
    seen: dict[tuple[str, ...], Document] = {}
    for document in world.documents:
        service = world.service(document)
        words = tuple(sorted(b.node.words() for b in service.benefits if len(list(b.node.leaves())) > 1))
        if not words:
            continue
        if words in seen:
            yield document.finding(NOTICE, f"条件和 {seen[words].path} 完全一样，请确认不是抄错", "待遇")
        seen[words] = document


def _facts_used(world: World) -> Iterator[Finding]:
    if world.only or not world.documents:
        return
    used = {
        leaf.fact.name
        for document in world.documents
        for benefit in world.service(document).benefits
        for node in (benefit.node, *(row.when for row in benefit.computed if row.when))
        for leaf in node.leaves()
    }
    for implication in world.catalog.deriver.implications:
        used |= {leaf.fact.name for leaf in implication.condition.leaves()}
    used |= {source for fact in world.catalog.vocabulary.facts.values() for source in fact.sources}
    unused = sorted(set(world.catalog.vocabulary.facts) - used)
    if unused:
        path = world.folder / "facts.yml"
        yield Finding(str(path), 1, NOTICE, f"这些事实还没有规则用到：{'、'.join(unused)}")


def _assess_case(catalog: Catalog, model: ServiceFile, case: Case, today: date) -> Assessment:
    """The assessment of a 用例. Raises FactError when its facts are wrong."""
    facts = catalog.vocabulary.coerce_all(case.facts)
    region = catalog.regions.resolve(case.region) if case.region else None
    return assess(catalog, model.id, facts, case.on or today, region)


def _cases_pass(world: World) -> Iterator[Finding]:
    for document in world.chosen:
        for index, case in enumerate(document.model.cases):
            for problem in check_case(world.catalog, document.model, case, world.today):
                yield document.finding(ERROR, f"第{index + 1}个用例：{problem}", "用例", index)


def check_case(catalog: Catalog, model: ServiceFile, case: Case, today: date) -> Iterator[str]:
    """What is wrong with one 用例, in words; nothing when it holds."""
    try:
        assessment = _assess_case(catalog, model, case, today)
    except FactError as error:
        yield str(error)
        return
    got = {benefit.name: WORD_OF[benefit.verdict] for benefit in assessment.benefits}
    expected = case.expected if isinstance(case.expected, dict) else {}
    for name, word in expected.items():
        if name not in got:
            yield f"没有“{name}”这种待遇，这里有：{'、'.join(got)}"
        elif got[name] != word:
            benefit = next(b for b in assessment.benefits if b.name == name)
            yield f"“{name}”应为{word}，算出来是{got[name]}{_because(benefit.reasons, benefit.missing)}"
    if isinstance(case.expected, str) and WORD_OF[assessment.verdict] != case.expected:
        details = "；".join(
            f"{b.name} {WORD_OF[b.verdict]}{_because(b.reasons, b.missing)}" for b in assessment.benefits
        )
        yield f"应为{case.expected}，算出来是{WORD_OF[assessment.verdict]}（{details}）"
    absent = [name for name in case.missing if name not in (*assessment.missing, *assessment.open)]
    if absent:
        yield f"“还需”里的{'、'.join(absent)}并不需要再问；还要问的是：{'、'.join(assessment.open) or '没有'}"
    for contradiction in assessment.contradictions:
        yield f"情况自相矛盾：{'、'.join(contradiction.because)} 和 {contradiction.fact} 对不上（见 facts.yml 的推断）"


def _because(reasons: Iterable[Any], missing: tuple[str, ...]) -> str:
    failed = [reason.text for reason in reasons if reason.value is False]
    parts = ["没满足：" + "、".join(failed)] if failed else []
    parts += ["还要问：" + "、".join(missing)] if missing else []
    return f"（{'；'.join(parts)}）" if parts else ""


def _cases_cover(world: World) -> Iterator[Finding]:
    for document in world.chosen:
        model, service = document.model, world.service(document)
        if not model.benefits:
            continue
        if len(model.cases) < 5:
            yield document.finding(WARNING, f"用例只有{len(model.cases)}个，至少写5个（含边界值）", "用例")
        seen = _verdicts_in_cases(world, model)
        for benefit in service.benefits:
            if not list(benefit.node.leaves()):
                continue
            words = seen[benefit.name]
            needed = {"不符合", "待补充"} | ({"初步符合"} if "初步符合" in words else {"符合"})
            lacking = sorted(needed - words)
            if lacking:
                yield document.finding(WARNING, f"“{benefit.name}”还没有这些结论的用例：{'、'.join(lacking)}", "用例")


def _verdicts_in_cases(world: World, model: ServiceFile) -> dict[str, set[str]]:
    """Which verdicts each benefit gets in the item's 用例."""
    seen: dict[str, set[str]] = defaultdict(set)
    for case in model.cases:
        try:
            assessment = _assess_case(world.catalog, model, case, world.today)
        except FactError:
            continue
        for benefit in assessment.benefits:
            seen[benefit.name].add(WORD_OF[benefit.verdict])
    return seen


def _questions_distinct(world: World) -> Iterator[Finding]:
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


def _summary_reads_easily(world: World) -> Iterator[Finding]:
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


def _verified(world: World) -> Iterator[Finding]:
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


def _catalog_complete(world: World) -> Iterator[Finding]:
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


def _regions_known(world: World) -> Iterator[Finding]:
    resolve = world.catalog.regions.resolve
    for document in world.chosen:
        for name in document.model.regions:
            if resolve(name) is None:
                yield document.finding(ERROR, f"认不出地方“{name}”，请写市、县的全称", "地区", name)
        for index, case in enumerate(document.model.cases):
            if case.region and resolve(case.region) is None:
                yield document.finding(ERROR, f"第{index + 1}个用例认不出地方“{case.region}”", "用例", index)


def _wechat_file(world: World) -> Iterator[Finding]:
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


CHECKS: tuple[Check, ...] = (
    _regions_known,
    _place_and_name,
    _catalog_complete,
    _texts_are_there,
    _dated_values,
    _parameters_used,
    _changes_told,
    _amounts_have_sources,
    _channels_known,
    _counters_named,
    _rules_make_sense,
    _rules_differ,
    _facts_used,
    _cases_pass,
    _cases_cover,
    _questions_distinct,
    _summary_reads_easily,
    _verified,
    _wechat_file,
)

"""Reads the knowledge folder. Every problem is a KnowledgeError with file, line and cure."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from bot.catalog.model import ServiceFile
from bot.catalog.regions import Regions
from bot.catalog.service import Catalog
from bot.rules.facts import Fact, FactVocabulary
from bot.rules.grammar import RuleError, parse_assignment, parse_rule
from bot.rules.implications import Deriver, Implication

KEYS_OF_FACT = {
    "类型", "选项", "范围", "单位", "由", "算法", "说法", "问", "为什么", "敏感", "家庭", "是", "否", "改变",
    "选项说法", "先验", "识别",
}  # fmt: skip
KINDS = ("是否", "整数", "金额", "选项", "日期", "地区")


class KnowledgeError(Exception):
    """A knowledge file that cannot be used. ``path`` inside the file leads to the line."""

    def __init__(self, file: Path, message: str, path: tuple[Any, ...] = (), line: int | None = None) -> None:
        super().__init__(message)
        self.file, self.message, self.path, self.line = file, message, path, line

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else str(self.file)
        return f"{where} {self.message}"


def read_yaml(file: Path, text: str | None = None) -> Any:
    """The YAML document in ``file``, or in ``text`` that is to become the file (fast loader, no positions)."""
    try:
        return YAML(typ="safe").load(file.read_text(encoding="utf-8") if text is None else text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise KnowledgeError(
            file, f"不是正确的 YAML（检查缩进、冒号后的空格、引号）：{error.problem}", line=line
        ) from None
    except UnicodeDecodeError:
        raise KnowledgeError(file, "文件不是 UTF-8 编码，请另存为 UTF-8", line=1) from None
    except ValueError as error:
        raise KnowledgeError(file, f"里面有不存在的日期或写错的数（{error}）", line=1) from None


def load_facts(file: Path, regions: Regions) -> tuple[FactVocabulary, Deriver]:
    """facts.yml: the vocabulary and what follows from what."""
    document = read_yaml(file)
    if not isinstance(document, Mapping) or not isinstance(document.get("事实"), Mapping):
        raise KnowledgeError(file, "要有“事实:”，下面每行一个事实", line=1)
    facts = {name: _checked_fact(file, str(name), raw) for name, raw in document["事实"].items()}
    vocabulary = FactVocabulary(facts, regions.resolve, regions.sets(), regions.full_name)
    implications = [_implication(file, index, raw, vocabulary) for index, raw in enumerate(document.get("推断") or [])]
    algorithms = ["年龄", *dict.fromkeys(fact.algorithm for fact in facts.values() if fact.algorithm)]
    return vocabulary, Deriver(implications, algorithms)


def _checked_fact(file: Path, name: str, raw: Any) -> Fact:
    """The fact, or a KnowledgeError that names it whatever is wrong with its line."""
    try:
        return _fact(file, name, raw)
    except (TypeError, ValueError, AttributeError) as error:
        raise KnowledgeError(file, f"事实“{name}”写得不对（{error}）", ("事实", name)) from None


def _fact(file: Path, name: str, raw: Mapping[Any, Any]) -> Fact:
    unknown = set(raw) - KEYS_OF_FACT
    if unknown:
        raise KnowledgeError(file, f"事实“{name}”里没有“{sorted(unknown)[0]}”这个键", ("事实", name))
    if raw.get("类型") not in KINDS:
        raise KnowledgeError(file, f"事实“{name}”的类型要是：{'、'.join(KINDS)}", ("事实", name))
    low, high = raw.get("范围") or (None, None)
    sources = raw.get("由") or []
    return Fact(
        name=name,
        kind=raw["类型"],
        label=raw.get("说法") or name,
        options=tuple(str(option) for option in raw.get("选项") or ()),
        option_titles={_plain(k): str(v) for k, v in (raw.get("选项说法") or {}).items()},
        low=low,
        high=high,
        unit=raw.get("单位") or ("元" if raw["类型"] == "金额" else ""),
        sources=tuple([sources] if isinstance(sources, str) else sources),
        algorithm=raw.get("算法") or "",
        question=raw.get("问") or f"请问{name}是？",
        why=raw.get("为什么") or "",
        sensitivity=int(raw.get("敏感") or 0),
        household=_yes(raw.get("家庭")),
        if_true=raw.get("是") or raw.get(True) or "",
        if_false=raw.get("否") or raw.get(False) or "",
        change=raw.get("改变") or "",
        priors={_plain(k): float(v) for k, v in (raw.get("先验") or {}).items()},
    )


def _yes(raw: Any) -> bool:
    return raw in (True, "是")


def _plain(key: Any) -> str:
    return {True: "是", False: "否"}.get(key, str(key)) if isinstance(key, bool) else str(key)


def _implication(file: Path, index: int, raw: Mapping[str, Any], vocabulary: FactVocabulary) -> Implication:
    try:
        condition = parse_rule(raw["若"], vocabulary)
        right = raw["则"] if isinstance(raw["则"], list) else [raw["则"]]
        conclusions = tuple(parse_assignment(str(text), vocabulary) for text in right)
    except RuleError as error:
        raise KnowledgeError(file, str(error), ("推断", index)) from None
    except (KeyError, TypeError):
        raise KnowledgeError(file, "推断要写成 {若: 条件, 则: 结论}", ("推断", index)) from None
    return Implication(condition, conclusions, str(raw["若"]))


def load_service_file(file: Path, text: str | None = None) -> ServiceFile:
    """One knowledge file (or the ``text`` of a draft of it), checked against the model (not yet its rules)."""
    document = read_yaml(file, text)
    if not isinstance(document, Mapping):
        raise KnowledgeError(file, "文件是空的，至少要有 编号、名称、领域", line=1)
    try:
        return ServiceFile.parse_obj(document)
    except ValidationError as error:
        first = error.errors()[0]
        raise KnowledgeError(file, _explain(first), first["loc"]) from None


_EXPLANATIONS = {
    "value_error.extra": "没有这个键，检查是否写错（可用的键见 knowledge/README.md）",
    "value_error.missing": "缺少这个键",
    "type_error.none.not_allowed": "这里不能空着",
    "type_error.str": "这里要写文字",
    "type_error.tuple": "这里要写成列表，每行前面加“- ”",
    "type_error.dict": "这里要写成“键: 值”",
    "value_error.date": "这里要写成 2024-07-01 这样的日期",
    "value_error.str.regex": "只能用小写字母、数字和短横线",
}


def _explain(error: Mapping[str, Any]) -> str:
    where = " / ".join(str(part) for part in error["loc"] if part != "__root__")
    text = _EXPLANATIONS.get(error["type"])
    if text is None and error["type"].startswith("value_error.const"):
        text = f"只能写：{'、'.join(map(str, error['ctx']['permitted']))}"
    return f"{where}：{text or error['msg']}"


def service_paths(folder: Path) -> list[Path]:
    return sorted((folder / "services").glob("*/*.yml"))


def load_catalog(folder: Path, files: Iterable[ServiceFile] | None = None) -> Catalog:
    """The whole knowledge folder. Raises KnowledgeError on the first file that is wrong.

    ``files`` replaces the files read from ``services/`` (for trials of a draft).
    """
    regions = Regions.read(folder / "regions.csv")
    vocabulary, deriver = load_facts(folder / "facts.yml", regions)
    loaded = list(files) if files is not None else [load_service_file(p) for p in service_paths(folder)]
    order = _catalog_order(folder / "catalog.csv")
    loaded.sort(key=lambda file: (order.get(file.id, len(order)), file.id))
    channels = read_yaml(folder / "channels.yml")
    return Catalog(
        files={file.id: file for file in loaded},
        vocabulary=vocabulary,
        deriver=deriver,
        regions=regions,
        channels=channels,
        version=knowledge_version(folder),
    )


def _catalog_order(file: Path) -> dict[str, int]:
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as handle:
        return {row["id"]: int(row["no"]) for row in csv.DictReader(handle)}


def knowledge_version(folder: Path) -> str:
    """A hash of every file that the bot's knowledge comes from."""
    digest = hashlib.sha256()
    paths = [*service_paths(folder), *(folder / n for n in ("facts.yml", "channels.yml", "regions.csv"))]
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]

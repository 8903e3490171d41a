"""Reads the knowledge folder. Every problem is a KnowledgeError with file, line and cure."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.catalog.model import ServiceFile
from bot.catalog.regions import Regions
from bot.catalog.service import Catalog
from bot.rules.derived import ALGORITHMS
from bot.rules.facts import Fact, FactVocabulary
from bot.rules.grammar import RuleError, parse_assignment, parse_at
from bot.rules.implications import Deriver, Implication
from bot.rules.likelihood import BRACKET

KEYS_OF_FACT = {
    "类型", "选项", "范围", "单位", "由", "算法", "说法", "问", "为什么", "敏感", "家庭", "是", "否", "改变",
    "选项说法", "先验", "识别", "晚问",
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


class _WrongScalar(MarkedYAMLError):
    """A date that does not exist, or a number that cannot be read."""


class _Constructor(SafeConstructor):
    """Tells the place of a date that does not exist."""

    def construct_yaml_timestamp(self, node: Any, values: Any = None) -> Any:
        try:
            return super().construct_yaml_timestamp(node, values)
        except ValueError:
            problem = f"没有“{node.value}”这一天，这里要写成 2024-07-01 这样的日期"
            raise _WrongScalar(problem=problem, problem_mark=node.start_mark) from None


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", _Constructor.construct_yaml_timestamp)

# What the YAML reader says -> what is wrong, for an editor.
_YAML_PROBLEMS = {
    "duplicate key": "同一个键写了两次",
    "mapping values are not allowed": "文字里有冒号时整句要加引号；键后面的冒号要用半角并空一格",
    "could not find expected ':'": "有一行缺少冒号；键后面的冒号要用半角并空一格",
    "quoted scalar": "引号没有配对",
    "',' or ']'": "方括号没有写完，或少了逗号",
    "',' or '}'": "花括号没有写完，或少了逗号；花括号里的条件带 {参数} 时，整个条件要加引号",
    "expected <block end>": "缩进没有对齐",
    "undefined alias": "以 * 开头的文字要加引号",
    "cannot start any token": "缩进要用空格，不能用 Tab；以 @、%、` 开头的文字要加引号",
}


def _yaml_problem(error: MarkedYAMLError) -> str:
    if isinstance(error, _WrongScalar):
        return str(error.problem)
    said = f"{error.problem} {error.context}"
    hint = next((text for part, text in _YAML_PROBLEMS.items() if part in said), "检查缩进、冒号后的空格、引号")
    return f"不是正确的 YAML：{hint}"


def read_yaml(file: Path, text: str | None = None) -> Any:
    """The YAML document in ``file``, or in ``text`` that is to become the file (fast loader, no positions)."""
    reader = YAML(typ="safe")
    reader.Constructor = _Constructor
    try:
        return reader.load(file.read_text(encoding="utf-8") if text is None else text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise KnowledgeError(file, _yaml_problem(error), line=mark.line + 1 if mark else None) from None
    except YAMLError:
        raise KnowledgeError(file, "不是正确的 YAML：里面有看不见的控制字符，请删掉", line=1) from None
    except UnicodeDecodeError:
        raise KnowledgeError(file, "文件不是 UTF-8 编码，请另存为 UTF-8", line=1) from None
    except ValueError:
        raise KnowledgeError(file, "里面有一个写错的数，数字太长的请加引号", line=1) from None
    except RecursionError:
        raise KnowledgeError(file, "括号套得太深", line=1) from None


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
    """The fact, or a KnowledgeError that names it and says what is wrong with its line."""
    wrong = next(_wrong_in_fact(name, raw), None)
    if wrong:
        raise KnowledgeError(file, wrong, ("事实", name))
    return _fact(name, raw)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


# Key of a fact -> what may stand there, and how to say so.
_FACT_VALUES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "范围": (
        lambda value: isinstance(value, list) and len(value) == 2 and all(map(_is_number, value)),
        "要写成 [最小, 最大] 两个数",
    ),
    "敏感": (lambda value: value in (0, 1, 2) and _is_number(value), "要写 0、1 或 2"),
    "选项": (lambda value: isinstance(value, list) and bool(value), "要写成列表，例如 [男, 女]"),
    "选项说法": (lambda value: isinstance(value, Mapping), "要写成 {值: 说法}"),
    "先验": (
        lambda value: isinstance(value, Mapping) and all(map(_is_number, value.values())),
        "要写成 {是: 0.1, 否: 0.9} 这样的数",
    ),
    "算法": (lambda value: value in ALGORITHMS, f"只能是：{'、'.join(ALGORITHMS)}"),
    "由": (lambda value: isinstance(value, (str, list)), "要写成事实的名字或列表"),
    **{
        key: (lambda value: isinstance(value, str), "要写文字")
        for key in ("单位", "说法", "问", "为什么", "改变", "是", "否")
    },
}


def _wrong_in_fact(name: str, raw: Any) -> Iterator[str]:
    """What is wrong with the line of a fact."""
    if not isinstance(raw, Mapping):
        yield f"事实“{name}”要写成 {{类型: …, 问: …}}"
        return
    unknown = sorted(str(key) for key in raw if key not in KEYS_OF_FACT)
    if unknown:
        yield f"事实“{name}”里没有“{unknown[0]}”这个键"
    if raw.get("类型") not in KINDS:
        yield f"事实“{name}”的类型要是：{'、'.join(KINDS)}"
    if raw.get("类型") == "选项" and not raw.get("选项"):
        yield f"事实“{name}”的类型是选项，要写“选项: [甲, 乙]”"
    for key, (fits, cure) in _FACT_VALUES.items():
        if raw.get(key) is not None and not fits(raw[key]):
            yield f"事实“{name}”的“{key}”{cure}，不能写“{raw[key]}”"
            return
    for prior in map(_plain, raw.get("先验") or {}):
        if raw["类型"] == "整数" and not BRACKET.fullmatch(prior):
            yield f'事实“{name}”的“先验”按年龄这样分段写：{{"< 18": 0.2, ">= 18": 0.8}}，不能写“{prior}”'
        if raw["类型"] == "选项" and prior not in map(str, raw["选项"]):
            yield f"事实“{name}”的“先验”里的“{prior}”不是它的选项"


def _fact(name: str, raw: Mapping[Any, Any]) -> Fact:
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
        late=_yes(raw.get("晚问")),
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
        condition = parse_at(("若",), raw["若"], vocabulary)
        right = raw["则"] if isinstance(raw["则"], list) else [raw["则"]]
        conclusions = tuple(parse_assignment(str(text), vocabulary) for text in right)
    except RuleError as error:
        raise KnowledgeError(file, str(error), ("推断", index, *error.path)) from None
    except (KeyError, TypeError):
        raise KnowledgeError(file, "推断要写成 {若: 条件, 则: 结论}", ("推断", index)) from None
    return Implication(condition, conclusions, str(raw["若"]))


def load_service_file(file: Path, text: str | None = None) -> ServiceFile:
    """One knowledge file (or the ``text`` of a draft of it), checked against the model (not yet its rules)."""
    document = read_yaml(file, text)
    if not isinstance(document, Mapping):
        raise KnowledgeError(file, "文件是空的，至少要有 编号、名称、领域", line=1)
    try:
        return ServiceFile.parse_obj(_with_text_keys(document))
    except ValidationError as error:
        first = error.errors()[0]
        raise KnowledgeError(file, _explain(first), first["loc"]) from None


def _with_text_keys(value: Any) -> Any:
    """Keys as texts: an editor may write a code or a number as a key."""
    if isinstance(value, Mapping):
        return {"" if key is None else str(key): _with_text_keys(inner) for key, inner in value.items()}
    return [_with_text_keys(inner) for inner in value] if isinstance(value, list) else value


_EXPLANATIONS = {
    "value_error.extra": "没有这个键，检查是否写错（可用的键见 knowledge/README.md）",
    "value_error.missing": "缺少这个键",
    "type_error.none.not_allowed": "这里不能空着",
    "type_error.str": "这里要写文字",
    "type_error.tuple": "这里要写成列表，每行前面加“- ”",
    "type_error.dict": "这里要写成“键: 值”",
    "type_error.integer": "这里要写数字或文字",
    "type_error.float": "这里要写数字或文字",
    "type_error.list": "这里要写成列表，每行前面加“- ”",
    "type_error.date": "这里要写成 2024-07-01 这样的日期",
    "value_error.date": "这里要写成 2024-07-01 这样的日期",
    "value_error.str.regex": "只能用小写字母、数字和短横线",
}


def _place(part: Any) -> str:
    return f"第{part + 1}条" if isinstance(part, int) else str(part)


def _explain(error: Mapping[str, Any]) -> str:
    where = " / ".join(_place(part) for part in error["loc"] if part != "__root__")
    text = _EXPLANATIONS.get(error["type"])
    if text is None and error["type"].startswith("value_error.const"):
        text = f"只能写：{'、'.join(map(str, error['ctx']['permitted']))}"
    if text is None:  # our own checks speak Chinese; what pydantic says is not for editors
        text = error["msg"] if error["type"] == "value_error" else "这里的写法不对，请对照 knowledge/README.md"
    return f"{where or '（空的键）'}：{text}"


def service_paths(folder: Path) -> list[Path]:
    return sorted((folder / "services").glob("*/*.yml"))


def load_catalog(folder: Path, files: Iterable[ServiceFile] | None = None) -> Catalog:
    """The whole knowledge folder. Raises KnowledgeError on the first file that is wrong.

    ``files`` replaces the files read from ``services/`` (for trials of a draft).
    """
    regions = _load_table(folder / "regions.csv", Regions.read)
    vocabulary, deriver = load_facts(folder / "facts.yml", regions)
    loaded = list(files) if files is not None else [load_service_file(p) for p in service_paths(folder)]
    order = _load_table(folder / "catalog.csv", _catalog_order)
    loaded.sort(key=lambda file: (order.get(file.id, len(order)), file.id))
    channels = _load_channels(folder / "channels.yml")
    return Catalog(
        files={file.id: file for file in loaded},
        vocabulary=vocabulary,
        deriver=deriver,
        regions=regions,
        channels=channels,
        version=knowledge_version(folder),
    )


CHANNEL_GROUPS = ("热线", "网上", "窗口")


def _load_channels(file: Path) -> dict[str, dict[str, dict[str, str]]]:
    """channels.yml: hotlines, online services and counters by key."""
    document = read_yaml(file)
    if not isinstance(document, Mapping):
        raise KnowledgeError(file, f"要有这几组：{'、'.join(CHANNEL_GROUPS)}", line=1)
    for group, entries in document.items():
        if group not in CHANNEL_GROUPS or not isinstance(entries, Mapping):
            raise KnowledgeError(
                file, f"“{group}”写得不对，只能有 {'、'.join(CHANNEL_GROUPS)}，每组下面一行一个", (group,)
            )
        for key, entry in entries.items():
            if not isinstance(entry, Mapping) or not isinstance(entry.get("名称"), str):
                raise KnowledgeError(file, f"“{key}”要写成 {{名称: …, 管什么: …}}", (group, key))
    return {
        group: {str(key): {name: str(value) for name, value in entry.items()} for key, entry in entries.items()}
        for group, entries in document.items()
    }


Table = TypeVar("Table")


def _load_table(file: Path, read: Callable[[Path], Table]) -> Table:
    """What ``read`` makes of a CSV file. Raises KnowledgeError."""
    try:
        return read(file)
    except FileNotFoundError:
        raise KnowledgeError(file, "缺少这个文件", line=1) from None
    except UnicodeDecodeError:
        raise KnowledgeError(file, "文件不是 UTF-8 编码，请另存为 UTF-8", line=1) from None
    except KeyError as error:
        raise KnowledgeError(file, f"第一行缺少“{error.args[0]}”这一列", line=1) from None
    except (AttributeError, TypeError, ValueError, csv.Error):
        raise KnowledgeError(file, "有一行的格数或数字不对，每行的逗号要和第一行一样多", line=1) from None


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

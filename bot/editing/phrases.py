"""What is wrong with a draft of phrases.yml: each fact's phrases are tried by themselves."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.catalog.lint import ERROR, Finding, finding_of, line_of
from bot.catalog.loader import KnowledgeError, load_facts, read_yaml
from bot.catalog.regions import Regions
from bot.nlu.extraction.patterns import PhraseMatcher
from bot.nlu.extraction.phrasing import PhraseError
from bot.nlu.extraction.spelling import Spelling
from bot.rules.facts import FactVocabulary

_GROUPS = ("改写", "词", "句式", "归属", "经历", "事实")
_QUOTED = re.compile(r"“(.+?)”")


def phrase_findings(path: Path, text: str, vocabulary: FactVocabulary) -> list[Finding]:
    """Errors with their lines. Raises KnowledgeError on what is no YAML or has other groups than these six."""
    document = read_yaml(path, text)
    if not isinstance(document, Mapping) or not isinstance(document.get("事实"), Mapping):
        raise KnowledgeError(path, "要有“事实:”，下面每个事实的说法", line=1)
    unknown = next((group for group in document if group not in _GROUPS), None)
    if unknown is not None:
        raise KnowledgeError(path, f"没有“{unknown}”这一组，只能有：{'、'.join(_GROUPS)}", (unknown,))
    tree = YAML(typ="rt").load(text)
    return [
        Finding(str(path), _line(text, line_of(tree, place), message), ERROR, message)
        for place, message in _mistakes(document, vocabulary)
    ]


def lint_phrases(folder: Path, only: Collection[Path] = ()) -> list[Finding]:
    """What is wrong with phrases.yml in ``folder``; nothing if ``only`` (files) leaves it out."""
    path = folder / "phrases.yml"
    if not path.exists() or (only and path.resolve() not in {one.resolve() for one in only}):
        return []
    try:
        vocabulary, _ = load_facts(folder / "facts.yml", Regions.read(folder / "regions.csv"))
    except (KnowledgeError, ValueError, OSError):  # told by the lint of those files
        return []
    try:
        return phrase_findings(path, path.read_text(encoding="utf-8"), vocabulary)
    except KnowledgeError as error:
        return [finding_of(error)]


def _mistakes(document: Mapping[str, Any], vocabulary: FactVocabulary) -> Iterator[tuple[tuple[str, ...], str]]:
    """Places in the document and what is wrong there."""
    try:
        Spelling(document.get("改写") or {})
    except ValueError as error:
        yield ("改写",), str(error)
    except (AttributeError, TypeError):
        yield ("改写",), "改写要写成“通行的写法: [错的写法, …]”"
    for name, entry in document["事实"].items():
        if name not in vocabulary:
            yield ("事实", str(name)), f"facts.yml 里没有“{name}”这个事实"
            continue
        try:
            PhraseMatcher({**document, "事实": {name: entry}}, vocabulary)
        except PhraseError as error:
            yield ("事实", str(name)), f"“{name}”的说法：{error}"
        except (AttributeError, KeyError, TypeError, ValueError, re.error):
            yield ("事实", str(name)), f"“{name}”要写成“是: [说法, …]”这样，每个键下面是一列说法"


def _line(text: str, start: int, message: str) -> int:
    """The line of the phrase that the message quotes, from the fact's own line on."""
    lines = text.splitlines()
    for quoted in reversed(_QUOTED.findall(message)):
        for number in range(start, min(start + 60, len(lines)) + 1):
            if quoted in lines[number - 1]:
                return number
    return start

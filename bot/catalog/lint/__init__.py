"""shuhui lint: everything that can be wrong in knowledge/, with file, line and cure.

Levels: 错误 stops training and publishing; 提醒 should be mended; 说明 is for information
(what is not yet verified). Each check is one function from the world to findings.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bot.catalog.lint import cases, figures, names, rules, texts
from bot.catalog.lint.cases import WORD_OF, check_case
from bot.catalog.lint.findings import (
    ERROR,
    NOTICE,
    WARNING,
    Check,
    Document,
    Finding,
    World,
    finding_of,
    line_of,
    read_all,
)
from bot.catalog.lint.texts import STALE_AFTER_DAYS
from bot.catalog.loader import KnowledgeError, load_catalog

__all__ = [
    "ERROR",
    "NOTICE",
    "STALE_AFTER_DAYS",
    "WARNING",
    "WORD_OF",
    "Document",
    "Finding",
    "World",
    "check_case",
    "finding_of",
    "has_errors",
    "line_of",
    "lint_paths",
    "lint_world",
]

CHECKS: tuple[Check, ...] = (
    names.regions_known,
    names.place_and_name,
    names.catalog_complete,
    texts.texts_are_there,
    figures.dated_values,
    figures.parameters_used,
    figures.changes_told,
    figures.amounts_have_sources,
    names.topics_short,
    names.channels_known,
    names.counters_named,
    rules.rules_make_sense,
    rules.rules_differ,
    rules.facts_used,
    cases.cases_pass,
    cases.cases_cover,
    texts.questions_distinct,
    texts.summary_reads_easily,
    texts.verified,
    names.wechat_menu,
)


def lint_paths(folder: Path, paths: Iterable[Path] = (), today: date | None = None) -> list[Finding]:
    """All findings about the knowledge in ``folder``; ``paths`` limits them to some files."""
    today = today or date.today()
    only = frozenset(path.resolve() for path in paths)
    documents, findings = read_all(folder)
    try:
        catalog = load_catalog(folder, [document.model for document in documents])
    except KnowledgeError as error:
        return _sorted([*findings, finding_of(error)])
    return lint_world(World(catalog, documents, today, folder, only), findings)


def lint_world(world: World, findings: Iterable[Finding] = ()) -> list[Finding]:
    """What the checks find in a world, and ``findings`` made while it was read."""
    findings, documents, only = list(findings), world.documents, world.only
    broken = list(rules.rules_that_do_not_parse(world))
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

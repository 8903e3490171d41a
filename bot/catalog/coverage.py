"""How far the knowledge goes: one row for each item, as a table and as docs/coverage.md."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.catalog.service import Catalog, Service
from bot.rules.nodes import Group, Node, Office

HEADINGS = (
    "编号", "领域", "待遇", "条件", "人人可享", "人工核实", "数有据", "数待核", "用例", "问法", "核验", "核验日期",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """``conditions`` counts modelled conditions, ``offices`` those left to an office."""

    id: str
    domain: str
    benefits: int
    conditions: int
    everyone: int
    offices: int
    sourced: int
    unsourced: int
    cases: int
    questions: int
    status: str
    verified: str

    def cells(self) -> tuple[str, ...]:
        """The row in the order of HEADINGS."""
        return tuple(str(value) for value in self.__dict__.values())


def coverage(catalog: Catalog, on: date) -> list[Row]:
    """One row for each item, in the order of the catalogue."""
    return [_row(catalog.service(service_id, on)) for service_id in catalog.files]


def _row(service: Service) -> Row:
    file = service.file
    nodes = [benefit.node for benefit in service.benefits]
    leaves = [len(list(node.leaves())) for node in nodes]
    values = [value for dated in file.parameters.values() for value in dated]
    return Row(
        id=service.id,
        domain=service.domain,
        benefits=len(nodes),
        conditions=sum(leaves),
        everyone=sum(not count and not _offices(node) for count, node in zip(leaves, nodes)),
        offices=sum(map(_offices, nodes)),
        sourced=sum(value.published for value in values),
        unsourced=sum(not value.published for value in values),
        cases=len(file.cases),
        questions=sum(len(texts) for texts in file.questions.values()),
        status=file.verification.status if file.verification else "",
        verified=str(file.verification.date) if file.verification else "",
    )


def _offices(node: Node) -> int:
    if isinstance(node, Group):
        return sum(map(_offices, node.members))
    return int(isinstance(node, Office))


def totals(rows: Iterable[Row]) -> str:
    """One sentence on the whole."""
    rows = list(rows)
    modelled = sum(bool(row.benefits) for row in rows)
    return (
        f"{modelled} / {len(rows)} 项有条件或明写人人可享；{sum(r.benefits for r in rows)} 种待遇，"
        f"{sum(r.conditions for r in rows)} 条条件，{sum(r.offices for r in rows)} 条人工核实；"
        f"{sum(r.sourced for r in rows)} 个有据的数，{sum(r.unsourced for r in rows)} 个待核；"
        f"{sum(r.cases for r in rows)} 个用例，{sum(r.questions for r in rows)} 句问法。"
    )


def markdown(rows: list[Row]) -> str:
    """The content of docs/coverage.md."""
    lines = [
        "# 知识覆盖情况",
        "",
        "由 `shuhui coverage` 生成，`make test` 检查它是不是最新的。",
        "",
        totals(rows),
        "",
        "| " + " | ".join(HEADINGS) + " |",
        "|" + "---|" * len(HEADINGS),
        *("| " + " | ".join(row.cells()) + " |" for row in rows),
    ]
    return "\n".join(lines) + "\n"

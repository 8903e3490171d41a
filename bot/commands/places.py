"""``shuhui places``: addresses and hours of the counters of one's own counties."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typer

from bot.settings import read_settings

app = typer.Typer(help="本地窗口的地址和时间", no_args_is_help=True)
FINDINGS, USAGE = 1, 2
_CSV = typer.Argument(..., help="CSV 文件，第一行是：地区,窗口,名称,地址,时间,电话,来源")


@app.command("import")
def import_file(path: Path = _CSV) -> None:
    """把窗口的地址、时间导入数据库，回答里会显示；文件里写到的地区，原有的窗口被替换。"""
    from bot.catalog.regions import Regions
    from bot.store.places import PlacesError, import_places, read_places

    settings = read_settings()
    if not path.is_file():
        typer.echo(f"找不到文件：{path}", err=True)
        raise typer.Exit(USAGE)
    try:
        rows = read_places(path, Regions.read(settings.knowledge / "regions.csv").resolve, _kinds())
    except PlacesError as error:
        typer.echo(f"{path} 有错，什么也没有导入：\n{error}", err=True)
        raise typer.Exit(FINDINGS) from None
    regions = import_places(settings.database_url, rows)
    typer.echo(f"导入了{len(rows)}个窗口，在{regions}个地区；正在运行的蜀惠几秒钟后用上。")


@app.command("list")
def list_places() -> None:
    """列出已经导入的窗口。"""
    from rich.console import Console
    from rich.table import Column, Table

    from bot.store.places import COLUMNS

    table = Table(*(Column(column, overflow="fold") for column in COLUMNS))
    for row in _rows():
        table.add_row(*row)
    Console().print(table if table.row_count else "还没有导入窗口。")


@app.command()
def export(path: Path = typer.Argument(Path("-"), help="写到这个文件；不写就输出到屏幕")) -> None:
    """导出已经导入的窗口，改好后可以再导入。"""
    from bot.store.places import COLUMNS

    rows = [COLUMNS, *_rows()]
    if str(path) == "-":
        csv.writer(sys.stdout).writerows(rows)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    typer.echo(f"导出了{len(rows) - 1}个窗口：{path}", err=True)


def _rows() -> list[tuple[str, ...]]:
    from bot.catalog.regions import Regions
    from bot.store.places import export_places

    settings = read_settings()
    regions = Regions.read(settings.knowledge / "regions.csv")
    return export_places(settings.database_url, regions.full_name, _kinds())


def _kinds() -> Mapping[str, Mapping[str, Any]]:
    """channels.yml 窗口."""
    from bot.catalog.loader import read_yaml

    return dict(read_yaml(read_settings().knowledge / "channels.yml")["窗口"])

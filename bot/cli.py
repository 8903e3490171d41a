"""The command ``shuhui``. Each command imports what it needs, so that the light ones stay fast."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any, Optional

import typer

from bot.commands import knowledge, places, staff, wechat
from bot.settings import read_settings

app = typer.Typer(
    help="蜀惠：四川基本公共服务资格助手",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(places.app, name="places")
app.add_typer(staff.app, name="staff")
app.add_typer(knowledge.app, name="knowledge")
app.add_typer(wechat.app, name="wechat")
FINDINGS, USAGE = 1, 2


@app.command()
def lint(
    paths: Optional[list[Path]] = typer.Argument(None, help="只检查这些知识文件或文件夹"),
    every: bool = typer.Option(False, "--all", help="连“说明”（待核的内容）也列出来"),
) -> None:
    """检查知识文件，指出文件、行和改法。"""
    from bot.catalog.lint import NOTICE, lint_paths
    from bot.editing.phrases import lint_phrases

    missing = [path for path in paths or [] if not path.exists()]
    if missing:
        _fail(f"找不到文件：{missing[0]}")
    files = [file for path in paths or [] for file in (sorted(path.rglob("*.yml")) if path.is_dir() else [path])]
    folder = read_settings().knowledge
    findings = [*lint_paths(folder, files), *lint_phrases(folder, files)]
    serious = [finding for finding in findings if finding.level != NOTICE]
    for finding in findings if every else serious:
        typer.echo(_relative(str(finding)))
    notices = len(findings) - len(serious)
    typer.echo(f"{len(serious)} 处要改，{notices} 处说明{'' if every or not notices else '（--all 列出）'}", err=True)
    raise typer.Exit(FINDINGS if serious else 0)


@app.command()
def assess() -> None:
    """逐行读 {"service","facts","date","region"}，逐行写结论。"""
    from bot.catalog.loader import load_catalog
    from bot.catalog.report import assess_request

    catalog = load_catalog(read_settings().knowledge)
    _each_line(lambda request: assess_request(catalog, request, date.today()))


@app.command()
def understand() -> None:
    """逐行读 {"text"}，逐行写理解到的：行为、服务、情况、说的是谁。"""
    _RESULTS.reserve()
    from bot.runtime.offline import Offline

    bot = Offline(read_settings())
    _each_line(lambda request: bot.understand(_text(request)))


@app.command()
def reply() -> None:
    """逐行读 {"sender","text"}，逐行写整个机器人的回答，各人的对话分开记。"""
    _RESULTS.reserve()
    from bot.runtime.offline import Offline

    bot = Offline(read_settings())
    _each_line(lambda request: bot.reply(str(request.get("sender") or "default"), _text(request)))


@app.command()
def chat() -> None:
    """在终端里和蜀惠聊。"""
    from bot.runtime.terminal import run

    run(read_settings())


@app.command()
def train(force: bool = typer.Option(False, "--force", help="知识没变也重新训练")) -> None:
    """检查知识文件并训练模型。"""
    from bot.runtime.training import TrainingStopped, train_model

    try:
        train_model(read_settings(), force)
    except TrainingStopped as error:
        typer.echo(_relative(str(error)), err=True)
        raise typer.Exit(FINDINGS) from None


@app.command()
def serve() -> None:
    """启动服务：缺模型就训练，缺页面就构建，然后打印网址。"""
    from bot.runtime.serving import serve as start

    raise typer.Exit(start(read_settings()))


@app.command()
def doctor() -> None:
    """检查这台机器上缺什么。"""
    from bot.runtime.doctor import report

    raise typer.Exit(report(read_settings()))


@app.command()
def coverage(check: bool = typer.Option(False, "--check", help="只检查 docs/coverage.md 是不是最新的")) -> None:
    """83项的覆盖情况：列表，并写入 docs/coverage.md。"""
    from rich.console import Console
    from rich.table import Table

    from bot.catalog.coverage import HEADINGS, markdown, totals
    from bot.catalog.coverage import coverage as rows_of
    from bot.catalog.loader import load_catalog

    settings = read_settings()
    rows = rows_of(load_catalog(settings.knowledge), date.today())
    path = settings.root / "docs" / "coverage.md"
    if check:
        current = path.exists() and path.read_text(encoding="utf-8") == markdown(rows)
        typer.echo("docs/coverage.md 是最新的" if current else "docs/coverage.md 过时了，请运行 shuhui coverage")
        raise typer.Exit(0 if current else FINDINGS)
    table = Table(*HEADINGS, title="知识覆盖情况")
    for row in rows:
        table.add_row(*row.cells())
    table.columns[0].no_wrap = True
    console = Console()
    Console(width=max(console.width, 130)).print(table, totals(rows))
    path.parent.mkdir(exist_ok=True)
    path.write_text(markdown(rows), encoding="utf-8")


@app.command()
def page() -> None:
    """构建网页（有变化才构建）。"""
    from bot.runtime.page import PageNotBuilt, build_page

    try:
        build_page(read_settings())
    except PageNotBuilt as error:
        typer.echo(f"页面没有构建成功：{error}", err=True)
        raise typer.Exit(FINDINGS) from None


@app.command()
def schema() -> None:
    """重新生成 knowledge/service.schema.json。"""
    from bot.catalog.model import json_schema

    path = read_settings().knowledge / "service.schema.json"
    path.write_text(json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    typer.echo(_relative(str(path)))


def _text(request: dict[str, Any]) -> str:
    if "__error__" in request:
        raise ValueError(request["__error__"])
    if not isinstance(request.get("text"), str):
        raise ValueError('每一行要有 "text"，例如 {"text": "低保怎么申请"}')
    return str(request["text"])


def _each_line(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """One JSON object in, one out; a line that is wrong gives {"error"} and exit code 1."""
    failed = False
    for request in _requests():
        try:
            result = answer(request)
        except ValueError as error:
            failed, result = True, {"error": str(error)}
        except RecursionError:
            failed, result = True, {"error": "这一行的 JSON 套得太深"}
        _RESULTS.write(json.dumps(result, ensure_ascii=False) + "\n")
        _RESULTS.flush()
    raise typer.Exit(FINDINGS if failed else 0)


class _Results:
    """Standard output for results only: whatever libraries print goes to standard error."""

    def __init__(self) -> None:
        self._stream: IO[str] | None = None

    def reserve(self) -> None:
        """Take standard output for ourselves from now on."""
        if self._stream is None:
            # Half a character (a lone surrogate in the input) becomes a question mark.
            self._stream = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", errors="replace")
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def write(self, text: str) -> None:
        self.reserve()
        assert self._stream
        self._stream.write(text)

    def flush(self) -> None:
        assert self._stream
        self._stream.flush()


_RESULTS = _Results()


def _requests() -> Iterator[dict[str, Any]]:
    stream = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    for line in stream:
        if not line.strip():
            continue
        try:
            request = json.loads(line)
        except json.JSONDecodeError as error:
            request = {"__error__": f"这一行不是 JSON，第{error.colno}个字开始看不懂"}
        except RecursionError:
            request = {"__error__": "这一行的 JSON 套得太深"}
        except ValueError:  # Python reads no integer of thousands of digits
            request = {"__error__": "这一行的 JSON 里有一个数太长"}
        if not isinstance(request, dict):
            request = {"__error__": "每一行要是一个 JSON 对象 {…}"}
        yield request


def _relative(text: str) -> str:
    return text.replace(f"{read_settings().root}/", "")


def _fail(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(USAGE)


def main() -> None:
    """Entry point."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    app()


if __name__ == "__main__":
    main()

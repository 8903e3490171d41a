"""``shuhui knowledge``: what a change of the knowledge makes different, and what another day brings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn, Optional

import typer

from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from rich.console import Console

    from bot.catalog.service import Catalog
    from bot.editing.difference import VerdictChange
    from bot.editing.people import FactSet
    from bot.editing.preview import FigureChange

app = typer.Typer(help="比较、预览、训练知识文件", no_args_is_help=True)
FINDINGS, USAGE = 1, 2
_SHOWN = 20
_LONGEST = 60


@app.command()
def diff(
    before: str = typer.Argument("HEAD", metavar="A", help="git 版本（如 HEAD~3、日期标签）或知识文件夹"),
    after: Optional[str] = typer.Argument(None, metavar="[B]", help="同上；不写就是现在的文件夹"),
    every: bool = typer.Option(False, "--all", help="全部列出，不只前20条"),
) -> None:
    """比较两份知识：哪些键变了，哪些用例、哪些人的结论变了。"""
    from rich.console import Console
    from rich.progress import Progress

    from bot.catalog.loader import KnowledgeError
    from bot.editing.difference import compare
    from bot.editing.states import UnknownState, state_of, state_of_folder

    settings = read_settings()
    try:
        old = state_of(before, settings.knowledge)
        new = state_of(after, settings.knowledge) if after else state_of_folder(settings.knowledge, "现在的文件夹")
    except (UnknownState, KnowledgeError) as error:
        _fail(str(error))
    people = _people(new.catalog, settings)
    with Progress(transient=True, console=Console(stderr=True)) as bar:
        task = bar.add_task("逐人对照")
        found = compare(
            old, new, people, date.today(), progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
    console = _console()
    limit = None if every else _SHOWN
    if found.empty:
        console.print(f"{old.name} 和 {new.name} 没有区别。")
        return
    _print_rows(console, "改了的内容", ("文件", "键", "原来", "现在"), (_key_row(k) for k in found.keys), limit)
    _print_verdicts(console, "结论变了的用例", found.cases, limit)
    _print_verdicts(console, "结论变了的人", found.people, limit)
    console.print(
        f"{len(found.keys)} 处改动；试了 {found.tried[0]} 个用例，{len(found.cases)} 个结论变了；"
        f"试了 {found.tried[1]} 个人，{len(found.people)} 个结论变了。"
    )


@app.command()
def preview(
    on: str = typer.Option(..., "--date", help="哪一天，例如 2027-01-01"),
    item: Optional[str] = typer.Argument(None, help="只看一项服务（编号）"),
    say: Optional[list[str]] = typer.Option(None, "--say", help="按那一天回答这句话，可以写几次"),
) -> None:
    """到那一天会和今天有什么不同：数、有效期、结论；--say 按那一天回答。"""
    from bot.catalog.loader import load_catalog
    from bot.editing.preview import preview as compare_days

    settings, then = read_settings(), _day(on)
    if say:
        _answer(settings, then, say)
        return
    catalog = load_catalog(settings.knowledge)
    if item and item not in catalog.files:
        _fail(f"没有“{item}”这项服务，编号见 knowledge/catalog.csv")
    today, console = date.today(), _console()
    found = compare_days(catalog, _people(catalog, settings), today, then, item)
    if found.empty:
        console.print(f"{then} 和今天（{today}）没有不同。")
        return
    headings = ("服务", "内容", f"今天 {today}", str(then), "依据")
    _print_rows(console, "数和有效期", headings, (_figure_row(f) for f in found.figures), None)
    _print_verdicts(console, "结论不同的人", found.verdicts, _SHOWN)
    console.print(f"{len(found.figures)} 处数不同，{len(found.verdicts)} 人结论不同。")


@app.command()
def train() -> None:
    """在后台训练新问法：先比一比理解有没有变差，没有变差才换模型（编辑页发布新问法时自动运行）。"""
    from bot.runtime.retraining import run

    raise typer.Exit(0 if run(read_settings()) else FINDINGS)


def _answer(settings: Settings, then: date, texts: Iterable[str]) -> None:
    """The whole bot, one conversation, as if it were that day."""
    from bot.knowledge import knowledge
    from bot.runtime.offline import Offline

    bot = Offline(settings)
    knowledge().as_of(then)
    for text in texts:
        typer.echo(f"您：{text}")
        for message in bot.reply("preview", text)["messages"]:
            typer.echo(f"蜀惠：{message['text']}")


def _people(catalog: Catalog, settings: Settings) -> list[FactSet]:
    """The persons of the 用例, with recent ones when there is a database."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.editing.people import everybody, persons_of_cases

    try:
        return everybody(catalog, settings.database_url, date.today())
    except SQLAlchemyError as error:
        typer.echo(f"数据库连不上（{type(error).__name__}），只用用例里的人来试。", err=True)
        return persons_of_cases(catalog)


def _print_verdicts(console: Console, title: str, changes: Iterable[VerdictChange], limit: int | None) -> None:
    rows = ((f"{c.item}{f' #{c.case}' if c.case else ''}", _facts(c.facts), *_words(c)) for c in changes)
    _print_rows(console, title, ("服务", "情况", "原来", "现在"), rows, limit)


def _print_rows(
    console: Console, title: str, headings: tuple[str, ...], rows: Iterable[tuple[str, ...]], limit: int | None
) -> None:
    from rich.markup import escape
    from rich.table import Table

    listed = list(rows)
    if not listed:
        return
    table = Table(*headings, title=title, title_justify="left", show_lines=True)
    for row in listed[:limit]:
        table.add_row(*map(escape, row))
    console.print(table)
    if limit is not None and len(listed) > limit:
        console.print(f"……还有 {len(listed) - limit} 条（--all 全部列出）")


def _key_row(change: Any) -> tuple[str, str, str, str]:
    return change.file, change.key, _short(change.before), _short(change.after)


def _figure_row(change: FigureChange) -> tuple[str, ...]:
    return change.name, change.what, _short(change.today), _short(change.then), change.basis


def _short(value: Any) -> str:
    if value is None:
        return "（没有）"
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _facts(facts: Mapping[str, str]) -> str:
    return "，".join(f"{name} {value}" for name, value in facts.items())


def _words(change: VerdictChange) -> tuple[str, str]:
    """Only the benefits whose verdict differs."""
    names = [name for name in {**change.before, **change.after} if change.before.get(name) != change.after.get(name)]

    def told(words: Mapping[str, str]) -> str:
        return "；".join(f"{name}：{words[name]}" if name else words[name] for name in names if name in words)

    return told(change.before), told(change.after)


def _console() -> Console:
    from rich.console import Console

    found = Console()
    return found if found.is_terminal else Console(width=160)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        _fail(f"--date 要写成 2027-01-01 这样，不能是“{text}”")


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(USAGE)

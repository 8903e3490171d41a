"""``shuhui wechat``: the menu of the official account."""

from __future__ import annotations

import typer

from bot.settings import read_settings

app = typer.Typer(help="微信公众号", no_args_is_help=True)
_FINDINGS, _USAGE = 1, 2


@app.callback()
def group() -> None:
    """微信公众号。"""


@app.command()
def menu(show: bool = typer.Option(False, "--show", help="只打印要发给微信的内容，不发")) -> None:
    """按 knowledge/wechat.yml 更新公众号的菜单。"""
    import json

    made = _menu()
    if show:
        typer.echo(json.dumps(made, ensure_ascii=False, indent=1))
        return
    _send(made)
    typer.echo("菜单更新好了。已经关注的人要过几分钟，重新进一次公众号才看得到。")


def _menu() -> dict[str, object]:
    """The menu in the knowledge folder; ends the command when there is none to send."""
    from bot.catalog.loader import KnowledgeError
    from bot.catalog.wechat_file import FILE, mistakes, read_menu

    folder = read_settings().knowledge
    try:
        wrong = [sentence for _, sentence in mistakes(folder)]
    except KnowledgeError as error:
        wrong = [error.message]
    made = {} if wrong else read_menu(folder)
    if not made:
        _stop("\n".join(f"knowledge/{FILE}：{sentence}" for sentence in wrong or ["没有菜单"]), _FINDINGS)
    return made


def _send(made: dict[str, object]) -> None:
    from bot.channels.sessions import secret
    from bot.channels.wechat.api import ApiFailed, WeChatApi
    from bot.channels.wechat.identity import Identities
    from bot.channels.wechat.settings import problems_of, read_wechat_settings

    settings = read_wechat_settings()
    problems = problems_of(settings) + ([] if settings.has_api else ["WECHAT_SECRET 要填开发者密码（AppSecret）"])
    if problems:
        _stop("\n".join(problems), _USAGE)
    api = WeChatApi(settings, Identities(secret(), settings.app_id), read_settings().database_url)
    try:
        api.create_menu(made)
    except ApiFailed as error:
        _stop(f"菜单没有更新：{error}。", _FINDINGS)


def _stop(message: str, code: int) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(code)

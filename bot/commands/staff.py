"""``shuhui staff``: accounts of the console. A password is asked for or read from standard input, never an argument."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable

import typer

from bot.settings import read_settings

app = typer.Typer(help="工作人员的帐号（坐席工作台、编辑页）", no_args_is_help=True)
_BY = "命令行"
_LOGIN = typer.Argument(..., help="登录名")
_ROLES = typer.Option(..., "--role", help="角色：坐席、班长、编辑；可以写几次")


@app.command()
def add(
    login: str = _LOGIN, roles: list[str] = _ROLES, name: str = typer.Option("", "--name", help="显示的名字")
) -> None:
    """新建帐号；密码另外问，或从标准输入读一行。"""
    from bot.store.accounts import add_staff

    _do(lambda url: add_staff(url, login, name, roles, _password(), _BY))
    typer.echo(f"已新建：{login}（{'、'.join(roles)}）")


@app.command("list")
def list_accounts() -> None:
    """列出帐号。"""
    from bot.store.accounts import ROLES, all_staff

    for staff in all_staff(read_settings().database_url):
        roles = "、".join(role for role in ROLES if role in staff.roles)
        typer.echo(f"{staff.login}\t{staff.name}\t{roles}\t{'在用' if staff.active else '停用'}")


@app.command()
def disable(login: str = _LOGIN) -> None:
    """停用帐号，已登录的立刻退出。"""
    from bot.store.accounts import set_active

    _do(lambda url: set_active(url, login, False, _BY))
    typer.echo(f"已停用：{login}")


@app.command()
def enable(login: str = _LOGIN) -> None:
    """重新启用帐号，锁定的也解开。"""
    from bot.store.accounts import set_active

    _do(lambda url: set_active(url, login, True, _BY))
    typer.echo(f"已启用：{login}")


@app.command()
def roles(login: str = _LOGIN, wanted: list[str] = _ROLES) -> None:
    """改角色（写全，没写到的就没有了）。"""
    from bot.store.accounts import set_roles

    _do(lambda url: set_roles(url, login, wanted, _BY))
    typer.echo(f"已改：{login}（{'、'.join(wanted)}）")


@app.command()
def password(login: str = _LOGIN) -> None:
    """改密码；新密码另外问，或从标准输入读一行。"""
    from bot.store.accounts import set_password

    _do(lambda url: set_password(url, login, _password(), _BY))
    typer.echo(f"已改密码：{login}")


@app.command()
def audit(
    login: str = typer.Option("", "--login", help="只看一个人的"), limit: int = typer.Option(100, help="最多几条")
) -> None:
    """看登录和改动的记录，新的在前（时间是 UTC）。"""
    from bot.store.audit import deeds

    for deed in deeds(read_settings().database_url, limit, login):
        typer.echo(f"{deed.at:%Y-%m-%d %H:%M:%S}\t{deed.who}\t{deed.what}\t{deed.about}")


def _do(change: Callable[[str], object]) -> None:
    from bot.store.accounts import AccountError

    try:
        change(read_settings().database_url)
    except AccountError as error:
        typer.echo(f"{error}。", err=True)
        raise typer.Exit(1) from None


def _password() -> str:
    """Typed twice at a terminal, else one line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("密码：")
    if getpass.getpass("再输一次：") != first:
        typer.echo("两次输的不一样，请重新来。", err=True)
        raise typer.Exit(1)
    return first

"""``shuhui chat``: the bot in a terminal, with rich."""

from __future__ import annotations

import secrets

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.answers import wording
from bot.settings import Settings

_QUIT = {"/退出", "退出", "quit", "exit", "q"}


def run(settings: Settings) -> None:
    """Reads lines until the resident leaves."""
    console = Console()
    with console.status("正在请出蜀惠……"):
        from bot.runtime.offline import Offline

        bot = Offline(settings)
    console.print(Panel(wording.GREETING, title="蜀惠", subtitle="输入“退出”结束", border_style="cyan"))
    sender = f"terminal-{secrets.token_hex(4)}"
    choices: list[dict[str, str]] = []
    while True:
        try:
            text = console.input("[bold]您：[/bold]").strip()
        except (EOFError, KeyboardInterrupt):
            text = "退出"
        if text.lower() in _QUIT:
            console.print(wording.BYE)
            return
        if text.isdigit() and 1 <= int(text) <= len(choices) and text not in {c["payload"] for c in choices}:
            text = choices[int(text) - 1]["payload"] if _unasked(choices) else text
        choices = _show(console, bot.reply(sender, text)["messages"])


def _unasked(choices: list[dict[str, str]]) -> bool:
    """Typed numbers choose a button unless the buttons themselves carry numbers."""
    return not any(any(sign.isdigit() for sign in choice["title"]) for choice in choices)


def _show(console: Console, messages: list[dict[str, object]]) -> list[dict[str, str]]:
    """Prints the answers; returns the quick replies of the last one that has any."""
    choices: list[dict[str, str]] = []
    for message in messages:
        console.print(Panel(Text(str(message["text"])), border_style="cyan"))
        choices = message["buttons"] or choices  # type: ignore[assignment]
    if choices:
        console.print("  ".join(f"[dim]{i}[/dim] {choice['title']}" for i, choice in enumerate(choices, start=1)))
    return choices

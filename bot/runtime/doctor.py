"""``shuhui doctor``: what is missing on this machine, and what to do about it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from sqlalchemy import text

from bot.catalog.lint import ERROR, lint_paths
from bot.runtime.page import source_hash
from bot.runtime.training import is_current
from bot.settings import Settings
from bot.store.database import engine


@dataclass(frozen=True)
class Finding:
    """One thing looked at; ``cure`` is empty when it is in order."""

    what: str
    state: str
    cure: str = ""
    needed: bool = True


def report(settings: Settings) -> int:
    """Prints the findings; 1 when something needed is missing."""
    console = Console()
    findings = list(examine(settings))
    for finding in findings:
        mark = "✓" if not finding.cure else ("✗" if finding.needed else "–")
        console.print(f"{mark} {finding.what}：{finding.state}" + (f"；{finding.cure}" if finding.cure else ""))
    return int(any(finding.cure and finding.needed for finding in findings))


def examine(settings: Settings) -> Iterator[Finding]:
    """Everything worth looking at."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python", version, "" if sys.version_info[:2] == (3, 10) else "需要 3.10，请运行 make setup")
    errors = sum(f.level == ERROR for f in lint_paths(settings.knowledge))
    yield Finding("知识文件", f"{errors}处错误" if errors else "没有错误", "运行 shuhui lint 查看" if errors else "")
    current = is_current(settings)
    yield Finding("模型", "是最新的" if current else "没有或已过时", "" if current else "运行 shuhui train")
    stamp = settings.page / ".built-from"
    built = stamp.exists() and stamp.read_text() == source_hash(settings.root / "web")
    yield Finding("页面", "是最新的" if built else "没有或已过时", "" if built else "运行 make setup")
    yield _database(settings)
    secret = bool(settings.secret)
    yield Finding(
        "会话密钥", "SHUHUI_SECRET 已设" if secret else "用 var/secret 里自动生成的",
        "" if secret else "多台机器部署时请设 SHUHUI_SECRET", needed=False,
    )  # fmt: skip
    names = ("WECHAT_TOKEN", "WECHAT_APPID", "WECHAT_SECRET", "WECHAT_AES_KEY")
    missing = [name for name in names if not os.environ.get(name)]
    state = "已配置" if not missing else f"缺 {'、'.join(missing)}"
    yield Finding("微信公众号", state, "要接微信时再设" if missing else "", needed=False)


def _database(settings: Settings) -> Finding:
    shown = settings.database_url.split("@")[-1]
    try:
        with engine(settings.database_url).connect() as connection:
            connection.execute(text("SELECT 1"))
    except Exception as error:  # whatever the driver raises is the finding
        return Finding("数据库", f"{shown} 连不上（{type(error).__name__}）", "检查 SHUHUI_DATABASE_URL")
    return Finding("数据库", f"{shown} 正常")

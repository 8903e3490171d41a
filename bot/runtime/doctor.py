"""``shuhui doctor``: what is missing on this machine, and what to do about it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.catalog.lint import ERROR, lint_paths
from bot.channels.sessions import secret
from bot.channels.wechat.api import ApiFailed, WeChatApi
from bot.channels.wechat.identity import Identities
from bot.channels.wechat.settings import MODES, PLAIN, WeChatSettings, is_wanted, problems_of, read_wechat_settings
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
    yield _redis(settings)
    shared = bool(settings.secret)
    yield Finding(
        "会话密钥", "SHUHUI_SECRET 已设" if shared else "用 var/secret 里自动生成的",
        "" if shared else "多台机器部署时请设 SHUHUI_SECRET", needed=False,
    )  # fmt: skip
    yield Finding(
        "反向代理", f"{settings.proxies}层" if settings.proxies else "没有",
        "" if settings.proxies else "放在 nginx 后面时请设 SHUHUI_PROXIES=1，不然所有居民一起被限流", needed=False,
    )  # fmt: skip
    yield from _wechat(settings)


def _wechat(settings: Settings) -> Iterator[Finding]:
    """The official account: whether it is configured, and whether WeChat lets this machine in."""
    what, wechat = "微信公众号", read_wechat_settings()
    if not is_wanted():
        yield Finding(what, "没有接", "要接就照 README“接入微信公众号”一步一步来", needed=False)
        return
    problems = problems_of(wechat)
    for problem in problems:
        yield Finding(what, "没有接上", problem)
    if problems:
        return
    plain = wechat.mode == PLAIN
    advice = "明文模式不加密，建议在公众号后台改成安全模式，填 WECHAT_AES_KEY" if plain else ""
    yield Finding(what, f"已配置，{MODES[wechat.mode]}", advice, needed=False)
    yield _wechat_api(settings, wechat)


def _wechat_api(settings: Settings, wechat: WeChatSettings) -> Finding:
    what = "微信接口"
    if not wechat.has_api:
        cure = "没有它就不能更新菜单、不能主动发消息，长回答要居民回复“继续”才看得全"
        return Finding(what, "没有设 WECHAT_SECRET", cure, needed=False)
    try:
        WeChatApi(wechat, Identities(secret(settings), wechat.app_id), settings.database_url).check()
    except ApiFailed as error:
        return Finding(what, "调不通", str(error))
    except SQLAlchemyError:
        return Finding(what, "没有试", "先修好数据库")
    return Finding(what, "正常")


def _redis(settings: Settings) -> Finding:
    if not settings.redis_url:
        return Finding("Redis", "没有接", "多台机器部署时请设 SHUHUI_REDIS_URL", needed=False)
    shown = settings.redis_url.split("@")[-1]
    from bot.store.shared import redis_answers  # with Rasa, which takes its time

    if not redis_answers(settings.redis_url):
        return Finding("Redis", f"{shown} 连不上", "检查 SHUHUI_REDIS_URL，它要像 redis://主机:6379/0")
    return Finding("Redis", f"{shown} 正常")


def _database(settings: Settings) -> Finding:
    shown = settings.database_url.split("@")[-1]
    try:
        with engine(settings.database_url).connect() as connection:
            connection.execute(text("SELECT 1"))
    except Exception as error:  # whatever the driver raises is the finding
        return Finding("数据库", f"{shown} 连不上（{type(error).__name__}）", "检查 SHUHUI_DATABASE_URL")
    return Finding("数据库", f"{shown} 正常")

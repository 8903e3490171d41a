"""Signed session cookies: the server, not the browser, chooses who somebody is."""

from __future__ import annotations

import secrets
from pathlib import Path

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sanic.request import Request
from sanic.response import BaseHTTPResponse

from bot.settings import Settings, read_settings

COOKIE = "shuhui_session"
_MAX_AGE = 30 * 24 * 3600


def secret(settings: Settings | None = None) -> str:
    """SHUHUI_SECRET, or one made once and kept beside the database."""
    settings = settings or read_settings()
    if settings.secret:
        return settings.secret
    path: Path = settings.var / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_hex(32), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii").strip()


class Sessions:
    """Reads and sets the session cookie."""

    def __init__(self, key: str) -> None:
        self._signer = URLSafeTimedSerializer(key, salt="resident-session")

    def sender(self, request: Request) -> str | None:
        """The sender that a valid cookie names."""
        try:
            return str(self._signer.loads(request.cookies.get(COOKIE) or "", max_age=_MAX_AGE))
        except BadSignature:
            return None

    def start(self) -> str:
        """A new sender."""
        return f"web-{secrets.token_urlsafe(18)}"

    def set(self, request: Request, response: BaseHTTPResponse, sender: str) -> None:
        """Puts the cookie on a response: HttpOnly, same site, secure behind TLS."""
        response.cookies[COOKIE] = self._signer.dumps(sender)
        cookie = response.cookies[COOKIE]
        cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"] = True, "Lax", "/", _MAX_AGE
        if request.scheme == "https" or request.headers.get("x-forwarded-proto") == "https":
            cookie["secure"] = True

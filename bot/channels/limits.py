"""Rate limits per session and per address (library: limits, moving window)."""

from __future__ import annotations

import os

from limits import parse_many
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from bot.settings import Settings

PER_SESSION = os.environ.get("SHUHUI_LIMIT_SESSION") or "40/minute;600/hour"
PER_ADDRESS = os.environ.get("SHUHUI_LIMIT_ADDRESS") or "300/minute"
TOO_MANY = "您发得有点快，我忙不过来了。请等一分钟再发。"


class Limits:
    """Counts messages; shared between replicas when SHUHUI_REDIS_URL is set."""

    def __init__(self, settings: Settings) -> None:
        self._limiter = MovingWindowRateLimiter(storage_from_string(settings.redis_url or "memory://"))
        self._session, self._address = parse_many(PER_SESSION), parse_many(PER_ADDRESS)

    def allow(self, sender: str, address: str) -> bool:
        """Whether one more message from this session and address is fine."""
        session = self.allow_sender(sender)
        return session and all(self._limiter.hit(limit, "address", address) for limit in self._address)

    def allow_sender(self, sender: str) -> bool:
        """Whether one more message of this session is fine, where all come from one address."""
        return all(self._limiter.hit(limit, "session", sender) for limit in self._session)

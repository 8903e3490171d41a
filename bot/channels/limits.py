"""Rate limits per session and per address (library: limits, moving window)."""

from __future__ import annotations

import logging
import os

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

from bot.settings import Settings

logger = logging.getLogger(__name__)
PER_SESSION = os.environ.get("SHUHUI_LIMIT_SESSION") or "40/minute;600/hour"
PER_ADDRESS = os.environ.get("SHUHUI_LIMIT_ADDRESS") or "300/minute"
TOO_MANY = "您发得有点快，我忙不过来了。请等一分钟再发。"
_SECONDS_FOR_REDIS = 1.0


class Limiter:
    """Counts in Redis, for all replicas together, when SHUHUI_REDIS_URL is set; by itself while Redis is away."""

    def __init__(self, redis_url: str) -> None:
        self._own = MovingWindowRateLimiter(MemoryStorage())
        self._shared: MovingWindowRateLimiter | None = None
        if redis_url:
            patience = {"socket_timeout": _SECONDS_FOR_REDIS, "socket_connect_timeout": _SECONDS_FOR_REDIS}
            self._shared = MovingWindowRateLimiter(storage_from_string(redis_url, **patience))  # type: ignore[arg-type]

    def hit(self, limit: RateLimitItem, *names: str) -> bool:
        """Counts one more under ``names``; whether that is within the limit."""
        if self._shared:
            try:
                return self._shared.hit(limit, *names)
            except RedisError as error:
                logger.error("limits are not shared: %s", type(error).__name__)
        return self._own.hit(limit, *names)


class Limits:
    """Counts messages."""

    def __init__(self, settings: Settings) -> None:
        self._limiter = Limiter(settings.redis_url)
        self._session, self._address = parse_many(PER_SESSION), parse_many(PER_ADDRESS)

    def allow(self, sender: str, address: str) -> bool:
        """Whether one more message from this session and address is fine."""
        session = self.allow_sender(sender)
        return session and all(self._limiter.hit(limit, "address", address) for limit in self._address)

    def allow_sender(self, sender: str) -> bool:
        """Whether one more message of this session is fine, where all come from one address."""
        return all(self._limiter.hit(limit, "session", sender) for limit in self._session)

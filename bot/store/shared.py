"""Redis, which replicas share for their locks and limits."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

from rasa.core.constants import DEFAULT_LOCK_LIFETIME
from rasa.core.lock_store import InMemoryLockStore, LockError, LockStore
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from redis.exceptions import LockError as NotOurs
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
_SECONDS = 1.0
_LOOK_EVERY_SECONDS = 0.02


def redis_answers(url: str) -> bool:
    """Whether Redis can be reached; False for an address that is none, too."""
    try:
        with Redis.from_url(url, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS) as redis:
            return bool(redis.ping())
    except (RedisError, ValueError):
        return False


class SharedLocks(LockStore):
    """One message of a conversation at a time, over all replicas.

    Rasa's own store reads a conversation's tickets from Redis and writes them back in a second
    step; two replicas that come at the same moment both get in, and one message is lost. While
    Redis is away each replica sees to its own order.
    """

    def __init__(self, url: str) -> None:
        super().__init__()
        self._redis: AsyncRedis[bytes] = AsyncRedis.from_url(
            url, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS
        )
        self._own = InMemoryLockStore()

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = DEFAULT_LOCK_LIFETIME, wait_time_in_seconds: float = 0
    ) -> AsyncGenerator[Any, None]:
        """Holds the conversation; ``lock_lifetime`` in seconds. Raises LockError after waiting for as long."""
        lock = self._redis.lock(
            f"shuhui:lock:{conversation_id}",
            timeout=lock_lifetime,
            sleep=wait_time_in_seconds or _LOOK_EVERY_SECONDS,
            blocking_timeout=lock_lifetime,
        )
        async with AsyncExitStack() as stack:
            try:
                if not await lock.acquire():
                    raise LockError(f"the conversation has been busy for {lock_lifetime} s")
            except RedisError as error:
                logger.error("locks are not shared: %s", type(error).__name__)
                await stack.enter_async_context(self._own.lock(conversation_id, lock_lifetime))
            try:
                yield None
            finally:
                if lock.local.token is not None:
                    with suppress(RedisError, NotOurs):  # it has run out, or will
                        await lock.release()

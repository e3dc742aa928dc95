"""Redis itself, asked without patience: a page never waits for it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from redis import Redis

PATIENCE = 1.0


def client() -> Redis:
    """A connection that gives up after PATIENCE seconds and tries once; its calls raise redis.RedisError."""
    return _client(settings.REDIS_URL)


@cache
def _client(url: str) -> Redis:
    # Imported when needed: every command imports this module with the app, few ever talk to Redis.
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return Redis.from_url(
        url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=Retry(NoBackoff(), retries=0)
    )

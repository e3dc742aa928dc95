"""Redis itself, asked without patience: a page never waits for it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError

if TYPE_CHECKING:
    from redis import Redis

PATIENCE = 1.0
REST_AFTER_FAILURE = 5.0
logger = logging.getLogger("portal.jobs")
_quiet_until = 0.0


def client() -> Redis:
    """A connection that gives up after PATIENCE seconds and tries once; its calls raise redis.RedisError."""
    return _client(settings.REDIS_URL)


def ring(task: str, *, arguments: list[int], queue: str, asked: Callable[[Redis], object]) -> bool:
    """Ask a worker of the queue for this task, unless `asked` says no; False when Redis cannot be reached.

    Never raises, and after a failure does not try for some seconds: a page must not wait for Redis each time.
    """
    global _quiet_until  # noqa: PLW0603 - one small memory per process
    from redis import RedisError

    if time.monotonic() < _quiet_until:
        return False
    try:
        # Celery itself would try for many seconds: what is asked first says whether Redis is there.
        if asked(client()):
            current_app.send_task(task, args=arguments, queue=queue, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        _quiet_until = time.monotonic() + REST_AFTER_FAILURE
        logger.warning("a bell could not be rung: %s", type(error).__name__)
        return False
    return True


@cache
def _client(url: str) -> Redis:
    # Imported when needed: every command imports this module with the app, few ever talk to Redis.
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return Redis.from_url(
        url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=Retry(NoBackoff(), retries=0)
    )

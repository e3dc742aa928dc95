"""Wakes workers through Redis. A bell that does not ring loses nothing: the minute tick finds what is due."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache, partial

import redis
from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError

TASK = "portal.outbox.tasks.deliver"
LANES = 4
PATIENCE = 0.5
REST_AFTER_FAILURE = 5.0
REMEMBER = 60

_quiet_until = 0.0


@cache
def _redis(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)


def for_municipality(municipality_id: int) -> Callable[[], object]:
    """The bell to ring when a transaction commits."""
    return partial(ring, municipality_id)


def ring(municipality_id: int, lane: int = 0, *, anyway: bool = False) -> bool:
    """Ask a worker to deliver in one lane, unless that was asked already; False when Redis cannot be reached.

    The tick asks `anyway`: the one who was asked may have died. Never raises, and waits at most a second: after a
    failure it does not try for some seconds.
    """
    global _quiet_until  # noqa: PLW0603 - one small memory per process
    if time.monotonic() < _quiet_until:
        return False
    try:
        if _redis(settings.REDIS_URL).set(_name(municipality_id, lane), 1, nx=not anyway, ex=REMEMBER):
            current_app.send_task(TASK, args=[municipality_id, lane], queue="default", retry=False)
    except (redis.RedisError, OperationalError, OSError):
        _quiet_until = time.monotonic() + REST_AFTER_FAILURE
        return False
    return True


def answered(municipality_id: int, lane: int) -> None:
    """A worker came for this lane: from now on a new ring is a new question."""
    try:
        _redis(settings.REDIS_URL).delete(_name(municipality_id, lane))
    except (redis.RedisError, OSError):
        return


def _name(municipality_id: int, lane: int) -> str:
    return f"bell:{municipality_id}:{lane}"

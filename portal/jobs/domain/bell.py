"""Tells a worker through Redis that a job waits; the minute tick finds a job whose bell was lost."""

from __future__ import annotations

import logging
import time

from celery import current_app
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from portal.jobs.broker import client

logger = logging.getLogger("portal.jobs")
TASK = "portal.jobs.tasks.run"
REST_AFTER_FAILURE = 5.0
_quiet_until = 0.0


def ring(municipality_id: int, job_id: int, queue: str) -> bool:
    """Ask a worker of the queue to run this job; False when Redis cannot be reached, never an error."""
    global _quiet_until  # noqa: PLW0603 - one small memory per process: a page must not wait for Redis each time
    if time.monotonic() < _quiet_until:
        return False
    try:
        # Celery itself would try for many seconds.
        client().ping()
        current_app.send_task(TASK, args=[municipality_id, job_id], queue=queue, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        _quiet_until = time.monotonic() + REST_AFTER_FAILURE
        logger.warning("the bell for a job could not be rung: %s", type(error).__name__)
        return False
    return True

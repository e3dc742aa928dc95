"""Tells a worker through Redis that a job waits; the minute tick finds a job whose bell was lost."""

from __future__ import annotations

from portal.jobs import broker

TASK = "portal.jobs.tasks.run"


def ring(municipality_id: int, *, job_id: int, queue: str) -> bool:
    """Ask a worker of the queue to run this job; False when Redis cannot be reached, never an error."""
    return broker.ring(TASK, arguments=[municipality_id, job_id], queue=queue, asked=lambda redis: redis.ping())

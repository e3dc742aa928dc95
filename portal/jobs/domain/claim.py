"""Who works on which job: a lease by the clock of the database, and a fence that shuts out whoever is too late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Expression, F, Q
from django.db.models.functions import Now

from portal.audit.domain.record import record
from portal.jobs.models import Job
from portal.jobs.registry import JSON
from portal.jobs.spec import GAVE_UP, LEASE_SECONDS, MAX_ATTEMPTS


@transaction.atomic
def claim(*, job_id: int) -> Job | None:
    """Take a job that waits, or whose worker did not keep its lease; None when it is not to be had.

    One that was tried MAX_ATTEMPTS times fails here.
    """
    free = Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, lease_until__lte=Now())
    job = Job.objects.select_for_update(skip_locked=True, no_key=True).filter(free, pk=job_id).first()
    if job is None:
        return None
    if job.attempts >= MAX_ATTEMPTS:
        finish(job=job, state=Job.State.FAILED, error=GAVE_UP)
        return None
    changes: dict[str, Any] = {"state": Job.State.RUNNING, "attempts": F("attempts") + 1, "fence": F("fence") + 1}
    Job.objects.filter(pk=job.pk).update(**changes, lease_until=lease())
    job.refresh_from_db()
    return job


def lease() -> Expression:
    """Until when a job that is claimed or moves on now stays ours."""
    return Now() + timedelta(seconds=LEASE_SECONDS)


@transaction.atomic
def finish(*, job: Job, state: Job.State, result: Mapping[str, JSON] | None = None, error: str = "") -> bool:
    """End a job that is still ours; False, and nothing is written, when another worker has it. Twice is harmless."""
    ours = Job.objects.filter(pk=job.pk, fence=job.fence, state=job.state)
    changes = {"state": state, "result": dict(result or {}), "error": error, "lease_until": None}
    if not ours.update(**changes, ended_at=Now()):
        return False
    record(f"jobs.{state}", job, fields=("state",), result="failed" if error else "done")
    return True


def release(*, job: Job) -> bool:
    """Give a job back that could not go on for a passing reason; the next tick finds it."""
    ours = Job.objects.filter(pk=job.pk, fence=job.fence, state=Job.State.RUNNING)
    return bool(ours.update(state=Job.State.QUEUED, lease_until=None))

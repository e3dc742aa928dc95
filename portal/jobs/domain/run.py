from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection, transaction

from portal.audit.actor import Actor, acting
from portal.files.models import File
from portal.jobs import registry
from portal.jobs.domain.claim import claim, finish, lease, release
from portal.jobs.models import Job
from portal.jobs.registry import JSON, JobFailed, LeaseLost
from portal.jobs.spec import BROKEN, UNKNOWN_KIND

logger = logging.getLogger("portal.jobs")


class Run:
    """One try at a job, as its handler sees it (the protocol registry.Running)."""

    def __init__(self, job: Job) -> None:
        self.params: Mapping[str, JSON] = job.params
        self.done: int = job.progress_done
        self.started_by: int = job.started_by
        self.gave_way = False
        self._job = job
        self._ours = Job.objects.filter(pk=job.pk, fence=job.fence, state=Job.State.RUNNING)

    @property
    def file(self) -> File | None:
        """The file that the job was given, unless its time is over."""
        return self._job.file

    def progress(self, done: int, total: int) -> None:
        """Say how far the work is and renew the lease; raises LeaseLost when another worker has the job."""
        if not self._ours.update(progress_done=done, progress_total=total, lease_until=lease()):
            raise LeaseLost(str(self._job.pk))
        self.done = done

    def stopped(self) -> bool:
        """Whether somebody asked to stop; raises LeaseLost."""
        asked = self._ours.values_list("stop_asked", flat=True).first()
        if asked is None:
            raise LeaseLost(str(self._job.pk))
        self.gave_way = asked
        return asked

    @contextmanager
    def batch(self) -> Iterator[None]:
        """A transaction that holds the job's row: no other worker can take the job in it; raises LeaseLost."""
        with transaction.atomic(), connection.cursor() as cursor:
            # Checks of foreign keys that were planned while a table was empty would walk all of it, for every row.
            cursor.execute("DISCARD PLANS")
            if not self._ours.select_for_update(no_key=True).exists():
                raise LeaseLost(str(self._job.pk))
            yield


def run(*, job_id: int) -> Job | None:
    """Do a job to its end, unless somebody else has it; returns it as it was claimed, or None.

    A passing fault of the database gives it back; any other error fails it with words for its starter.
    """
    with acting(Actor("system", origin="job")):
        job = claim(job_id=job_id)
    if job is None:
        return None
    with acting(Actor("user", job.started_by, "job")):
        try:
            _work(job)
        except LeaseLost:
            logger.warning("job %s went to another worker", job.pk)
        except (OperationalError, InterfaceError):
            logger.exception("job %s lost the database", job.pk)
            _give_back(job)
    return job


def _work(job: Job) -> None:
    running = Run(job)
    try:
        handler = registry.kind(job.kind).handler
    except KeyError:
        finish(job=job, state=Job.State.FAILED, error=UNKNOWN_KIND)
        return
    try:
        result = handler(running)
        finish(job=job, state=Job.State.STOPPED if running.gave_way else Job.State.DONE, result=result)
    except (LeaseLost, OperationalError, InterfaceError):
        raise
    except JobFailed as failure:
        finish(job=job, state=Job.State.FAILED, error=failure.code, result={"text": failure.text})
    except Exception:
        logger.exception("job %s failed", job.pk)
        finish(job=job, state=Job.State.FAILED, error=BROKEN)


def _give_back(job: Job) -> None:
    # While the database is away this fails too: then the lease ends by itself.
    try:
        release(job=job)
    except (OperationalError, InterfaceError):
        logger.warning("job %s waits for its lease to end", job.pk)

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now

from portal.audit.domain.record import record
from portal.jobs.models import Job


@transaction.atomic
def stop(*, job: Job) -> Job:
    """Ask a job to stop: a waiting one ends at once, a busy one after its batch; a finished one stays as it is.

    Doing it twice is harmless.
    """
    current = Job.objects.select_for_update(no_key=True).get(pk=job.pk)
    if not current.live or current.stop_asked:
        return current
    if current.state == Job.State.QUEUED:
        Job.objects.filter(pk=current.pk).update(state=Job.State.STOPPED, ended_at=Now(), stop_asked=True)
    else:
        Job.objects.filter(pk=current.pk).update(stop_asked=True)
    current.refresh_from_db()
    record("jobs.stop", current, fields=("stop_asked",))
    return current

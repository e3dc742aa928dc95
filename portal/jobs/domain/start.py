from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from django.db import transaction

from portal.audit.domain.record import record
from portal.files.models import File
from portal.jobs import registry
from portal.jobs.domain.bell import ring
from portal.jobs.models import Job
from portal.jobs.registry import JSON
from portal.municipalities import tenant


@transaction.atomic
def start(kind: str, *, params: Mapping[str, JSON], started_by: int, file: File | None = None) -> Job:
    """Store long work and, after the commit, ask a worker to do it; a lost bell delays it by a minute or two.

    `params` hold ids and choices, never personal values. Raises KeyError for an unknown kind, NoMunicipality.
    """
    queue = registry.kind(kind).queue
    job = Job.objects.create(kind=kind, params=dict(params), file=file, queue=queue, started_by=started_by)
    transaction.on_commit(partial(ring, tenant.require(), job_id=job.pk, queue=queue))
    record("jobs.start", job, fields=("kind",))
    return job

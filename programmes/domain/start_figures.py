from __future__ import annotations

from django.db import transaction

from portal.audit.domain.record import record
from portal.jobs.domain.start import start
from portal.jobs.models import Job
from programmes.models import FigureList

JOB = "programmes.import_figures"


@transaction.atomic
def start_figures(*, found: FigureList, started_by: int) -> Job:
    """Read this table in, in the background; a second time gives the job that is there already."""
    current = FigureList.objects.select_for_update(of=("self",), no_key=True).get(pk=found.pk)
    if current.job:
        return current.job
    current.job = start(JOB, params={"list": current.pk}, started_by=started_by)
    current.save(update_fields=["job"])
    record("figures.import_started", current)
    return current.job

from __future__ import annotations

from django.db import transaction

from partners.models import SheetImport
from portal.audit.domain.record import record
from portal.jobs.domain.start import start
from portal.jobs.models import Job
from portal.jobs.registry import JSON

KIND = "partners.import_parents"


@transaction.atomic
def start_import(*, sheet_import: SheetImport, started_by: int, encoding: str = "") -> Job:
    """Read this list in, in the background; a second time gives the job that is there already."""
    current = SheetImport.objects.select_for_update(of=("self",), no_key=True).get(pk=sheet_import.pk)
    if current.job:
        return current.job
    # The file stays out of the job: it goes after a day, whatever becomes of the job.
    params: dict[str, JSON] = {"list": current.pk, "encoding": encoding, "chosen": current.chosen}
    current.job = start(KIND, params=params, started_by=started_by)
    current.save(update_fields=["job"])
    record("list.import_started", current)
    return current.job

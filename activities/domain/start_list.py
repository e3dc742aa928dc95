from __future__ import annotations

from django.db import transaction

from activities.models import ListKind, MeetingList
from portal.audit.domain.record import record
from portal.jobs.domain.start import start
from portal.jobs.models import Job

JOBS = {ListKind.MEETINGS: "activities.import_meetings", ListKind.CAME: "activities.import_came"}


@transaction.atomic
def start_list(*, found: MeetingList, started_by: int) -> Job:
    """Read this list in, in the background; a second time gives the job that is there already."""
    current = MeetingList.objects.select_for_update(of=("self",), no_key=True).get(pk=found.pk)
    if current.job:
        return current.job
    current.job = start(JOBS[ListKind(current.kind)], params={"list": current.pk}, started_by=started_by)
    current.save(update_fields=["job"])
    record("meetings.import_started", current)
    return current.job

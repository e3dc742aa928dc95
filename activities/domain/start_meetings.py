from __future__ import annotations

from django.db import transaction

from activities.models import MeetingList
from portal.audit.domain.record import record
from portal.jobs.domain.start import start
from portal.jobs.models import Job

KIND = "activities.import_meetings"


@transaction.atomic
def start_meetings(*, found: MeetingList, started_by: int) -> Job:
    """Plan the meetings of this list, in the background; a second time gives the job that is there already."""
    current = MeetingList.objects.select_for_update(of=("self",), no_key=True).get(pk=found.pk)
    if current.job:
        return current.job
    current.job = start(KIND, params={"list": current.pk}, started_by=started_by)
    current.save(update_fields=["job"])
    record("meetings.import_started", current)
    return current.job

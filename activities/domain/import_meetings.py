from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from activities.domain.plan_batch import COUNTS, plan_batch
from activities.domain.read_meetings import read_meetings
from activities.models import MeetingList
from portal.jobs.registry import JSON, Running
from portal.web.addresses import murl
from portal.web.lists import read_in_job

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

BATCH = 200
OUTCOMES: dict[str, str | _StrPromise] = {
    "created": _("New meetings"),
    "skipped": _("Planned already, or twice in the list"),
    "refused": _("Not read in"),
}


def import_meetings(job: Running) -> Mapping[str, JSON]:
    """Job handler: plan the meetings of a list, batch by batch; after a kill it goes on behind the last whole batch.

    Raises JobFailed with words when nothing can be read; then nothing (more) was stored.
    """
    current = MeetingList.objects.select_related("file").get(pk=job.params["list"])
    rows = read_in_job(current.file, lambda content: read_meetings(found=current, content=content)).rows
    while current.done < len(rows) and not (current.undone_at or job.stopped()):
        with job.batch():
            batch = rows[current.done : current.done + BATCH]
            current = plan_batch(found=current, rows=batch, start=current.done)
            job.progress(current.done, len(rows))
    counted = {outcome: getattr(current, outcome) for outcome in COUNTS}
    return {**counted, "link": murl("activities:list_read", public_id=current.public_id)}

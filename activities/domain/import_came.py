from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from activities.domain.read_came import read_came
from activities.domain.write_days import COUNTS, write_days
from activities.models import MeetingList
from portal.jobs.registry import JSON, Running
from portal.web.addresses import murl
from portal.web.lists import read_in_job

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

BATCH = 20
DAYS: dict[str, str | _StrPromise] = {
    "created": _("Days written down"),
    "skipped": _("Days that were written down already"),
    "refused": _("Days without a meeting"),
}


def import_came(job: Running) -> Mapping[str, JSON]:
    """Job handler: write down who came, some days at a time; after a kill it goes on behind the last of them.

    A list that was taken back meanwhile stores nothing more. Raises JobFailed with words when nothing
    can be read; then nothing (more) was stored.
    """
    current = MeetingList.objects.select_related("file", "series").get(pk=job.params["list"])
    lines = read_in_job(current.file, lambda content: read_came(found=current, content=content)).sheet.lines
    days = sorted({line.day for line in lines})
    while current.done < len(days) and not (current.undone_at or job.stopped()):
        with job.batch():
            batch = days[current.done : current.done + BATCH]
            current = write_days(found=current, lines=lines, days=batch, start=current.done)
            job.progress(current.done, len(days))
    counted = {outcome: getattr(current, outcome) for outcome in COUNTS}
    return {**counted, "link": murl("activities:list_read", public_id=current.public_id)}

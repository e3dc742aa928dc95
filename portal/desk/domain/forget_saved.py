from __future__ import annotations

from portal.desk.domain.save_list import KIND
from portal.files.models import File
from portal.jobs.domain.stop import stop
from portal.jobs.models import Job
from portal.web.exports import every

LIVE = (Job.State.QUEUED, Job.State.RUNNING)


def forget_saved() -> int:
    """Remove every saved list in which parents stand, and stop those that are being made; says how many files went.

    Whoever needs one saves it again: then it holds who is there at that moment. A second time does nothing.
    """
    names = [export.name for export in every() if export.of_parents]
    saved = Job.objects.filter(kind=KIND, params__list__in=names)
    for job in saved.filter(state__in=LIVE):
        stop(job=job)
    files = list(saved.filter(result__has_key="file").values_list("result__file", flat=True))
    return File.objects.filter(public_id__in=files).only("pk").delete()[1].get(File._meta.label, 0)

"""Look whether anybody changed the log: begun by a person, done as long work."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from portal.audit.domain.verify import look, note
from portal.audit.queries import seals
from portal.desk.queries.log import checking
from portal.jobs.domain.start import start
from portal.jobs.models import Job
from portal.jobs.registry import JSON, Running
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.web.addresses import murl

CHECK = "desk.check_log"
_TOLD_EACH = 200


class _Stopped(Exception):
    pass


@transaction.atomic
def start_check(*, started_by: int) -> Job:
    """Begin to look; who asks while it is being looked at already gets that work. Raises NoMunicipality."""
    Municipality.objects.select_for_update(no_key=True).get(pk=tenant.require())  # one at a time
    return checking() or start(CHECK, params={}, started_by=started_by)


def check(job: Running) -> Mapping[str, JSON]:
    """Job handler: look at the whole chain, and keep in the log what was found; begins anew after an interruption."""
    total, looked = seals(), 0

    def each(_number: int) -> None:
        nonlocal looked
        looked += 1
        if looked % _TOLD_EACH == 0:
            job.progress(looked, max(total, looked))
            if job.stopped():
                raise _Stopped

    try:
        broken = look(each=each)
    except _Stopped:
        return {}
    with job.batch():
        job.progress(looked, looked)
        note(broken)
    return {"seals": looked, "faults": int(broken is not None), "link": murl("ground:audit")}

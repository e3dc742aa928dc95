"""Long work of this storey, each a few lines over a domain verb."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from activities.domain.invite import BATCH, invite_batch
from activities.domain.register import Over
from activities.models import Session
from activities.queries import to_invite
from portal.jobs.registry import JSON, JobFailed, Running
from portal.municipalities import tenant
from portal.municipalities.queries import neighbourhoods_of
from portal.web.addresses import murl

OVER = _("This meeting has been, or it is off. Nobody else was invited.")

REDIVIDED = _(
    "The neighbourhoods were divided anew, so not everyone you chose was invited. Choose again whom to invite: "
    "nobody is asked twice."
)


def inviting(job: Running) -> dict[str, JSON]:
    """Invite in batches, so that progress shows and a killed worker's successor goes on where it was."""
    session = Session.objects.get(pk=job.params["session"])
    areas: list[int] = job.params["neighbourhoods"]
    total = job.done + to_invite(session, areas).count()
    while not job.stopped() and _batch(job, session, areas, total):
        continue
    # Looked at when nobody is left: a division that comes later moved nobody out of the batches before.
    if not (job.stopped() or _still_stand(areas)):
        raise JobFailed("redivided", REDIVIDED)
    return {"invited": job.done, "link": murl("activities:staff_session", public_id=session.public_id)}


def _still_stand(areas: Sequence[int]) -> bool:
    """Whether these are neighbourhoods of today; after a new division their parents are in others."""
    return not areas or neighbourhoods_of(tenant.require()).filter(pk__in=areas).count() == len(set(areas))


def _batch(job: Running, session: Session, areas: Sequence[int], total: int) -> bool:
    try:
        with job.batch():
            done = job.done + (count := invite_batch(session=session, neighbourhood_ids=areas, size=BATCH))
            job.progress(done, max(total, done))
    except Over as error:
        raise JobFailed("over", OVER) from error
    return count > 0

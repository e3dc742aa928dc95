"""Long work of this storey, each a few lines over a domain verb."""

from __future__ import annotations

from portal.jobs.registry import JSON, Running
from portal.web.addresses import murl

from activities.domain.invite import BATCH, invite_batch
from activities.models import Session
from activities.queries import to_invite


def inviting(job: Running) -> dict[str, JSON]:
    """Invite in batches, so that progress shows and a killed worker's successor goes on where it was."""
    session = Session.objects.get(pk=job.params["session"])
    areas: list[int] = job.params["neighbourhoods"]
    done = job.done
    total = done + to_invite(session, areas).count()
    while not job.stopped() and (count := invite_batch(session=session, neighbourhood_ids=areas, size=BATCH)):
        done += count
        job.progress(done, max(total, done))
    return {"invited": done, "link": murl("activities:staff_session", public_id=session.public_id)}

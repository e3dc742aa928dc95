from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.rules import anyone_signed_in
from portal.desk.queries.log import work_in_words
from portal.jobs import queries
from portal.jobs.domain.stop import stop
from portal.web.access import PortalRequest, staff
from portal.web.addresses import murl
from portal.web.pages import numbered


@staff(anyone_signed_in)
@require_safe
def jobs(request: PortalRequest) -> HttpResponse:
    """The long work that this person may see."""
    page = numbered(queries.jobs_for(request.user_id, request.roles), request.GET)
    return render(request, "desk/jobs.html", {"page": page, "rows": work_in_words(page.rows)})


@staff(anyone_signed_in)
@require_safe
def job(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """How far one job is, and what came of it."""
    found = get_object_or_404(queries.jobs_for(request.user_id, request.roles), public_id=public_id)
    context = {
        "job": found,
        "may_stop": queries.stoppable_for(request.user_id, request.roles).contains(found),
        "told": work_in_words([found])[0],
        "counts": queries.counts(found),
        "way_on": queries.way_on(found, f"/{request.municipality.slug}/"),
    }
    return render(request, "desk/job.html", context)


@staff(anyone_signed_in)
@require_POST
def stop_job(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Ask it to stop; the page says when it did."""
    stop(job=get_object_or_404(queries.stoppable_for(request.user_id, request.roles), public_id=public_id))
    return redirect(murl("ground:job", public_id=public_id))

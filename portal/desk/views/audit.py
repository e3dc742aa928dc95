from __future__ import annotations

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.rules import administrator, privacy_officer
from portal.audit.queries import entries, last_check
from portal.desk.domain.check_log import start_check
from portal.desk.forms import AuditFilter
from portal.desk.queries import lines
from portal.desk.queries.log import checking, colleagues
from portal.jobs.queries import jobs_for
from portal.web.access import PortalRequest, staff
from portal.web.addresses import murl
from portal.web.pages import numbered


@staff(administrator | privacy_officer)
@require_safe
def log(request: PortalRequest) -> HttpResponse:
    """Who did and read what: ids and names of fields, never a value; and whether the log is whole."""
    form = AuditFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    users = colleagues(chosen["wie"]) if chosen.get("wie") else None
    found = entries(
        chosen.get("wat", ""), chosen.get("vanaf"), chosen.get("tot"), kind=chosen.get("soort", ""), users=users
    )
    page = numbered(found, request.GET, size=50)
    check = last_check()
    shown = {"form": form, "page": page, "lines": lines(page.rows), "check": check}
    told = lines([check.entry])[0] if check else None
    return render(request, "desk/audit.html", {**shown, "told": told, "checking": checking()})


@staff(administrator | privacy_officer)
@require_POST
def check(request: PortalRequest) -> HttpResponse:
    """Look now whether the log is whole; who may follow that work goes to it."""
    job = start_check(started_by=request.user_id)
    if jobs_for(request.user_id, request.roles).contains(job):
        return redirect(murl("ground:job", public_id=job.public_id))
    flash.info(request, _("Somebody is having the log looked at already. The result will stand here."))
    return redirect(murl("ground:audit"))

"""Pages for staff: what is planned, whom to invite, who came."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from activities import queries, rules
from activities.domain.cancel_session import cancel_session
from activities.domain.log_attendance import log_attendance
from activities.domain.move_session import Taken, move_session
from activities.domain.register import Over
from activities.domain.start_inviting import start_inviting
from activities.forms import AttendanceForm, CancelSessionForm, InviteForm, MoveSessionForm
from activities.models import Session
from partners.rules import import_parents
from portal.accounts.rules import policy_officer
from portal.audit.domain.record import record_read
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.pages import after


@staff(rules.sees_sessions)
@require_safe
def sessions(request: PortalRequest) -> HttpResponse:
    """What is planned, soonest first; `?eerder=1` shows what was, newest first."""
    earlier = request.GET.get("eerder") == "1"
    page = after(queries.sessions_of_staff(earlier=earlier), request.GET, by="-starts_at" if earlier else "starts_at")
    context = {
        "page": page,
        "earlier": earlier,
        "steers": policy_officer(request.roles),
        "logs": rules.logs_attendance(request.roles),
    }
    return render(request, "activities/staff/sessions.html", context)


@staff(rules.sees_sessions)
@require_safe
def session(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """One meeting: how many were invited and signed up, and for CJG staff who."""
    found = queries.public_session(public_id)
    names = queries.registrations_of(found) if rules.sees_names(request.roles) else None
    if names is not None:
        record_read(found)
    context = queries.session_context(found, names=names, reach=queries.reach([found]), may=_may(request))
    return render(request, "activities/staff/session.html", context)


def _may(request: PortalRequest) -> dict[str, bool]:
    return {"run": rules.runs_sessions(request.roles), "log": rules.logs_attendance(request.roles)}


@staff(rules.runs_sessions)
@require_http_methods(READ_OR_POST)
def invite(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Choose whom to invite, see how many that are, and start; after another choice that number comes first."""
    found = queries.public_session(public_id)
    form = InviteForm(request.POST or None, municipality_id=request.municipality.pk)
    areas = list(form.cleaned_data["neighbourhoods"]) if form.is_bound and form.is_valid() else []
    counted = " ".join(area.code for area in areas)
    sending = request.method == "POST" and form.is_valid() and "count" not in request.POST
    if sending and request.POST.get("counted", counted) == counted:
        job = start_inviting(session=found, areas=areas, started_by=request.user_id)
        return redirect(murl("ground:job", public_id=job.public_id))
    reachable = queries.to_invite(found, [area.pk for area in areas]).count()
    asked = found.invitations.exists() and not reachable
    more = {
        "reachable": reachable,
        "asked": asked,
        "counted": counted,
        "other": sending,
        "may_read_in": import_parents(request.roles),
    }
    return render(request, "activities/staff/invite.html", queries.session_context(found, form=form, **more))


@staff(rules.logs_attendance)
@require_http_methods(READ_OR_POST)
def attendance(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Tick who came; made for a phone. Before the day itself it says when that can be."""
    found = queries.public_session(public_id)
    if not found.day_has_come:
        return render(request, "activities/staff/attendance.html", {"session": found})
    form = AttendanceForm(request.POST or None, registrations=queries.registrations_of(found), session=found)
    if request.method == "POST" and form.is_valid():
        log_attendance(session=found, came=form.ticks, heads=form.heads)
        flash.success(request, _("Thank you. It has been saved."))
        return redirect(murl("activities:staff_session", public_id=found.public_id))
    record_read(found)
    return render(request, "activities/staff/attendance.html", {"session": found, "form": form})


@staff(rules.runs_sessions)
@require_http_methods(READ_OR_POST)
def move(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Another day or time."""
    found = queries.public_session(public_id)
    now = {"day": found.local_date, "start": found.local_start, "end": found.local_end}
    form = MoveSessionForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid() and _moved(form, found):
        words = _("The meeting has been moved. Who signed up with an e-mail address gets a mail. Call the others.")
        flash.success(request, words)
        return redirect(murl("activities:staff_session", public_id=found.public_id))
    return render(request, "activities/staff/move.html", {"session": found, "form": form})


def _moved(form: MoveSessionForm, found: Session) -> bool:
    try:
        move_session(session=found, **form.cleaned_data)
    except Over:
        form.add_error(None, _("This meeting has been, or it is off. It cannot be moved any more."))
    except Taken:
        form.add_error("day", _("This series meets at that moment already. Choose another day or time."))
    return not form.errors


@staff(rules.runs_sessions)
@require_http_methods(READ_OR_POST)
def cancel(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Call a meeting off; everyone who signed up hears why."""
    found = queries.public_session(public_id)
    form = CancelSessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cancel_session(session=found, reason=form.cleaned_data["reason"])
        flash.success(
            request, _("The meeting is off. Who signed up with an e-mail address gets a mail. Call the others.")
        )
        return redirect(murl("activities:staff_session", public_id=found.public_id))
    return render(request, "activities/staff/cancel.html", {"session": found, "form": form})

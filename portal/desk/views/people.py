"""Who may do what in this municipality, since when, and how that ends."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts import queries
from portal.accounts.domain.end_access import end_access
from portal.accounts.domain.take_role import LastAdministrator, OwnRole, take_role
from portal.accounts.models import User
from portal.accounts.rules import administrator, privacy_officer
from portal.desk.domain.reset_factors import MayNot, reset_factors
from portal.desk.forms import PeopleFilter, StopForm
from portal.desk.queries.factors import hindrance
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.pages import numbered
from portal.web.refusals import keep_refusal

MOST_WAITING = 100


@staff(administrator | privacy_officer)
@require_safe
def people(request: PortalRequest) -> HttpResponse:
    """Who has which role here; `?gestopt=1` shows who had one."""
    ended = request.GET.get("gestopt") == "1"
    form = PeopleFilter(request.GET or None)
    search = form.cleaned_data["zoek"] if form.is_valid() else ""
    page = numbered(queries.people_here(request.municipality.pk, search, ended=ended), request.GET)
    waiting = [] if ended or search else list(queries.invitations_waiting()[:MOST_WAITING])
    context = {"page": page, "form": form, "search": search, "ended": ended, "invitations": waiting}
    return render(request, "desk/people.html", {**context, "may": administrator(request.roles)})


@staff(administrator | privacy_officer)
@require_safe
def person(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The roles of one person here, also those that ended."""
    found = get_object_or_404(queries.known_here(request.municipality.pk), public_id=public_id)
    may_stop = administrator(request.roles) and queries.lives(found)
    return render(request, "desk/person.html", {"person": found, "may_stop": may_stop})


@staff(administrator)
@require_http_methods(READ_OR_POST)
def reset_second_factor(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Ask once more, and take away the app and passkeys of who lost them; or say whom to ask."""
    found = get_object_or_404(queries.known_here(request.municipality.pk), public_id=public_id)
    back = redirect(murl("ground:person", public_id=found.public_id))
    if not queries.lives(found):
        return back
    if request.method == "POST":
        try:
            reset_factors(user=found, by=request.user_id)
        except MayNot:
            keep_refusal(request, request.municipality)
        else:
            flash.success(request, _("Taken away. Your colleague gets a mail, and chooses anew at the next sign-in."))
            return back
    why = hindrance(person=found, municipality_id=request.municipality.pk, by=request.user_id)
    return render(request, "desk/reset_factors.html", {"person": found, "hindrance": why})


@staff(administrator)
@require_http_methods(READ_OR_POST)
def stop(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Choose what ends, one role or all of them, and end it."""
    found = get_object_or_404(queries.known_here(request.municipality.pk), public_id=public_id)
    if not queries.lives(found):
        return redirect(murl("ground:person", public_id=found.public_id))
    form = StopForm(request.POST or None, person=found)
    if request.method == "POST" and form.is_valid() and _stopped(request, form, found):
        flash.success(request, _("It has ended. With their next click they can no longer do it."))
        return redirect(murl("ground:person", public_id=found.public_id))
    return render(request, "desk/stop_person.html", {"person": found, "form": form})


def _stopped(request: PortalRequest, form: StopForm, found: User) -> bool:
    try:
        if form.membership:
            take_role(membership=form.membership, by=request.user_id)
        else:
            end_access(user=found, municipality=request.municipality, by=request.user_id)
    except OwnRole:
        words = _("This is you. Ask another administrator to end it, so that nobody shuts themselves out by accident.")
        form.add_error("what", words)
    except LastAdministrator:
        words = _("This is the only administrator here. First make somebody else administrator.")
        form.add_error("what", words)
    if form.errors:
        keep_refusal(request, request.municipality)
    return not form.errors

"""Data breaches: what happened, about how many, whether it was reported in time; never about whom."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.rules import privacy_officer
from portal.desk.domain.keep_breaches import StillToReport, add_breach, change_breach, close_breach
from portal.desk.forms.privacy import BreachForm, NewBreachForm
from portal.desk.queries.privacy import breaches
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.meanwhile import ChangedMeanwhile
from portal.web.pages import numbered


@staff(privacy_officer)
@require_safe
def every(request: PortalRequest) -> HttpResponse:
    """Those that are open first, with the time that is left to report them."""
    return render(request, "desk/breaches.html", {"page": numbered(breaches(), request.GET)})


@staff(privacy_officer)
@require_http_methods(READ_OR_POST)
def add(request: PortalRequest) -> HttpResponse:
    """Write one down."""
    form = NewBreachForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = add_breach(form_key=form.cleaned_data.pop("form_key"), told=form.cleaned_data)
        in_time = added.waits_for_report and added.hours_left >= 0
        still = _("Written down. Below you see how long there is to report it.")
        flash.success(request, still if in_time else _("Written down."))
        return redirect(murl("ground:breaches"))
    return render(request, "desk/breach.html", {"form": form})


@staff(privacy_officer)
@require_http_methods(READ_OR_POST)
def change(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What is known by now, of one that is open."""
    found = get_object_or_404(breaches().filter(closed_at=None), public_id=public_id)
    form = BreachForm(request.POST or None, breach=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_breach(breach=found, told=form.cleaned_data, seen=form.stamp)
        except ChangedMeanwhile:
            return change(request, public_id)
        flash.success(request, _("Saved."))
        return redirect(murl("ground:breaches"))
    return render(request, "desk/breach.html", {"form": form, "breach": found})


@staff(privacy_officer)
@require_POST
def close(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """It is dealt with."""
    try:
        if close_breach(breach=get_object_or_404(breaches(), public_id=public_id)):
            flash.success(request, _("Closed. It stays on the list."))
    except StillToReport:
        words = _("Fill in first when it was reported, or why it does not have to be.")
        flash.error(request, words)
        return redirect(murl("ground:change_breach", public_id=public_id))
    return redirect(murl("ground:breaches"))

"""Who works with data for the municipality."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.rules import administrator, privacy_officer
from portal.desk.domain.keep_processors import add_processor, change_processor, end_processor
from portal.desk.forms.privacy import ProcessorForm
from portal.desk.queries.privacy import processors
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.pages import numbered


@staff(privacy_officer | administrator)
@require_safe
def every(request: PortalRequest) -> HttpResponse:
    """Those who work with data here, and who did."""
    page = numbered(processors(), request.GET)
    return render(request, "desk/processors.html", {"page": page, "may": privacy_officer(request.roles)})


@staff(privacy_officer)
@require_http_methods(READ_OR_POST)
def add(request: PortalRequest) -> HttpResponse:
    """Write one down."""
    form = ProcessorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_processor(told=form.cleaned_data)
        flash.success(request, _("Added to the list."))
        return redirect(murl("ground:processors"))
    return render(request, "desk/processor.html", {"form": form})


@staff(privacy_officer)
@require_http_methods(READ_OR_POST)
def change(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Other words about one that still works here."""
    found = get_object_or_404(processors().filter(ended_on=None), public_id=public_id)
    form = ProcessorForm(request.POST or None, processor=found)
    if request.method == "POST" and form.is_valid():
        change_processor(processor=found, told=form.cleaned_data)
        flash.success(request, _("Saved."))
        return redirect(murl("ground:processors"))
    return render(request, "desk/processor.html", {"form": form, "processor": found})


@staff(privacy_officer)
@require_POST
def end(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """It works with data here no more."""
    if end_processor(processor=get_object_or_404(processors(), public_id=public_id)):
        flash.success(request, _("It has ended. It stays on the list for seven years."))
    return redirect(murl("ground:processors"))

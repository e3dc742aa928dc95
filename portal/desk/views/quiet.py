"""When this municipality leaves people alone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.rules import administrator
from portal.desk.domain.save_quiet_times import add_feast_day, remove_feast_day, save_quiet_times
from portal.desk.forms import FeastDayForm, QuietForm
from portal.municipalities.queries import feast_days, quiet_times
from portal.municipalities.quiet import national_days
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl


@staff(administrator)
@require_http_methods(READ_OR_POST)
def quiet(request: PortalRequest) -> HttpResponse:
    """The hours and days at which nothing goes out that may wait."""
    now = quiet_times()
    initial = {"starts": now.starts, "ends": now.ends, "sundays": now.sundays, "national": now.national}
    form = QuietForm(request.POST or None, initial=initial)
    # Empty is a choice too: an empty form is sent with its button.
    if request.method == "POST" and request.POST and form.is_valid():
        save_quiet_times(**form.cleaned_data)
        flash.success(request, _("Saved. What may wait, waits at these times."))
        return redirect(murl("ground:quiet"))
    today = timezone.localdate()
    days = {**national_days(today.year), **national_days(today.year + 1)}
    national = [(day, name) for day, name in days.items() if day >= today][: len(days) // 2]
    return render(request, "desk/quiet.html", {"form": form, "own": list(feast_days()[:100]), "national": national})


@staff(administrator)
@require_http_methods(READ_OR_POST)
def add_day(request: PortalRequest) -> HttpResponse:
    """A feast day of the municipality's own."""
    form = FeastDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_feast_day(**form.cleaned_data)
        flash.success(request, _("The day has been added."))
        return redirect(murl("ground:quiet"))
    return render(request, "desk/add_feast_day.html", {"form": form})


@staff(administrator)
@require_POST
def remove_day(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """An ordinary day again."""
    remove_feast_day(feast_day=get_object_or_404(feast_days(), public_id=public_id))
    flash.success(request, _("The day is an ordinary day again."))
    return redirect(murl("ground:quiet"))

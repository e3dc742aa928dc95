"""Who is where and when: for everyone to see, and for an organisation to keep."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners import queries, rules
from partners.domain.keep_presence import add_presence, change_presence, remove_presence
from partners.forms import PresenceForm
from partners.models import Organisation, Presence
from partners.views.organisation import around, found, page_of
from portal.web.access import READ_OR_POST, PortalRequest, public, staff
from portal.web.meanwhile import ChangedMeanwhile
from portal.web.pages import numbered

# Organisations on one page.
MOST = 100


@public
@require_safe
def where(request: PortalRequest) -> HttpResponse:
    """Whom parents can find near them; `?wijk=` keeps one neighbourhood."""
    asked = request.GET.get("wijk", "")
    areas = queries.presence_areas(request.municipality.pk, asked)
    chosen = next((area for area in areas if area.code == asked), None)
    page = numbered(queries.who_is_where(chosen), request.GET, size=50)
    shown = {"page": page, "areas": areas, "chosen": chosen, "organisations": queries.reachable(chosen)[:MOST]}
    return render(request, "partners/where.html", shown)


@staff(rules.see_organisation)
@require_http_methods(READ_OR_POST)
def add(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Somebody of this organisation can be found somewhere."""
    one = found(request, public_id)
    first = {"at": one.pk, "neighbourhood": one.neighbourhood_id}
    form = _form(request, one, initial=first)
    if request.method == "POST" and form.is_valid():
        add_presence(organisation=one, facts=form.cleaned_data)
        flash.success(request, _("Saved."))
        return redirect(page_of(one))
    return render(request, "partners/presence.html", {**around(request, one), "form": form})


@staff(rules.see_organisation)
@require_http_methods(READ_OR_POST)
def change(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Change when or where somebody can be found."""
    one = _found(request, public_id)
    form = _form(request, one.organisation, presence=one)
    if request.method == "POST" and form.is_valid():
        try:
            change_presence(presence=one, facts=form.cleaned_data, seen=form.stamp)
        except ChangedMeanwhile:
            return change(request, public_id)
        flash.success(request, _("Saved."))
        return redirect(page_of(one.organisation))
    shown = {**around(request, one.organisation), "form": form, "presence": one}
    return render(request, "partners/presence.html", shown)


@staff(rules.see_organisation)
@require_POST
def remove(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Somebody is not to be found there any more."""
    one = _found(request, public_id)
    remove_presence(presence=one)
    flash.success(request, _("Taken away. Nobody sees it any more."))
    return redirect(page_of(one.organisation))


def _form(request: PortalRequest, one: Organisation, **kept: Any) -> PresenceForm:
    keeps = rules.keep_organisations(request.roles)
    here = request.municipality.pk
    return PresenceForm(request.POST or None, municipality_id=here, organisation=one, keeps=keeps, **kept)


def _found(request: PortalRequest, public_id: UUID) -> Presence:
    return queries.presence_for(public_id, user_id=request.user_id, roles=request.roles)

"""Who works with parents here."""

from __future__ import annotations

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from partners import queries, rules
from partners.domain.add_organisation import add_organisation
from partners.forms import FilterForm, OrganisationForm
from partners.spec.gaps import FEWEST
from partners.spec.stages import SHORT
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.charts import Bar, BarChart
from portal.web.pages import numbered


@staff(rules.keep_organisations)
@require_safe
def organisations(request: PortalRequest) -> HttpResponse:
    """The organisations by name; all of them, or those that were looked for."""
    form = FilterForm(request.GET, municipality_id=request.municipality.pk)
    chosen = form.chosen
    page = numbered(queries.organisations(**chosen), request.GET)
    return render(request, "partners/organisations.html", {"page": page, "form": form, "chosen": any(chosen.values())})


@staff(rules.keep_organisations)
@require_safe
def areas(request: PortalRequest) -> HttpResponse:
    """What there is in each neighbourhood, and what is missing."""
    found = queries.areas(request.municipality.pk)
    bars = [Bar(one.neighbourhood.name, len(one.organisations)) for one in found if one.neighbourhood]
    drawn = BarChart(_("Organisations per neighbourhood"), _("Neighbourhood"), _("Organisations"), bars)
    shown = {"areas": [area for area in found if not area.is_bare], "bare": [area for area in found if area.is_bare]}
    return render(
        request,
        "partners/areas.html",
        {**shown, "whole": found[-1], "chart": drawn, "stages": _per_stage(found), "fewest": FEWEST},
    )


def _per_stage(found: list[queries.Area]) -> BarChart:
    """What is on in all neighbourhoods together, for each stage and for all parents."""
    names = [*map(str, SHORT.values()), _("All parents")]
    counts = [sum(column) for column in zip(*(area.per_stage for area in found), strict=True)]
    bars = [Bar(name, count) for name, count in zip(names, counts, strict=True)]
    return BarChart(_("On in the coming four weeks, by stage"), _("For whom"), _("Meetings"), bars)


@staff(rules.keep_organisations)
@require_http_methods(READ_OR_POST)
def add(request: PortalRequest) -> HttpResponse:
    """A new organisation."""
    form = OrganisationForm(request.POST or None, municipality_id=request.municipality.pk)
    if request.method == "POST" and form.is_valid():
        added = add_organisation(**form.cleaned_data)
        flash.success(request, _("%(name)s has been added.") % {"name": added.name})
        return redirect(murl("partners:organisation", public_id=added.public_id))
    return render(request, "partners/add_organisation.html", {"form": form})

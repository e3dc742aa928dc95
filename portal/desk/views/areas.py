"""The neighbourhoods of a municipality: which there are, and a list from which they come."""

from __future__ import annotations

from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.rules import administrator
from portal.desk import queries
from portal.desk.domain.read_areas import AreaList, read_areas
from portal.desk.domain.take_areas import take_areas
from portal.desk.forms import AreasForm
from portal.files.domain.keep import keep
from portal.municipalities.domain.area_file import Refused
from portal.municipalities.queries import neighbourhoods_of
from portal.web import links
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.sheets import SheetError

PURPOSE = "neighbourhoods"
DAYS_KEPT = 1
# Longer than the list itself, so that a late visitor hears what to do.
DAYS_OF_LINK = 7


@staff(administrator)
@require_safe
def areas(request: PortalRequest) -> HttpResponse:
    """The neighbourhoods of now."""
    return render(request, "desk/areas.html", {"areas": list(neighbourhoods_of(request.municipality.pk))})


@staff(administrator)
@require_http_methods(READ_OR_POST)
def upload(request: PortalRequest) -> HttpResponse:
    """Choose a list; what is wrong in it is said with its row, and then nothing of it is kept."""
    form = AreasForm(request.POST or None, request.FILES or None, municipality=request.municipality)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        kept = keep(file.name, file.read(), media_type=file.content_type or "", days=DAYS_KEPT)
        told = {"file": kept.public_id.hex, "year": str(form.cleaned_data["year"])}
        return redirect(murl("ground:check_areas", token=links.make(PURPOSE, told, days=DAYS_OF_LINK)))
    return render(request, "desk/areas_upload.html", {"form": form})


@staff(administrator)
@require_http_methods(READ_OR_POST)
def check(request: PortalRequest, token: str) -> HttpResponse:
    """What is in the list and what it changes; the button takes it in, whole."""
    found, year = _read(request, token)
    if found is None:
        flash.error(request, _("This list is not here any more. Please choose it again."))
        return redirect(murl("ground:load_areas"))
    change = queries.area_change(found.areas, request.municipality.pk, year)
    if change.year_of_now > year:
        flash.error(request, _("Meanwhile there is a newer division here. Nothing of this list has been taken in."))
        return redirect(murl("ground:areas"))
    if request.method == "POST":
        take_areas(municipality=request.municipality, areas=found.areas)
        flash.success(request, _("The neighbourhoods have been taken in."))
        return redirect(murl("ground:areas"))
    return render(request, "desk/areas_check.html", {"found": found, "change": change, "year": year})


def _read(request: PortalRequest, token: str) -> tuple[AreaList | None, int]:
    """The list that this address was made for, as long as it is kept; read again, so that it is what is shown."""
    link = links.read(PURPOSE, token)
    if link is None:
        raise Http404("not made for a list here")
    content, year = queries.bytes_kept(links.key(link.data, "file")), int(link.data["year"])
    if content is None:
        return None, year
    try:
        return read_areas(content=content, municipality=request.municipality.code, year=year), year
    except (SheetError, Refused):
        return None, year

"""The first page of a municipality: for staff what waits, for everyone else what there is to do."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal.accounts.queries import live_roles
from portal.accounts.rules import anyone_signed_in
from portal.web.access import PortalRequest, public, staff
from portal.web.addresses import murl
from portal.web.registry import nav_items, tiles

MOST_TILES = 6


@public
@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """To the page where this visitor starts."""
    user_id = request.user.pk
    if user_id and live_roles(user_id, request.municipality.pk):
        return redirect(murl("ground:today"))
    return redirect(murl(nav_items(frozenset())[0].url_name))


@staff(anyone_signed_in)
@require_safe
def today(request: PortalRequest) -> HttpResponse:
    """What waits for somebody with these roles, the most pressing first."""
    return render(request, "desk/today.html", {"tiles": tiles(request)[:MOST_TILES]})

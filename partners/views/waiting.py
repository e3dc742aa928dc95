"""What waits for who keeps organisations: people to make public, and partners of whom nobody knows where they work."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners import queries, rules
from partners.domain.add_organisation import add_member
from partners.domain.keep_presence import publish_presence
from partners.forms import ConnectForm
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.meanwhile import ChangedMeanwhile
from portal.web.pages import numbered


@staff(rules.keep_organisations)
@require_safe
def presences(request: PortalRequest) -> HttpResponse:
    """Whom organisations ask to make public."""
    page = numbered(queries.presences_waiting(), request.GET)
    return render(request, "partners/waiting.html", {"page": page})


@staff(rules.keep_organisations)
@require_POST
def publish(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Everyone may see this person, as the page showed it."""
    one = queries.presence_for(public_id, user_id=request.user_id, roles=request.roles)
    try:
        publish_presence(presence=one, seen=request.POST.get("seen", ""))
        flash.success(request, _("Everyone sees it now."))
    except ChangedMeanwhile:
        flash.warning(request, _("Somebody changed this meanwhile. Look at it again first."))
    return redirect(murl("partners:waiting"))


@staff(rules.keep_organisations)
@require_http_methods(READ_OR_POST)
def connect(request: PortalRequest) -> HttpResponse:
    """Say for which organisation a partner works."""
    form = ConnectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = add_member(**form.cleaned_data)
        told = {"name": added, "organisation": added.organisation}
        flash.success(request, _("%(name)s works for %(organisation)s now.") % told)
        return redirect(murl("partners:connect"))
    return render(request, "partners/connect.html", {"form": form, "people": queries.possible_members()[:100]})

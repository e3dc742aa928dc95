"""One organisation: who they are, how to reach them, what they may do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from partners import queries, rules
from partners.domain.change_organisation import OrganisationThere, allow_organisation, change_organisation
from partners.forms import FactsForm, PermissionsForm
from partners.models import Organisation
from portal.accounts.rules import partner
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.meanwhile import ChangedMeanwhile


def found(request: PortalRequest, public_id: UUID) -> Organisation:
    """The organisation of this address, for somebody who may see it; Http404."""
    return queries.organisation_for(public_id, user_id=request.user_id, roles=request.roles)


def around(request: PortalRequest, one: Organisation) -> dict[str, Any]:
    """What every page of one organisation knows: which one, and whether its reader keeps them all."""
    return {"organisation": one, "keeps": rules.keep_organisations(request.roles)}


def page_of(organisation: Organisation) -> str:
    """The address of its page."""
    return murl("partners:organisation", public_id=organisation.public_id)


@staff(rules.see_organisation)
@require_safe
def organisation(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """All that we know of one organisation."""
    return _show(request, found(request, public_id))


@staff(partner)
@require_safe
def own(request: PortalRequest) -> HttpResponse:
    """The organisation of who signed in; words when nobody told yet which one that is."""
    mine = queries.own_organisation(request.user_id)
    return _show(request, mine) if mine else render(request, "partners/no_organisation.html")


def _show(request: PortalRequest, one: Organisation) -> HttpResponse:
    people = {"members": queries.members_of(one), "presences": queries.presences_of(one)}
    return render(request, "partners/organisation.html", {**around(request, one), **people})


@staff(rules.see_organisation)
@require_http_methods(READ_OR_POST)
def change(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Change what we know of an organisation: its own people may too."""
    one = found(request, public_id)
    shown = around(request, one)
    here = request.municipality.pk
    form = FactsForm(request.POST or None, organisation=one, keeps=shown["keeps"], municipality_id=here)
    if request.method == "POST" and form.is_valid():
        try:
            saved = _changed(form, one)
        except ChangedMeanwhile:
            return change(request, public_id)
        if saved:
            flash.success(request, _("Saved."))
            return redirect(page_of(one))
    return render(request, "partners/change_organisation.html", {**shown, "form": form})


def _changed(form: FactsForm, one: Organisation) -> bool:
    try:
        change_organisation(organisation=one, facts=form.cleaned_data, seen=form.stamp)
    except OrganisationThere:
        form.add_error("name", _("This organisation is there already."))
        return False
    return True


@staff(rules.keep_organisations)
@require_http_methods(READ_OR_POST)
def allow(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Say what an organisation may do by itself."""
    one = found(request, public_id)
    form = PermissionsForm(request.POST if request.method == "POST" else None, organisation=one)
    if request.method == "POST" and form.is_valid():
        try:
            allow_organisation(organisation=one, **form.cleaned_data, seen=form.stamp)
        except ChangedMeanwhile:
            return allow(request, public_id)
        flash.success(request, _("Saved."))
        return redirect(page_of(one))
    return render(request, "partners/allow_organisation.html", {**around(request, one), "form": form})

"""Our agreements: what organisations promise each other, signed by both, looked at again in time."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners import queries, rules
from partners.domain.agree import (
    Ended,
    Superseded,
    change_agreement,
    draft_agreement,
    end_agreement,
    sign_agreement,
)
from partners.forms import AgreementForm, ChangeTermsForm
from partners.models import AgreementVersion
from partners.spec.agreements import NOTICE
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.pages import numbered


@staff(rules.see_organisation)
@require_safe
def agreements(request: PortalRequest) -> HttpResponse:
    """All agreements that somebody may see, first what is due."""
    found = queries.agreements_for(user_id=request.user_id, roles=request.roles)
    writes = rules.keep_organisations(request.roles) or queries.own_organisation(request.user_id) is not None
    shown = {"page": numbered(found, request.GET), "soon": timezone.localdate() + NOTICE, "writes": writes}
    return render(request, "partners/agreements.html", shown)


@staff(rules.see_organisation)
@require_safe
def agreement(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """One agreement, to read, to sign and to print."""
    version = _found(request, public_id)
    sides = queries.own_sides(version, user_id=request.user_id, roles=request.roles)
    shown = {"version": version, "sides": sides, "earlier": queries.earlier_versions(version)}
    return render(request, "partners/agreement.html", {**shown, "soon": timezone.localdate() + NOTICE})


@staff(rules.see_organisation)
@require_http_methods(READ_OR_POST)
def add(request: PortalRequest) -> HttpResponse:
    """Write down what two sides mean to agree."""
    own = None if rules.keep_organisations(request.roles) else queries.own_organisation(request.user_id)
    if own is None and not rules.keep_organisations(request.roles):
        return render(request, "partners/no_organisation.html")
    form = AgreementForm(request.POST or None, own=own)
    if request.method == "POST" and form.is_valid():
        version = draft_agreement(**form.split())
        flash.success(request, _("Saved. Now both sides read it and press “This is what we agree”."))
        return redirect(_page_of(version))
    return render(request, "partners/add_agreement.html", {"form": form, "own": own})


@staff(rules.see_organisation)
@require_http_methods(READ_OR_POST)
def change(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Other words; both sign again when somebody did."""
    version = _found(request, public_id)
    form = ChangeTermsForm(request.POST or None, version=version)
    if request.method == "POST" and form.is_valid():
        try:
            change_agreement(version=version, terms=form.cleaned_data)
        except (Ended, Superseded) as error:
            return _too_late(request, version, error)
        flash.success(request, _("Saved. Now both sides read it and press “This is what we agree”."))
        return redirect(_page_of(version))
    return render(request, "partners/change_agreement.html", {"form": form, "version": version})


@staff(rules.see_organisation)
@require_POST
def sign(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """One side agrees to the words that were on the screen."""
    version = _found(request, public_id)
    side = request.POST.get("side", "")
    if side not in queries.own_sides(version, user_id=request.user_id, roles=request.roles):
        return redirect(_page_of(version))
    if request.POST.get("version") != version.stamp:
        return _too_late(request, version, Superseded())
    try:
        sign_agreement(version=version, side=side, membership=queries.signing_membership(user_id=request.user_id))
    except (Ended, Superseded) as error:
        return _too_late(request, version, error)
    flash.success(request, _("Agreed."))
    return redirect(_page_of(version))


@staff(rules.see_organisation)
@require_POST
def end(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """It holds no more."""
    version = _found(request, public_id)
    end_agreement(agreement=version.agreement)
    flash.success(request, _("The agreement has ended. You can still read it."))
    return redirect(_page_of(version))


def _found(request: PortalRequest, public_id: UUID) -> AgreementVersion:
    return queries.agreement_for(public_id, user_id=request.user_id, roles=request.roles)


def _page_of(version: AgreementVersion) -> str:
    return murl("partners:agreement", public_id=version.agreement.public_id)


def _too_late(request: PortalRequest, version: AgreementVersion, error: Exception) -> HttpResponse:
    """Somebody else was first: show what there is now."""
    ended = _("The agreement has ended meanwhile.")
    changed = _("Somebody changed the agreement meanwhile. Read it again first.")
    flash.warning(request, ended if isinstance(error, Ended) else changed)
    return redirect(_page_of(version))

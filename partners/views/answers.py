"""What a parent told somebody of the staff about one purpose, or about everything at once."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partners import queries, rules
from partners.domain.give_consent import give_consent
from partners.domain.stop import stop
from partners.domain.withdraw import withdraw
from partners.forms.own_page import ToldAnswerForm, ToldForm
from partners.models import Parent
from partners.spec.consent import PURPOSES
from portal.audit.domain.record import record_read
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl


@staff(rules.see_parents)
@require_http_methods(READ_OR_POST)
def told(request: PortalRequest, public_id: UUID, purpose: str) -> HttpResponse:
    """Write down a yes or a no to one purpose, with how the parent said so."""
    words = PURPOSES.get(purpose)
    if words is None:
        raise Http404(purpose)
    found = queries.parent_by_id(public_id)
    form = ToldAnswerForm(request.POST or None, words=words)
    if request.method == "POST" and form.is_valid():
        say = give_consent if form.cleaned_data["answer"] == "yes" else withdraw
        say(parent=found, purpose=purpose, source=form.cleaned_data["how"])
        return _done(request, found)
    record_read(found)
    return render(request, "partners/told.html", {"form": form, "parent": found, "words": words})


@staff(rules.see_parents)
@require_http_methods(READ_OR_POST)
def told_stop(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Write down that a parent wants to hear nothing any more."""
    found = queries.parent_by_id(public_id)
    form = ToldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stop(parent=found, source=form.cleaned_data["how"])
        return _done(request, found)
    record_read(found)
    return render(request, "partners/told.html", {"form": form, "parent": found})


def _done(request: PortalRequest, parent: Parent) -> HttpResponse:
    flash.success(request, _("Written down. We keep to that from now on."))
    return redirect(murl("partners:parent", public_id=parent.public_id))

"""One parent, for the CJG staff who work with them; every look is written down."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from partners import queries, rules
from partners.domain.add_parent import add_parent
from partners.domain.change_parent import Known, change_parent
from partners.forms import AddParentForm, ParentForm
from portal.audit.domain.record import record_read
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl


@staff(rules.see_parents)
@require_safe
def parent(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """How to reach this parent, and what they said yes or no to."""
    found = queries.parent_by_id(public_id)
    record_read(found)
    shown = {"parent": found, "mail_works": queries.mail_works(found), "answers": queries.answers_of(found)}
    return render(request, "partners/parent.html", shown)


@staff(rules.see_parents)
@require_http_methods(READ_OR_POST)
def add(request: PortalRequest) -> HttpResponse:
    """A parent whom somebody met, with what they agreed to."""
    form = AddParentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data
            added = add_parent(details=form.details(), agreed=data["agreed"], how=data["how"])
            flash.success(request, _("%(name)s has been added.") % {"name": added.name})
            return redirect(murl("partners:parent", public_id=added.public_id))
        except Known:
            _known(form)
    return render(request, "partners/add_parent.html", {"form": form})


@staff(rules.see_parents)
@require_http_methods(READ_OR_POST)
def change(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What we keep of this parent, to change."""
    found = queries.parent_by_id(public_id)
    back = murl("partners:parent", public_id=public_id)
    form = ParentForm(request.POST or None, parent=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_parent(parent=found, details=form.details())
            flash.success(request, _("The details have been changed."))
            return redirect(back)
        except Known:
            _known(form)
    record_read(found)
    return render(request, "partners/change_parent.html", {"form": form, "parent": found, "back": back})


def _known(form: forms.Form) -> None:
    field = "email" if form.cleaned_data["email"] else "phone"
    form.add_error(field, _("Another parent has this already. Look in the list of parents."))

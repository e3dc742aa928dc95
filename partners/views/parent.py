"""One parent, for the CJG staff who work with them; every look is written down."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners import queries, rules
from partners.domain.add_parent import add_parent
from partners.domain.change_parent import Known, change_parent
from partners.domain.remove_parent import remove_parent
from partners.domain.send_own_page import send_by_staff
from partners.forms import AddParentForm, ParentForm
from partners.views.own import archive
from portal.audit.domain.record import record_read
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.limits import allow_mail
from portal.web.meanwhile import ChangedMeanwhile

MOST_CONTACTS = 50


@staff(rules.see_parents)
@require_safe
def parent(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """How to reach this parent, and what they said yes or no to."""
    found = queries.parent_by_id(public_id)
    record_read(found)
    told: dict[str, object] = {"merges": queries.merges_of(found), "look_alikes": queries.look_alikes(found)}
    told.update(contacts=queries.contacts_of(found)[:MOST_CONTACTS], promises=queries.promises_to(found))
    shown = {"mail_works": queries.mail_works(found), "answers": queries.answers_of(found)}
    return render(request, "partners/parent.html", {"parent": found, **shown, **told})


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
            change_parent(parent=found, details=form.details(), seen=form.stamp, shown=form.shown)
            flash.success(request, _("The details have been changed."))
            return redirect(back)
        except ChangedMeanwhile:
            return change(request, public_id)
        except Known:
            _known(form)
    record_read(found)
    return render(request, "partners/change_parent.html", {"form": form, "parent": found, "back": back})


@staff(rules.see_parents)
@require_POST
def send_link(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Mail the parent the link to their own page."""
    found = queries.parent_by_id(public_id)
    if found.email and allow_mail(found.email) and send_by_staff(parent=found):
        flash.success(request, _("The link is on its way to the parent."))
    else:
        flash.warning(request, _("There is no e-mail address, or it got several mails just now. Try again in an hour."))
    return redirect(murl("partners:parent", public_id=public_id))


@staff(rules.see_parents)
@require_POST
def file(_request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Everything about a parent in one archive, for a parent who asks for it without e-mail."""
    return archive(queries.parent_by_id(public_id))


@staff(rules.see_parents)
@require_http_methods(READ_OR_POST)
def remove(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What happens when a parent is removed; only the button on this page does it."""
    found = queries.parent_by_id(public_id)
    if request.method == "POST":
        remove_parent(parent=found)
        flash.success(request, _("The parent has been removed."))
        return redirect(murl("partners:parents"))
    record_read(found)
    return render(request, "partners/remove_parent.html", {"parent": found})


def _known(form: forms.Form) -> None:
    field = "email" if form.cleaned_data["email"] else "phone"
    form.add_error(field, _("Another parent has this already. Look in the list of parents."))

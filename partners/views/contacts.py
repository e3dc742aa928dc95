"""Contacts with one parent: that there was one and how, for the own organisation and the parent."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners import queries, rules
from partners.domain.add_contact import add_contact, remove_contact
from partners.forms.contacts import JUST, WORRY, ContactForm
from portal.audit.domain.record import record_read
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl


@staff(rules.see_parents)
@require_http_methods(READ_OR_POST)
def add(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Write down a contact; a first one that only brings a problem leads to the help card."""
    found = queries.parent_by_id(public_id)
    back = murl("partners:parent", public_id=public_id)
    form = ContactForm(request.POST or None)
    first = not queries.contacts_of(found).exists()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        agenda = data["agenda"]
        add_contact(parent=found, by=request.user_id, day=data["day"], way=data["way"], with_agenda=agenda != JUST)
        flash.success(request, _("The contact has been written down."))
        return redirect(murl("partners:help_card", public_id=public_id) if first and agenda == WORRY else back)
    record_read(found)
    return render(request, "partners/add_contact.html", {"form": form, "parent": found, "back": back, "first": first})


@staff(rules.see_parents)
@require_POST
def remove(_request: PortalRequest, public_id: UUID, contact: UUID) -> HttpResponse:
    """Take away what was written down by mistake."""
    remove_contact(contact=queries.contact_by_id(public_id, contact))
    return redirect(murl("partners:parent", public_id=public_id))


@staff(rules.see_parents)
@require_safe
def help_card(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Three situations in which contact is hard, to read; nothing is filled in or kept here."""
    found = queries.parent_by_id(public_id)
    return render(request, "partners/help_card.html", {"back": murl("partners:parent", public_id=found.public_id)})

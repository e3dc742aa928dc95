from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from partners.models import Contact, Organisation, Parent


def contacts_of(parent: Parent, organisation: Organisation | None = None) -> QuerySet[Contact]:
    """The contacts that one organisation (None: the CJG, as one) had with this parent, latest first. One query."""
    own = Contact.objects.filter(parent=parent, organisation=organisation)
    return own.select_related("by").order_by("-day", "-pk")


def contact_by_id(parent: UUID, contact: UUID, organisation: Organisation | None = None) -> Contact:
    """One of those contacts; Http404 when it is not there, or of another organisation. One query."""
    own = Contact.objects.select_related("parent").filter(organisation=organisation)
    return get_object_or_404(own, public_id=contact, parent__public_id=parent)


def every_contact_of(parent: Parent) -> QuerySet[Contact]:
    """What all organisations wrote down, for the parent, latest first. One query."""
    return Contact.objects.filter(parent=parent).select_related("organisation").order_by("-day", "-pk")

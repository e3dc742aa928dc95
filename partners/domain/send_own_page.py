from __future__ import annotations

from django.db import transaction

from partners.messages.own_page import queue_own_page
from partners.models import Parent
from partners.spec.keys import email_key
from portal.audit.domain.record import record


@transaction.atomic
def send_own_page(*, email: str) -> bool:
    """Store one mail with the link to the own page of who has this address; False when nobody here has it.

    Changes nothing, so the audit says nothing of it.
    """
    parent = Parent.objects.filter(email_key=email_key(email)).first() if email.strip() else None
    if parent is None:
        return False
    queue_own_page(parent)
    return True


@transaction.atomic
def send_by_staff(*, parent: Parent) -> bool:
    """The same for a parent whom somebody of the staff has before them; False without an address."""
    if not send_own_page(email=parent.email):
        return False
    record("parent.link_sent", parent)
    return True

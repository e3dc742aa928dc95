from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now

from partners.models import Parent
from partners.spec.keys import email_key
from portal.audit.domain.record import record


@transaction.atomic
def flag_address(*, address: str) -> bool:
    """Remember that mail to this address bounces; False when nobody here has it, or it was known."""
    works = Parent.objects.filter(email_key=email_key(address), email_broken_at__isnull=True)
    parent = works.select_for_update(no_key=True).first() if address.strip() else None
    if parent is None:
        return False
    Parent.objects.filter(pk=parent.pk).update(email_broken_at=Now())
    record("parent.address_broken", parent, fields=("email",))
    return True

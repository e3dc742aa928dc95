from __future__ import annotations

from django.db import transaction

from activities import messages
from activities.queries import signed_up_for
from partners.models import Parent
from partners.spec.keys import email_key


@transaction.atomic
def send_new_link(*, email: str) -> bool:
    """Store one mail with new links to what somebody with this address signed up for; False when that is nothing.

    Changes nothing, so the audit says nothing of it.
    """
    parent = Parent.objects.filter(email_key=email_key(email)).first()
    if parent is None or not signed_up_for(parent.pk):
        return False
    messages.queue_new_link(parent)
    return True

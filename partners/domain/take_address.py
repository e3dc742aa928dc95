from __future__ import annotations

from django.db import transaction

from partners.domain.change_parent import Known, change_parent
from partners.messages.own_page import queue_address_changed, queue_new_address
from partners.models import Parent
from partners.spec.keys import email_key


@transaction.atomic
def ask_address(*, parent: Parent, email: str) -> None:
    """Ask at a new address whether it is the parent's; it counts once they say so there.

    An address of another parent gets no mail: whoever asks cannot tell the difference.
    """
    if not Parent.objects.filter(email_key=email_key(email)).exists():
        queue_new_address(parent, email)


@transaction.atomic
def take_address(*, parent: Parent, email: str) -> Parent | None:
    """Keep the address that was confirmed from its own mailbox; None when somebody else took it meanwhile.

    The address of before hears of it.
    """
    before = parent.email
    try:
        changed = change_parent(parent=parent, details={"email": email})
    except Known:
        return None
    if before and before != changed.email:
        queue_address_changed(changed, before)
    return changed

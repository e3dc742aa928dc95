from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now

from activities import messages
from activities.models import Registration
from partners.spec.keys import email_key

MOST = 5


@transaction.atomic
def send_new_links(*, email: str) -> int:
    """Store a mail with a new link for what somebody with this address signed up for, at most five; says how many."""
    live = Registration.objects.filter(
        parent__email_key=email_key(email), state=Registration.State.CONFIRMED, session__starts_at__gt=Now()
    )
    found = list(live.select_related("parent", "session").order_by("session__starts_at")[:MOST])
    for registration in found:
        messages.queue_new_link(registration)
    return len(found)

from __future__ import annotations

from datetime import timedelta

from django.db.models.functions import Now

from portal.municipalities import tenant
from portal.outbox.models import Message

State = Message.State
BODY_KEPT = timedelta(days=7)
BODY_OF_UNSENT_KEPT = timedelta(days=30)


def sweep() -> int:
    """Wipe the bytes of what was sent 7 days ago; what waits for a person keeps them 30 days. Says how many.

    Meant for the municipality in use. Whole messages go when the term of the municipality is over.
    """
    messages = Message.objects.filter(municipality=tenant.require())
    wiped = messages.filter(state=State.SENT, body__isnull=False, sent_at__lt=Now() - BODY_KEPT).update(body=None)
    wiped += messages.filter(
        state__in=(State.UNKNOWN, State.PARKED), body__isnull=False, next_at__lt=Now() - BODY_OF_UNSENT_KEPT
    ).update(body=None)
    return wiped

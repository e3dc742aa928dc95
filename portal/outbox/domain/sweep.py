from __future__ import annotations

from datetime import timedelta

from django.db.models.functions import Now

from portal.municipalities import tenant
from portal.outbox.models import Message

State = Message.State
BODY_KEPT = timedelta(days=7)
BODY_OF_UNSENT_KEPT = timedelta(days=30)
MESSAGE_KEPT = timedelta(days=365)
LIMIT = 500
ENDED = (State.SENT, State.UNKNOWN, State.FAILED, State.PARKED, State.CANCELLED, State.SKIPPED)


def sweep() -> int:
    """Wipe the bytes of what was sent 7 days ago, and whole messages after a year; says how many of both.

    What waits for a person keeps its bytes 30 days. Meant for the municipality in use.
    """
    messages = Message.objects.filter(municipality=tenant.require())
    wiped = messages.filter(state=State.SENT, body__isnull=False, sent_at__lt=Now() - BODY_KEPT).update(body=None)
    wiped += messages.filter(
        state__in=(State.UNKNOWN, State.PARKED), body__isnull=False, next_at__lt=Now() - BODY_OF_UNSENT_KEPT
    ).update(body=None)
    # The oldest by number only: a look over all messages each minute would cost too much.
    oldest = messages.filter(pk__in=list(messages.order_by("pk").values_list("pk", flat=True)[:LIMIT]))
    gone, _ = oldest.filter(state__in=ENDED, next_at__lt=Now() - MESSAGE_KEPT).delete()
    return wiped + gone

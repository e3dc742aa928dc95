from __future__ import annotations

from django.db import models, transaction
from django.db.models.functions import Now

from portal.audit.domain.record import record
from portal.municipalities import tenant
from portal.outbox.domain import bell
from portal.outbox.models import Message

State = Message.State
FOR_PEOPLE = (State.PARKED, State.UNKNOWN)


@transaction.atomic
def send_again(*, message: Message) -> bool:
    """Try a message that was set aside once more; False when it was no longer set aside."""
    changed = _set_aside(message).update(state=State.QUEUED, next_at=Now(), attempts=0, error="", lease_until=None)
    if changed:
        transaction.on_commit(bell.for_municipality(tenant.require()), robust=True)
        record("message.sent_again", message)
    return bool(changed)


@transaction.atomic
def give_up(*, message: Message) -> bool:
    """Never send this message; False when it was no longer set aside."""
    changed = _set_aside(message).update(state=State.CANCELLED, body=None)
    if changed:
        record("message.given_up", message)
    return bool(changed)


def _set_aside(message: Message) -> models.QuerySet[Message]:
    return Message.objects.filter(pk=message.pk, state__in=FOR_PEOPLE)

from __future__ import annotations

from collections.abc import Sequence

from django.db import models

from portal.municipalities import tenant
from portal.outbox.models import Message

# Not yet handed to the relay, or set aside for a person.
STOPPABLE = (Message.State.QUEUED, Message.State.CLAIMED, Message.State.PARKED, Message.State.UNKNOWN)


def cancel(*, subject: models.Model, kinds: Sequence[str] = ()) -> int:
    """Stop the messages about this subject, all kinds or some; says how many.

    Part of the caller's transaction: after its commit no such message starts to be sent any more. One
    that the relay is already getting goes through. Doing it again stops nothing more.
    """
    stoppable = about(subject, kinds).filter(state__in=STOPPABLE)
    return stoppable.update(state=Message.State.CANCELLED, body=None, lease_until=None)


def about(subject: models.Model, kinds: Sequence[str]) -> models.QuerySet[Message]:
    """The messages about this subject, all kinds or some."""
    found = Message.objects.filter(
        municipality=tenant.require(), subject_kind=subject._meta.label_lower, subject_id=subject.pk
    )
    return found.filter(kind__in=kinds) if kinds else found

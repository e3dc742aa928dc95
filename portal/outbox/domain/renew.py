from __future__ import annotations

from collections.abc import Sequence

from django.db import models

from portal.outbox.domain.cancel import about
from portal.outbox.models import Message

State = Message.State


def renew(*, subject: models.Model, kinds: Sequence[str]) -> int:
    """Have the waiting messages about this subject built once more, because what they tell changed; says how many.

    Part of the caller's transaction: after its commit none starts to be sent as it was built before. One that
    the relay is already getting goes through. Doing it again is harmless.
    """
    messages = about(subject, kinds)
    # A worker that holds one finds it no longer claimed, and leaves it.
    waiting = messages.filter(state__in=(State.QUEUED, State.CLAIMED))
    count = waiting.update(state=State.QUEUED, body=None, lease_until=None)
    return count + messages.filter(state=State.PARKED).update(body=None)

from __future__ import annotations

from django.db import transaction

from portal.audit.domain.record import record
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.outbox.models import Message

State = Message.State
OPEN = (State.QUEUED, State.CLAIMED, State.SUBMITTING)


def hold() -> int:
    """Hold every message that is not sent yet: the first thing to do in a restored copy. Says how many.

    Nothing held is sent, whatever workers run, until a person releases it.
    """
    return _switch(held=True)


def release() -> int:
    """Let held messages go again; says how many."""
    return _switch(held=False)


@transaction.atomic
def _switch(*, held: bool) -> int:
    messages = Message.objects.filter(municipality=tenant.require(), state__in=OPEN).exclude(held=held)
    count = messages.update(held=held)
    if count:
        record("outbox.held" if held else "outbox.released", Municipality(pk=tenant.require()))
    return count

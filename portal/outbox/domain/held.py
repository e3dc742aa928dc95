from __future__ import annotations

from django.db import transaction

from portal.audit.domain.record import record
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.outbox.domain import bell
from portal.outbox.models import Hold, Message
from portal.outbox.queries import OPEN


@transaction.atomic
def hold() -> int:
    """Hold every message that is not sent yet, and all that come: the first thing to do in a restored copy.

    Nothing is sent, whatever workers run, until a person releases it. Says how many of them were not held yet.
    """
    _found, new = Hold.objects.get_or_create(municipality_id=tenant.require())
    count = _switch(held=True)
    if new or count:
        record("outbox.held", Municipality(pk=tenant.require()))
    return count


@transaction.atomic
def release() -> int:
    """Let messages go again; says how many were held. Harmless when somebody else did it already."""
    ended, _of = Hold.objects.filter(municipality=tenant.require()).delete()
    count = _switch(held=False)
    if ended or count:
        record("outbox.released", Municipality(pk=tenant.require()))
        transaction.on_commit(bell.for_municipality(tenant.require()), robust=True)
    return count


def _switch(*, held: bool) -> int:
    messages = Message.objects.filter(municipality=tenant.require(), state__in=OPEN).exclude(held=held)
    return messages.update(held=held)

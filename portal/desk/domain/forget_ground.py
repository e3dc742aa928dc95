"""What goes by itself on the ground when it was kept long enough: each verb removes at most so many, and says it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import ProtectedError

from portal.accounts.models import Membership
from portal.desk.models import Breach, Processor
from portal.municipalities import tenant
from portal.outbox.models import Message

State = Message.State
ENDED = (State.SENT, State.UNKNOWN, State.FAILED, State.PARKED, State.CANCELLED, State.SKIPPED)


def forget_messages(before: date, most: int) -> int:
    """Remove messages that came to their end on that day or earlier. Raises NoMunicipality."""
    over = Message.objects.filter(municipality=tenant.require(), state__in=ENDED, next_at__date__lte=before)
    chosen = list(over.order_by("pk").values_list("pk", flat=True)[:most])
    Message.objects.filter(pk__in=chosen).delete()
    return len(chosen)


def forget_roles(before: date, most: int) -> int:
    """Remove roles here that ended on that day or earlier, but for those that something else still stands on.

    The account stays: somebody may work elsewhere. Raises NoMunicipality.
    """
    over = Membership.objects.filter(municipality=tenant.require(), ended_at__date__lte=before).order_by("pk")
    gone = 0
    for membership in over:
        gone += _goes(membership)
        if gone == most:
            break
    return gone


def _goes(membership: Membership) -> bool:
    try:
        with transaction.atomic():
            membership.delete()
    except ProtectedError:
        return False
    return True


def forget_breaches(before: date, most: int) -> int:
    """Remove breaches that were closed on that day or earlier. Raises NoMunicipality."""
    over = Breach.objects.filter(municipality=tenant.require(), closed_at__date__lte=before)
    chosen = list(over.order_by("pk").values_list("pk", flat=True)[:most])
    Breach.objects.filter(pk__in=chosen).delete()
    return len(chosen)


def forget_processors(before: date, most: int) -> int:
    """Remove processors whose work ended on that day or earlier. Raises NoMunicipality."""
    over = Processor.objects.filter(municipality=tenant.require(), ended_on__lte=before)
    chosen = list(over.order_by("pk").values_list("pk", flat=True)[:most])
    Processor.objects.filter(pk__in=chosen).delete()
    return len(chosen)

from __future__ import annotations

from datetime import date

from portal.municipalities import tenant
from portal.municipalities.domain.remove_some import remove_some
from portal.outbox.models import Message

State = Message.State
ENDED = (State.SENT, State.UNKNOWN, State.FAILED, State.PARKED, State.CANCELLED, State.SKIPPED)


def forget_messages(before: date, most: int) -> int:
    """Remove messages that came to their end on that day or earlier. Raises NoMunicipality."""
    over = Message.objects.filter(municipality=tenant.require(), state__in=ENDED, next_at__date__lte=before)
    return remove_some(over, most)

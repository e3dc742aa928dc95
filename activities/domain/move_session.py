from __future__ import annotations

from datetime import date, time

from django.db import transaction

from activities import messages
from activities.domain.lay_series import remind
from activities.models import Registration, Session
from activities.spec import instant
from portal.audit.domain.record import record


@transaction.atomic
def move_session(*, session: Session, day: date, start: time, end: time) -> Session:
    """Another day or time: everyone signed up hears it, the old reminder dies and a new one is stored.

    Raises NoSuchTime when the clock skips the start or end. The same moment again changes nothing.
    """
    current = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    if (current.local_date, current.local_start, current.local_end) == (day, start, end):
        return current
    current.local_date, current.local_start, current.local_end = day, start, end
    current.starts_at, current.ends_at = instant(day, start), instant(day, end)
    current.version += 1
    current.save()
    messages.drop_pending(current)
    remind([current])
    live = Registration.objects.filter(session=current, state=Registration.State.CONFIRMED).select_related("parent")
    for registration in live:
        messages.queue_session_moved(registration)
    record("session.moved", current, fields=("local_date", "local_start", "local_end"))
    return current

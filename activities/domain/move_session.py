from __future__ import annotations

from datetime import date, time

from django.db import IntegrityError, transaction
from django.utils import timezone

from activities import messages
from activities.domain.lay_series import remind
from activities.domain.register import lock_places
from activities.models import Registration, Session
from activities.spec import day_before, instant
from portal.audit.domain.record import record


class Taken(Exception):
    """Another meeting of the same series stands at this day and time."""


@transaction.atomic
def move_session(*, session: Session, day: date, start: time, end: time) -> Session:
    """Another day or time: everyone signed up hears it, the old reminder dies and a new one is stored.

    The same moment again changes nothing. Raises Over for a session that has begun or was cancelled, Taken, and
    NoSuchTime when the clock skips the start or end.
    """
    current = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    lock_places(current)  # a sign-up that is under way ends first, and is told too
    if (current.local_date, current.local_start, current.local_end) == (day, start, end):
        return current
    current.local_date, current.local_start, current.local_end = day, start, end
    current.starts_at, current.ends_at = instant(day, start), instant(day, end)
    current.version += 1
    _save(current)
    messages.drop_moment(current)
    # Later than that, hearing of the new moment is the reminder.
    if day_before(day) > timezone.now():
        remind([current])
    live = Registration.objects.filter(session=current, state=Registration.State.CONFIRMED)
    messages.queue_session_moved(current, live.select_related("parent"))
    record("session.moved", current, fields=("local_date", "local_start", "local_end"))
    return current


def _save(session: Session) -> None:
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError as error:
        raise Taken from error

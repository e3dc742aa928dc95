from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from activities.models import Registration, Session


def signs_here(day: date) -> list[Exists]:
    """Whether a parent signed up, changed it or came after that day, or is expected still."""
    own = Registration.objects.filter(parent=OuterRef("pk"))
    did = Q(registered_at__date__gt=day) | Q(cancelled_at__date__gt=day)
    came = Q(attendance__came=True, session__local_date__gt=day)
    expected = Q(state=Registration.State.CONFIRMED, session__ends_at__gt=Now())
    return [Exists(own.filter(did)), Exists(own.filter(came)), Exists(own.filter(expected))]


def signs_of(sessions: Iterable[Session]) -> Iterator[tuple[int, date]]:
    """Of each sign-up for these meetings the parent (by number) and the day they last did or came. One query."""
    signed_up = Registration.objects.filter(session__in=sessions)
    facts = ("parent_id", "registered_at", "cancelled_at", "attendance__came", "session__local_date")
    for parent, registered, cancelled, came, day in signed_up.values_list(*facts):
        did = [timezone.localdate(at) for at in (registered, cancelled) if at]
        yield parent, max([*did, day] if came else did)

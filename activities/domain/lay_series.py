from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction

from activities.models import Capacity, Reminder, Series, Session
from activities.queries import PLACES
from activities.spec import day_before, instant
from portal.audit.domain.record import record


@dataclass(frozen=True)
class Times:
    """The days of a series and the wall times they share."""

    days: tuple[date, ...]
    start: time
    end: time


@transaction.atomic
def lay_series(*, series: Series, times: Times, places: int) -> Series:
    """Store a series with a session, places and a reminder for each day.

    Raises NoSuchTime when a start or end does not exist on one of the days; nothing is stored then.
    """
    series.save()
    sessions = Session.objects.bulk_create(_session(series, day, times) for day in times.days)
    Capacity.objects.bulk_create(Capacity(session=s, what=PLACES, total=places) for s in sessions)
    remind(sessions)
    record("series.laid", series, fields=("title", "location", "sessions"))
    return series


def remind(sessions: Iterable[Session]) -> None:
    """Store the one reminder of each session for this version of its start."""
    Reminder.objects.bulk_create(
        Reminder(session=s, session_version=s.version, due_at=day_before(s.local_date)) for s in sessions
    )


def _session(series: Series, day: date, times: Times) -> Session:
    return Session(
        series=series,
        local_date=day,
        local_start=times.start,
        local_end=times.end,
        starts_at=instant(day, times.start),
        ends_at=instant(day, times.end),
    )

"""A meeting as a calendar file that Outlook, Apple and Google read: one event, with the zone's own rules."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from django.conf import settings
from icalendar import Calendar, Event, Timezone

from activities.models import Session
from activities.spec import ZONE


def calendar_file(session: Session, *, cancelled: bool = False) -> bytes:
    """The session as an .ics file; the same UID each time, a higher SEQUENCE after each change."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.PORTAL_NAME}//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(_zone())
    calendar.add_component(_event(session, cancelled=cancelled))
    return bytes(calendar.to_ical())


@cache
def _zone() -> Timezone:
    return Timezone.from_tzinfo(ZONE, first_date=datetime(2020, 1, 1).date(), last_date=datetime(2038, 1, 1).date())  # noqa: DTZ001 - dates only


def _event(session: Session, *, cancelled: bool) -> Event:
    event = Event()
    event.add("uid", f"{session.public_id}@{settings.PORTAL_NAME.lower()}")
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", session.starts_at.astimezone(ZONE))
    event.add("dtend", session.ends_at.astimezone(ZONE))
    event.add("summary", session.series.title)
    event.add("location", session.series.location)
    event.add("sequence", session.version + cancelled)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event

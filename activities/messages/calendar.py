"""A meeting as a calendar file that Outlook, Apple and Google read: one event, with the zone's own rules."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, Timezone

from activities.models import Session
from activities.spec import ZONE

# No file may hold them, except the end of a line; some programs take others for one.
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]+")


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
    # By the host, not by the portal's name: after a change of the UID an appointment stands in a calendar twice.
    event.add("uid", f"{session.public_id}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", session.starts_at.astimezone(ZONE))
    event.add("dtend", session.ends_at.astimezone(ZONE))
    event.add("summary", _text(session.series.title))
    event.add("location", _text(session.series.location))
    event.add("sequence", session.version + cancelled)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event


def _text(typed: str) -> str:
    return CONTROL.sub(" ", typed.replace("\r\n", "\n"))

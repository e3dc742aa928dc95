"""I3 for calendar files: they are data to keep, never a page; and the payloads are what they should be."""

from __future__ import annotations

from django.test import Client
from icalendar import Calendar

from activities.messages.calendar import calendar_file
from partners.models import Parent
from portal.municipalities.models import Municipality
from tests import cast
from tests.faults.payloads import PAYLOADS


def test_i03_a_calendar_file_is_no_page(municipality: Municipality, client: Client) -> None:
    session = cast.session()
    for payload in PAYLOADS:
        session.series.title = session.series.location = payload
        (event,) = Calendar.from_ical(calendar_file(session)).walk("VEVENT")
        assert str(event["SUMMARY"]) == payload
    answer = client.get(f"/sliedrecht/agenda/{session.public_id}/agenda.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")


def test_i03_two_hundred_different_ones() -> None:
    assert len(set(PAYLOADS)) == 200
    assert max(map(len, PAYLOADS)) <= min(f.max_length or 0 for f in (Parent._meta.get_field("name"),))

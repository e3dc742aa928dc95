"""I7: whatever stands in a title, the file holds one event, in short lines, and reads back the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from activities.messages.calendar import calendar_file
from activities.models import Session
from portal.municipalities.models import Municipality
from tests import cast

NASTY = [
    "Koffie\r\nBEGIN:VEVENT\r\nSUMMARY:nep\r\nEND:VEVENT",
    "a;b,c\\d:e",
    "Ouders ☕️ en 👨‍👩‍👧",
    "x" * 10_000,
    "END:VCALENDAR",
    '"aanhaling" en \u2028 een regel',
]


def _events(content: bytes) -> list[object]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("title", NASTY)
def test_one_event_in_short_lines_that_reads_back(municipality: Municipality, title: str) -> None:
    session = cast.session()
    session.series.title = title
    content = calendar_file(session)
    events = _events(content)
    assert len(events) == 1
    assert _plain(str(events[0]["SUMMARY"])) == _plain(title)  # type: ignore[index]  # an icalendar component
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


@pytest.mark.parametrize("control", ["\x00", "\t", "\x0b", "\x0c", "\r", "\x1b", "\x7f", "\x85", "\x9f"])
def test_no_control_character_reaches_the_file(municipality: Municipality, control: str) -> None:
    session = cast.session()
    session.series.title = session.series.location = f"Koffie{control}in de hal"
    content = calendar_file(session)
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert (event["SUMMARY"], event["LOCATION"]) == ("Koffie in de hal", "Koffie in de hal")
    assert control not in content.decode().replace("\r\n", "")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(title=st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_title_gives_one_event(municipality: Municipality, title: str) -> None:
    session = Session(series=cast.series(title or "x"), **_moment())
    session.series.title = title
    assert len(_events(calendar_file(session))) == 1


def _moment() -> dict[str, object]:
    made = cast.session()
    return {"starts_at": made.starts_at, "ends_at": made.ends_at, "public_id": made.public_id}


def test_cancelling_keeps_the_uid_and_raises_the_sequence(municipality: Municipality) -> None:
    session = cast.session()
    on, off = (_events(calendar_file(session, cancelled=cancelled))[0] for cancelled in (False, True))
    assert on["UID"] == off["UID"]  # type: ignore[index]  # an icalendar component
    assert off["SEQUENCE"] > on["SEQUENCE"]  # type: ignore[index]  # an icalendar component
    assert off["STATUS"] == "CANCELLED"  # type: ignore[index]  # an icalendar component


def test_another_name_for_the_portal_keeps_the_uid(municipality: Municipality, settings: Any) -> None:
    session = cast.session()
    settings.SITE_URL = "https://mee.gemeente.example:8443"
    (before,) = _events(calendar_file(session))
    settings.PORTAL_NAME = "Meedoen"
    (after,) = _events(calendar_file(session))
    assert before["UID"] == after["UID"] == f"{session.public_id}@mee.gemeente.example"  # type: ignore[index]  # an icalendar component


def test_the_zone_goes_along(municipality: Municipality) -> None:
    content = calendar_file(cast.session())
    assert b"TZID:Europe/Amsterdam" in content
    assert content.count(b"BEGIN:VTIMEZONE") == 1

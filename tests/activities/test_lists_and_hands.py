"""What a list brought, and what somebody did by hand before or after it: neither counts twice, and hand work stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from activities.domain.forget_over import forget_sign_ups
from activities.domain.log_attendance import log_attendance
from activities.domain.plan_batch import plan_batch
from activities.domain.read_came import Came, read_came
from activities.domain.read_meetings import Meetings, read_meetings
from activities.domain.start_list import start_list
from activities.domain.take_list import take_list
from activities.domain.undo_list import TooLate, undo_list
from activities.domain.write_days import write_days
from activities.models import Attendance, HeadCount, ListKind, MeetingList, Registration, Session
from activities.queries import reach
from portal.jobs.domain.run import run
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from tests import cast
from tests.activities.sheet_files import sheet, text

DAY = date(2026, 9, 7)
CAME = sheet([["Naam", DAY], ["Anna Vrolijk", "x"], ["Ben de Groen", "x"], ["zonder naam", 7], ["kinderen", 3]])
PLANNED = text([["Datum", "Van", "Tot", "Activiteit", "Locatie"], ["3-3-2031", "9.30", "11.00", "Koffie", "De Hoek"]])


@pytest.fixture
def session(municipality: Municipality) -> Session:
    """A meeting of that day, for which Anna signed up."""
    session = cast.session(title="Koffieochtend")
    Session.objects.filter(pk=session.pk).update(local_date=DAY)
    session.refresh_from_db()
    Registration.objects.create(session=session, parent=cast.parent("Anna Vrolijk"))
    return session


def take(kind: ListKind, session: Session | None = None) -> MeetingList:
    content = CAME if session else PLANNED
    series = session.series if session else None
    return take_list(kind=kind, name="lijst", content=content, media_type="", origin="De gastvrouw", series=series)


def read_in(kind: ListKind, session: Session | None = None) -> MeetingList:
    taken = take(kind, session)
    run(job_id=start_list(found=taken, started_by=cast.member("cjg").pk).pk)
    taken.refresh_from_db()
    return taken


def counted(session: Session) -> tuple[int, int, int]:
    told = reach([session])
    return told.all_came, told.without_name, told.children


def save_unchanged(client: Client, session: Session) -> None:
    """Press save without changing what the page shows."""
    address = f"/sliedrecht/bijeenkomsten/{session.public_id}/wie-kwam/"
    form: Any = client.get(address).context["form"]
    shown = {name: value for name in form.fields if (value := form[name].value())}
    assert client.post(address, shown).status_code == 302


def test_saving_what_the_page_shows_counts_nobody_twice(client: Client, session: Session) -> None:
    cjg = cast.sign_in(client, cast.member("cjg"))
    read_in(ListKind.CAME, session)
    assert counted(session) == (1, 8, 3)
    for _again in range(2):
        save_unchanged(cjg, session)
        assert counted(session) == (1, 8, 3)
    forget_sign_ups(DAY, 10)
    assert counted(session) == (0, 9, 3)
    save_unchanged(cjg, session)
    assert counted(session) == (0, 9, 3)


def test_what_was_corrected_by_hand_stays_when_the_list_is_taken_back(session: Session) -> None:
    found = read_in(ListKind.CAME, session)
    registration = session.registrations.get()
    log_attendance(session=session, came={registration.pk: False}, heads={"adults": 5})
    undo_list(found=found)
    assert not Attendance.objects.get().came
    assert list(HeadCount.objects.values_list("kind", "count")) == [("adults", 5)]


@pytest.mark.parametrize("how", ["by list", "by hand"])
def test_meetings_where_somebody_counted_are_not_taken_back(municipality: Municipality, how: str) -> None:
    found = read_in(ListKind.MEETINGS)
    session = Session.objects.get()
    Session.objects.update(local_date=DAY)
    session.refresh_from_db()
    if how == "by list":
        read_in(ListKind.CAME, session)
    else:
        log_attendance(session=session, came={}, heads={"adults": 4})
    with pytest.raises(TooLate):
        undo_list(found=found)
    assert HeadCount.objects.exists()
    HeadCount.objects.all().delete()
    undo_list(found=found)
    assert not Session.objects.exists()


@pytest.mark.parametrize("kind", ListKind)
def test_a_list_that_was_taken_back_is_not_read_in_after_all(session: Session, kind: ListKind) -> None:
    taken = take(kind, session if kind == ListKind.CAME else None)
    job = start_list(found=taken, started_by=cast.member("cjg").pk)
    undo_list(found=taken)
    run(job_id=job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert not HeadCount.objects.exists()
    assert list(Session.objects.all()) == [session]


def test_nor_does_a_batch_that_comes_after_it_store_anything(session: Session) -> None:
    planned, came = take(ListKind.MEETINGS), take(ListKind.CAME, session)
    meetings, days = read_meetings(found=planned, content=PLANNED), read_came(found=came, content=CAME)
    assert isinstance(meetings, Meetings)
    assert isinstance(days, Came)
    for found in (planned, came):
        undo_list(found=found)
    assert plan_batch(found=planned, rows=meetings.rows, start=0).created == 0
    assert write_days(found=came, lines=days.sheet.lines, days=[DAY], start=0).created == 0
    assert list(Session.objects.all()) == [session]
    assert not HeadCount.objects.exists()

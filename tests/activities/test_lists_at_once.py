"""Two lists with one series are planned in the same moment: it becomes one series, and each meeting is there once."""

from __future__ import annotations

from threading import Event, Thread
from time import sleep

import pytest
from django.db import connection, transaction

from activities.domain.plan_batch import plan_batch
from activities.domain.read_meetings import Meetings, read_meetings
from activities.domain.take_list import take_list
from activities.models import ListKind, MeetingList, Series
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from tests.activities.sheet_files import text

pytestmark = pytest.mark.django_db(transaction=True)
LIST = text([["Datum", "Van", "Activiteit", "Locatie"], ["3-3-2031", "9.30", "Koffie", "De Hoek"]])


def plan(found: MeetingList) -> None:
    reading = read_meetings(found=found, content=LIST)
    assert isinstance(reading, Meetings)
    plan_batch(found=found, rows=reading.rows, start=0)


def series_of_both(municipality: Municipality) -> int:
    """How many series there are once a second list came while the first is stored and not committed yet."""
    lists = [
        take_list(kind=ListKind.MEETINGS, name="l.csv", content=LIST, media_type="", origin=origin) for origin in "ab"
    ]
    stored = Event()

    def planning() -> None:
        with use(municipality), transaction.atomic():
            plan(lists[0])
            stored.set()
            sleep(0.5)
        connection.close()

    other = Thread(target=planning)
    other.start()
    stored.wait(20)
    plan(lists[1])
    other.join()
    return Series.objects.count()


def test_two_lists_at_once_share_their_series(municipality: Municipality) -> None:
    assert series_of_both(municipality) == 1


def test_red_without_the_lock(municipality: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("activities.domain.plan_batch._one_list_at_a_time", lambda: None)
    assert series_of_both(municipality) == 2

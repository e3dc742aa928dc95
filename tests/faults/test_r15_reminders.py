"""R15 with the reminders of meetings themselves: due at nine the day before, two schedulers, each parent once."""

from __future__ import annotations

from datetime import datetime, timedelta
from datetime import time as wall

import pytest
from django.db.models.functions import Now

from activities.models import Registration, Reminder, Session
from activities.spec import ZONE
from portal.municipalities.models import Municipality
from rig.sink_client import Control
from tests import cast
from tests.faults.crew import Crew, open_messages
from tests.faults.rounds import Toll, keep, toll

pytestmark = pytest.mark.django_db(transaction=True)
EACH = 20
SIZES = [pytest.param(3, id="small"), pytest.param(100, id="full", marks=pytest.mark.soak)]


def planned(meetings: int) -> int:
    """So many meetings with parents who come, whose reminder is due; returns how many parents that are."""
    sessions = [cast.session() for _ in range(meetings)]
    coming = zip(sessions * EACH, cast.parents(EACH * meetings), strict=True)
    Registration.objects.bulk_create(Registration(session=session, parent=parent) for session, parent in coming)
    assert {reminder.due_at for reminder in Reminder.objects.all()} == {nine_the_day_before(sessions[0])}
    # The clock of a test moves by what is due.
    Reminder.objects.update(due_at=Now() - timedelta(minutes=1))
    return EACH * meetings


def nine_the_day_before(session: Session) -> datetime:
    return datetime.combine(session.local_date - timedelta(days=1), wall(9), tzinfo=ZONE)


def run(crew: Crew, sink: Control, people: int, **environment: str) -> Toll:
    """Let both schedulers tick each second, until all was sent and for some ticks more."""
    crew.start(3, **environment)
    beats = [crew.start_beat(1), crew.start_beat(1)]
    crew.wait_for(lambda: sink.count() >= people and not open_messages(), 600)
    for beat in beats:
        beat.stop()
    crew.wait_until_quiet(120, still=3)
    return toll(sink, people, 0, 0)


@pytest.mark.parametrize("meetings", SIZES)
def test_each_parent_is_reminded_once(municipality: Municipality, crew: Crew, sink: Control, meetings: int) -> None:
    people = planned(meetings)
    found = run(crew, sink, people)
    keep("R15 meetings", found)
    assert (found.lost, found.extra, sink.count()) == (0, 0, people)
    assert set(Reminder.objects.values_list("outcome", flat=True)) == {"sent"}


@pytest.mark.parametrize("ticks_at_once", [1, 2])
def test_red_without_its_guards_when_two_ticks_come_at_once(
    municipality: Municipality, crew: Crew, sink: Control, ticks_at_once: int
) -> None:
    """Without the lock and the second look two ticks at once remind twice; two that follow each other do not."""
    people = planned(1)
    crew.start(3, PORTAL_TEST_SWITCH="reminders")
    for _ in range(ticks_at_once):
        crew.tick()
    crew.wait_for(lambda: sink.count() >= people * ticks_at_once and not open_messages(), 120)
    crew.tick()
    crew.wait_until_quiet(120, still=3)
    assert sink.count() == people * ticks_at_once

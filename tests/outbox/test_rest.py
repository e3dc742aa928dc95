"""In quiet times invitations wait, and what somebody asked for does not; with real rows and the real sink."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.desk.domain.save_quiet_times import add_feast_day, save_quiet_times
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from portal.outbox.domain.deliver import deliver_due, hang_up
from portal.outbox.domain.queue import Recipient, queue, queue_many
from portal.outbox.models import Message
from portal.outbox.registry import kinds
from rig.sink_client import Control
from tests.outbox.kinds import NOTE, WAITS

pytestmark = pytest.mark.django_db
State = Message.State


@pytest.fixture(autouse=True)
def one_connection(sink: Control) -> Iterator[None]:
    yield
    hang_up()


def some(kind: str, to: Municipality, count: int) -> None:
    people = [Recipient(f"{kind}{n}", f"{n}.{kind}@example.org") for n in range(count)]
    queue_many(kind, subject=to, recipients=people)


def quiet_now() -> None:
    """From two hours ago until two hours from now, whatever time it is."""
    now = timezone.localtime()
    starts, ends = ((now + timedelta(hours=hours)).time().replace(microsecond=0) for hours in (-2, 2))
    save_quiet_times(starts=starts, ends=ends, sundays=False, national=False)


def states(kind: str) -> set[str]:
    return set(Message.objects.filter(kind=kind).values_list("state", flat=True))


def test_what_may_wait_waits_and_the_rest_goes(municipality: Municipality, sink: Control) -> None:
    quiet_now()
    some(WAITS, municipality, 60)  # more than one claim
    some(NOTE, municipality, 2)
    while deliver_due().claimed:
        pass
    assert len(sink.records()) == 2
    assert states(NOTE) == {State.SENT}
    assert states(WAITS) == {State.QUEUED}
    waiting = Message.objects.filter(kind=WAITS, next_at__gt=Now() + timedelta(hours=1), attempts=0, lease_until=None)
    assert waiting.count() == 60


def test_when_it_is_over_it_goes_once(municipality: Municipality, sink: Control) -> None:
    quiet_now()
    some(WAITS, municipality, 1)
    assert deliver_due().claimed == 0
    save_quiet_times(starts=None, ends=None, sundays=False, national=False)
    Message.objects.update(next_at=Now())
    assert deliver_due().claimed == 1
    assert deliver_due().claimed == 0
    assert len(sink.records()) == 1


def test_a_feast_day_of_its_own_is_quiet_all_day(municipality: Municipality, sink: Control) -> None:
    today = timezone.localdate()
    add_feast_day(day=today, name="Wijkfeest")
    add_feast_day(day=today + timedelta(days=1), name="Nog een dag")  # for who runs this at midnight
    some(WAITS, municipality, 1)
    assert deliver_due().claimed == 0
    assert timezone.localtime(Message.objects.get().next_at).time() == time(0)


def test_the_quiet_of_one_municipality_is_not_that_of_another(
    municipality: Municipality, other: Municipality, sink: Control
) -> None:
    quiet_now()
    with use(other):
        some(WAITS, other, 1)
        assert deliver_due().claimed == 1


def test_who_chose_nothing_leaves_nobody_waiting(municipality: Municipality, sink: Control) -> None:
    some(WAITS, municipality, 1)
    assert deliver_due().claimed == 1


def test_control_without_the_look_at_the_clock_it_goes_at_night(
    municipality: Municipality, sink: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_TEST_SWITCH", "quiet-times")
    quiet_now()
    some(WAITS, municipality, 1)
    assert deliver_due().claimed == 1


def test_invitations_of_parents_may_wait_and_what_they_ask_for_may_not() -> None:
    waits = {name for name, kind in kinds().items() if kind.may_wait} - {WAITS}
    assert "activities.invitation" in waits
    assert not waits & {"activities.confirmation", "activities.session_cancelled", "desk.password_link"}


def test_nothing_is_looked_up_for_what_never_waits(municipality: Municipality) -> None:
    queue(NOTE, subject=municipality, address="a@example.org", recipient_key="a")
    with CaptureQueriesContext(connection) as asked:
        deliver_due()
    assert not [query for query in asked if "quiettimes" in query["sql"]]

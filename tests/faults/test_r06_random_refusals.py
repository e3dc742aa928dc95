"""R6: three in ten mails are refused for now, at random; all arrive once, in at most eight attempts.

With three in ten refused by chance, 0.66 of 10,000 mails would need a ninth attempt: the sink refuses one mail at
most seven times.
"""

from __future__ import annotations

import pytest
from django.db.models import Max

from portal.municipalities.models import Municipality
from portal.outbox.domain.retry import MAX_ATTEMPTS, pause
from portal.outbox.models import Message
from rig.sink_client import Control
from tests.faults.crew import Crew, open_messages, shift
from tests.faults.rounds import fill, keep, toll

SIZES = [pytest.param(500, id="small"), pytest.param(10_000, id="full", marks=pytest.mark.soak)]


def send_all(crew: Crew, subject: Municipality, mails: int) -> None:
    fill(subject, mails)
    crew.start()
    for _ in range(30):
        crew.ring()
        crew.tick()
        crew.wait_until_quiet(300)
        if not open_messages():
            return
        shift(40_000)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mails", SIZES)
def test_all_arrive_once(municipality: Municipality, crew: Crew, sink: Control, mails: int) -> None:
    sink.behave(fail_rate=0.3, fail_most=MAX_ATTEMPTS - 1)
    send_all(crew, municipality, mails)
    most = Message.objects.aggregate(most=Max("attempts"))["most"]
    found = toll(sink, mails, 0, 0)
    keep("R6", found, most_attempts=most, refused=sink.stats()["refused"])
    assert (found.lost, found.extra) == (0, 0)
    assert 1 < most <= MAX_ATTEMPTS


@pytest.mark.django_db(transaction=True)
def test_red_when_nothing_is_tried_again(municipality: Municipality, crew: Crew, sink: Control) -> None:
    sink.behave(fail_rate=0.3, fail_most=MAX_ATTEMPTS - 1)
    fill(municipality, 100)
    crew.start()
    crew.ring()
    crew.wait_until_quiet()
    assert toll(sink, 100, 0, 0).lost > 0


def test_pauses_grow_and_differ() -> None:
    for code in (450, 451):
        for key in map(str, range(200)):
            pauses = [pause(key, attempts, code) for attempts in range(1, MAX_ATTEMPTS)]
            assert pauses == sorted(set(pauses))
    assert len({pause(str(key), 3) for key in range(200)}) > 20
    assert all(pause(str(key), 1, 451) >= 300 for key in range(200))

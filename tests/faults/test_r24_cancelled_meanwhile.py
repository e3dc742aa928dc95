"""R24: called off while its reminders are being sent: no other one starts, and everybody hears that it is off."""

from __future__ import annotations

import pytest
from django.db import transaction

from portal.municipalities.models import Municipality
from portal.outbox.domain.cancel import cancel
from portal.outbox.domain.claim import BATCH
from portal.outbox.domain.queue import Recipient, queue_many
from portal.outbox.models import Message
from rig.sink_client import Control
from tests.faults.crew import SIZE, Crew, open_messages
from tests.faults.rounds import fill
from tests.outbox.kinds import NOTE, ONCE

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [pytest.param(500, id="small"), pytest.param(10_000, id="full", marks=pytest.mark.soak)]
OFF = ONCE


def call_off(subject: Municipality, people: int) -> set[str]:
    """One transaction: stop what did not start, tell everyone; returns the messages that were on their way or gone."""
    with transaction.atomic():
        cancel(subject=subject, kinds=[NOTE])
        told = [Recipient(str(number), f"ouder{number}@example.org") for number in range(people)]
        queue_many(OFF, subject=subject, recipients=told)
        gone = Message.objects.filter(kind=NOTE, state__in=("submitting", "sent"))
        return set(gone.values_list("address", flat=True))


def run(crew: Crew, subject: Municipality, sink: Control, people: int, **environment: str) -> tuple[set[str], set[str]]:
    """The addresses of reminders begun before the cancellation, and of those that the sink got in the end."""
    fill(subject, people)
    crew.start(SIZE, **environment)
    crew.ring()
    # Between two batches there is nothing to look at again.
    crew.wait_for(lambda: sink.count() >= people // 10 + BATCH // 2, 120)
    begun = call_off(subject, people)
    crew.ring()
    crew.wait_for(lambda: not open_messages(), 300)
    crew.wait_until_quiet()
    reminded = set(Message.objects.filter(kind=NOTE).exclude(message_id="").values_list("address", flat=True))
    got = [address for record in sink.records() for address in record["recipients"]]
    told = Message.objects.filter(kind=OFF, state="sent").count()
    assert told == people
    assert len(got) == told + len(reminded)
    return begun, reminded


@pytest.mark.parametrize("people", SIZES)
def test_no_new_one_starts(municipality: Municipality, crew: Crew, sink: Control, people: int) -> None:
    begun, reminded = run(crew, municipality, sink, people)
    assert len(begun) < people
    assert reminded == begun


def test_red_when_nobody_looks_again_before_sending(municipality: Municipality, crew: Crew, sink: Control) -> None:
    sink.behave(delay=0.02)
    begun, reminded = run(crew, municipality, sink, 500, PORTAL_TEST_SWITCH="recheck")
    assert reminded > begun

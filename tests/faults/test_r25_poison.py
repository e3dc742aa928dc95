"""R25: a message that cannot be built is set aside after some tries; the rest does not notice."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.municipalities.models import Municipality
from portal.outbox.domain.retry import MAX_RENDERS
from portal.outbox.models import Message
from rig.sink_client import Control
from tests import cast
from tests.faults.crew import SIZE, Crew, due, shift, states
from tests.faults.rounds import fill
from tests.outbox.kinds import NOTE, POISON

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [pytest.param(300, id="small"), pytest.param(10_000, id="full", marks=pytest.mark.soak)]
BAD = 5


def run(crew: Crew, subject: Municipality, mails: int, **environment: str) -> None:
    fill(subject, BAD, POISON)
    fill(subject, mails)
    crew.start(SIZE, **environment)
    crew.ring()
    crew.wait_until_quiet(300, still=2)


@pytest.mark.parametrize("mails", SIZES)
def test_set_aside_and_shown(municipality: Municipality, crew: Crew, sink: Control, client: Client, mails: int) -> None:
    run(crew, municipality, mails)
    assert sink.count() == mails
    for _ in range(MAX_RENDERS):
        shift(40_000)
        if due():
            crew.ring()
            crew.wait_until_quiet()
    assert states() == {"sent": mails, "parked": BAD}
    assert set(Message.objects.filter(kind=POISON).values_list("attempts", flat=True)) == {MAX_RENDERS}
    cast.sign_in(client, cast.member("administrator"))
    assert "tekst kon niet worden gemaakt" in client.get("/sliedrecht/berichten/").content.decode()


def test_red_when_it_is_not_caught(municipality: Municipality, crew: Crew, sink: Control) -> None:
    run(crew, municipality, 100, PORTAL_TEST_SWITCH="park")
    assert sink.count() < 100
    assert Message.objects.filter(kind=NOTE, state="claimed").exists()

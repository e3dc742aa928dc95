"""R18: workers whose clocks are two hours behind and ahead; leases follow the database, so nothing is doubled."""

from __future__ import annotations

import pytest

from portal.municipalities.models import Municipality
from rig.sink_client import Control
from tests.faults.crew import Crew, open_messages
from tests.faults.rounds import Toll, fill, keep, toll

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [pytest.param(300, id="small"), pytest.param(5_000, id="full", marks=pytest.mark.soak)]
HOURS = 2 * 60 * 60


def run(crew: Crew, subject: Municipality, sink: Control, mails: int, **environment: str) -> Toll:
    """No probe and a slow relay: whoever thinks that a lease ended sends a second copy."""
    sink.behave(delay=0.05)
    fill(subject, mails)
    for offset in (-HOURS, HOURS):
        crew.start(2, PORTAL_TEST_CLOCK_OFFSET=str(offset), OUTBOX_PROBE_URL="", **environment)
    beat = crew.start_beat(0.3)
    crew.ring()
    crew.wait_for(lambda: not open_messages(), 300)
    beat.stop()
    crew.wait_until_quiet()
    return toll(sink, mails, 0, 0)


@pytest.mark.parametrize("mails", SIZES)
def test_leases_use_the_database_clock(municipality: Municipality, crew: Crew, sink: Control, mails: int) -> None:
    found = run(crew, municipality, sink, mails)
    keep("R18", found)
    assert (found.lost, found.extra) == (0, 0)


def test_red_when_leases_use_the_clock_of_the_machine(municipality: Municipality, crew: Crew, sink: Control) -> None:
    assert run(crew, municipality, sink, 300, PORTAL_TEST_SWITCH="database-clock").extra > 0

"""R1: workers die at any moment; every invitation arrives, once with the probe."""

from __future__ import annotations

import pytest

from portal.municipalities.models import Municipality
from rig.sink_client import Control
from tests.faults.crew import Crew
from tests.faults.rounds import fire, keep

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [pytest.param(1_000, 5, id="small"), pytest.param(10_000, 20, id="full", marks=pytest.mark.soak)]


@pytest.mark.parametrize(("mails", "kills"), SIZES)
def test_with_the_probe_nothing_is_lost_or_doubled(
    municipality: Municipality, crew: Crew, sink: Control, mails: int, kills: int
) -> None:
    crew.start()
    found = fire(crew, sink, municipality, mails, kills=kills)
    keep("R1 with probe", found)
    assert found.kills >= kills
    assert (found.lost, found.extra) == (0, 0)


@pytest.mark.parametrize(("mails", "kills"), SIZES)
def test_without_it_at_most_the_mails_in_flight_come_twice(
    municipality: Municipality, crew: Crew, sink: Control, mails: int, kills: int
) -> None:
    crew.start(OUTBOX_PROBE_URL="")
    found = fire(crew, sink, municipality, mails, kills=kills)
    keep("R1 without probe", found)
    assert (found.lost, found.different) == (0, 0)
    assert found.extra <= found.kills

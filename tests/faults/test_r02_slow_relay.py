"""R2: as R1, while the relay takes its time to answer; and the control of both: send first and mark after."""

from __future__ import annotations

import pytest

from portal.municipalities.models import Municipality
from rig.sink_client import Control
from tests.faults.crew import Crew
from tests.faults.rounds import fire, keep

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [pytest.param(500, 5, id="small"), pytest.param(10_000, 20, id="full", marks=pytest.mark.soak)]


@pytest.mark.parametrize(("mails", "kills"), SIZES)
def test_a_slow_relay_changes_nothing(
    municipality: Municipality, crew: Crew, sink: Control, mails: int, kills: int
) -> None:
    sink.behave(delay=0.02)
    crew.start()
    found = fire(crew, sink, municipality, mails, kills=kills)
    keep("R2 with probe", found)
    assert found.kills >= kills
    assert (found.lost, found.extra) == (0, 0)


@pytest.mark.soak
def test_without_the_probe_it_is_at_most_one_each(municipality: Municipality, crew: Crew, sink: Control) -> None:
    sink.behave(delay=0.02)
    crew.start(OUTBOX_PROBE_URL="")
    found = fire(crew, sink, municipality, 10_000, kills=20)
    keep("R2 without probe", found)
    assert (found.lost, found.different) == (0, 0)
    assert found.extra <= found.kills


def test_red_when_nothing_is_written_before_sending(municipality: Municipality, crew: Crew, sink: Control) -> None:
    sink.behave(delay=0.1)
    crew.start(PORTAL_TEST_SWITCH="submitting")
    for kills in range(3, 60, 3):
        found = fire(crew, sink, municipality, 150, kills=kills)
        if found.extra:
            break
    keep("R1 and R2 without the submitting state", found)
    assert found.extra > 0

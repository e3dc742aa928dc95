"""R15: two schedulers and three workers; each reminder goes out exactly once."""

from __future__ import annotations

import pytest

from portal.municipalities.models import Municipality
from rig.sink_client import Control
from tests.faults.crew import Crew, open_messages
from tests.faults.rounds import Toll, keep, toll

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [pytest.param(200, id="small"), pytest.param(2_000, id="full", marks=pytest.mark.soak)]


def run(crew: Crew, sink: Control, people: int, **environment: str) -> Toll:
    """Let both schedulers tick several times in which the same reminders are due."""
    crew.start(3, PORTAL_TEST_REMIND=str(people), **environment)
    beats = [crew.start_beat(1), crew.start_beat(1)]
    crew.wait_for(lambda: sink.count() >= people and not open_messages(), 600)
    for beat in beats:
        beat.stop()
    crew.wait_until_quiet(120, still=3)
    return toll(sink, people, 0, 0)


@pytest.mark.parametrize("people", SIZES)
def test_each_exactly_once(municipality: Municipality, crew: Crew, sink: Control, people: int) -> None:
    found = run(crew, sink, people)
    keep("R15", found)
    assert (found.lost, found.extra, sink.count()) == (0, 0, people)


def test_red_when_keys_do_not_repeat(municipality: Municipality, crew: Crew, sink: Control) -> None:
    run(crew, sink, 50, PORTAL_TEST_SWITCH="unique")
    assert sink.count() > 50

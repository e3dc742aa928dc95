"""R3: dead exactly between the relay's yes and our commit, or between our commit and the mail: one copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.municipalities.models import Municipality
from rig.sink_client import Control
from tests.faults.crew import Crew, open_messages, shift
from tests.faults.rounds import fill, toll

pytestmark = pytest.mark.django_db(transaction=True)
MAILS = 5


def run(crew: Crew, subject: Municipality, moment: Path, **environment: str) -> None:
    """Send five mails with a worker that dies once at the moment, and let its leases end."""
    fill(subject, MAILS)
    crew.start(1, FAILPOINT=f"{moment.name}:{moment}", **environment)
    crew.ring()
    crew.wait_for(moment.exists, 60)
    for _ in range(10):
        crew.wait_for(lambda: len(crew.hands()) == 1, 90)
        crew.wait_until_quiet(still=3)  # a worker in the place of a dead one takes a while to begin
        if not open_messages():
            return
        shift(400)
        crew.tick()


@pytest.mark.parametrize("moment", ["submitted", "accepted"])
def test_one_copy_of_each(municipality: Municipality, crew: Crew, sink: Control, tmp_path: Path, moment: str) -> None:
    run(crew, municipality, tmp_path / moment)
    found = toll(sink, MAILS, 1, 0)
    assert (found.lost, found.extra) == (0, 0)


def test_red_when_the_sink_forgets(municipality: Municipality, crew: Crew, sink: Control, tmp_path: Path) -> None:
    moment = tmp_path / "accepted"
    fill(municipality, 1)
    crew.start(1, FAILPOINT=f"accepted:{moment}")
    crew.ring()
    crew.wait_for(moment.exists, 60)
    assert sink.forget() == 1
    shift(400)
    crew.tick()
    crew.wait_until_quiet()
    assert sink.count() == 1, "a second copy, because the probe said no"


def test_red_when_sent_is_written_after_only(
    municipality: Municipality, crew: Crew, sink: Control, tmp_path: Path
) -> None:
    run(crew, municipality, tmp_path / "accepted", PORTAL_TEST_SWITCH="submitting")
    assert toll(sink, MAILS, 1, 0).extra == 1


def test_red_when_sent_is_written_before(municipality: Municipality, crew: Crew, sink: Control, tmp_path: Path) -> None:
    run(crew, municipality, tmp_path / "submitted", PORTAL_TEST_SWITCH="mark-after-sending")
    assert toll(sink, MAILS, 1, 0).lost == 1

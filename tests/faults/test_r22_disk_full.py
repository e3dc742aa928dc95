"""R22: the disk of the database is full, on a cluster of the test's own, with the real web server before it.

Nothing is half written, what somebody sent stands ready behind a button, the health page is red while it lasts.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError

from activities.domain.invite import invite_batch
from activities.messages.addresses import invitation_path
from activities.models import Capacity, Registration
from portal.municipalities.models import Municipality
from portal.outbox.domain.queue import Recipient, queue_many
from portal.outbox.models import Message
from portal.web.errors import database_fails
from rig.backup import twin
from rig.disk import full, small_segments
from rig.postgres import Postgres
from rig.testdatabase import environment, lives_at
from rig.testing import RUN
from tests import cast
from tests.faults.drill import given_out
from tests.faults.visitor import Visitor, served
from tests.outbox.kinds import NOTE

pytestmark = pytest.mark.django_db(transaction=True)
GREEN, RED = '"storage": true', '"storage": false'
ENOUGH = 2400  # messages of half a kilobyte: more than a megabyte


@pytest.fixture
def own(municipality: Municipality) -> Iterator[Postgres]:
    """A cluster whose table of messages is longer than a file may be when its disk is full."""
    made = twin(Path(os.environ[RUN]) / f"r22-{os.getpid()}", fsync="off")
    small_segments(made)
    with lives_at(made.port):
        write_on(municipality, ENOUGH, "lang", text="x" * 300)
        yield made
    made.stop("immediate")
    shutil.rmtree(made.folder, ignore_errors=True)


def fill_up(municipality: Municipality) -> None:
    """What little room is left in the last page of the table goes to somebody else."""
    with pytest.raises(DatabaseError) as found:
        write_on(municipality, 500, "vol")
    assert database_fails(found.value)


def write_on(municipality: Municipality, many: int, key: str, **data: str) -> None:
    recipients = [Recipient(f"{key}{number}", "o@example.org", data) for number in range(many)]
    queue_many(NOTE, subject=municipality, recipients=recipients)


def health(visitor: Visitor, said: str) -> str:
    """What it says once it says this: an answer about the disk is remembered for some seconds."""
    over = time.monotonic() + 90
    while said not in (told := visitor.get("/gezond/").text) and time.monotonic() < over:
        time.sleep(1)
    return told


def test_nothing_is_half_written_and_what_was_typed_goes_once_there_is_room(
    municipality: Municipality, own: Postgres
) -> None:
    session, parent = cast.session(places=5), cast.parent()
    invite_batch(session=session)
    path = invitation_path(session, parent)
    with served(environment()) as visitor:
        # Not asked before: what it said then it would still say for a while.
        page = visitor.get(path)
        with full(own):
            fill_up(municipality)
            refused = visitor.press(page, path, adults=2, children=1)
            assert refused.status == 503
            assert "Dit konden we nog niet bewaren" in refused.text
            assert 'name="adults" value="2"' in refused.text
            assert visitor.get("/sliedrecht/agenda/").status == 200, "what is read goes on"
            told = health(visitor, RED)
            assert ('"database": true' in told, RED in told) == (True, True)
            assert given_out()["activities_registration_id_seq"] > 0, "red without a transaction: it was begun"
            assert not Registration.objects.exists()
            assert Capacity.objects.get(session=session).taken == 0
            assert visitor.press(refused, path).status == 503, "the button may be pressed as often as one likes"
        assert GREEN in health(visitor, GREEN), "green once there is room"
        assert visitor.press(refused, path).status == 302
    assert Registration.objects.get().adults == 2
    assert Message.objects.filter(kind="activities.confirmation").count() == 1

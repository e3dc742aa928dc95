"""R16, the message's part: what the clock overtook is skipped and logged, what is still ahead is sent once."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.municipalities.models import Municipality
from portal.outbox.domain.deliver import hang_up
from portal.outbox.domain.queue import queue
from portal.outbox.domain.tick import tick
from portal.outbox.models import Message
from rig.sink_client import Control
from tests.faults.crew import shift
from tests.outbox.kinds import DATED, NOTE

pytestmark = pytest.mark.django_db
DEAD = 26 * 60 * 60


@pytest.mark.parametrize(("kind", "state"), [(DATED, "skipped"), (NOTE, "sent")], ids=["guarded", "red without"])
def test_over_is_not_sent_late(
    municipality: Municipality, sink: Control, caplog: pytest.LogCaptureFixture, kind: str, state: str
) -> None:
    Municipality.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    queue(kind, subject=municipality, address="ouder@example.org", recipient_key="een")
    shift(DEAD)
    with caplog.at_level(logging.INFO, "portal.outbox"):
        tick(only=municipality.pk)
    hang_up()
    assert Message.objects.get().state == state
    assert sink.count() == (state == "sent")
    assert ("message skipped" in caplog.messages) == (state == "skipped")


def test_ahead_is_sent_once(municipality: Municipality, sink: Control) -> None:
    Municipality.objects.update(valid_until=timezone.localdate() + timedelta(days=2))
    queue(DATED, subject=municipality, address="ouder@example.org", recipient_key="een")
    shift(DEAD)
    for _ in range(3):
        tick(only=municipality.pk)
    hang_up()
    assert (Message.objects.get().state, sink.count()) == ("sent", 1)

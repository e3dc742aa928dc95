"""`hold_outbox`: what a restored copy does first."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from portal.outbox.models import Message
from tests import cast


@pytest.mark.usefixtures("municipality")
def test_it_holds_what_waits_in_every_municipality() -> None:
    cast.registration(cast.session())
    assert not Message.objects.get().held
    call_command("hold_outbox")
    assert Message.objects.get().held

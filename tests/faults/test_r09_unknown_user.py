"""R9: an address that its server does not know is tried once, told to staff, and never written to again."""

from __future__ import annotations

import pytest
from django.test import Client

from partners.models import Parent
from portal.municipalities.models import Municipality
from portal.outbox.domain.deliver import deliver_due, hang_up
from portal.outbox.domain.queue import queue
from portal.outbox.models import Message
from rig.sink_client import Control
from tests import cast
from tests.outbox.kinds import NOTE

pytestmark = pytest.mark.django_db


def send(sink: Control, parent: Parent, reply: str) -> Message:
    sink.behave(reply=reply, reply_at="rcpt")
    message = queue(NOTE, subject=parent, address=parent.email, recipient_key=str(parent.public_id))
    for _ in range(3):
        deliver_due()
    hang_up()
    parent.refresh_from_db()
    message.refresh_from_db()
    return message


def test_one_attempt_and_staff_can_see_it(municipality: Municipality, sink: Control, client: Client) -> None:
    parent = cast.parent("Jip Voorbeeld", email="jip@example.org")
    message = send(sink, parent, "550 5.1.1 User unknown")
    assert (message.state, message.attempts) == ("failed", 1)
    assert sink.stats()["refused"] == 1
    assert parent.email_broken_at is not None
    cast.sign_in(client, cast.member("cjg"))
    assert "adres werkt niet" in client.get("/sliedrecht/ouders/").content.decode().lower()


def test_red_when_the_relay_only_says_later(municipality: Municipality, sink: Control) -> None:
    parent = cast.parent("Jip Voorbeeld", email="jip@example.org")
    message = send(sink, parent, "450 4.2.1 Mailbox busy")
    assert message.state == "queued"
    assert parent.email_broken_at is None


def test_a_refusal_by_policy_does_not_blame_the_address(municipality: Municipality, sink: Control) -> None:
    parent = cast.parent("Jip Voorbeeld", email="jip@example.org")
    assert send(sink, parent, "550 5.7.1 Blocked").state == "parked"
    assert parent.email_broken_at is None

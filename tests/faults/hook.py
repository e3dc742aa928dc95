"""Something due each minute, for workers of the fault tests: reminders expanded to messages, as activities does."""

from __future__ import annotations

import os
import uuid

from activities import messages
from activities.domain import remind
from activities.models import Registration, Reminder
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import require
from portal.outbox import registry
from portal.outbox.domain.queue import Recipient, queue_many
from tests.outbox.kinds import NOTE

PEOPLE = int(os.environ.get("PORTAL_TEST_REMIND", "0"))


def expand() -> None:
    """Each tick tries again; the key of a message lets it through once."""
    once = uuid.uuid4().hex if "unique" in os.environ.get("PORTAL_TEST_SWITCH", "") else "v1"
    recipients = [Recipient(str(number), f"ouder{number}@example.org") for number in range(PEOPLE)]
    queue_many(NOTE, subject=Municipality.objects.get(pk=require()), recipients=recipients, occurrence=once)


def remind_again(pk: int) -> bool:
    """A reminder turned into messages by somebody who does not look whether that was done."""
    session = Reminder.objects.get(pk=pk).session
    session.version = uuid.uuid4().int % 1_000_000
    messages.queue_reminders(session, Registration.objects.filter(session=session).select_related("parent"))
    return True


if "reminders" in os.environ.get("PORTAL_TEST_SWITCH", ""):
    vars(remind)["_remind"] = remind_again
if PEOPLE:
    registry.on_due("tests.expand", expand)

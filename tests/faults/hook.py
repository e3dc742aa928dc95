"""Something due each minute, for workers of the fault tests: reminders expanded to messages, as activities does."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any, Self

from django.db.models import QuerySet

from activities import messages
from activities.domain import remind
from activities.models import Registration, Reminder, Session
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import require
from portal.outbox import registry
from portal.outbox.domain.queue import Recipient, queue_many
from tests.outbox.kinds import NOTE

PEOPLE = int(os.environ.get("PORTAL_TEST_REMIND", "0"))
PAUSE = 8.0


def expand() -> None:
    """Each tick tries again; the key of a message lets it through once."""
    once = uuid.uuid4().hex if "unique" in os.environ.get("PORTAL_TEST_SWITCH", "") else "v1"
    recipients = [Recipient(str(number), f"ouder{number}@example.org") for number in range(PEOPLE)]
    queue_many(NOTE, subject=Municipality.objects.get(pk=require()), recipients=recipients, occurrence=once)


class Unguarded(QuerySet[Reminder]):
    """Reminders without their two guards: no row is locked, and one that was done is given out once more."""

    def filter(self, *args: Any, **wanted: Any) -> Self:
        """Who asks for one row is not told that it was done; the list of what is due stays as it is."""
        if "pk" in wanted:
            del wanted["done_at__isnull"]
        return super().filter(*args, **wanted)

    def select_for_update(self, *_: Any, **__: Any) -> Self:
        """No lock, and time enough for another scheduler's tick to come by."""
        time.sleep(PAUSE)
        return self


def queue_anew(session: Session, registrations: Iterable[Registration]) -> None:
    """Each call its own key: the key of a message would stop a second one too, and hide what is looked at here."""
    session.version = uuid.uuid4().int % 1_000_000
    messages.queue_reminders(session, registrations)


if "reminders" in os.environ.get("PORTAL_TEST_SWITCH", ""):
    vars(remind)["Reminder"] = SimpleNamespace(objects=Unguarded(Reminder))
    vars(remind)["messages"] = SimpleNamespace(queue_reminders=queue_anew)
if PEOPLE:
    registry.on_due("tests.expand", expand)

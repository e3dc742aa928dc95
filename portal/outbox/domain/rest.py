"""Quiet times: what may wait goes back in the queue until they are over, all that is due of it at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from portal.municipalities import tenant
from portal.municipalities.queries import quiet_times
from portal.outbox import registry
from portal.outbox.faults import off
from portal.outbox.models import Message

# Skips what somebody else holds, as everything that gives back many rows does.
WAIT = """
UPDATE outbox_message SET state = 'queued', lease_until = NULL, next_at = %(until)s
WHERE municipality_id = %(municipality)s AND id IN (
  SELECT id FROM outbox_message
  WHERE municipality_id = %(municipality)s AND (
    (state = 'claimed' AND (id, fence) IN %(held)s)
    OR (state = 'queued' AND next_at <= statement_timestamp() AND kind = ANY(%(kinds)s)))
  FOR UPDATE SKIP LOCKED)
"""


def leave_alone(claimed: list[Message]) -> list[Message]:
    """Those of the claimed messages that may go out now; in quiet times the others wait until these are over.

    Two queries when one of them may wait, one more when it must; none else.
    """
    waiting = [message for message in claimed if _may_wait(message)]
    until = quiet_times().until(waiting[0].clock) if waiting and not off("quiet-times") else None
    if until is None:
        return claimed
    _wait(waiting, until)
    held = {message.pk for message in waiting}
    return [message for message in claimed if message.pk not in held]


def _may_wait(message: Message) -> bool:
    kind = registry.find(message.kind)
    return kind is not None and kind.may_wait


def _wait(messages: list[Message], until: datetime) -> None:
    held: Any = tuple((message.pk, message.fence) for message in messages)
    kinds = [name for name, kind in registry.kinds().items() if kind.may_wait]
    values = {"until": until, "municipality": tenant.require(), "held": held, "kinds": kinds}
    with connection.cursor() as cursor:
        cursor.execute(WAIT, values)

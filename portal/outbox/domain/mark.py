"""What becomes of a message that a worker holds; each mark holds only while the worker's fence does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models.functions import Now

from portal.municipalities import tenant
from portal.outbox.domain.claim import LEASE
from portal.outbox.domain.retry import MAX_ATTEMPTS, pause
from portal.outbox.faults import off
from portal.outbox.models import Message

State = Message.State
# IS TRUE keeps the planner from the index of leases: while the table is young it would walk all of them each time.
SUBMITTING = """
UPDATE outbox_message SET state = 'submitting', attempts = attempts + 1, error = '', message_id = %(message_id)s,
  date_header = %(date)s, body = COALESCE(%(body)s, body),
  lease_until = statement_timestamp() + make_interval(secs => %(lease)s)
WHERE municipality_id = %(municipality)s AND id = %(id)s
"""
STILL_MINE = " AND (state = 'claimed') IS TRUE AND fence = %(fence)s AND NOT held"
SENT = """
UPDATE outbox_message SET state = 'sent', sent_at = statement_timestamp(), lease_until = NULL, error = ''
WHERE municipality_id = %(municipality)s AND id = %(id)s AND fence = %(fence)s
  AND (state IN ('claimed', 'submitting')) IS TRUE
"""
RELEASE = """
UPDATE outbox_message SET state = 'queued', lease_until = NULL
WHERE municipality_id = %(municipality)s AND id IN (
  SELECT id FROM outbox_message
  WHERE municipality_id = %(municipality)s AND state = 'claimed' AND (id, fence) IN %(held)s FOR UPDATE SKIP LOCKED)
"""


def submitting(message: Message, body: bytes | None) -> bool:
    """Say that the relay is about to get it; False when it was cancelled, held or taken by another meanwhile.

    The body is stored (None keeps the one that is there), so that another attempt sends the same bytes.
    """
    values = {
        "message_id": message.message_id,
        "date": message.date_header,
        "body": body,
        "lease": LEASE,
        "fence": message.fence,
    }
    sql = SUBMITTING.replace("'submitting'", "'sent'") if off("mark-after-sending") else SUBMITTING
    return _run(sql + ("" if off("recheck") else STILL_MINE), message, values)


def sent(message: Message) -> bool:
    """The relay took it; False when another worker settled the message already."""
    return _run(SENT, message, {"fence": message.fence})


def again(message: Message, error: str, code: int = 0) -> None:
    """Certainly not sent: the same bytes after a pause, or set aside for a person after eight attempts."""
    if message.attempts >= MAX_ATTEMPTS:
        end(message, State.PARKED, error)
        return
    wait = timedelta(seconds=pause(message.key, message.attempts, code))
    _mine(message).update(state=State.QUEUED, next_at=Now() + wait, error=error[:60], lease_until=None)


def at_once(message: Message) -> None:
    """Nobody has it any more: the same bytes again, without a pause."""
    _mine(message).update(state=State.QUEUED, next_at=Now(), lease_until=None)


def end(message: Message, state: State, error: str = "") -> None:
    """Nothing more is done with this message by itself."""
    kept = {} if state in {State.PARKED, State.UNKNOWN} else {"body": None}
    _mine(message).update(state=state, error=error[:60], lease_until=None, attempts=message.attempts, **kept)


def spoilt(message: Message, error: str, most: int) -> None:
    """It could not be built: tried again some times, then set aside, so that the rest goes on."""
    message.attempts += 1
    if message.attempts >= most:
        end(message, State.PARKED, error)
        return
    wait = timedelta(seconds=pause(message.key, message.attempts))
    _mine(message).update(
        state=State.QUEUED, next_at=Now() + wait, error=error[:60], lease_until=None, attempts=message.attempts
    )


def unclear(message: Message, error: str) -> None:
    """Keep why it is unclear; what is done about it waits for the end of the lease."""
    _mine(message).update(error=error[:60])


def release(messages: Sequence[Message]) -> None:
    """Put back what was claimed and not begun."""
    if messages:
        held: Any = tuple((message.pk, message.fence) for message in messages)
        with connection.cursor() as cursor:
            cursor.execute(RELEASE, {"municipality": tenant.require(), "held": held})


def _mine(message: Message) -> Any:
    return Message.objects.filter(
        municipality=message.municipality_id,
        pk=message.pk,
        fence=message.fence,
        state__in=(State.CLAIMED, State.SUBMITTING),
    )


def _run(sql: str, message: Message, values: dict[str, Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"municipality": message.municipality_id, "id": message.pk, **values})
        return bool(cursor.rowcount)

"""Messages of which nobody knows whether they arrived: looked at again when their lease has ended."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone

from portal.municipalities import tenant
from portal.outbox import registry
from portal.outbox.domain import mark
from portal.outbox.domain.claim import BATCH, FREE, LEASE, clock_sql
from portal.outbox.domain.retry import MAX_ATTEMPTS
from portal.outbox.models import Message
from portal.outbox.probe import Probe, probe
from portal.outbox.spec import Unclear

logger = logging.getLogger(__name__)
State = Message.State
WAIT_FOR_PROBE = timedelta(hours=1)
TAKE = """
WITH ended AS MATERIALIZED (
  SELECT id FROM outbox_message
  WHERE municipality_id = %(municipality)s AND state = 'submitting' AND lease_until < {now} AND NOT held {free}
  ORDER BY lease_until LIMIT %(limit)s FOR UPDATE SKIP LOCKED
)
UPDATE outbox_message m SET fence = m.fence + 1, lease_until = {now} + make_interval(secs => %(lease)s)
FROM ended WHERE m.id = ended.id
RETURNING m.*, statement_timestamp() AS clock
"""


def settle_unclear(limit: int = BATCH) -> int:
    """Decide about at most so many unclear messages of the municipality in use; says how many were looked at.

    The relay's own log decides where a probe can ask it. Else the kind does: again with the same bytes,
    Message-ID and date, or unknown, which is left to a person. Never before the lease of whoever sent it ended.
    """
    values = {"municipality": tenant.require(), "limit": limit, "lease": LEASE, "here": timezone.now()}
    taken = list(Message.objects.raw(TAKE.format(now=clock_sql(), free=FREE), values))
    asked = probe() if taken else None
    for message in taken:
        _settle(message, asked)
    return len(taken)


def _settle(message: Message, asked: Probe | None) -> None:
    arrived = asked.arrived(message.message_id) if asked else None
    logger.info("unclear message", extra={"facts": {"object": f"message:{message.pk}", "result": f"arrived={arrived}"}})
    if arrived:
        mark.sent(message)
    elif arrived is None and asked and message.clock - message.next_at < WAIT_FOR_PROBE:
        return  # the lease just taken runs out, and then it is asked again
    elif arrived is None and not _may_repeat(message):
        mark.end(message, State.UNKNOWN, message.error or "unclear")
    elif message.attempts >= MAX_ATTEMPTS:
        mark.end(message, State.PARKED, message.error or "unclear")
    else:
        mark.at_once(message)


def _may_repeat(message: Message) -> bool:
    kind = registry.find(message.kind)
    return kind is not None and kind.unclear is Unclear.AGAIN

"""Who works on which message: leases by the database's clock, and a fence that shuts out whoever is too late.

Whatever takes or gives back many rows skips locked ones: a person who cancels them locks them in another order.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.utils import timezone

from portal.municipalities import tenant
from portal.outbox.domain.retry import LAPSED, MAX_ATTEMPTS
from portal.outbox.faults import off
from portal.outbox.models import Message

LEASE = 180  # seconds; three times the longest delivery
BATCH = 50

CLAIM = """
WITH due AS MATERIALIZED (
  SELECT id FROM outbox_message
  WHERE municipality_id = %(municipality)s AND state = 'queued' AND NOT held AND next_at <= {now} {free}
  ORDER BY next_at LIMIT %(limit)s FOR UPDATE {skip}
)
UPDATE outbox_message m
SET state = 'claimed', fence = m.fence + 1, lease_until = {now} + make_interval(secs => %(lease)s)
FROM due WHERE m.id = due.id
RETURNING m.*, statement_timestamp() AS clock
"""
# What came after the hold is not marked itself.
FREE = "AND NOT EXISTS (SELECT 1 FROM outbox_hold WHERE municipality_id = %(municipality)s)"
LAPSE = """
UPDATE outbox_message SET lease_until = NULL, attempts = attempts + 1, error = 'worker-lost',
  state = CASE WHEN attempts + 1 < %(most)s THEN 'queued' ELSE 'parked' END,
  next_at = statement_timestamp() + make_interval(secs => %(seconds)s * (1 + mod(id, 16) / 16.0))
WHERE municipality_id = %(municipality)s AND id IN (
  SELECT id FROM outbox_message
  WHERE municipality_id = %(municipality)s AND state = 'claimed' AND lease_until < {now} FOR UPDATE SKIP LOCKED)
"""


def claim(limit: int = BATCH) -> list[Message]:
    """Take at most so many due messages of the municipality in use, each under its own lease; one transaction."""
    sql = CLAIM.format(now=clock_sql(), skip="" if off("skip-locked") else "SKIP LOCKED", free=FREE)
    values = {"municipality": tenant.require(), "limit": limit, "lease": LEASE, "here": timezone.now()}
    return sorted(Message.objects.raw(sql, values), key=lambda message: message.next_at)


def take_back() -> int:
    """Queue again, after a pause, what a worker claimed and did not begin before its lease ended; says how many."""
    values: dict[str, Any] = {
        "municipality": tenant.require(),
        "seconds": LAPSED,
        "most": MAX_ATTEMPTS,
        "here": timezone.now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(LAPSE.format(now=clock_sql()), values)
        return int(cursor.rowcount)


def clock_sql() -> str:
    """The database's clock; a negative control proves that the machine's own would not do."""
    return "%(here)s" if off("database-clock") else "statement_timestamp()"

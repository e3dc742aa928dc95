from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.municipalities import tenant

# Walks the index from one name to the next: as fast in a table of millions as in one of ten.
ACTIONS = """WITH RECURSIVE one AS (
  (SELECT action FROM audit_auditentry WHERE municipality_id = %(municipality)s ORDER BY action LIMIT 1)
  UNION ALL SELECT (SELECT e.action FROM audit_auditentry e WHERE e.municipality_id = %(municipality)s
    AND e.action > one.action ORDER BY e.action LIMIT 1) FROM one WHERE one.action IS NOT NULL
) SELECT action FROM one WHERE action IS NOT NULL"""


def entries(action: str = "", since: date | None = None, until: date | None = None) -> QuerySet[AuditEntry]:
    """What was done here, latest first; `since` and `until` are whole local days. One query when read."""
    rows = AuditEntry.objects.order_by("-at", "-pk")
    if action:
        rows = rows.filter(action=action)
    if since:
        rows = rows.filter(at__gte=_midnight(since))
    return rows.filter(at__lt=_midnight(until + timedelta(days=1))) if until else rows


def actions() -> list[str]:
    """The names of the actions that were kept here, by name. One query."""
    with connection.cursor() as cursor:
        cursor.execute(ACTIONS, {"municipality": tenant.require()})
        return [row[0] for row in cursor.fetchall()]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

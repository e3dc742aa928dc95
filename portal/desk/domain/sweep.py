from __future__ import annotations

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone

from portal.accounts.domain import limit


def sweep() -> dict[str, int]:
    """Remove sessions and counts that are over; say how many of each. No audit: it is no decision."""
    sessions = Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
    return {"sessions": sessions, "tries": limit.sweep()}


def sweep_each_hour() -> None:
    """Asked each minute in every municipality: once an hour is enough, and the first to ask does it."""
    # Looked at first: adding a mark that is there is an error in PostgreSQL's log, for each municipality each minute.
    if not cache.get("desk.sweep") and cache.add("desk.sweep", True, timeout=60 * 60):  # noqa: FBT003 - a mark
        sweep()

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.utils import timezone

from portal.accounts.domain import limit


def sweep() -> dict[str, int]:
    """Remove sessions and counts that are over, two statements by index; say how many of each.

    No audit: it is no decision.
    """
    sessions = Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
    return {"sessions": sessions, "tries": limit.sweep()}

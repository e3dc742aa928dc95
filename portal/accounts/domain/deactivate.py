from __future__ import annotations

from django.db import transaction
from django.db.models import F

from portal.accounts.domain.end_sessions import record_everywhere
from portal.accounts.models import User


def deactivate(*, user: User) -> None:
    """Stop somebody from signing in and end their sessions for good; what they did stays. Twice is harmless."""
    ended = {"is_active": False, "sessions_ended": F("sessions_ended") + 1}
    with transaction.atomic():
        if User.objects.filter(pk=user.pk, is_active=True).update(**ended):
            record_everywhere("accounts.deactivate", user, ended)
    user.refresh_from_db()

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from portal.accounts.models import User
from portal.accounts.queries import live_municipality_ids
from portal.audit.domain.record import record
from portal.municipalities import tenant


def end_sessions(*, user: User) -> None:
    """End all sessions of somebody, everywhere and for good; they sign in again."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
        record_everywhere("accounts.end_sessions", user, ("sessions_ended",))
    user.refresh_from_db()


def record_everywhere(action: str, user: User, fields: Iterable[str]) -> None:
    """One audit line in each municipality where this user has a live role."""
    for municipality_id in live_municipality_ids(user):
        with tenant.use(municipality_id):
            record(action, user, fields=fields)

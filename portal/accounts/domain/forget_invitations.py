from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from portal.accounts.models import StaffInvitation

DAYS_KEPT = 90


def forget_invitations() -> int:
    """Remove what was used, taken back or over DAYS_KEPT days ago in the municipality in use; says how many.

    No audit: who was invited by whom stands there already, and it is no decision.
    """
    until = timezone.now() - timedelta(days=DAYS_KEPT)
    over = (
        Q(accepted_at__lt=until) | Q(revoked_at__lt=until) | Q(accepted_at=None, revoked_at=None, expires_at__lt=until)
    )
    return StaffInvitation.objects.filter(over).delete()[0]

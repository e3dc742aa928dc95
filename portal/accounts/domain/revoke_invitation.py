from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import StaffInvitation
from portal.audit.domain.record import record


def revoke_invitation(*, invitation: StaffInvitation) -> bool:
    """Take an invitation back that nobody used yet: its link opens nothing any more. False when it was used or gone."""
    with transaction.atomic():
        waiting = StaffInvitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
        revoked = bool(waiting.update(revoked_at=timezone.now()))
        if revoked:
            record("accounts.revoke_invitation", invitation, fields=("revoked_at",))
    return revoked


def revoke_invitations_of(*, user_id: int) -> None:
    """Take back, in the municipality in use, what somebody asked others for who may do so no longer."""
    for invitation in StaffInvitation.objects.filter(invited_by=user_id, accepted_at=None, revoked_at=None):
        revoke_invitation(invitation=invitation)

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.domain.revoke_invitation import revoke_invitations_of
from portal.accounts.domain.unlink_work_account import unlink_work_account
from portal.accounts.models import Membership
from portal.accounts.registry import tell_role_ended
from portal.audit.domain.record import record
from portal.municipalities import tenant

MAY_INVITE = {Membership.Role.ADMINISTRATOR, Membership.Role.PARTNER}


def end_role(*, membership: Membership) -> None:
    """End a role: the next request of this person is refused, whom they invited in it comes in no more, and what
    hangs on it ends.

    A second time changes nothing.
    """
    with tenant.use(membership.municipality_id), transaction.atomic():
        ended = Membership.objects.filter(pk=membership.pk, ended_at=None).update(ended_at=timezone.now())
        if ended and membership.role in MAY_INVITE:
            revoke_invitations_of(user_id=membership.user_id)
        if ended:
            if not Membership.objects.filter(**_same_place(membership), ended_at=None).exists():
                unlink_work_account(user=membership.user)
            tell_role_ended(membership)
            record("accounts.end_role", membership, fields=("ended_at",))
    membership.refresh_from_db(fields=["ended_at"])


def _same_place(membership: Membership) -> dict[str, int]:
    return {"user_id": membership.user_id, "municipality_id": membership.municipality_id}

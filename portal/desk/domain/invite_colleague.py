from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.models import Membership, StaffInvitation
from portal.accounts.queries import has_role_here, invitations_waiting
from portal.audit.domain.record import record
from portal.outbox.domain.queue import queue

DAYS = 14
KIND = "desk.invitation"


class AlreadyHere(Exception):
    """Somebody with this address has this role here."""


def invite_colleague(*, email: str, role: str, invited_by: int) -> StaffInvitation:
    """Ask somebody by mail to join the municipality in use in this role; the link in it works for DAYS days.

    The user with id `invited_by` answers for it, and whoever calls this looked whether they may.
    Who was asked already is not mailed again, unless that invitation is over. Whether the address has an account
    makes no difference. Raises AlreadyHere, ValueError for a role that does not exist.
    """
    if role not in Membership.Role.values:
        raise ValueError(f"no such role: {role}")
    address = email.strip().lower()
    if has_role_here(address, role):
        raise AlreadyHere
    waiting = invitations_waiting().filter(email=address, role=role)
    try:
        with transaction.atomic():
            found = waiting.first() or _invite(address, role, invited_by)
    except IntegrityError:  # asked in the same moment
        found = waiting.get()
    if found.over:
        invite_again(invitation=found, invited_by=invited_by)
    return found


def invite_again(*, invitation: StaffInvitation, invited_by: int) -> bool:
    """Send an invitation once more, valid for DAYS days from now; False when it was used or taken back meanwhile."""
    with transaction.atomic():
        held = StaffInvitation.objects.select_for_update().get(pk=invitation.pk)
        if held.accepted_at or held.revoked_at:
            return False
        held.times_sent += 1
        held.expires_at, held.invited_by_id = _until(), invited_by
        held.save(update_fields=["times_sent", "expires_at", "invited_by"])
        _send(held)
        record("accounts.invite_again", held, fields=("expires_at", "invited_by"))
    return True


def _invite(address: str, role: str, invited_by: int) -> StaffInvitation:
    made = StaffInvitation.objects.create(email=address, role=role, invited_by_id=invited_by, expires_at=_until())
    _send(made)
    record("accounts.invite", made, fields=("email", "role"))
    return made


def _until() -> datetime:
    return timezone.now() + timedelta(days=DAYS)


def _send(invitation: StaffInvitation) -> None:
    key, occurrence = f"invitation:{invitation.pk}", str(invitation.times_sent)
    queue(KIND, subject=invitation, address=invitation.email, recipient_key=key, occurrence=occurrence)

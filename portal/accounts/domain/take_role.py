from __future__ import annotations

from django.db import transaction

from portal.accounts.domain.end_role import end_role
from portal.accounts.models import Membership
from portal.municipalities import tenant

ADMINISTRATOR = Membership.Role.ADMINISTRATOR


class OwnRole(Exception):
    """Nobody takes away their own way to the settings: another administrator does."""


class LastAdministrator(Exception):
    """After this nobody could let people in."""


def take_role(*, membership: Membership, by: int) -> None:
    """End a role of a colleague, as the user with id `by` decides. Twice is harmless.

    Raises OwnRole when it is their own role of administrator, LastAdministrator when no other one is left.
    """
    with tenant.use(membership.municipality_id), transaction.atomic():
        keep_an_administrator(municipality_id=membership.municipality_id, leaving=membership, by=by)
        end_role(membership=membership)


def keep_an_administrator(*, municipality_id: int, leaving: Membership, by: int) -> None:
    """Hold the administrators of a municipality until the transaction ends, and see that one stays."""
    if leaving.role != ADMINISTRATOR:
        return
    if leaving.user_id == by:
        raise OwnRole
    # Two who end each other in the same moment wait here for one another.
    live = Membership.objects.select_for_update(of=("self",)).filter(
        municipality_id=municipality_id, role=ADMINISTRATOR, ended_at__isnull=True, user__is_active=True
    )
    if {held.pk for held in live.order_by("pk")} <= {leaving.pk}:
        raise LastAdministrator

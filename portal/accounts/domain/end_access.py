from __future__ import annotations

from django.db import transaction

from portal.accounts.domain.deactivate import deactivate
from portal.accounts.domain.end_role import end_role
from portal.accounts.domain.take_role import OwnRole, keep_an_administrator
from portal.accounts.models import Membership, User
from portal.accounts.queries import live_municipality_ids
from portal.municipalities import tenant
from portal.municipalities.models import Municipality


def end_access(*, user: User, municipality: Municipality, by: int) -> None:
    """End every role of somebody here; who has none left anywhere can no longer sign in. Twice is harmless.

    What they may elsewhere is not for this municipality to decide, so there nothing changes. Raises OwnRole when
    it is the one who decides, LastAdministrator when no other one is left.
    """
    if user.pk == by:
        raise OwnRole
    with tenant.use(municipality), transaction.atomic():
        live = list(Membership.objects.filter(user=user, municipality=municipality, ended_at=None).order_by("pk"))
        for membership in live:
            keep_an_administrator(municipality_id=municipality.pk, leaving=membership, by=by)
        if live and not set(live_municipality_ids(user)) - {municipality.pk}:
            deactivate(user=user)  # first, while somewhere a log is theirs
        for membership in live:
            end_role(membership=membership)

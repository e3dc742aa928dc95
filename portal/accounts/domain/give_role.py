from __future__ import annotations

from django.db import IntegrityError, transaction

from portal.accounts.models import Membership, User
from portal.audit.domain.record import record
from portal.municipalities import tenant
from portal.municipalities.models import Municipality


def give_role(*, user: User, municipality: Municipality, role: str) -> Membership:
    """Let this user act in this role here, from now on; a second time returns what is there already.

    Raises ValueError for a role that does not exist.
    """
    if role not in Membership.Role.values:
        raise ValueError(f"no such role: {role}")
    with tenant.use(municipality), transaction.atomic():
        membership, made = _live(user, municipality, role)
        if made:
            record("accounts.give_role", membership, fields=("user", "role"))
        return membership


def _live(user: User, municipality: Municipality, role: str) -> tuple[Membership, bool]:
    wanted = {"user": user, "municipality": municipality, "role": role, "ended_at": None}
    found = Membership.objects.filter(user=user, municipality=municipality, role=role, ended_at=None).first()
    if found:
        return found, False
    try:
        with transaction.atomic():
            return Membership.objects.create(**wanted), True
    except IntegrityError:  # somebody else gave it in the same moment
        return Membership.objects.get(**wanted), False

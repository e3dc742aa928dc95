from __future__ import annotations

from django.db import transaction

from portal.accounts.models import User
from portal.desk.domain.remove_factors import remove_factors
from portal.desk.queries.factors import hindrance
from portal.municipalities import tenant


class MayNot(Exception):
    """It is their own, also of another municipality, or there is nothing to take away."""


@transaction.atomic
def reset_factors(*, user: User, by: int) -> None:
    """Take away the second factor of a colleague who lost it, as the user with id `by` decides.

    They are signed out, told by mail, and choose anew when they sign in. Raises MayNot, NoMunicipality.
    """
    if hindrance(person=user, municipality_id=tenant.require(), by=by):
        raise MayNot
    remove_factors(user=user)

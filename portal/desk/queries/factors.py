"""Whether an administrator may take away the second factor of a colleague."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.queries import live_municipality_ids


class Hindrance(models.TextChoices):
    """Why it cannot be done from here, and whom to ask."""

    OWN = "own", _("This is you. You change how you sign in yourself, on your own page “Signing in safely”.")
    ELSEWHERE = (
        "elsewhere",
        _(
            "This colleague also works for another municipality, with the same account. "
            "Ask the people who run the portal to do it. They make sure first who is asking."
        ),
    )
    NOTHING = "nothing", _("This colleague has no app or passkey. There is nothing to take away.")


def hindrance(*, person: User, municipality_id: int, by: int) -> Hindrance | None:
    """What keeps the user with id `by` from it, seen from this municipality; None when nothing does. Two queries."""
    if person.pk == by:
        return Hindrance.OWN
    if set(live_municipality_ids(person)) != {municipality_id}:
        return Hindrance.ELSEWHERE
    return None if Authenticator.objects.filter(user=person).exists() else Hindrance.NOTHING

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from portal.accounts.models import User


def remove_factors(*, user: User) -> int:
    """Take away the app, the passkeys and the recovery codes of somebody who lost them; say how many there were.

    What follows for sessions, log and mail is in portal.desk.factors. They choose anew when they sign in.
    """
    with transaction.atomic():
        return int(Authenticator.objects.filter(user=user).delete()[0])

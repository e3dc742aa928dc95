from __future__ import annotations

from django.db import IntegrityError, transaction

from portal.accounts.domain.end_sessions import end_sessions
from portal.accounts.models import User, WorkAccount
from portal.accounts.queries import live_roles
from portal.audit.domain.record import record
from portal.municipalities import tenant


class NotTheirs(Exception):
    """Somebody else here has this work account, or this person has no role here."""


def link_work_account(*, user: User, issuer: str, directory: str, subject: str) -> bool:
    """Let somebody sign in with this account of their work in the municipality in use, in the place of one of before.

    All their sessions end. False, and nothing changes, when it was theirs already. Raises NotTheirs, NoMunicipality.
    """
    if not live_roles(user.pk, tenant.require()):
        raise NotTheirs
    wanted = {"issuer": issuer, "directory": directory, "subject": subject}
    try:
        with transaction.atomic():
            if WorkAccount.objects.filter(user=user, **wanted).exists():
                return False
            WorkAccount.objects.filter(user=user).delete()
            WorkAccount.objects.create(user=user, **wanted)
            end_sessions(user=user)
            record("accounts.work_account_linked", user, fields=("issuer", "directory", "subject"))
    except IntegrityError as error:
        raise NotTheirs from error
    return True

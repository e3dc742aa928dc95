from __future__ import annotations

from django.db import transaction

from portal.accounts.models import User, WorkAccount
from portal.audit.domain.record import record
from portal.municipalities import tenant


def unlink_work_account(*, user: User) -> bool:
    """Let the work account of somebody open nothing in the municipality in use any more; who came in by it is out.

    False when there was none. Raises NoMunicipality.
    """
    with transaction.atomic():
        gone, _each = WorkAccount.objects.filter(municipality_id=tenant.require(), user=user).delete()
        if gone:
            record("accounts.work_account_unlinked", user)
    return bool(gone)

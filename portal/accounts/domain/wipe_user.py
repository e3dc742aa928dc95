from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from portal.accounts.domain.end_sessions import end_sessions
from portal.accounts.models import User, WorkAccount
from portal.accounts.spec import FORGOTTEN
from portal.audit.domain.record import record


@transaction.atomic
def wipe_user(*, user: User) -> bool:
    """Forget who somebody was that left long ago: no name, address, password or second factor; the row stays, so that
    what they did keeps its number. False, and nothing changes, for who has or had a role anywhere, or was wiped before.

    Raises NoMunicipality.
    """
    held = User.objects.select_for_update(of=("self",)).filter(pk=user.pk, memberships=None).first()
    if held is None or held.forgotten:
        return False
    Authenticator.objects.filter(user=held).delete()
    WorkAccount.objects.filter(user=held).delete()  # of here; elsewhere it went with the last role there
    end_sessions(user=held)
    held.name, held.email, held.is_active, held.last_login = "", f"{held.public_id}{FORGOTTEN}", False, None
    held.set_unusable_password()
    held.save(update_fields=["name", "email", "is_active", "last_login", "password"])
    record("accounts.wiped", held, fields=("name", "email"))
    return True

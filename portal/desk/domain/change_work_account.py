from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.domain.end_sessions import end_sessions
from portal.accounts.domain.link_work_account import link_work_account
from portal.accounts.domain.unlink_work_account import unlink_work_account
from portal.accounts.models import User
from portal.desk.domain.send_account_mail import send_account_mail


@transaction.atomic
def link_own(*, user: User, issuer: str, directory: str, subject: str) -> bool:
    """Link their own work account in the municipality in use, and tell them by mail. False when it was linked already.

    Raises NotTheirs, NoMunicipality.
    """
    linked = link_work_account(user=user, issuer=issuer, directory=directory, subject=subject)
    if linked:
        _tell(user)
    return linked


@transaction.atomic
def unlink_own(*, user: User) -> bool:
    """Unlink their own work account in the municipality in use, end their sessions and tell them by mail.

    False when there was none. Raises NoMunicipality.
    """
    unlinked = unlink_work_account(user=user)
    if unlinked:
        end_sessions(user=user)
        _tell(user)
    return unlinked


def _tell(user: User) -> None:
    occurrence = timezone.now().isoformat(timespec="microseconds")
    send_account_mail(user=user, kind="desk.factor_changed", occurrence=occurrence)

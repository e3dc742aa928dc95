from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.domain.end_sessions import end_sessions
from portal.accounts.domain.note_sign_in import note_sign_in
from portal.accounts.models import User
from portal.desk.domain.send_account_mail import send_account_mail


def note_factor(*, user: User, action: str) -> None:
    """A second factor of somebody came, went or was renewed: end their sessions, write it down and tell them by mail.

    `action` is what the log calls it. Belongs in the transaction of the change itself.
    """
    with transaction.atomic():
        end_sessions(user=user)
        occurrence = timezone.now().isoformat(timespec="microseconds")
        send_account_mail(user=user, kind="desk.factor_changed", occurrence=occurrence)
        note_sign_in(user=user, action=action)

from __future__ import annotations

from django.db import transaction

from portal.accounts.models import User
from portal.accounts.queries import live_municipality_ids
from portal.municipalities import tenant
from portal.outbox.domain.queue import queue


def send_account_mail(*, user: User, kind: str, occurrence: str) -> None:
    """Put a mail about somebody's own account in the outbox of the municipality of their oldest live role.

    Nothing for somebody without a role: nobody answers for their account. The same occurrence twice is one mail.
    """
    for municipality_id in live_municipality_ids(user)[:1]:
        with tenant.use(municipality_id), transaction.atomic():
            queue(kind, subject=user, address=user.email, recipient_key=f"user:{user.pk}", occurrence=occurrence)

from __future__ import annotations

from django.db import IntegrityError, transaction

from portal.accounts.models import User


def make_user(*, email: str, name: str, password: str | None = None) -> User:
    """Make somebody who may sign in, or return who already has this address (then nothing of them changes).

    Without a password they set one by the link of a password mail. Not in the audit by itself: giving the first
    role is.
    """
    address = email.strip().lower()
    found = User.objects.filter(email=address).first()
    if found:
        return found
    try:
        with transaction.atomic():
            return User.objects.create_user(address, password, name=name)
    except IntegrityError:  # made in the same moment
        return User.objects.get(email=address)

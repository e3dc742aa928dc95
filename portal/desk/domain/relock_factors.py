from __future__ import annotations

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import transaction

SECRETS = ("secret", "seed")


def relock_factors() -> int:
    """Lock every secret of a second factor with the newest key; say how many. Twice is harmless.

    Raises cryptography.fernet.InvalidToken, and changes nothing, when the key of one of them is gone.
    """
    adapter, done = get_adapter(), 0
    with transaction.atomic():
        for kept in Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN).iterator():
            kept.data |= {
                name: adapter.encrypt(adapter.decrypt(kept.data[name])) for name in SECRETS if name in kept.data
            }
            kept.save(update_fields=["data"])
            done += 1
    return done

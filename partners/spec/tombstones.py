from __future__ import annotations

import re
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

KEY = re.compile(r"[0-9a-f]{64}")
SALT = "partners.tombstone"


def tombstone_key(public_id: UUID, secret: str | None = None) -> str:
    """By which a removed person is known again in an older backup; without the secret key it says nothing."""
    return salted_hmac(SALT, public_id.hex, secret=secret, algorithm="sha256").hexdigest()


def all_keys(public_id: UUID) -> set[str]:
    """The same with each secret key that is still in use."""
    return {tombstone_key(public_id, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)}

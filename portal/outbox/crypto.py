"""Message bodies are stored locked: compressed, then encrypted with the newest of settings.OUTBOX_KEYS."""

from __future__ import annotations

import zlib
from functools import cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


@cache
def _keys(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def lock(body: bytes) -> bytes:
    """Make a body unreadable without the keys."""
    return _keys(tuple(settings.OUTBOX_KEYS)).encrypt(zlib.compress(body, 1))


def unlock(token: bytes | memoryview) -> bytes:
    """The body again; raises cryptography.fernet.InvalidToken when none of the keys fits."""
    return zlib.decompress(_keys(tuple(settings.OUTBOX_KEYS)).decrypt(bytes(token)))

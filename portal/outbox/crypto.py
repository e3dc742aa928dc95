"""What is stored locked: compressed, then encrypted with the first of settings.OUTBOX_KEYS. All of them unlock."""

from __future__ import annotations

import zlib
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class NoKey(InvalidToken):
    """Locked with a key that is not in OUTBOX_KEYS any more, or damaged."""

    # In a template it shows nothing; the command `relock` names it in words.
    silent_variable_failure = True

    def __str__(self) -> str:
        return "none of OUTBOX_KEYS opens this"


@cache
def _keys(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def lock(body: bytes) -> bytes:
    """Make a body unreadable without the keys."""
    return _keys(tuple(settings.OUTBOX_KEYS)).encrypt(zlib.compress(body, 1))


def unlock(token: bytes | memoryview) -> bytes:
    """The body again; raises NoKey when none of the keys fits."""
    try:
        return zlib.decompress(_keys(tuple(settings.OUTBOX_KEYS)).decrypt(bytes(token)))
    except InvalidToken as error:
        raise NoKey from error


def relock(token: bytes | memoryview) -> bytes:
    """The same under the first key; untouched when it is already. Raises NoKey when none of the keys fits."""
    known = bytes(token)
    try:
        _keys(tuple(settings.OUTBOX_KEYS[:1])).decrypt(known)
    except InvalidToken:
        try:
            return _keys(tuple(settings.OUTBOX_KEYS)).rotate(known)
        except InvalidToken as error:
            raise NoKey from error
    return known

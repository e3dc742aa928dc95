from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from portal.audit.domain.record import record
from portal.files.models import MAX_BYTES, File


class TooLarge(ValueError):
    """More than 20 MB."""


@transaction.atomic
def keep(name: str, content: bytes, *, media_type: str, days: int) -> File:
    """Keep these bytes for so many days by the clock of the database. Raises TooLarge, NoMunicipality.

    Name and type lose what they must not have: folders, control characters, length.
    """
    if len(content) > MAX_BYTES:
        raise TooLarge(str(len(content)))
    file = File(
        name=_plain(name),
        media_type=_printable(media_type)[:100],
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    file.expires_at = Now() + timedelta(days=days)
    file.save(force_insert=True)
    file.refresh_from_db(fields=["expires_at"])
    record("files.keep", file, fields=("content",))
    return file


def _plain(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return _printable(last)[:200] or "-"


def _printable(text: str) -> str:
    # isprintable is also false for what turns the reading direction around.
    return "".join(letter for letter in text if letter.isprintable())

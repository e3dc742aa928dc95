from __future__ import annotations

from django.db import transaction

from partners.models import Presence
from portal.audit.domain.record import record
from portal.files.domain.keep import keep
from portal.files.models import File
from portal.web.photos import MEDIA_TYPE, made_anew

DAYS_KEPT = 365
PHOTO = ("photo",)


def keep_photo(*, presence: Presence, content: bytes, publishes: bool) -> Presence:
    """Show this person with this photo, made anew; the one before is gone. Raises PhotoError.

    By who may not publish it comes before everyone's eyes only after CJG looked at it; the person stays public.
    """
    # Before the transaction: drawing a large photo takes long, and nobody has to wait for it.
    return _kept(presence, made_anew(content), publishes=publishes)


@transaction.atomic
def _kept(presence: Presence, small: bytes, *, publishes: bool) -> Presence:
    now = _locked(presence)
    _drop(now)
    now.photo = keep("foto.jpg", small, media_type=MEDIA_TYPE, days=DAYS_KEPT)
    now.waits = not publishes if now.public else now.waits
    now.save(update_fields=["photo", "waits"])
    record("presence.photo_kept", now, fields=PHOTO)
    return now


@transaction.atomic
def drop_photo(*, presence: Presence) -> bool:
    """Take the photo away, wholly; says whether there was one."""
    now = _locked(presence)
    if not now.photo_id:
        return False
    _drop(now)
    # Of who is public only the photo waited.
    now.waits = now.waits and not now.public
    now.save(update_fields=["photo", "waits"])
    record("presence.photo_removed", now, fields=PHOTO)
    return True


def _locked(presence: Presence) -> Presence:
    return Presence.objects.select_for_update(of=("self",), no_key=True).get(pk=presence.pk)


def _drop(presence: Presence) -> None:
    # `only` keeps the bytes in the database while Django looks for what points here.
    if presence.photo_id:
        File.objects.filter(pk=presence.photo_id).only("pk").delete()
    presence.photo = None

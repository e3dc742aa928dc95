from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from partners.domain.keep_photo import drop_photo
from partners.models import Organisation, Presence
from portal.audit.domain.record import record
from portal.web.meanwhile import ChangedMeanwhile, stamp_of

FACTS = {
    "person", "role", "at", "place", "neighbourhood", "weekday", "starts", "ends", "times", "languages", "public",
}  # fmt: skip

# Who may see it says not who it is, and is another thing once CJG has looked.
SHOWN = {"public", "waits"}


@transaction.atomic
def add_presence(*, organisation: Organisation, facts: Mapping[str, Any]) -> Presence:
    """Somebody of this organisation can be found somewhere; the very same twice is one."""
    # A button that is pressed twice waits here for the first press.
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)
    same = {name: value for name, value in facts.items() if name not in SHOWN}
    if found := Presence.objects.filter(organisation=organisation, **same).order_by("pk").first():
        return found
    made = Presence.objects.create(organisation=organisation, **facts)
    record("presence.added", made, fields=sorted(facts))
    return made


@transaction.atomic
def change_presence(*, presence: Presence, facts: Mapping[str, Any], seen: str = "") -> Presence:
    """Let these facts be so; again changes nothing. Somebody else does not get the photo of who was there before.

    Raises ChangedMeanwhile when it is not as it was `seen`.
    """
    now = Presence.objects.select_for_update(of=("self",), no_key=True).get(pk=presence.pk)
    changed = sorted(field for field, value in facts.items() if getattr(now, field) != value)
    if changed and seen not in {"", stamp_of(now, FACTS)}:
        raise ChangedMeanwhile
    for field in changed:
        setattr(now, field, facts[field])
    if changed:
        now.save(update_fields=changed)
        record("presence.changed", now, fields=changed)
    if "person" in changed:
        drop_photo(presence=now)
    return now


@transaction.atomic
def publish_presence(*, presence: Presence, seen: str) -> Presence:
    """Let everyone see what an organisation asked for; again changes nothing.

    Raises ChangedMeanwhile when it is not as it was `seen`, or nobody asks for it any more.
    """
    now = Presence.objects.select_for_update(of=("self",), no_key=True).get(pk=presence.pk)
    if now.public and not now.waits:
        return now
    if not now.waits or now.stamp != seen:
        raise ChangedMeanwhile
    now.public, now.waits = True, False
    now.save(update_fields=["public", "waits"])
    record("presence.changed", now, fields=("public",))
    return now


@transaction.atomic
def remove_presence(*, presence: Presence) -> bool:
    """Take somebody off the list, wholly, with their photo; says whether they still stood there."""
    found = Presence.objects.select_for_update(of=("self",)).filter(pk=presence.pk).first()
    if not found:
        return False
    drop_photo(presence=found)
    record("presence.removed", found)
    found.delete()
    return True

from __future__ import annotations

from copy import copy

from django.db import transaction
from django.db.models import QuerySet

from partners.models import MergedInto, Parent, Tombstone
from partners.registry import prepare_removal
from partners.spec.tombstones import tombstone_key
from portal.audit.domain.record import record
from portal.outbox.domain.forget import forget


class StillHere(Exception):
    """Meanwhile the parent is not one of those that go any more; nothing was changed."""


@transaction.atomic
def remove_parent(*, parent: Parent, only_of: QuerySet[Parent] | None = None) -> bool:
    """Remove a parent and everything that is tied to them, for good; False when they are gone already.

    With `only_of` only while they are one of those, also once nobody else can change them: raises StillHere otherwise.

    Places to come are freed, mails lose address and body, lists with parents lose their file. What is left of
    each entry is a keyed hash without a name, by which they are removed again when an older backup is put back.
    """
    prepare_removal(parent)  # before the lock: whoever signs them up locks the places first, then the parent
    current = Parent.objects.select_for_update().filter(pk=parent.pk).first()
    if current is None:
        return False
    if only_of is not None and not only_of.filter(pk=current.pk).exists():
        raise StillHere
    prepare_removal(current)  # what came in between
    gone = copy(current)
    forget(recipient_key=str(current.public_id), subject=current)
    known_as = (current.public_id, *MergedInto.objects.filter(kept=current).values_list("old", flat=True))
    for public_id in known_as:
        Tombstone.objects.get_or_create(key=tombstone_key(public_id))
    current.delete()
    record("parent.removed", gone)
    return True

from __future__ import annotations

from copy import copy

from django.db import transaction

from partners.models import Parent, SheetImport, Tombstone
from partners.registry import prepare_removal
from partners.spec.tombstones import tombstone_key
from portal.audit.domain.record import record
from portal.files.models import File
from portal.outbox.domain.forget import forget


@transaction.atomic
def remove_parent(*, parent: Parent) -> bool:
    """Remove a parent and everything that is tied to them, for good; False when they are gone already.

    Places to come are freed, mails lose address and body, lists that were read in lose their file. What is left is a
    keyed hash without a name, by which they are removed again when an older backup is put back.
    """
    prepare_removal(parent)  # before the lock: whoever signs them up locks the places first, then the parent
    current = Parent.objects.select_for_update().filter(pk=parent.pk).first()
    if current is None:
        return False
    prepare_removal(current)  # what came in between
    gone = copy(current)
    forget(recipient_key=str(current.public_id), subject=current)
    forget_read_lists()
    Tombstone.objects.get_or_create(key=tombstone_key(current.public_id))
    current.delete()
    record("parent.removed", gone)
    return True


def forget_read_lists() -> None:
    """Remove the files of lists that were read in: nobody needs them any more, and anyone may stand in them."""
    read = SheetImport.objects.filter(job__isnull=False).exclude(job__state__in=("queued", "running"))
    File.objects.filter(pk__in=list(read.exclude(file=None).values_list("file_id", flat=True))).only("pk").delete()

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now

from partners.domain.withdraw import withdraw
from partners.models import Parent
from partners.spec.consent import PURPOSES, STOP_ALL_TEXT
from portal.audit.domain.record import record


@transaction.atomic
def stop(*, parent: Parent, source: str) -> bool:
    """Leave this parent alone: a no to every purpose, until they say yes themselves; False when that was so already."""
    waiting = Parent.objects.filter(pk=parent.pk, stopped_at__isnull=True)
    if not waiting.update(stopped_at=Now()):
        return False
    for purpose in PURPOSES:
        withdraw(parent=parent, source=source, purpose=purpose, text_version=STOP_ALL_TEXT)
    parent.refresh_from_db(fields=["stopped_at"])
    record("parent.stopped", parent, fields=("stopped_at",))
    return True

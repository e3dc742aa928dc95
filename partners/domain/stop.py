from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now

from partners.domain.withdraw import withdraw
from partners.models import Parent
from portal.audit.domain.record import record


@transaction.atomic
def stop(*, parent: Parent, source: str) -> bool:
    """Never invite this parent again, unless they ask for it; False when that was so already."""
    waiting = Parent.objects.filter(pk=parent.pk, stopped_at__isnull=True)
    if not waiting.update(stopped_at=Now()):
        return False
    withdraw(parent=parent, source=source)
    parent.refresh_from_db(fields=["stopped_at"])
    record("parent.stopped", parent, fields=("stopped_at",))
    return True

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from portal.audit.domain.record import record
from portal.desk.models import Breach
from portal.web.meanwhile import ChangedMeanwhile, stamp_of

TOLD = {
    "what",
    "data",
    "found_at",
    "people",
    "consequences",
    "measures",
    "reported_at",
    "not_reported",
    "people_told_on",
}


class StillToReport(Exception):
    """It was not reported, and nobody said why not."""


@transaction.atomic
def add_breach(*, told: Mapping[str, Any], form_key: UUID) -> Breach:
    """Write down a data breach; the same form sent twice is one breach."""
    breach, added = Breach.objects.get_or_create(form_key=form_key, defaults=told)
    if added:
        record("breach.added", breach, fields=("people", "found_at"))
    return breach


@transaction.atomic
def change_breach(*, breach: Breach, told: Mapping[str, Any], seen: str = "") -> None:
    """Keep what is known by now; the same again, or of one that was closed, changes nothing.

    Raises ChangedMeanwhile when it is not as it was `seen`.
    """
    held = Breach.objects.select_for_update().filter(pk=breach.pk, closed_at=None).first()
    changed = [name for name, value in told.items() if held and getattr(held, name) != value]
    if held and changed and seen not in {"", stamp_of(held, TOLD)}:
        raise ChangedMeanwhile
    if held and changed:
        for name in changed:
            setattr(held, name, told[name])
        held.save(update_fields=changed)
        record("breach.changed", held, fields=changed)


@transaction.atomic
def close_breach(*, breach: Breach) -> bool:
    """It is dealt with; False when it was already. Raises StillToReport."""
    held = Breach.objects.select_for_update().filter(pk=breach.pk, closed_at=None).first()
    if held is None:
        return False
    if held.waits_for_report:
        raise StillToReport
    Breach.objects.filter(pk=held.pk).update(closed_at=Now())
    record("breach.closed", held, fields=("closed_at",))
    return True

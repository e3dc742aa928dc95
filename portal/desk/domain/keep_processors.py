from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.audit.domain.record import record
from portal.desk.models import Processor


@transaction.atomic
def add_processor(*, told: Mapping[str, Any]) -> Processor:
    """Add an organisation that works with data here; one that does already is returned as it is."""
    others = {name: value for name, value in told.items() if name != "name"}
    processor, added = Processor.objects.get_or_create(name=told["name"], ended_on=None, defaults=others)
    if added:
        record("processor.added", processor, fields=tuple(told))
    return processor


@transaction.atomic
def change_processor(*, processor: Processor, told: Mapping[str, Any]) -> None:
    """Keep other words about it; the same again changes nothing."""
    held = Processor.objects.select_for_update().get(pk=processor.pk)
    changed = [name for name, value in told.items() if getattr(held, name) != value]
    if changed:
        for name in changed:
            setattr(held, name, told[name])
        held.save(update_fields=changed)
        record("processor.changed", held, fields=changed)


@transaction.atomic
def end_processor(*, processor: Processor) -> bool:
    """It works with data here no more; False when it did not already."""
    ended = Processor.objects.filter(pk=processor.pk, ended_on=None).update(ended_on=timezone.localdate())
    if ended:
        record("processor.ended", processor, fields=("ended_on",))
    return bool(ended)

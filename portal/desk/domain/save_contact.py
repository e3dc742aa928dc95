from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from portal.audit.domain.record import record
from portal.municipalities.models import Municipality

FIELDS = ("public_name", "contact_phone", "contact_email")


@transaction.atomic
def save_contact(*, municipality: Municipality, told: Mapping[str, str]) -> None:
    """Keep the name, phone number and address that parents see of the municipality; the same again changes nothing."""
    held = Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    changed = [field for field in FIELDS if getattr(held, field) != told[field]]
    if not changed:
        return
    for field in changed:
        setattr(held, field, told[field])
    held.save(update_fields=changed)
    record("municipality.contact_changed", held, fields=changed)

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from partners.models import SheetImport
from partners.spec.parents.parts import HOLDS
from portal.audit.domain.record import record


@transaction.atomic
def choose_columns(*, sheet_import: SheetImport, chosen: Mapping[str, str]) -> SheetImport:
    """Say what the columns of a list that waits hold; the next one of the same organisation is read in the same way.

    Once it is being read in, or when it is read so already, this changes nothing. Raises ValueError for another field.
    """
    if not set(chosen.values()) <= {*HOLDS.values(), ""}:
        raise ValueError(f"no such field: {chosen}")
    current = SheetImport.objects.select_for_update(no_key=True).get(pk=sheet_import.pk)
    if current.job_id is None and current.chosen != dict(chosen):
        current.chosen = dict(chosen)
        current.save(update_fields=["chosen"])
        record("list.columns_chosen", current, fields=("chosen",))
    return current

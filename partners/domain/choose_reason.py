from __future__ import annotations

from django.db import transaction

from partners.models import SheetImport
from portal.audit.domain.record import record


@transaction.atomic
def choose_reason(*, sheet_import: SheetImport, basis: str) -> SheetImport:
    """Say anew why a list that waits may be used; once it is being read in this changes nothing.

    Raises ValueError for a reason that does not exist.
    """
    if basis not in SheetImport.Ground.values:
        raise ValueError(f"no such basis: {basis}")
    current = SheetImport.objects.select_for_update(no_key=True).get(pk=sheet_import.pk)
    if current.job_id is None and current.basis != basis:
        current.basis = basis
        current.save(update_fields=["basis"])
        record("list.reason_chosen", current, fields=("basis",))
    return current

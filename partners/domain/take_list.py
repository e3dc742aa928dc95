from __future__ import annotations

from django.db import transaction

from partners.models import Organisation, SheetImport
from partners.queries import remembered_columns
from portal.audit.domain.record import record
from portal.files.domain.keep import keep

DAYS_KEPT = 1


@transaction.atomic
def take_list(
    *,
    name: str,
    content: bytes,
    media_type: str,
    origin: str,
    basis: str,
    organisation: Organisation | None = None,
) -> SheetImport:
    """Keep an uploaded list for one day, with where it comes from and why it may be used; no parent is stored yet.

    Its columns are read as those of the last list of that organisation were. Raises ValueError for another basis.
    """
    if basis not in SheetImport.Ground.values:
        raise ValueError(f"no such basis: {basis}")
    file = keep(name, content, media_type=media_type, days=DAYS_KEPT)
    known = remembered_columns(organisation.pk if organisation else None)
    taken = SheetImport.objects.create(file=file, origin=origin, basis=basis, organisation=organisation, chosen=known)
    record("list.taken", taken, fields=("origin", "basis", "organisation"))
    return taken

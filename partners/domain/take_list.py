from __future__ import annotations

from django.db import transaction

from partners.models import Organisation, SheetImport
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
    """Keep an uploaded list for one day, with where it comes from and why it may be used; no parent is stored yet."""
    if basis not in SheetImport.Ground.values:
        raise ValueError(f"no such basis: {basis}")
    file = keep(name, content, media_type=media_type, days=DAYS_KEPT)
    taken = SheetImport.objects.create(file=file, origin=origin, basis=basis, organisation=organisation)
    record("list.taken", taken, fields=("origin", "basis", "organisation"))
    return taken

from __future__ import annotations

from django.db import transaction

from partners.models import Organisation
from portal.audit.domain.record import record
from portal.files.domain.keep import keep
from programmes.models import FigureList
from programmes.queries.figures import remembered

DAYS_KEPT = 1


@transaction.atomic
def take_figures(
    *, name: str, content: bytes, media_type: str, origin: str, organisation: Organisation | None = None
) -> FigureList:
    """Keep an uploaded table for one day, to be read as the last one of that organisation; no figure is stored yet."""
    file = keep(name, content, media_type=media_type, days=DAYS_KEPT)
    known = remembered(organisation.pk if organisation else None)
    taken = FigureList.objects.create(file=file, origin=origin, organisation=organisation, chosen=known)
    record("figures.taken", taken, fields=("origin", "organisation"))
    return taken

from __future__ import annotations

from django.db import transaction

from activities.models import ListKind, MeetingList, Series
from activities.queries.lists import remembered
from partners.models import Organisation
from portal.audit.domain.record import record
from portal.files.domain.keep import keep

DAYS_KEPT = 1


@transaction.atomic
def take_list(
    *,
    kind: ListKind,
    name: str,
    content: bytes,
    media_type: str,
    origin: str,
    organisation: Organisation | None = None,
    series: Series | None = None,
) -> MeetingList:
    """Keep an uploaded list for one day, to be read as the last one of that organisation; nothing of it is stored yet.

    A list of who came says of which series that was.
    """
    file = keep(name, content, media_type=media_type, days=DAYS_KEPT)
    whose = organisation or (series.organisation if series else None)
    known = remembered(kind, whose.pk if whose else None)
    taken = MeetingList.objects.create(
        kind=kind, series=series, file=file, origin=origin, organisation=whose, chosen=known
    )
    record("meetings.taken", taken, fields=("origin", "organisation"))
    return taken

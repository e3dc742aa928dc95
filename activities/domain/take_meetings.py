from __future__ import annotations

from django.db import transaction

from activities.models import MeetingList
from activities.queries.lists import remembered
from partners.models import Organisation
from portal.audit.domain.record import record
from portal.files.domain.keep import keep

DAYS_KEPT = 1


@transaction.atomic
def take_meetings(
    *, name: str, content: bytes, media_type: str, origin: str, organisation: Organisation | None = None
) -> MeetingList:
    """Keep an uploaded list of meetings for one day, read as the last list of that organisation; nothing is planned."""
    file = keep(name, content, media_type=media_type, days=DAYS_KEPT)
    known = remembered(organisation.pk if organisation else None)
    taken = MeetingList.objects.create(file=file, origin=origin, organisation=organisation, chosen=known)
    record("meetings.taken", taken, fields=("origin", "organisation"))
    return taken

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from partners.models import Contact, Promise, Tombstone
from partners.spec.times import months_before
from portal.audit.domain.record import record
from portal.municipalities import tenant
from portal.municipalities.models import Municipality

CONTACT_MONTHS, PROMISE_MONTHS, TOMBSTONE_MONTHS = 12, 3, 13


@transaction.atomic
def forget_old() -> dict[str, int]:
    """Remove contacts, promises that were kept and tombstones on the day that their time is over; say how many.

    Three statements by index when there is nothing. Raises NoMunicipality.
    """
    municipality = tenant.require()
    today = timezone.localdate()
    over: dict[str, QuerySet[Contact] | QuerySet[Promise] | QuerySet[Tombstone]] = {
        "contacts": Contact.objects.filter(municipality=municipality, day__lte=months_before(today, CONTACT_MONTHS)),
        "promises": Promise.objects.filter(
            municipality=municipality, done_at__date__lte=months_before(today, PROMISE_MONTHS)
        ),
        "tombstones": Tombstone.objects.filter(
            municipality=municipality, at__date__lte=months_before(today, TOMBSTONE_MONTHS)
        ),
    }
    gone = {name: rows.delete()[0] for name, rows in over.items()}
    if any(gone.values()):
        counts = [f"{name}:{count}" for name, count in gone.items() if count]
        record("retention.done", Municipality.objects.get(pk=municipality), fields=counts)
    return gone

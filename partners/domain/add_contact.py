from __future__ import annotations

from datetime import date

from django.db import transaction

from partners.models import Contact, Organisation, Parent
from portal.audit.domain.record import record


@transaction.atomic
def add_contact(
    *, parent: Parent, by: int, day: date, way: str, with_agenda: bool, organisation: Organisation | None = None
) -> Contact:
    """Write down that this member of staff and this parent were in touch; the same once more adds nothing.

    Nothing of what was said is kept. `organisation` None is the CJG.
    """
    known = {"parent": parent, "by_id": by, "day": day, "way": way}
    contact, added = Contact.objects.get_or_create(
        **known, defaults={"with_agenda": with_agenda, "organisation": organisation}
    )
    if added:
        record("contact.added", parent, fields=("day", "way", "with_agenda"))
    return contact


@transaction.atomic
def remove_contact(*, contact: Contact) -> None:
    """Take a contact away that was written down by mistake; again changes nothing."""
    removed, _ = Contact.objects.filter(pk=contact.pk).delete()
    if removed:
        record("contact.removed", contact.parent)

from __future__ import annotations

from django.db import IntegrityError, transaction

from partners.models import Parent
from partners.queries import same_person
from partners.spec.keys import LONGEST_NAME
from partners.spec.phone import e164
from portal.audit.domain.record import record


def find_or_add(*, name: str, email: str, phone: str, language: str = "", source: str) -> Parent:
    """The parent with this address, else the one with this phone and name, else a new one; twice gives the same.

    What is known already is never overwritten: who knows an address need not be its owner. A number that is
    no phone number is left out. Two at the same moment get the same parent. `source` is the name of a road, such as
    sign_up, for the audit.
    """
    wanted = Parent(
        name=" ".join(name.split())[:LONGEST_NAME], email=email.strip(), phone=e164(phone), language=language
    ).with_keys()
    found = same_person(wanted)
    if found:
        return found
    try:
        return _add(wanted, source)
    except IntegrityError:
        won = same_person(wanted)
        if won is None:
            raise
        return won


@transaction.atomic
def _add(parent: Parent, source: str) -> Parent:
    parent.save()
    record("parent.added", parent, fields=(source, "name", "email", "phone", "language"))
    return parent

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from partners.domain.change_parent import Known
from partners.domain.give_consent import give_consent
from partners.models import Parent
from partners.queries import same_person
from partners.spec.consent import PURPOSES
from portal.audit.domain.record import record
from portal.municipalities import tenant
from portal.municipalities.queries import areas_by_postcode


def add_parent(*, details: Mapping[str, Any], agreed: Sequence[str] = (), how: str = "") -> Parent:
    """Add a parent whom somebody of the staff met, with what they said yes to and how they said it.

    Raises Known when somebody with this address, or this phone and name, is here already.
    """
    parent = Parent(**details)
    if same_person(parent.with_keys()):
        raise Known
    try:
        return _add(parent, agreed, how)
    except IntegrityError:
        raise Known from None


@transaction.atomic
def _add(parent: Parent, agreed: Sequence[str], how: str) -> Parent:
    parent.neighbourhood_id = areas_by_postcode(tenant.require()).get(parent.postcode)
    parent.save()
    for purpose in agreed:
        give_consent(parent=parent, purpose=purpose, source=how, text_version=PURPOSES[purpose].yes)
    record("parent.added", parent, fields=("by_hand", *agreed))
    return parent

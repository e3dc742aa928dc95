from __future__ import annotations

from django.db import transaction

from partners.models import Consent, Parent
from partners.queries import last_consent
from partners.spec.consent import INVITATIONS, STOP_TEXT
from portal.audit.domain.record import record


@transaction.atomic
def withdraw(*, parent: Parent, source: str, purpose: str = INVITATIONS) -> Consent:
    """Add that this parent does not agree (any more); a no that already stands is returned as it is."""
    Parent.objects.select_for_update(no_key=True).get(pk=parent.pk)
    last = last_consent(parent, purpose)
    if last and not last.given:
        return last
    taken_back = Consent.objects.create(
        parent=parent,
        purpose=purpose,
        given=False,
        basis=Consent.Basis.PARENT,
        text_version=STOP_TEXT,
        source=source,
    )
    record("consent.withdrawn", parent, fields=(purpose,))
    return taken_back

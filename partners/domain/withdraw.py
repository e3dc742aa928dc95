from __future__ import annotations

from django.db import transaction

from partners.models import Consent, Parent
from partners.queries import last_consent
from partners.spec.consent import INVITATIONS, PURPOSES
from portal.audit.domain.record import record


@transaction.atomic
def withdraw(*, parent: Parent, source: str, purpose: str = INVITATIONS, text_version: str = "") -> Consent:
    """Add that this parent does not agree to one purpose (any more); a no that already stands is returned as it is.

    Nothing else stops by it. The text is that of the purpose today unless another is named.
    """
    Parent.objects.select_for_update(no_key=True).get(pk=parent.pk)
    last = last_consent(parent, purpose)
    if last and not last.given:
        return last
    taken_back = Consent.objects.create(
        parent=parent,
        purpose=purpose,
        given=False,
        basis=Consent.Basis.PARENT,
        text_version=text_version or PURPOSES[purpose].no,
        source=source,
    )
    record("consent.withdrawn", parent, fields=(purpose,))
    return taken_back

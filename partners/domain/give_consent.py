from __future__ import annotations

from django.db import transaction

from partners.models import Consent, Parent
from partners.queries import last_consent
from partners.spec.consent import INVITATIONS, PURPOSES
from portal.audit.domain.record import record


class SaidNo(Exception):
    """This parent asked to be left alone; only the parent takes that back."""


@transaction.atomic
def give_consent(
    *,
    parent: Parent,
    source: str,
    purpose: str = INVITATIONS,
    basis: Consent.Basis = Consent.Basis.PARENT,
    text_version: str = "",
    proven: bool = True,
) -> Consent:
    """Add that this parent agrees to one purpose; a yes that already stands to the same text is returned as it is.

    The text is that of the purpose today unless another is named. Only this purpose is agreed to.
    A yes of the parent also ends an earlier "stop". Raises SaidNo when anyone else says yes after a no, and when it is
    not `proven` that it is the parent: anybody can fill in an address in a public form.
    """
    text_version = text_version or PURPOSES[purpose].yes
    current = Parent.objects.select_for_update(no_key=True).get(pk=parent.pk)
    last = last_consent(parent, purpose)
    own = proven and basis == Consent.Basis.PARENT
    if not own and (current.stopped_at or (last and not last.given)):
        raise SaidNo
    if last and last.given and last.text_version == text_version and not current.stopped_at:
        return last
    if current.stopped_at:
        Parent.objects.filter(pk=parent.pk).update(stopped_at=None)
        parent.stopped_at = None
    given = Consent.objects.create(
        parent=parent, purpose=purpose, given=True, basis=basis, text_version=text_version, source=source
    )
    record("consent.given", parent, fields=(purpose,))
    return given
